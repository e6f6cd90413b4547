//! Files as strangers send them: each is taken or refused with one clear sentence.

use banxin_media::{Colour, MediaFailure, PictureFormat, inspect, read_jpeg_head};
use image::{ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

fn photo(format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(40, 24, |x, y| Rgb([x as u8 * 6, y as u8 * 10, 90]));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).expect("encodes");
    bytes.into_inner()
}

/// An EXIF segment whose only entry is the orientation.
fn exif_segment(orientation: u16) -> Vec<u8> {
    let mut body = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    body.extend_from_slice(&orientation.to_be_bytes());
    body.extend_from_slice(&[0; 6]);
    let mut segment = vec![0xFF, 0xE1];
    segment.extend_from_slice(&(body.len() as u16 + 2).to_be_bytes());
    segment.extend(body);
    segment
}

fn with_segment(jpeg: &[u8], segment: &[u8]) -> Vec<u8> {
    [&jpeg[..2], segment, &jpeg[2..]].concat()
}

fn code(bytes: &[u8]) -> &'static str {
    let failure = inspect(bytes, "图一.jpg").expect_err("is refused");
    for sentence in [failure.zh(), failure.en()] {
        assert!(sentence.contains("图一.jpg") && !sentence.contains('\n'), "{sentence}");
    }
    failure.code()
}

#[test]
fn plain_photos_of_every_kind_are_taken() {
    let kinds = [
        (ImageFormat::Jpeg, PictureFormat::Jpeg),
        (ImageFormat::Png, PictureFormat::Png),
        (ImageFormat::Tiff, PictureFormat::Tiff),
        (ImageFormat::WebP, PictureFormat::Webp),
    ];
    for (written, expected) in kinds {
        let info = inspect(&photo(written), "a").expect("is a picture");
        assert_eq!((info.format, info.width, info.height), (expected, 40, 24));
        assert_eq!((info.colour, info.orientation), (Colour::Rgb, 1));
    }
}

#[test]
fn the_eight_orientations_are_read_and_quarter_turns_swap_the_sides() {
    for orientation in 1..=8u16 {
        let bytes = with_segment(&photo(ImageFormat::Jpeg), &exif_segment(orientation));
        let info = inspect(&bytes, "a.jpg").expect("is a picture");
        assert_eq!(u16::from(info.orientation), orientation);
        let expected = if orientation >= 5 { (24, 40) } else { (40, 24) };
        assert_eq!(info.upright_size(), expected);
    }
}

#[test]
fn four_components_are_ink() {
    let pixels: Vec<u8> = (0..40 * 24 * 4).map(|at| (at % 251) as u8).collect();
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 90)
        .encode(&pixels, 40, 24, jpeg_encoder::ColorType::Cmyk)
        .expect("encodes");
    assert_eq!(inspect(&bytes, "a.jpg").expect("is a picture").colour, Colour::Cmyk);
    assert!(read_jpeg_head(&bytes, "a.jpg").expect("has markers").adobe_transform.is_some());
}

#[test]
fn what_is_no_picture_is_refused_in_one_sentence() {
    assert_eq!(code(b""), "picture-empty");
    assert_eq!(code("今天的头条还没有写完".as_bytes()), "picture-not-one");
    assert_eq!(code(&[0; 64]), "picture-not-one");
    assert_eq!(code(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "picture-kind");
    assert_eq!(code(b"%PDF-1.4\n%"), "picture-damaged");
    assert_eq!(code(b"\xFF\xD8\xFF\xD9"), "picture-damaged");
}

#[test]
fn a_file_cut_at_any_byte_is_refused_and_never_panics() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        let whole = photo(format);
        for length in 0..whole.len() - 1 {
            assert!(inspect(&whole[..length], "a").is_err(), "{format:?} cut to {length} bytes was taken");
        }
    }
    for format in [ImageFormat::Tiff, ImageFormat::WebP] {
        let whole = photo(format);
        for length in 0..whole.len() {
            let _taken_or_refused = inspect(&whole[..length], "a");
        }
    }
}

#[test]
fn a_png_with_one_wrong_byte_is_damaged() {
    let mut bytes = photo(ImageFormat::Png);
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0x10;
    assert_eq!(code(&bytes), "picture-damaged");
}

#[test]
fn a_picture_that_claims_billions_of_pixels_is_refused_before_anything_is_allocated() {
    let mut bytes = photo(ImageFormat::Jpeg);
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("has a frame");
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    assert!(matches!(inspect(&bytes, "a.jpg"), Err(MediaFailure::TooLarge { width: 65_500, .. })));
    bytes[frame + 5..frame + 9].copy_from_slice(&[0; 4]);
    assert!(matches!(inspect(&bytes, "a.jpg"), Err(MediaFailure::Damaged { .. })));
}
