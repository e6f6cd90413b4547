//! What an export is told, what it reports on the way, and what comes out.

use banxin_geom::Size;
use banxin_scene::FaceName;
use thiserror::Error;

/// The press standard that a file is made to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Standard {
    /// PDF/X-4 (ISO 15930-7), PDF 1.6.
    #[default]
    X4,
    /// PDF/X-1a:2003 (ISO 15930-4), PDF 1.4.
    X1a,
}

/// How an export is made.
#[derive(Clone, Debug)]
pub struct PressOptions {
    /// Title of the file, such as the paper's name and date.
    pub title: String,
    /// The standard to meet.
    pub standard: Standard,
    /// ICC profile of the printing condition: a CMYK output profile.
    pub profile: Vec<u8>,
    /// When the file was made, in seconds since 1970 UTC; `None` gives the same date every time.
    pub created: Option<u64>,
    /// What readers call each page (版次), in the order of the lists; pages beyond its end go by number.
    pub page_names: Vec<String>,
    /// Photos finer than this many pixels to the inch at placed size are scaled down to it.
    pub max_ppi: f64,
    /// The most ink that photos may put in one place, in percent of one full ink.
    pub ink_limit: u16,
    /// Quality of photos stored as JPEG, 1 to 100.
    pub jpeg_quality: u8,
    /// The slug line of each page, in the order of the lists; with one, crop and registration marks and a
    /// colour bar stand round the page. Without any there are no marks.
    pub slugs: Vec<String>,
    /// The sheet of an office printer that each page is scaled down to; its own size when absent.
    pub sheet: Option<Size>,
    /// Whether a page too large for that sheet keeps its size and is spread over several of them, to be glued
    /// together.
    pub is_tiled: bool,
    /// Words that stand large and light under a proof; empty for none.
    pub watermark: String,
}

impl PressOptions {
    /// The usual newspaper settings: PDF/X-4, 220 pixels to the inch, 240 % ink.
    pub fn new(title: &str, profile: Vec<u8>) -> Self {
        PressOptions {
            title: title.to_owned(),
            standard: Standard::X4,
            profile,
            created: None,
            page_names: Vec::new(),
            max_ppi: 220.0,
            ink_limit: 240,
            jpeg_quality: 85,
            slugs: Vec::new(),
            sheet: None,
            is_tiled: false,
            watermark: String::new(),
        }
    }
}

/// How far an export has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Photos turned into ink, and the pages that have all of theirs composed with them.
    Photos {
        /// How many are done.
        done: usize,
        /// How many there are.
        of: usize,
        /// How many pages are composed, from the first on.
        pages: usize,
    },
    /// Pages painted.
    Pages {
        /// How many are done.
        done: usize,
        /// How many there are.
        of: usize,
    },
    /// Everything is painted and the file is being put together.
    Writing,
}

/// A file made by an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The whole PDF file.
    pub bytes: Vec<u8>,
    /// What could not be printed as it should, each once.
    pub notes: Vec<PressNote>,
}

/// Something on a page that could not be printed as it should.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PressNote {
    /// The face is missing or cannot be embedded; its text is left out.
    MissingFace(FaceName),
    /// The photo is not there; a crossed box stands for it.
    MissingPhoto(String),
    /// The photo is there and cannot be decoded; a crossed box stands for it.
    UnreadablePhoto(String),
    /// The ad or drawing could not go into the file as it is; its picture in ink stands for it.
    ImagedArt(String, Imaged),
}

/// Why art was imaged instead of being placed as its maker wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Imaged {
    /// It does not carry all its fonts.
    Fonts,
    /// It has layers that are switched off.
    Layers,
    /// Something shows through something else, which the standard forbids.
    Transparency,
    /// It has colours that are no ink, which the standard forbids.
    Colour,
    /// It has colours, and the page is not printed with all four inks.
    Plates,
    /// It is written in a way that the standard does not know, or drawn of more than flat outlines.
    Unusual,
}

/// Why a colour profile cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The file is no colour profile.
    NoProfile,
    /// It is for screens or scanners: it has no cyan, magenta, yellow and black.
    NotInk,
    /// It describes no printing condition.
    NotOutput,
    /// Colours cannot be converted with it.
    Damaged,
}

impl Unfit {
    fn en(self) -> &'static str {
        match self {
            Unfit::NoProfile => "it is not an ICC profile",
            Unfit::NotInk => "it is not for CMYK",
            Unfit::NotOutput => "it does not describe a printing condition",
            Unfit::Damaged => "it is damaged",
        }
    }

    fn zh(self) -> &'static str {
        match self {
            Unfit::NoProfile => "不是 ICC 文件",
            Unfit::NotInk => "不是 CMYK 的",
            Unfit::NotOutput => "不是印刷条件的",
            Unfit::Damaged => "已损坏",
        }
    }
}

/// Why there is no file. `Display` gives the English sentence.
#[derive(Debug, Error)]
pub enum PressFailure {
    /// The caller stopped it.
    #[error("The export was stopped; nothing was written.")]
    Cancelled,
    /// There is nothing to print.
    #[error("There is no page to export: choose at least one.")]
    NoPages,
    /// The profile cannot be used.
    #[error("The colour profile cannot be used ({}): choose a CMYK output profile (.icc).", .0.en())]
    Profile(Unfit),
    /// The file could not be put together.
    #[error("The PDF could not be put together ({0}): please report this page.")]
    Assembly(String),
    /// The file was read back and does not hold what the page shows.
    #[error(
        "The PDF was not kept, because {what} on page {page} did not come out as laid out: export again, and report this page if it stays so."
    )]
    Mismatch {
        /// The page's number, 0 for the file as a whole.
        page: u32,
        /// What differs.
        what: &'static str,
    },
}

impl PressFailure {
    /// A short name of the trouble that callers may branch on.
    pub fn code(&self) -> &'static str {
        match self {
            PressFailure::Cancelled => "export-cancelled",
            PressFailure::NoPages => "export-no-pages",
            PressFailure::Profile(_) => "export-profile",
            PressFailure::Assembly(_) => "export-assembly",
            PressFailure::Mismatch { .. } => "export-mismatch",
        }
    }

    /// The sentence in English.
    pub fn en(&self) -> String {
        self.to_string()
    }

    /// The sentence in Chinese.
    pub fn zh(&self) -> String {
        match self {
            PressFailure::Cancelled => "导出已停止，没有写出文件。".to_owned(),
            PressFailure::NoPages => "没有可导出的版面，请至少选择一个版。".to_owned(),
            PressFailure::Profile(why) => {
                format!("色彩特性文件不能用（{}），请选择 CMYK 输出特性文件（.icc）。", why.zh())
            }
            PressFailure::Assembly(why) => format!("PDF 未能生成（{why}），请反馈这个版面。"),
            PressFailure::Mismatch { page, .. } => {
                format!("第 {page} 版导出后核对不符，文件没有保留；请重新导出，若仍如此请反馈这个版面。")
            }
        }
    }
}
