//! The inks that a page is printed with.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The plates that are made of a page, written `four`, `black` or `black+` and one more ink.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Plates {
    /// Cyan, magenta, yellow and black, and the spot inks that the page uses.
    #[default]
    Four,
    /// Black alone.
    Black,
    /// Black and one more ink (套色): `c`, `m`, `y` or the name of a spot ink.
    BlackAnd(String),
}

impl Plates {
    /// The plates by the names under which callers ask for them; empty for all four.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Plates::Four => Vec::new(),
            Plates::Black => vec!["k"],
            Plates::BlackAnd(ink) => vec!["k", ink],
        }
    }
}

impl fmt::Display for Plates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Plates::Four => f.write_str("four"),
            Plates::Black => f.write_str("black"),
            Plates::BlackAnd(ink) => write!(f, "black+{ink}"),
        }
    }
}

impl FromStr for Plates {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "four" => Ok(Plates::Four),
            "black" => Ok(Plates::Black),
            _ => text
                .strip_prefix("black+")
                .map(str::trim)
                .filter(|ink| !ink.is_empty() && *ink != "k" && ink.chars().count() <= 60)
                .map(|ink| Plates::BlackAnd(ink.to_owned()))
                .ok_or_else(|| format!("“{text}” names no plates")),
        }
    }
}

impl From<Plates> for String {
    fn from(plates: Plates) -> String {
        plates.to_string()
    }
}

impl TryFrom<String> for Plates {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::Plates;

    #[test]
    fn plates_are_read_as_they_are_written_and_nonsense_is_not() {
        for text in ["four", "black", "black+m", "black+PANTONE 185 C"] {
            assert_eq!(text.parse::<Plates>().map(|plates| plates.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "black+", "black+ ", "black+k", "five", "m"] {
            assert!(text.parse::<Plates>().is_err(), "{text}");
        }
        assert_eq!(Plates::BlackAnd("y".to_owned()).names(), ["k", "y"]);
    }
}
