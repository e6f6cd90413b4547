//! What each part of a story is set in, by its role and the page's body size.

use banxin_geom::Length;
use banxin_model::Typography;
use banxin_text::{FontFamily, FontRequest, Hanging, Level, PunctuationStyle, Rules};

/// The sizes of type (字号) with the display sizes newspapers add above them, in tenths of a point.
const SIZES: [i64; 21] =
    [900, 720, 630, 540, 480, 420, 360, 320, 300, 280, 260, 240, 220, 200, 180, 160, 150, 140, 120, 105, 90];

/// The usual sizes, greatest first.
pub(crate) fn sizes() -> impl Iterator<Item = Length> {
    SIZES.iter().map(|tenths| Length::emu(tenths * Length::PER_PT / 10))
}

/// The greatest usual size not above `wanted`, or the least there is.
pub(crate) fn size_at_most(wanted: Length) -> Length {
    let least = Length::emu(SIZES[SIZES.len() - 1] * Length::PER_PT / 10);
    sizes().find(|size| *size <= wanted).unwrap_or(least)
}

/// Size of kicker and deck: two whole 字号 below the headline (初 → 二, 一 → 三, 二 → 四), never under body size.
pub(crate) fn companion(headline: Length, body: Length) -> Length {
    const STEPS: [(i64, i64); 9] = [
        (900, 360),
        (630, 280),
        (540, 240),
        (420, 220),
        (360, 180),
        (260, 160),
        (220, 140),
        (180, 120),
        (0, 105),
    ];
    let tenths = headline.to_emu() * 10 / Length::PER_PT;
    let below = STEPS.iter().find(|(from, _)| tenths >= *from).map_or(105, |(_, to)| *to);
    Length::emu(below * Length::PER_PT / 10).max(body)
}

/// Greatest usual size of a headline over a measure of `cells` body cells.
pub(crate) fn greatest_headline(cells: f64) -> Length {
    let points = match cells {
        c if c <= 11.0 => 20.0,
        c if c <= 15.0 => 22.0,
        c if c <= 28.0 => 32.0,
        c if c <= 42.0 => 36.0,
        c if c <= 56.0 => 42.0,
        c if c <= 70.0 => 48.0,
        _ => 54.0,
    };
    Length::pt(points)
}

/// A request for the bundled face named like `song-900`; anything else is a family of the user's own.
pub(crate) fn face(name: &str, size: Length) -> FontRequest {
    // A family's own name may end in a figure too; only what can be a weight is one.
    let weight_of = |end: &str| end.parse().ok().filter(|weight| (100..=950).contains(weight));
    let (family, weight) = name
        .rsplit_once('-')
        .and_then(|(family, end)| Some((family, weight_of(end)?)))
        .unwrap_or((name, 400));
    let family = match family {
        "song" => FontFamily::Song,
        "hei" => FontFamily::Hei,
        "kai" => FontFamily::Kai,
        "brush" => FontFamily::Brush,
        other => FontFamily::Named(other.to_owned()),
    };
    FontRequest::new(family, weight, size)
}

/// The family that a face name means, when it is none of the four that every newspaper has.
pub fn named_family(name: &str) -> Option<String> {
    match face(name, Length::ZERO).family {
        FontFamily::Named(family) if !family.is_empty() => Some(family),
        _ => None,
    }
}

/// Body: Song at the size of the cell.
pub(crate) fn body(cell: Length) -> FontRequest {
    face("song-400", cell)
}

/// Crossheads: bold Hei, a 字号 above the body.
pub(crate) fn crosshead(cell: Length) -> FontRequest {
    face("hei-700", cell.scaled(7, 6))
}

/// Bylines and credits: Kai, a little under the body.
pub(crate) fn byline(cell: Length) -> FontRequest {
    face("kai-400", cell.scaled(14, 15))
}

/// Jump lines (转版): bold Hei, a little under the body.
pub(crate) fn jump(cell: Length) -> FontRequest {
    face("hei-700", cell.scaled(17, 18))
}

/// Captions: Hei, well under the body.
pub(crate) fn caption(cell: Length) -> FontRequest {
    face("hei-400", cell.scaled(5, 6))
}

/// Editor's notes: Kai at the size of the body.
pub(crate) fn note(cell: Length) -> FontRequest {
    face("kai-400", cell)
}

/// Tables: Hei, well under the body, the header bold.
pub(crate) fn table(cell: Length, is_head: bool) -> FontRequest {
    face(if is_head { "hei-700" } else { "hei-400" }, cell.scaled(5, 6))
}

/// The rules running text is set by.
pub(crate) fn rules(typography: &Typography) -> Rules {
    Rules {
        level: match typography.level.as_str() {
            "none" => Level::None,
            "basic" => Level::Basic,
            "strict" => Level::Strict,
            "css-loose" => Level::CssLoose,
            "css-normal" => Level::CssNormal,
            "css-strict" => Level::CssStrict,
            "css-anywhere" => Level::CssAnywhere,
            _ => Level::Gb,
        },
        style: match typography.punctuation.as_str() {
            "kaiming" => PunctuationStyle::Kaiming,
            "banjiao" => PunctuationStyle::Banjiao,
            "hangmo" => PunctuationStyle::Hangmo,
            "plain" => PunctuationStyle::Plain,
            _ => PunctuationStyle::Quanjiao,
        },
        hanging: if typography.hanging { Hanging::AllowEnd } else { Hanging::None },
        cjk_latin_gap_permille: typography.cjk_latin_gap.min(500),
        ..Rules::default()
    }
}

#[cfg(test)]
mod tests {
    use super::{companion, size_at_most};
    use banxin_geom::Length;

    #[test]
    fn kicker_and_deck_stand_two_sizes_below_the_headline() {
        let body = Length::pt(9.0);
        for (headline, below) in [(42.0, 22.0), (26.0, 16.0), (22.0, 14.0), (10.5, 10.5)] {
            assert_eq!(companion(Length::pt(headline), body), Length::pt(below));
        }
        assert_eq!(size_at_most(Length::pt(33.0)), Length::pt(32.0));
        assert_eq!(size_at_most(Length::pt(1.0)), Length::pt(9.0));
    }
}
