//! Pictures of the window that somebody has looked at, kept small beside the tests: a screen that goes blank or loses a
//! panel is told from one that only moved a line.

use std::path::Path;

use image::imageops::{FilterType, resize};
use image::{ImageReader, RgbImage};

/// Width of a kept picture, and how many colours it has.
const WIDTH: u32 = 480;
const COLOURS: usize = 16;
/// A picture is compared in fields of so many pixels across and down: finer differences are type and time of day.
const FIELD: u32 = 24;
/// How far the shades of a field may lie from those that were kept, of 255, and in how many fields of a hundred they may
/// lie further.
const FAR: f64 = 26.0;
const MOST_FAR: f64 = 4.0;
/// How far all fields may lie on average.
const MOST_MEAN: f64 = 7.0;

/// Compares a screenshot with the picture kept under that path; with `BANXIN_BLESS` set the picture is made anew.
///
/// # Errors
/// When there is no such picture, or the screen is another one.
pub fn compare(screenshot: &[u8], kept: &Path) -> Result<(), String> {
    let small = shrink(&read(screenshot)?);
    if std::env::var_os("BANXIN_BLESS").is_some() {
        return write(&small, kept);
    }
    let bytes = std::fs::read(kept).map_err(|trouble| {
        format!("{}: {trouble}; look at the screen and run `cargo xtask bless window`", kept.display())
    })?;
    let before = read(&bytes)?;
    match difference(&small, &before) {
        None => Ok(()),
        Some(what) => {
            let now = std::env::temp_dir().join(kept.file_name().unwrap_or_default());
            write(&small, &now)?;
            Err(format!("{} is another screen now: {what}; it is in {}", kept.display(), now.display()))
        }
    }
}

/// What makes two small pictures different screens; `None` when they are the same one.
fn difference(a: &RgbImage, b: &RgbImage) -> Option<String> {
    if a.width().abs_diff(b.width()) > 2 || a.height().abs_diff(b.height()) > 2 {
        return Some(format!("{:?} and not {:?} pixels", a.dimensions(), b.dimensions()));
    }
    let (a, b) = (fields(a), fields(b));
    let off: Vec<f64> = a.iter().zip(&b).map(|(a, b)| (a - b).abs()).collect();
    let count = off.len().max(1) as f64;
    let mean = off.iter().sum::<f64>() / count;
    let far = off.iter().filter(|off| **off > FAR).count() as f64 * 100.0 / count;
    (mean > MOST_MEAN || far > MOST_FAR).then(|| {
        format!("its fields lie {mean:.1} shades apart on average, {far:.0} in a hundred of them far")
    })
}

/// The shade of each field: how light it is, and apart from that how busy, so that type gone from a panel shows.
fn fields(picture: &RgbImage) -> Vec<f64> {
    let (across, down) = (picture.width() / FIELD, picture.height() / FIELD);
    let mut all = Vec::new();
    for row in 0..down {
        for column in 0..across {
            let shades: Vec<f64> = (0..FIELD * FIELD)
                .map(|at| picture.get_pixel(column * FIELD + at % FIELD, row * FIELD + at / FIELD).0)
                .map(|[red, green, blue]| {
                    0.3 * f64::from(red) + 0.59 * f64::from(green) + 0.11 * f64::from(blue)
                })
                .collect();
            let mean = shades.iter().sum::<f64>() / shades.len() as f64;
            let busy = shades.iter().map(|shade| (shade - mean).abs()).sum::<f64>() / shades.len() as f64;
            all.extend([mean, busy]);
        }
    }
    all
}

fn read(png: &[u8]) -> Result<RgbImage, String> {
    let reader = ImageReader::new(std::io::Cursor::new(png)).with_guessed_format();
    let image = reader.map_err(|trouble| trouble.to_string())?.decode();
    Ok(image.map_err(|trouble| trouble.to_string())?.to_rgb8())
}

fn shrink(picture: &RgbImage) -> RgbImage {
    let height = picture.height() * WIDTH / picture.width().max(1);
    resize(picture, WIDTH, height.max(1), FilterType::Triangle)
}

