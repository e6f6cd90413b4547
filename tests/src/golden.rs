//! Golden pictures: pages as they once were found good, compared with what the program paints now.

use image::{GrayImage, ImageFormat, load_from_memory};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// Side in pixels of the squares that are compared one by one.
const SQUARE: u32 = 8;
/// How far the mean grey of a square may be off, in 255ths: less than a line moved by half a line.
const OFF: f64 = 16.0;

/// Compares a PNG with the golden picture of this name under `tests/golden`, grey by grey.
///
/// With `BANXIN_BLESS` set the golden picture is written anew. Where they differ, what was painted is kept in the
/// system's temporary folder, so that both can be looked at.
///
/// # Errors
/// A sentence that says where they differ, and where both pictures lie.
pub fn compare(name: &str, png: &[u8]) -> Result<(), String> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(format!("{name}.png"));
    let now = grey(png).map_err(|trouble| format!("{name}: what was painted is no picture: {trouble}"))?;
    if std::env::var_os("BANXIN_BLESS").is_some() {
        return write(&golden, &now);
    }
    let kept = fs::read(&golden)
        .map_err(|trouble| format!("{}: {trouble}; `cargo xtask bless` makes it", golden.display()))?;
    let kept = grey(&kept).map_err(|trouble| format!("{}: {trouble}", golden.display()))?;
    let Some(trouble) = difference(&kept, &now) else { return Ok(()) };
    let beside: PathBuf = std::env::temp_dir().join(format!("banxin-golden-{name}.png"));
    write(&beside, &now)?;
    Err(format!("{name} {trouble}: compare {} with {}", golden.display(), beside.display()))
}

fn grey(png: &[u8]) -> Result<GrayImage, String> {
    load_from_memory(png).map(|picture| picture.to_luma8()).map_err(|trouble| trouble.to_string())
}

fn write(path: &Path, picture: &GrayImage) -> Result<(), String> {
    let mut bytes = Cursor::new(Vec::new());
    let sentence = |trouble: &dyn std::fmt::Display| format!("{}: {trouble}", path.display());
    picture.write_to(&mut bytes, ImageFormat::Png).map_err(|trouble| sentence(&trouble))?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|trouble| sentence(&trouble))?;
    }
    fs::write(path, bytes.into_inner()).map_err(|trouble| sentence(&trouble))
}

/// Where two pictures differ by more than painting on another machine explains.
fn difference(kept: &GrayImage, now: &GrayImage) -> Option<String> {
    let (width, height) = kept.dimensions();
    if now.dimensions() != (width, height) {
        let (w, h) = now.dimensions();
        return Some(format!("is {w} × {h} pixels instead of {width} × {height}"));
    }
    let mut off = Vec::new();
    for y in (0..height).step_by(SQUARE as usize) {
        for x in (0..width).step_by(SQUARE as usize) {
            let (right, bottom) = ((x + SQUARE).min(width), (y + SQUARE).min(height));
            let spots = || (y..bottom).flat_map(|y| (x..right).map(move |x| (x, y)));
            let sum: f64 = spots()
                .map(|(x, y)| f64::from(kept.get_pixel(x, y).0[0].abs_diff(now.get_pixel(x, y).0[0])))
                .sum();
            if sum / f64::from((right - x) * (bottom - y)) > OFF {
                off.push((x, y));
            }
        }
    }
    let (x, y) = off.first()?;
    Some(format!("differs in {} places, the first {x} pixels from the left and {y} from the top", off.len()))
}

#[cfg(test)]
mod tests {
    use super::difference;
    use image::{GrayImage, Luma};

    fn page(dark_line: u32) -> GrayImage {
        GrayImage::from_fn(64, 64, |_, y| Luma([if y / 4 == dark_line { 60 } else { 255 }]))
    }

    #[test]
    fn a_moved_line_is_seen_and_a_shade_is_not() {
        assert_eq!(difference(&page(3), &page(3)), None);
        assert!(difference(&page(3), &page(4)).is_some_and(|said| said.contains("0 pixels from the left")));
        let shaded =
            GrayImage::from_fn(64, 64, |x, y| Luma([page(3).get_pixel(x, y).0[0].saturating_sub(9)]));
        assert_eq!(difference(&page(3), &shaded), None);
        assert!(difference(&page(3), &GrayImage::new(64, 63)).is_some_and(|said| said.contains("64 × 63")));
    }
}
