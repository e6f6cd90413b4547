//! Photos in a package: how many lines they take, what is seen of them, and their words below.

use crate::composer::Composer;
use crate::dress::Words;
use crate::ink::{self, Run};
use crate::style;
use banxin_geom::{Length, Point, Rect};
use banxin_model::{Crop, Grid, Photo, PhotoSlot, Turn};
use banxin_scene::{Item, Paint, Picture};
use banxin_text::{HeadlineOptions, Rules, TextFault, set_headline};
use std::borrow::Cow;

/// Least height of a picture in lines.
const LEAST: i32 = 3;

/// Resolution of art without pixels: that of the plate-maker.
const FINEST: f64 = 2400.0;

/// A photo with its words, from its own top left corner.
#[derive(Debug)]
pub(crate) struct PhotoBlock {
    pub items: Vec<Item>,
    /// Lines of the picture itself.
    pub picture_lines: i32,
    /// Lines with caption and credit.
    pub lines: i32,
    /// Resolution as placed, in pixels per inch.
    pub ppi: f64,
    pub faults: Vec<TextFault>,
}

/// Lines a picture takes at a width when it follows its own shape; never more than `most`.
pub(crate) fn natural_lines(photo: &Photo, crop: Crop, width: Length, leading: Length, most: i32) -> i32 {
    let (across, down) = seen(photo, crop);
    let height = width.scaled(down, across.max(1));
    let lines = (height + leading / 2).whole(leading);
    i32::try_from(lines).unwrap_or(most).clamp(LEAST, most.max(LEAST))
}

/// Width and height of the part that is seen, in thousandths of a pixel.
fn seen(photo: &Photo, crop: Crop) -> (i64, i64) {
    let across = i64::from(photo.width) * (1000 - i64::from(crop.left) - i64::from(crop.right));
    let down = i64::from(photo.height) * (1000 - i64::from(crop.top) - i64::from(crop.bottom));
    (across.max(1), down.max(1))
}

/// Sets a photo over a measure with caption and credit below it, in whole lines.
pub(crate) fn set(
    composer: &mut Composer,
    photo: &Photo,
    slot: &PhotoSlot,
    words: (Words<'_>, Words<'_>),
    measure: Length,
    grid: &Grid,
    most: i32,
) -> PhotoBlock {
    let (cell, leading) = (grid.cell, grid.leading);
    let photo = &turned(photo, slot.turn);
    let picture_lines = if slot.lines > 0 {
        i32::from(slot.lines).min(most.max(LEAST))
    } else {
        natural_lines(photo, slot.crop, measure, leading, most)
    };
    // The picture ends at the foot of its last line's cell, like type does.
    let height = leading * i64::from(picture_lines - 1) + cell;
    let frame = Rect::new(Length::ZERO, Length::ZERO, measure, height);
    let (picture, ppi) = covering(photo, slot.crop, frame);
    let items = vec![picture];
    let mut block = PhotoBlock { items, picture_lines, lines: picture_lines, ppi, faults: Vec::new() };
    captions(composer, &mut block, words, measure, grid);
    block
}

/// A photo as its slot shows it, filling a frame, and its resolution there in pixels per inch.
pub(crate) fn fill(photo: &Photo, slot: &PhotoSlot, frame: Rect) -> (Item, f64) {
    covering(&turned(photo, slot.turn), slot.crop, frame)
}

fn covering(photo: &Photo, crop: Crop, frame: Rect) -> (Item, f64) {
    let image = cover(photo, crop, frame);
    let ppi = if photo.is_art() { FINEST } else { photo.ppi(image.width) };
    let hash = photo.hash.as_str().into();
    (Item::Picture(Picture { hash, frame, image, orientation: photo.orientation }), ppi)
}

/// The photo as its slot turns it.
fn turned(photo: &Photo, turn: Turn) -> Cow<'_, Photo> {
    if turn.is_none() {
        return Cow::Borrowed(photo);
    }
    let mut turned = photo.clone();
    turned.orientation = turn.after(photo.orientation);
    if turn.quarters % 2 == 1 {
        (turned.width, turned.height) = (photo.height, photo.width);
    }
    Cow::Owned(turned)
}

/// Where the whole picture lies so that the part that is seen covers `frame`, cut alike on both sides.
fn cover(photo: &Photo, crop: Crop, frame: Rect) -> Rect {
    let (across, down) = seen(photo, crop);
    let by_width = i128::from(frame.width.to_emu()) * i128::from(down);
    let by_height = i128::from(frame.height.to_emu()) * i128::from(across);
    // EMU per thousandth of a pixel, as a fraction: whichever side needs the greater scale.
    let (top, bottom) =
        if by_width >= by_height { (frame.width.to_emu(), across) } else { (frame.height.to_emu(), down) };
    let width = Length::emu(top).scaled(i64::from(photo.width) * 1000, bottom);
    let height = Length::emu(top).scaled(i64::from(photo.height) * 1000, bottom);
    let (seen_width, seen_height) =
        (Length::emu(top).scaled(across, bottom), Length::emu(top).scaled(down, bottom));
    let x = frame.x - width.scaled(i64::from(crop.left), 1000) - (seen_width - frame.width) / 2;
    let y = frame.y - height.scaled(i64::from(crop.top), 1000) - (seen_height - frame.height) / 2;
    Rect::new(x, y, width, height)
}

