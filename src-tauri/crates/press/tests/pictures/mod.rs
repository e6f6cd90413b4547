//! One picture of four quarters in every kind of file that a newsroom receives, as a camera stores it that was held
//! any way.

use image::{DynamicImage, ExtendedColorType, GrayImage, ImageEncoder, ImageFormat, Rgb, RgbImage};
use jpeg_encoder::ColorType as JpegColour;
use std::io::Cursor;
use tiff::encoder::colortype::{CMYK8, CMYK16, Gray8, Gray16, RGB8, RGB16};
use tiff::encoder::{Compression, DeflateLevel, TiffEncoder, TiffValue};
use tiff::tags::Tag;

/// Size of the upright test picture.
pub const WIDE: u32 = 240;
pub const HIGH: u32 = 160;

/// The corners of the upright picture: top left, top right, bottom left, bottom right.
pub const CORNERS: [[u8; 3]; 4] = [[200, 60, 50], [60, 150, 70], [60, 80, 160], [230, 200, 80]];

/// The upright picture: a plain colour in each quarter.
pub fn upright() -> RgbImage {
    RgbImage::from_fn(WIDE, HIGH, |x, y| Rgb(CORNERS[(x / 120 + y / 80 * 2) as usize]))
}

/// The picture as a camera stores it that was held another way: what its EXIF `orientation` undoes.
pub fn stored(orientation: u8) -> RgbImage {
    use image::imageops::{flip_horizontal, flip_vertical, rotate90, rotate180, rotate270};
    let picture = upright();
    match orientation {
        2 => flip_horizontal(&picture),
        3 => rotate180(&picture),
        4 => flip_vertical(&picture),
        5 => flip_horizontal(&rotate90(&picture)),
        6 => rotate270(&picture),
        7 => flip_horizontal(&rotate270(&picture)),
        8 => rotate90(&picture),
        _ => picture,
    }
}

/// What a file's samples are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Red, green and blue.
    Light,
    /// Cyan, magenta, yellow and black.
    Ink,
    /// Lightness, in so many steps besides the lowest.
    Grey(u8),
}

/// A kind of file.
pub struct Kind {
    pub name: &'static str,
    pub holds: Holds,
    /// Whether the quarter at the lower right lets half of the paper through.
    pub is_see_through: bool,
    /// Whether the file tells how the camera was held.
    pub tells: bool,
    /// The stored picture as a file, with the EXIF orientation that it tells.
    pub write: fn(&RgbImage, u8) -> Vec<u8>,
}

/// How much the lower right quarter of a picture covers that lets the paper through.
const COVER: u8 = 128;

/// A stored picture with the cover of each pixel.
fn covered(picture: &RgbImage) -> image::RgbaImage {
    image::RgbaImage::from_fn(picture.width(), picture.height(), |x, y| {
        let pixel = picture.get_pixel(x, y).0;
        let cover = if pixel == CORNERS[3] { COVER } else { 255 };
        image::Rgba([pixel[0], pixel[1], pixel[2], cover])
    })
}

impl Kind {
    /// A quarter's colour as it stands on white paper.
    pub fn on_paper(&self, corner: usize) -> [u8; 3] {
        let over = |value: u8| {
            let cover = u32::from(if self.is_see_through && corner == 3 { COVER } else { 255 });
            ((u32::from(value) * cover + 255 * (255 - cover) + 127) / 255) as u8
        };
        match self.holds {
            Holds::Grey(steps) => [over(step(luma(CORNERS[corner]), steps)); 3],
            _ => CORNERS[corner].map(over),
        }
    }
}

fn luma(colour: [u8; 3]) -> u8 {
    DynamicImage::ImageRgb8(RgbImage::from_pixel(1, 1, Rgb(colour))).into_luma8().get_pixel(0, 0).0[0]
}

/// A lightness to the nearest of so many steps.
fn step(value: u8, steps: u8) -> u8 {
    level(value, steps) * (255 / steps)
}

fn level(value: u8, steps: u8) -> u8 {
    ((u32::from(value) * u32::from(steps) + 127) / 255) as u8
}

fn grey(picture: &RgbImage) -> GrayImage {
    DynamicImage::ImageRgb8(picture.clone()).into_luma8()
}

fn in_format(picture: DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encodes");
    bytes.into_inner()
}

pub fn inks(picture: &RgbImage) -> Vec<u8> {
    picture.pixels().flat_map(|Rgb([red, green, blue])| [255 - red, 255 - green, 255 - blue, 0]).collect()
}

