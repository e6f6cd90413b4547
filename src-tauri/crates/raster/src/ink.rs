//! Ink to light, for the screen only: the one place where a paint turns into red, green and blue.

use banxin_scene::Paint;

/// How a paint looks on the screen, as red, green and blue.
///
/// Each ink takes its complement away from white. A spot ink is shown as the red that newspapers
/// print with (套红), whatever its name.
pub fn screen_colour(paint: &Paint) -> [u8; 3] {
    match paint {
        Paint::Black => [0, 0, 0],
        Paint::Gray(black) => from_inks([0, 0, 0, *black]),
        Paint::Cmyk(inks) => from_inks(*inks),
        Paint::Spot { tint, .. } => from_inks([0, *tint, *tint, 0]),
    }
}

fn from_inks([cyan, magenta, yellow, black]: [u16; 4]) -> [u8; 3] {
    let left = |amount: u16| u32::from(1000 - amount.min(1000));
    [cyan, magenta, yellow].map(|ink| ((left(ink) * left(black) * 255 + 500_000) / 1_000_000) as u8)
}

/// How stored inks look on the screen, 255 for full ink.
pub(crate) fn light_of_inks([cyan, magenta, yellow, black]: [u8; 4]) -> [u8; 3] {
    let left = |ink: u8| u32::from(255 - ink);
    [cyan, magenta, yellow].map(|ink| ((left(ink) * left(black) + 127) / 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::screen_colour;
    use banxin_scene::Paint;

    #[test]
    fn paper_is_white_and_amounts_beyond_full_are_full() {
        assert_eq!(screen_colour(&Paint::Cmyk([0; 4])), [255, 255, 255]);
        assert_eq!(screen_colour(&Paint::Gray(500)), [128, 128, 128]);
        assert_eq!(screen_colour(&Paint::Cmyk([5000, 0, 0, 0])), [0, 255, 255]);
    }
}
