//! A painted page as a PNG file.

use crate::paint::{RasterFailure, Rendering};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

/// The rendering as a PNG file without transparency.
pub fn to_png(rendering: &Rendering) -> Result<Vec<u8>, RasterFailure> {
    let rgb: Vec<u8> =
        rendering.rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Adaptive)
        .write_image(&rgb, rendering.width, rendering.height, ExtendedColorType::Rgb8)
        .map_err(|error| RasterFailure::Png(error.to_string()))?;
    Ok(bytes)
}