/// EXIF of nothing but an orientation: a TIFF header and one entry.
fn exif(orientation: u8) -> Vec<u8> {
    [&b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..], &[orientation, 0, 0, 0, 0, 0, 0, 0]].concat()
}

fn jpeg(
    samples: &[u8],
    (width, height): (u32, u32),
    kind: JpegColour,
    orientation: u8,
    progressive: bool,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.set_progressive(progressive);
    encoder.add_app_segment(1, [&b"Exif\0\0"[..], &exif(orientation)].concat()).expect("takes it");
    encoder.encode(samples, width as u16, height as u16, kind).expect("encodes");
    bytes
}

/// The same inks stored the plain way round, without Adobe's marker.
fn plain_ink_jpeg(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let inverted: Vec<u8> = inks(picture).iter().map(|ink| 255 - ink).collect();
    let mut bytes = jpeg(&inverted, picture.dimensions(), JpegColour::Cmyk, orientation, false);
    let marker = bytes.windows(2).position(|pair| pair == [0xFF, 0xEE]).expect("has the marker");
    let length = usize::from(u16::from_be_bytes([bytes[marker + 2], bytes[marker + 3]]));
    bytes.drain(marker..marker + 2 + length);
    bytes
}

fn tiff<C: tiff::encoder::colortype::ColorType>(
    picture: &RgbImage,
    samples: &[C::Inner],
    compression: Compression,
    orientation: u8,
) -> Vec<u8>
where
    [C::Inner]: TiffValue,
{
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut bytes).expect("writes").with_compression(compression);
    let mut image = encoder.new_image::<C>(picture.width(), picture.height()).expect("begins");
    image.encoder().write_tag(Tag::Orientation, u16::from(orientation)).expect("takes it");
    image.write_data(samples).expect("encodes");
    bytes.into_inner()
}

/// Eight bits as sixteen.
fn wide(samples: &[u8]) -> Vec<u16> {
    samples.iter().map(|sample| u16::from(*sample) * 257).collect()
}

/// A Photoshop file of one flattened picture, packed by runs or not.
fn psd(picture: &RgbImage, holds: Holds, is_packed: bool) -> Vec<u8> {
    let (channels, mode) = match holds {
        Holds::Light => (3u16, 3u16),
        Holds::Ink => (4, 4),
        Holds::Grey(_) => (1, 1),
    };
    let grey = grey(picture);
    let mut bytes = b"8BPS\0\x01\0\0\0\0\0\0".to_vec();
    bytes.extend(channels.to_be_bytes());
    bytes.extend(picture.height().to_be_bytes());
    bytes.extend(picture.width().to_be_bytes());
    bytes.extend([0, 8]);
    bytes.extend(mode.to_be_bytes());
    bytes.extend([0; 12]);
    bytes.extend([0, u8::from(is_packed)]);
    let sample = |x: u32, y: u32, channel: u16| match (channel, mode) {
        (3, _) => 255,
        (_, 1) => grey.get_pixel(x, y).0[0],
        // Ink is stored inverted, which makes it the light again that it was made from.
        (channel, _) => picture.get_pixel(x, y).0[usize::from(channel)],
    };
    let rows = (0..channels).flat_map(|channel| {
        let sample = &sample;
        (0..picture.height())
            .map(move |y| (0..picture.width()).map(|x| sample(x, y, channel)).collect::<Vec<u8>>())
    });
    if !is_packed {
        bytes.extend(rows.flatten());
        return bytes;
    }
    let packed: Vec<Vec<u8>> = rows.map(|row| pack(&row)).collect();
    packed.iter().for_each(|row| bytes.extend((row.len() as u16).to_be_bytes()));
    bytes.extend(packed.into_iter().flatten());
    bytes
}

/// PackBits: runs as a count and a byte, everything else as it is.
fn pack(row: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = row;
    while let Some((first, _)) = rest.split_first() {
        let run = rest.iter().take_while(|byte| *byte == first).count().min(128);
        if run > 1 {
            out.extend([(257 - run) as u8, *first]);
        } else {
            out.extend([0, *first]);
        }
        rest = &rest[run..];
    }
    out
}

