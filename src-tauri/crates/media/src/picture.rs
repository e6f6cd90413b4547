//! What is known of a picture once its file has been read.

use serde::{Deserialize, Serialize};

/// The kind of file that a picture came as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PictureFormat {
    /// JPEG, baseline or progressive.
    Jpeg,
    /// PNG of any type.
    Png,
    /// TIFF.
    Tiff,
    /// WebP.
    Webp,
    /// Photoshop, by its flattened picture.
    Psd,
    /// A page of a PDF file.
    Pdf,
    /// An SVG drawing.
    Svg,
}

impl PictureFormat {
    /// Whether it is art without pixels of its own, as fine as the press.
    pub fn is_art(self) -> bool {
        matches!(self, PictureFormat::Pdf | PictureFormat::Svg)
    }
}

/// The colour model of the stored pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Light: red, green, blue.
    Rgb,
    /// One channel of lightness.
    Gray,
    /// Process ink: cyan, magenta, yellow, black.
    Cmyk,
}

/// What the desk needs to know of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureInfo {
    /// The kind of file.
    pub format: PictureFormat,
    /// Width of the stored pixels, before they are turned upright.
    pub width: u32,
    /// Height of the stored pixels, before they are turned upright.
    pub height: u32,
    /// Colour model of the stored pixels.
    pub colour: Colour,
    /// EXIF orientation, 1 to 8; 1 when the file says nothing.
    pub orientation: u8,
    /// What the photographer wrote about it (IPTC 2:120).
    pub caption: Option<String>,
    /// Who took it (IPTC byline 2:80, else credit 2:110).
    pub credit: Option<String>,
    /// Whether parts of it are transparent.
    pub has_alpha: bool,
    /// Whether it carries its own colour profile.
    pub icc: bool,
}

impl PictureInfo {
    /// Width and height in pixels once the picture stands upright.
    pub fn upright_size(&self) -> (u32, u32) {
        if self.orientation >= 5 { (self.height, self.width) } else { (self.width, self.height) }
    }
}
