//! The sheet that a page is imaged on: its boxes, and how the page lies on it.

use crate::options::PressOptions;
use banxin_geom::Length;
use banxin_scene::PageList;

/// Room round a page for its marks and its slug line.
pub(crate) const MARGIN_MM: f64 = 12.0;

/// White left round a page on an office printer's sheet.
const UNPRINTABLE_MM: f64 = 6.0;

/// A sheet, in points from its lower left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sheet {
    width: f64,
    height: f64,
    /// How large the page is shown, 1 for its own size.
    pub(crate) scale: f64,
    /// Where the lower left corner of the page's bleed lies.
    pub(crate) origin: (f64, f64),
    bleed: f64,
    trim: (f64, f64),
}

impl Sheet {
    /// The sheet of a page: as large as the page with its bleed and marks, or an office printer's.
    pub(crate) fn of(list: &PageList, options: &PressOptions) -> Sheet {
        let margin = if options.slugs.is_empty() { 0.0 } else { Length::mm(MARGIN_MM).to_pt() };
        let bleed = list.bleed.to_pt();
        let trim = (list.trim.width.to_pt(), list.trim.height.to_pt());
        let (width, height) = (trim.0 + (bleed + margin) * 2.0, trim.1 + (bleed + margin) * 2.0);
        let Some(paper) = options.sheet else {
            return Sheet { width, height, scale: 1.0, origin: (margin, margin), bleed, trim };
        };
        let (short, long) =
            (paper.width.to_pt().min(paper.height.to_pt()), paper.width.to_pt().max(paper.height.to_pt()));
        let (sheet_width, sheet_height) = if width > height { (long, short) } else { (short, long) };
        let white = Length::mm(UNPRINTABLE_MM).to_pt() * 2.0;
        let scale = ((sheet_width - white) / width).min((sheet_height - white) / height).min(1.0);
        let left = (sheet_width - width * scale) / 2.0 + margin * scale;
        let bottom = (sheet_height - height * scale) / 2.0 + margin * scale;
        Sheet { width: sheet_width, height: sheet_height, scale, origin: (left, bottom), bleed, trim }
    }

    /// The whole sheet: left, bottom, right, top.
    pub(crate) fn media(&self) -> [f64; 4] {
        [0.0, 0.0, self.width, self.height]
    }

    /// The page with its bleed.
    pub(crate) fn bleed(&self) -> [f64; 4] {
        self.box_at(0.0, (self.trim.0 + self.bleed * 2.0, self.trim.1 + self.bleed * 2.0))
    }

    /// The page as trimmed.
    pub(crate) fn trim(&self) -> [f64; 4] {
        self.box_at(self.bleed, self.trim)
    }

    fn box_at(&self, inset: f64, (width, height): (f64, f64)) -> [f64; 4] {
        let (x, y) = (self.origin.0 + inset * self.scale, self.origin.1 + inset * self.scale);
        [x, y, x + width * self.scale, y + height * self.scale]
    }
}