/// A PNG (ISO 15948, clause 11) of samples of so many bits, as programs write them that know their picture: `kind`
/// is 0 for grey and 3 for a palette. Its EXIF chunk tells the orientation.
fn png(
    (width, height): (u32, u32),
    (bits, kind): (u8, u8),
    sample: impl Fn(u32, u32) -> u8,
    more: &[(&[u8; 4], &[u8])],
    orientation: u8,
) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], body: &[u8]| {
        let checked = [kind, body].concat();
        let sum = checked.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| sum >> 1 ^ (0xEDB8_8320 * (sum & 1)))
        });
        [&(body.len() as u32).to_be_bytes()[..], &checked, &(!sum).to_be_bytes()].concat()
    };
    let in_byte = u32::from(8 / bits);
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        for first in (0..width).step_by(in_byte as usize) {
            let byte = (0..in_byte)
                .fold(0u32, |byte, at| byte << bits | u32::from(sample((first + at).min(width - 1), y)));
            rows.push(byte as u8);
        }
    }
    let mut stream = lopdf::Stream::new(lopdf::Dictionary::new(), rows);
    stream.compress().expect("packs");
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, kind, 0, 0, 0]].concat();
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(chunk(b"IHDR", &head));
    bytes.extend(chunk(b"eXIf", &exif(orientation)));
    more.iter().for_each(|(kind, body)| bytes.extend(chunk(kind, body)));
    bytes.extend(chunk(b"IDAT", &stream.content));
    bytes.extend(chunk(b"IEND", &[]));
    bytes
}

fn grey_png(picture: &RgbImage, bits: u8, orientation: u8) -> Vec<u8> {
    let grey = grey(picture);
    let steps = ((1u16 << bits) - 1) as u8;
    let sample = |x, y| level(grey.get_pixel(x, y).0[0], steps);
    png(picture.dimensions(), (bits, 0), sample, &[], orientation)
}

fn palette_png(picture: &RgbImage, bits: u8, more: &[(&[u8; 4], &[u8])], orientation: u8) -> Vec<u8> {
    let place = |x, y| {
        let pixel = picture.get_pixel(x, y).0;
        CORNERS.iter().position(|corner| *corner == pixel).expect("is one of four") as u8
    };
    let more = [&[(b"PLTE", CORNERS.as_flattened())], more].concat();
    png(picture.dimensions(), (bits, 3), place, &more, orientation)
}

/// Lossy WebP as Google's library wrote it, one file for each way of holding a camera.
const LOSSY: [&[u8]; 8] = [
    include_bytes!("lossy-1.webp"),
    include_bytes!("lossy-2.webp"),
    include_bytes!("lossy-3.webp"),
    include_bytes!("lossy-4.webp"),
    include_bytes!("lossy-5.webp"),
    include_bytes!("lossy-6.webp"),
    include_bytes!("lossy-7.webp"),
    include_bytes!("lossy-8.webp"),
];

const fn kind(name: &'static str, holds: Holds, tells: bool, write: fn(&RgbImage, u8) -> Vec<u8>) -> Kind {
    Kind { name, holds, is_see_through: false, tells, write }
}

const fn clear(name: &'static str, holds: Holds, tells: bool, write: fn(&RgbImage, u8) -> Vec<u8>) -> Kind {
    Kind { name, holds, is_see_through: true, tells, write }
}

