//! `banxin render`: a page as PNG.

use super::{Ended, Outcome, read};
use crate::output::Output;
use crate::trouble::Trouble;
use banxin_api::{Failure, RenderOptions, to_png};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

/// Paint a page as PNG.
#[derive(Args)]
#[command(after_help = "Example:\n  banxin render monday.edition --page 1 -o page-1.png --dpi 100")]
pub struct Render {
    /// The edition.
    file: PathBuf,
    /// Number of the page.
    #[arg(long, default_value_t = 1)]
    page: u32,
    /// The PNG to write.
    #[arg(short, long, value_name = "OUT.png")]
    output: PathBuf,
    /// Pixels to the inch, 10 to 600.
    #[arg(long, default_value_t = 100.0)]
    dpi: f64,
    /// One plate (c, m, y, k or a spot ink's name), or all the ink (ink; black stands for 400 %).
    #[arg(long, value_name = "PLATE")]
    plate: Option<String>,
    /// Show it as it will look in print: through the press's profile, on the grey of newsprint.
    #[arg(long, conflicts_with = "plate")]
    proof: bool,
    /// Paint what is trimmed away too.
    #[arg(long)]
    bleed: bool,
}

impl Render {
    pub(super) fn run(&self, output: &Output) -> Ended {
        if !(10.0..=600.0).contains(&self.dpi) {
            return Err(Trouble::usage(
                "分辨率应在 10 到 600 之间。",
                "Pixels to the inch must be between 10 and 600.",
            ));
        }
        let options = RenderOptions { dpi: self.dpi, include_bleed: self.bleed, ..RenderOptions::default() };
        let desk = read(&self.file)?;
        let rendering = match &self.plate {
            Some(plate) => desk.render_plate(self.page, &options, plate)?,
            None if self.proof => desk.render_proof(self.page, &options)?,
            None => desk.render(self.page, &options)?,
        };
        let png = to_png(&rendering)?;
        std::fs::write(&self.output, &png).map_err(|error| Failure::file(&self.output, &error))?;
        let (width, height) = (rendering.width, rendering.height);
        let path = self.output.display();
        let answer = json!({ "path": path.to_string(), "page": self.page, "width": width, "height": height });
        output.answer(&answer, || format!("{path}: {width} × {height}"));
        Ok(Outcome::Done)
    }
}
