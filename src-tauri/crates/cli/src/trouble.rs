//! Why a command did not do what was asked, in one sentence of each language.

use banxin_api::{Failure, TroubleKind};

/// A failure, and the line of a script it happened in.
#[derive(Clone, Debug)]
pub struct Trouble {
    /// What happened.
    pub failure: Failure,
    /// The line of the commands file, counted from 1.
    pub line: Option<usize>,
}

impl Trouble {
    /// Words on the command line that make no sense together.
    pub fn usage(zh: impl Into<String>, en: impl Into<String>) -> Trouble {
        let failure =
            Failure { kind: TroubleKind::BadRequest, code: "usage".to_owned(), zh: zh.into(), en: en.into() };
        Trouble { failure, line: None }
    }

    /// The trouble, told with the line of the script it happened in.
    pub fn in_line(self, line: usize) -> Trouble {
        Trouble { line: Some(line), ..self }
    }
}

impl<F: Into<Failure>> From<F> for Trouble {
    fn from(failure: F) -> Self {
        Trouble { failure: failure.into(), line: None }
    }
}
