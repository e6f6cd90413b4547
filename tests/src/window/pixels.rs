//! What a screenshot shows: enough to tell real type from an empty box.

use image::{GrayImage, ImageReader};

use super::driver::Area;

/// A screenshot as shades of grey, with its scale to CSS pixels.
pub struct Shot {
    image: GrayImage,
    scale: f64,
}

impl Shot {
    /// Reads a PNG of a page that is `width` CSS pixels wide.
    pub fn read(png: &[u8], width: f64) -> Result<Shot, String> {
        let image = ImageReader::new(std::io::Cursor::new(png)).with_guessed_format();
        let image =
            image.map_err(|trouble| trouble.to_string())?.decode().map_err(|trouble| trouble.to_string())?;
        let image = image.to_luma8();
        let scale = f64::from(image.width()) / width;
        Ok(Shot { image, scale })
    }

    /// How much of the area differs clearly from its most frequent shade: 0 for a blank one.
    pub fn ink(&self, area: Area) -> f64 {
        let shades: Vec<u8> = self.pixels(area).collect();
        let mut counts = [0usize; 256];
        for shade in &shades {
            counts[usize::from(*shade)] += 1;
        }
        let ground = (0..256usize).max_by_key(|shade| counts[*shade]).unwrap_or_default();
        let inked = shades.iter().filter(|shade| usize::from(**shade).abs_diff(ground) > 60).count();
        inked as f64 / shades.len().max(1) as f64
    }

    fn pixels(&self, area: Area) -> impl Iterator<Item = u8> + '_ {
        let edge = |value: f64, most: u32| (value * self.scale).round().clamp(0.0, f64::from(most)) as u32;
        let (left, right) = (edge(area.x, self.image.width()), edge(area.x + area.width, self.image.width()));
        let (top, foot) =
            (edge(area.y, self.image.height()), edge(area.y + area.height, self.image.height()));
        (top..foot).flat_map(move |y| (left..right).map(move |x| self.image.get_pixel(x, y).0[0]))
    }
}