/// Lines of caption and credit below a picture over a measure.
pub(crate) fn word_lines(
    composer: &mut Composer,
    words: (Words<'_>, Words<'_>),
    measure: Length,
    grid: &Grid,
) -> i32 {
    let mut block =
        PhotoBlock { items: Vec::new(), picture_lines: 0, lines: 0, ppi: 0.0, faults: Vec::new() };
    captions(composer, &mut block, words, measure, grid);
    block.lines
}

/// Sets caption and credit below the picture; the credit ends the last line, or has one of its own.
fn captions(
    composer: &mut Composer,
    block: &mut PhotoBlock,
    (caption, credit): (Words<'_>, Words<'_>),
    measure: Length,
    grid: &Grid,
) {
    let (cell, leading, first) = (grid.cell, grid.leading, block.picture_lines);
    let PhotoBlock { items, faults, .. } = block;
    let rules = Rules { justify: false, ..Rules::default() };
    let usual = style::caption(cell);
    let baseline = |line: i32, size| ink::baseline(leading * i64::from(first + line), cell, size);
    let mut used = 0;
    let mut rest = measure;
    let (caption, credit) = (caption.trimmed(), credit.trimmed());
    if !caption.text.is_empty() {
        let font = caption.font(usual.clone());
        let set = composer.dress(&caption, &font, leading, &rules);
        faults.extend(set.prepared.faults().iter().cloned());
        let lines = composer.lines(&set, measure, Length::ZERO);
        for line in lines.iter() {
            let start = Point::new(line.indent, baseline(used, font.size));
            ink::copy(items, &set.prepared, line, start, Run::Across, &Paint::Black, caption.origin());
            rest = measure - line.width;
            used += 1;
        }
    }
    if !credit.text.is_empty() {
        let font = credit.font(usual);
        let set = composer.dress(&credit, &font, leading, &rules);
        faults.extend(set.prepared.faults().iter().cloned());
        for line in set_headline(&set.prepared, measure, &HeadlineOptions::default()) {
            if used == 0 || line.width + cell > rest {
                used += 1;
            }
            let start = Point::new(measure - line.width, baseline(used - 1, font.size));
            ink::copy(items, &set.prepared, &line, start, Run::Across, &Paint::Black, credit.origin());
            rest = Length::ZERO;
        }
    }
    block.lines = first + used;
}

#[cfg(test)]
mod tests {
    use super::{cover, natural_lines};
    use banxin_geom::{Length, Rect};
    use banxin_model::{Crop, Photo, PhotoColour, Turn};

    fn photo(width: u32, height: u32) -> Photo {
        Photo {
            story: None,
            rank: 0,
            name: "a.jpg".to_owned(),
            hash: "00".to_owned(),
            format: "jpeg".to_owned(),
            width,
            height,
            colour: PhotoColour::Rgb,
            orientation: 1,
            caption: String::new(),
            credit: String::new(),
        }
    }

    #[test]
    fn a_picture_covers_its_frame_and_is_cut_alike_on_both_sides() {
        let frame = Rect::new(Length::ZERO, Length::ZERO, Length::mm(100.0), Length::mm(100.0));
        let image = cover(&photo(3000, 2000), Crop::default(), frame);
        assert_eq!(image.height, Length::mm(100.0));
        assert_eq!(image.width, Length::mm(150.0));
        assert_eq!(image.x, Length::mm(-25.0));
        let half = cover(&photo(3000, 2000), Crop { left: 500, ..Crop::default() }, frame);
        assert!(half.right() >= frame.right() && half.bottom() >= frame.bottom());
    }

    #[test]
    fn a_turned_photo_has_its_sides_exchanged_and_turns_after_its_own_orientation() {
        let quarter = Turn { quarters: 1, is_mirrored: false };
        let turned = super::turned(&photo(3000, 2000), quarter).into_owned();
        assert_eq!((turned.width, turned.height, turned.orientation), (2000, 3000, 6));
        let mirror = Turn { quarters: 0, is_mirrored: true };
        let seen: Vec<u8> = (1..=8).map(|orientation| mirror.after(orientation)).collect();
        assert_eq!(seen, [2, 1, 4, 3, 6, 5, 8, 7]);
        // Four quarters and two mirrorings lead back.
        for orientation in 1..=8 {
            assert_eq!((0..4).fold(orientation, |now, _| quarter.after(now)), orientation);
            assert_eq!(mirror.after(mirror.after(orientation)), orientation);
        }
    }

    #[test]
    fn the_height_follows_the_shape_in_whole_lines_and_has_a_limit() {
        let width = Length::pt(250.0);
        let leading = Length::pt(12.5);
        assert_eq!(natural_lines(&photo(2000, 1000), Crop::default(), width, leading, 99), 10);
        assert_eq!(natural_lines(&photo(10, 60_000), Crop::default(), width, leading, 40), 40);
        assert_eq!(natural_lines(&photo(60_000, 10), Crop::default(), width, leading, 40), 3);
    }
}
