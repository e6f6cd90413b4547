//! Outlines of cut-out pictures: traced from their files for the verb that asks for them.

use crate::Failure;
use crate::desk::Desk;
use banxin_edit::{Command, SetPhotoSlot, package_named};
use banxin_layout::RegionKind;
use banxin_media::contour;
use banxin_model::{Crop, OutlinePoint, PhotoSlot};
use banxin_scene::Shelf;

impl Desk {
    /// A command with the contour that it asks for, as far as the picture has one.
    ///
    /// # Errors
    /// When the picture's file is missing or damaged.
    pub(crate) fn contoured(&self, command: Command) -> Result<Command, Failure> {
        let Command::SetPhotoSlot(wanted) = &command else { return Ok(command) };
        if wanted.contour != Some(true) || wanted.outline.is_some() {
            return Ok(command);
        }
        let found = {
            let mut open = self.lock();
            let id = package_named(&open.edition, &wanted.package)?;
            let package = open.edition.packages.get(&id).cloned();
            package.and_then(|package| {
                let index = wanted.index.unwrap_or(0);
                let slot = package.photos.get(index)?.clone();
                let photo = open.edition.photos.get(&slot.photo)?.clone();
                let layout = open.lay_out(package.page);
                let regions = layout.reports.get(&id)?.regions.iter();
                let mut frames = regions.filter(|region| region.kind == RegionKind::Photo);
                let frame = frames.nth(index)?.rect.size();
                Some((changed(&slot, wanted), photo, frame))
            })
        };
        let Some((slot, photo, frame)) = found else { return Ok(command) };
        let missing = || Failure::bad_request("the picture's file is missing");
        let file = self.shelf.photo(&photo.hash).ok_or_else(missing)?;
        let corners = contour((*file).as_ref(), &photo.name, slot.turn.after(photo.orientation))?;
        let Some(corners) = corners else { return Ok(command) };
        let sides = if slot.turn.quarters % 2 == 1 {
            (photo.height, photo.width)
        } else {
            (photo.width, photo.height)
        };
        let across = (f64::from(sides.0), f64::from(sides.1));
        let shape = (frame.width.to_mm(), frame.height.to_mm());
        let seen = seen(slot.crop, across, shape);
        let outline: Vec<OutlinePoint> = corners.iter().map(|corner| within(*corner, seen)).collect();
        Ok(Command::from(SetPhotoSlot { outline: Some(outline), ..wanted.clone() }))
    }
}

/// The slot as the command will leave it, as far as that decides what is seen.
fn changed(slot: &PhotoSlot, wanted: &SetPhotoSlot) -> PhotoSlot {
    PhotoSlot {
        crop: wanted.crop.unwrap_or(slot.crop),
        turn: wanted.turn.unwrap_or(slot.turn),
        ..slot.clone()
    }
}

/// Left, top, width and height of what is seen of a picture in a frame, in thousandths of the picture: its crop, cut
/// alike on both sides so that it fills the frame.
fn seen(crop: Crop, (width, height): (f64, f64), (across, down): (f64, f64)) -> [f64; 4] {
    let [top, right, bottom, left] = [crop.top, crop.right, crop.bottom, crop.left].map(f64::from);
    let (mut wide, mut high) = ((1000.0 - left - right).max(1.0), (1000.0 - top - bottom).max(1.0));
    let (mut x, mut y) = (left, top);
    if across > 0.0 && down > 0.0 && width > 0.0 && height > 0.0 {
        // Both in units of the picture's own pixels.
        let (own, wanted) = ((wide * width) / (high * height), across / down);
        if own > wanted {
            let less = wide * wanted / own;
            x += (wide - less) / 2.0;
            wide = less;
        } else {
            let less = high * own / wanted;
            y += (high - less) / 2.0;
            high = less;
        }
    }
    [x, y, wide, high]
}

/// A corner in thousandths of the picture as one in thousandths of its frame.
fn within((x, y): (u16, u16), [left, top, wide, high]: [f64; 4]) -> OutlinePoint {
    let part = |at: u16, from: f64, whole: f64| {
        ((f64::from(at) - from) / whole * 1000.0).round().clamp(0.0, 1000.0) as u16
    };
    OutlinePoint { x: part(x, left, wide), y: part(y, top, high) }
}

#[cfg(test)]
mod tests {
    use super::{seen, within};
    use banxin_model::{Crop, OutlinePoint};

    #[test]
    fn a_corner_keeps_its_place_in_what_is_seen() {
        // A square frame shows the middle half of a picture twice as wide as it is high.
        let half = seen(Crop::default(), (2000.0, 1000.0), (50.0, 50.0));
        assert_eq!(half, [250.0, 0.0, 500.0, 1000.0]);
        assert_eq!(within((500, 500), half), OutlinePoint { x: 500, y: 500 });
        assert_eq!(within((250, 0), half), OutlinePoint { x: 0, y: 0 });
        assert_eq!(
            within((100, 1000), half),
            OutlinePoint { x: 0, y: 1000 },
            "what is cut off lies at the edge"
        );
        let cropped = seen(Crop { left: 500, ..Crop::default() }, (2000.0, 1000.0), (50.0, 50.0));
        assert_eq!(cropped, [500.0, 0.0, 500.0, 1000.0]);
    }
}