/// Every kind of file that is taken.
pub const KINDS: &[Kind] = &[
    kind("JPEG", Holds::Light, true, |picture, way| {
        jpeg(picture.as_raw(), picture.dimensions(), JpegColour::Rgb, way, false)
    }),
    kind("progressive JPEG", Holds::Light, true, |picture, way| {
        jpeg(picture.as_raw(), picture.dimensions(), JpegColour::Rgb, way, true)
    }),
    kind("grey JPEG", Holds::Grey(255), true, |picture, way| {
        jpeg(grey(picture).as_raw(), picture.dimensions(), JpegColour::Luma, way, false)
    }),
    kind("CMYK JPEG", Holds::Ink, true, |picture, way| {
        jpeg(&inks(picture), picture.dimensions(), JpegColour::Cmyk, way, false)
    }),
    kind("progressive CMYK JPEG", Holds::Ink, true, |picture, way| {
        jpeg(&inks(picture), picture.dimensions(), JpegColour::Cmyk, way, true)
    }),
    kind("YCCK JPEG", Holds::Ink, true, |picture, way| {
        jpeg(&inks(picture), picture.dimensions(), JpegColour::CmykAsYcck, way, false)
    }),
    kind("plain CMYK JPEG", Holds::Ink, true, plain_ink_jpeg),
    kind("PNG", Holds::Light, false, |picture, _| in_format(picture.clone().into(), ImageFormat::Png)),
    kind("PNG of 16 bits", Holds::Light, false, |picture, _| {
        in_format(DynamicImage::ImageRgb8(picture.clone()).into_rgb16().into(), ImageFormat::Png)
    }),
    kind("grey PNG", Holds::Grey(255), true, |picture, way| grey_png(picture, 8, way)),
    kind("grey PNG of 4 bits", Holds::Grey(15), true, |picture, way| grey_png(picture, 4, way)),
    kind("grey PNG of 2 bits", Holds::Grey(3), true, |picture, way| grey_png(picture, 2, way)),
    kind("grey PNG of 1 bit", Holds::Grey(1), true, |picture, way| grey_png(picture, 1, way)),
    kind("grey PNG of 16 bits", Holds::Grey(255), false, |picture, _| {
        in_format(DynamicImage::ImageLuma8(grey(picture)).into_luma16().into(), ImageFormat::Png)
    }),
    clear("grey PNG with alpha", Holds::Grey(255), false, |picture, _| {
        let (grey, covered) = (grey(picture), covered(picture));
        let pixels: Vec<u8> =
            grey.pixels().zip(covered.pixels()).flat_map(|(grey, own)| [grey.0[0], own.0[3]]).collect();
        let mut bytes = Vec::new();
        image::codecs::png::PngEncoder::new(&mut bytes)
            .write_image(&pixels, picture.width(), picture.height(), ExtendedColorType::La8)
            .expect("encodes");
        bytes
    }),
    clear("PNG with alpha", Holds::Light, false, |picture, _| {
        in_format(covered(picture).into(), ImageFormat::Png)
    }),
    clear("PNG with alpha of 16 bits", Holds::Light, false, |picture, _| {
        in_format(DynamicImage::ImageRgba8(covered(picture)).into_rgba16().into(), ImageFormat::Png)
    }),
    kind("PNG with a palette", Holds::Light, true, |picture, way| palette_png(picture, 2, &[], way)),
    kind("PNG with a palette of 4 bits", Holds::Light, true, |picture, way| {
        palette_png(picture, 4, &[], way)
    }),
    clear("PNG with a palette that is clear in part", Holds::Light, true, |picture, way| {
        palette_png(picture, 8, &[(b"tRNS", &[255, 255, 255, COVER])], way)
    }),
    kind("WebP", Holds::Light, false, |picture, _| in_format(picture.clone().into(), ImageFormat::WebP)),
    kind("lossy WebP", Holds::Light, false, |_, way| LOSSY[usize::from(way) - 1].to_vec()),
    clear("WebP with alpha", Holds::Light, false, |picture, _| {
        in_format(covered(picture).into(), ImageFormat::WebP)
    }),
    kind("TIFF", Holds::Light, true, |picture, way| {
        tiff::<RGB8>(picture, picture.as_raw(), Compression::Uncompressed, way)
    }),
    kind("TIFF of 16 bits", Holds::Light, true, |picture, way| {
        tiff::<RGB16>(picture, &wide(picture.as_raw()), Compression::Lzw, way)
    }),
    kind("LZW TIFF", Holds::Light, true, |picture, way| {
        tiff::<RGB8>(picture, picture.as_raw(), Compression::Lzw, way)
    }),
    kind("deflated TIFF", Holds::Light, true, |picture, way| {
        tiff::<RGB8>(picture, picture.as_raw(), Compression::Deflate(DeflateLevel::Fast), way)
    }),
    kind("packed TIFF", Holds::Light, true, |picture, way| {
        tiff::<RGB8>(picture, picture.as_raw(), Compression::Packbits, way)
    }),
    kind("grey TIFF", Holds::Grey(255), true, |picture, way| {
        tiff::<Gray8>(picture, grey(picture).as_raw(), Compression::Lzw, way)
    }),
    kind("grey TIFF of 16 bits", Holds::Grey(255), true, |picture, way| {
        tiff::<Gray16>(picture, &wide(grey(picture).as_raw()), Compression::Uncompressed, way)
    }),
    kind("CMYK TIFF", Holds::Ink, true, |picture, way| {
        tiff::<CMYK8>(picture, &inks(picture), Compression::Lzw, way)
    }),
    kind("deflated CMYK TIFF", Holds::Ink, true, |picture, way| {
        tiff::<CMYK8>(picture, &inks(picture), Compression::Deflate(DeflateLevel::Fast), way)
    }),
    kind("CMYK TIFF of 16 bits", Holds::Ink, true, |picture, way| {
        tiff::<CMYK16>(picture, &wide(&inks(picture)), Compression::Uncompressed, way)
    }),
    kind("Photoshop", Holds::Light, false, |picture, _| psd(picture, Holds::Light, true)),
    kind("Photoshop of ink", Holds::Ink, false, |picture, _| psd(picture, Holds::Ink, false)),
    kind("packed Photoshop of ink", Holds::Ink, false, |picture, _| psd(picture, Holds::Ink, true)),
    kind("Photoshop in grey", Holds::Grey(255), false, |picture, _| psd(picture, Holds::Grey(255), true)),
];
