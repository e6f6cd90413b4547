//! Which page of a file is meant, and which of the boxes that the page has.

use std::fmt;
use std::str::FromStr;

/// A box of a PDF page (ISO 32000-1, 14.11.2); one that the page lacks is the next larger one it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum PageBox {
    /// The finished page as trimmed: what an ad is sized by.
    #[default]
    Trim,
    /// The page with its bleed.
    Bleed,
    /// What viewers show.
    Crop,
    /// The whole sheet with all marks.
    Media,
    /// What the maker calls the content.
    Art,
}

impl PageBox {
    /// Every box.
    pub const ALL: [PageBox; 5] =
        [PageBox::Trim, PageBox::Bleed, PageBox::Crop, PageBox::Media, PageBox::Art];

    /// The box's name, such as `trim`.
    pub fn name(self) -> &'static str {
        match self {
            PageBox::Trim => "trim",
            PageBox::Bleed => "bleed",
            PageBox::Crop => "crop",
            PageBox::Media => "media",
            PageBox::Art => "art",
        }
    }
}

/// A page of a file by one of its boxes, written `2.trim`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leaf {
    /// The page, from 1.
    pub page: u32,
    /// The box.
    pub bound: PageBox,
    /// Whether it is shown in grey, as a page of black ink alone shows pictures: `.grey` after the box.
    pub is_grey: bool,
}

impl Default for Leaf {
    fn default() -> Self {
        Leaf { page: 1, bound: PageBox::Trim, is_grey: false }
    }
}

impl fmt::Display for Leaf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}{}", self.page, self.bound.name(), if self.is_grey { ".grey" } else { "" })
    }
}

impl FromStr for Leaf {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (plain, is_grey) = text.strip_suffix(".grey").map_or((text, false), |plain| (plain, true));
        let parts = plain.split_once('.').and_then(|(page, bound)| {
            let bound = PageBox::ALL.into_iter().find(|own| own.name() == bound)?;
            Some(Leaf { page: page.parse().ok().filter(|page| *page > 0)?, bound, is_grey })
        });
        parts.ok_or_else(|| format!("“{text}” is no page and box like 2.trim"))
    }
}

/// The file of a picture's key: everything before `@`, such as the SHA-256 in `ab12@2.trim`.
pub fn file_of(key: &str) -> &str {
    key.split_once('@').map_or(key, |(file, _)| file)
}

/// The leaf that a picture's key names behind `@`; the first page's trim box when it names none.
pub fn leaf_of(key: &str) -> Leaf {
    key.split_once('@').and_then(|(_, leaf)| leaf.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Leaf, PageBox, file_of, leaf_of};

    #[test]
    fn a_key_names_a_file_and_perhaps_a_page_and_a_box() {
        let third = Leaf { page: 3, bound: PageBox::Media, is_grey: false };
        let grey = Leaf { is_grey: true, ..third };
        assert_eq!((leaf_of("ab@3.media.grey"), grey.to_string().parse()), (grey, Ok(grey)));
        assert_eq!((file_of("ab@3.media"), leaf_of("ab@3.media")), ("ab", third));
        assert_eq!((file_of("ab"), leaf_of("ab")), ("ab", Leaf::default()));
        assert_eq!(third.to_string().parse(), Ok(third));
        for wrong in ["", "0.trim", "1", "1.page", "x.trim", "-1.trim"] {
            assert!(wrong.parse::<Leaf>().is_err(), "{wrong}");
        }
    }
}
