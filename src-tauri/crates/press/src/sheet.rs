//! The sheet that a page is imaged on: its boxes, and how the page lies on it.

use crate::options::PressOptions;
use banxin_geom::{Length, Point};
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
    /// Where the sheet lies among those that make up a page at its own size.
    pub(crate) tile: Option<Tile>,
}

/// One sheet of a page that is spread over several.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tile {
    /// Column and row of the sheet, from 0 at the top left.
    pub(crate) at: (usize, usize),
    /// How many columns and rows of sheets there are.
    pub(crate) of: (usize, usize),
    /// What printers reach of the sheet: left, bottom, right, top in points.
    pub(crate) reach: [f64; 4],
}

/// How much of a page two neighbouring sheets both show.
pub(crate) const OVERLAP_MM: f64 = 10.0;

impl Sheet {
    /// The sheet of a page: as large as the page with its bleed and marks, or an office printer's.
    pub(crate) fn of(list: &PageList, options: &PressOptions) -> Sheet {
        let margin = if options.slugs.is_empty() { 0.0 } else { Length::mm(MARGIN_MM).to_pt() };
        let bleed = list.bleed.to_pt();
        let trim = (list.trim.width.to_pt(), list.trim.height.to_pt());
        let (width, height) = (trim.0 + (bleed + margin) * 2.0, trim.1 + (bleed + margin) * 2.0);
        let Some(paper) = options.sheet else {
            return Sheet { width, height, scale: 1.0, origin: (margin, margin), bleed, trim, tile: None };
        };
        let (short, long) =
            (paper.width.to_pt().min(paper.height.to_pt()), paper.width.to_pt().max(paper.height.to_pt()));
        let (sheet_width, sheet_height) = if width > height { (long, short) } else { (short, long) };
        let white = Length::mm(UNPRINTABLE_MM).to_pt() * 2.0;
        let scale = ((sheet_width - white) / width).min((sheet_height - white) / height).min(1.0);
        let left = (sheet_width - width * scale) / 2.0 + margin * scale;
        let bottom = (sheet_height - height * scale) / 2.0 + margin * scale;
        Sheet {
            width: sheet_width,
            height: sheet_height,
            scale,
            origin: (left, bottom),
            bleed,
            trim,
            tile: None,
        }
    }

    /// All sheets of a page, row by row: one, or as many as it takes at its own size where that is asked for.
    pub(crate) fn all(list: &PageList, options: &PressOptions) -> Vec<Sheet> {
        let whole = Sheet::of(list, &PressOptions { sheet: None, ..options.clone() });
        let Some(paper) = options.sheet.filter(|_| options.is_tiled) else {
            return vec![Sheet::of(list, options)];
        };
        let (white, overlap) = (Length::mm(UNPRINTABLE_MM).to_pt(), Length::mm(OVERLAP_MM).to_pt());
        let count = |side: f64, paper: f64| {
            let step = (paper - white * 2.0 - overlap).max(overlap);
            (((side - overlap) / step).ceil().max(1.0) as usize, step)
        };
        let (width, height) = (paper.width.to_pt(), paper.height.to_pt());
        let sheets =
            |(width, height): (f64, f64)| count(whole.width, width).0 * count(whole.height, height).0;
        // Whichever way takes fewer sheets.
        let lying = (height, width);
        let (width, height) = if sheets(lying) < sheets((width, height)) { lying } else { (width, height) };
        let ((columns, across), (rows, down)) = (count(whole.width, width), count(whole.height, height));
        let reach = [white, white, width - white, height - white];
        (0..columns * rows)
            .map(|number| {
                let at = (number % columns, number / columns);
                let left = white - across * at.0 as f64;
                let bottom = height - white + down * at.1 as f64 - whole.height;
                Sheet {
                    width,
                    height,
                    origin: (left + whole.origin.0, bottom + whole.origin.1),
                    tile: Some(Tile { at, of: (columns, rows), reach }),
                    ..whole
                }
            })
            .collect()
    }

    /// A point of the sheet as one of the page, whose corner is at the top left of its trim.
    pub(crate) fn on_page(&self, (x, y): (f64, f64)) -> Point {
        let from_left = (x - self.origin.0) / self.scale - self.bleed;
        let from_top = self.trim.1 + self.bleed - (y - self.origin.1) / self.scale;
        Point::new(Length::pt(from_left), Length::pt(from_top))
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
        let whole = [x, y, x + width * self.scale, y + height * self.scale];
        // What lies on other sheets is no part of this one; one that shows marks alone counts whole.
        let [left, bottom, right, top] = whole;
        let shown = [left.max(0.0), bottom.max(0.0), right.min(self.width), top.min(self.height)];
        match self.tile {
            None => whole,
            Some(_) if shown[0] < shown[2] && shown[1] < shown[3] => shown,
            Some(_) => self.media(),
        }
    }
}