/// Writes the picture with a palette of its own.
fn write(picture: &RgbImage, path: &Path) -> Result<(), String> {
    let trouble = |trouble: &dyn std::fmt::Display| format!("{}: {trouble}", path.display());
    let palette = palette(picture);
    let nearest = |pixel: &[u8; 3]| -> u8 {
        let far = |colour: &[u8; 3]| -> u32 {
            colour.iter().zip(pixel).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
        };
        palette.iter().enumerate().min_by_key(|(_, colour)| far(colour)).map_or(0, |(index, _)| index as u8)
    };
    let rows = picture.rows().flat_map(|row| {
        let indices: Vec<u8> = row.map(|pixel| nearest(&pixel.0)).collect();
        indices.chunks(2).map(|two| two[0] << 4 | two.get(1).unwrap_or(&0)).collect::<Vec<u8>>()
    });
    let rows: Vec<u8> = rows.collect();
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| trouble(&error))?;
    }
    let file = std::fs::File::create(path).map_err(|error| trouble(&error))?;
    let mut encoder = png::Encoder::new(file, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Four);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_palette(palette.concat());
    let mut writer = encoder.write_header().map_err(|error| trouble(&error))?;
    writer.write_image_data(&rows).map_err(|error| trouble(&error))
}

/// Colours for a picture by median cut: the box of colours with the widest side is halved until there are enough.
fn palette(picture: &RgbImage) -> Vec<[u8; 3]> {
    let mut boxes: Vec<Vec<[u8; 3]>> = vec![picture.pixels().map(|pixel| pixel.0).collect()];
    let widest = |pixels: &[[u8; 3]]| -> (u8, usize) {
        let span = |side: usize| {
            let values = || pixels.iter().map(move |pixel| pixel[side]);
            values().max().unwrap_or(0) - values().min().unwrap_or(0)
        };
        (0..3).map(|side| (span(side), side)).max().unwrap_or((0, 0))
    };
    while boxes.len() < COLOURS {
        let Some(at) = (0..boxes.len())
            .max_by_key(|at| u64::from(widest(&boxes[*at]).0) * 8 + boxes[*at].len().ilog2() as u64)
        else {
            break;
        };
        let (span, side) = widest(&boxes[at]);
        if span == 0 {
            break;
        }
        let mut pixels = boxes.swap_remove(at);
        let values = || pixels.iter().map(|pixel| u16::from(pixel[side]));
        let middle = (values().min().unwrap_or(0) + values().max().unwrap_or(0)) / 2;
        let upper: Vec<[u8; 3]> = pixels.extract_if(.., |pixel| u16::from(pixel[side]) > middle).collect();
        boxes.extend([pixels, upper]);
    }
    let mean = |pixels: &Vec<[u8; 3]>| {
        let side = |side: usize| {
            (pixels.iter().map(|pixel| u64::from(pixel[side])).sum::<u64>() / pixels.len().max(1) as u64)
                as u8
        };
        [side(0), side(1), side(2)]
    };
    boxes.iter().map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::{difference, read, write};
    use image::{Rgb, RgbImage};

    /// A window of 480 × 300: a bar, a panel with lines of type at the left, a page.
    fn window(has_panel: bool, shift: u32) -> RgbImage {
        RgbImage::from_fn(480, 300, |x, y| {
            let is_type = (y + shift) % 6 < 2 && x % 5 < 3;
            match (x, y) {
                (_, 0..20) => Rgb([236, 237, 239]),
                (0..100, _) if has_panel && is_type => Rgb([40, 44, 48]),
                (0..100, _) if has_panel => Rgb([250, 250, 250]),
                (150..350, 30..290) if is_type => Rgb([17, 17, 17]),
                (150..350, 30..290) => Rgb([255, 255, 255]),
                _ => Rgb([208, 211, 215]),
            }
        })
    }

    #[test]
    fn a_panel_lost_and_a_blank_screen_are_told_and_moved_lines_are_not() {
        let kept = window(true, 0);
        assert_eq!(difference(&kept, &window(true, 3)), None);
        assert!(difference(&kept, &window(false, 0)).is_some(), "a panel is gone");
        assert!(difference(&kept, &RgbImage::from_pixel(480, 300, Rgb([255; 3]))).is_some(), "all is blank");
        assert!(difference(&kept, &RgbImage::new(480, 200)).is_some(), "another size");
    }

    #[test]
    fn a_kept_picture_is_small_and_the_same_screen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pictures").join("window.png");
        let picture = window(true, 0);
        write(&picture, &path).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.len() < 30_000, "{}", bytes.len());
        assert_eq!(difference(&read(&bytes).unwrap(), &picture), None);
    }
}
