//! How words differ from what their role is set in: for a role in the edition, a paragraph, a stretch of it.
//!
//! The layers lie on each other and none copies another: what the house sets a role in, what the edition says of
//! the role, what the paragraph says of itself, what a stretch of it says. A neutral value is silence.

use banxin_geom::Length;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use ts_rs::TS;

/// Process ink for words: cyan, magenta, yellow and black in per cent, 0 to 100 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Ink(pub [u8; 4]);

impl Ink {
    /// Full black, which overprints: what words are set in when nobody says otherwise.
    pub const BLACK: Ink = Ink([0, 0, 0, 100]);
    /// The most ink that newsprint takes in one place, in per cent (ISO 12647-3: 240 %).
    pub const MOST: u16 = 240;

    /// Whether a newspaper press can print it: no part over 100 %, all together no more than 240 %.
    pub fn prints(self) -> bool {
        self.0.iter().all(|part| *part <= 100)
            && self.0.iter().map(|part| u16::from(*part)).sum::<u16>() <= Ink::MOST
    }
}

/// What a role, or a paragraph, is set in where that differs from the usual.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TypeStyle {
    /// Face, such as `kai-400`, or the name of an installed family; empty for the usual one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub face: String,
    /// Size in EMU; 0 for the usual one.
    #[serde(skip_serializing_if = "is_zero")]
    #[ts(type = "number")]
    pub size: Length,
    /// Ink; none for black.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ink: Option<Ink>,
    /// First-line indent in ems, 0 to 4; none for the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indent: Option<u8>,
    /// Language as a BCP 47 tag, such as `zh-Hant`, `ja` or `en`; empty for the edition's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
}

impl TypeStyle {
    /// Whether it says nothing.
    pub fn is_plain(&self) -> bool {
        *self == TypeStyle::default()
    }
}

/// How a paragraph opens.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Opening {
    /// Face of the first sentence (导语), such as `hei-400`; empty for none of its own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// Lines that the first character stands down (首字下沉); 0 for none.
    #[serde(skip_serializing_if = "is_none")]
    pub drop_lines: u8,
}

impl Opening {
    /// Whether the paragraph opens like any other.
    pub fn is_plain(&self) -> bool {
        *self == Opening::default()
    }
}

/// What a stretch of a paragraph is set in where that differs from the paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CharStyle {
    /// Face, such as `hei-700`, or the name of an installed family; empty for the paragraph's.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub face: String,
    /// The bold weight of the family.
    #[serde(skip_serializing_if = "is_off")]
    pub bold: bool,
    /// Size in EMU; 0 for the paragraph's.
    #[serde(skip_serializing_if = "is_zero")]
    #[ts(type = "number")]
    pub size: Length,
    /// Width of the characters in thousandths: under 1000 is 长 (narrow), above is 扁 (wide).
    #[serde(skip_serializing_if = "is_as_drawn")]
    pub scale: u16,
    /// Space added after each character, in thousandths of an em.
    #[serde(skip_serializing_if = "is_level")]
    pub tracking: i16,
    /// Ink; none for the paragraph's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ink: Option<Ink>,
    /// A line under the words (专名号), at their left in vertical lines.
    #[serde(skip_serializing_if = "is_off")]
    pub underline: bool,
    /// 着重号: a dot under each character, at its right in vertical lines.
    #[serde(skip_serializing_if = "is_off")]
    pub emphasis: bool,
    /// 纵中横排: in a vertical line the stretch stands upright in one cell.
    #[serde(skip_serializing_if = "is_off")]
    pub upright: bool,
    /// Words set small above (注音), at the right in vertical lines: one for each character where blanks part as
    /// many, else one for the whole stretch; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ruby: String,
}

impl Default for CharStyle {
    fn default() -> Self {
        CharStyle {
            face: String::new(),
            bold: false,
            size: Length::ZERO,
            scale: 1000,
            tracking: 0,
            ink: None,
            underline: false,
            emphasis: false,
            upright: false,
            ruby: String::new(),
        }
    }
}

impl CharStyle {
    /// Whether it says nothing.
    pub fn is_plain(&self) -> bool {
        *self == CharStyle::default()
    }

    /// Whether the stretch means something only as a whole: words with ruby, figures upright together.
    pub fn is_unit(&self) -> bool {
        self.upright || !self.ruby.is_empty()
    }
}

/// A stretch of a paragraph and what it is set in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct StyleSpan {
    /// Where it begins, in bytes of the text.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What it is set in.
    pub style: CharStyle,
}

fn is_zero(length: &Length) -> bool {
    *length == Length::ZERO
}

fn is_off(flag: &bool) -> bool {
    !flag
}

fn is_none(lines: &u8) -> bool {
    *lines == 0
}

fn is_as_drawn(scale: &u16) -> bool {
    *scale == 1000
}

fn is_level(tracking: &i16) -> bool {
    *tracking == 0
}

/// The spans after `change` was made to the style of every character in `range`.
///
/// Stretches that mean something only as a whole are changed as a whole. With `whole`, the range becomes one
/// stretch with the style of its first character.
pub(crate) fn restyle(
    spans: &[StyleSpan],
    range: Range<u32>,
    whole: bool,
    change: &dyn Fn(&mut CharStyle),
) -> Vec<StyleSpan> {
    let (mut start, mut end) = (range.start, range.end);
    for span in
        spans.iter().filter(|span| span.style.is_unit() && span.start < range.end && span.end > range.start)
    {
        (start, end) = (start.min(span.start), end.max(span.end));
    }
    let at = |from: u32, to: u32| {
        let own = spans.iter().find(|span| span.start <= from && span.end >= to);
        own.map(|span| span.style.clone()).unwrap_or_default()
    };
    let inner = |edge: &u32| !whole || *edge <= start || *edge >= end;
    let mut edges: Vec<u32> = spans.iter().flat_map(|span| [span.start, span.end]).filter(inner).collect();
    edges.extend([start, end]);
    edges.sort_unstable();
    edges.dedup();
    let mut all = Vec::new();
    for (&from, &to) in edges.iter().zip(edges.iter().skip(1)) {
        let is_inside = from >= start && to <= end;
        let mut style = if is_inside && whole { first_style(spans, start) } else { at(from, to) };
        if is_inside {
            change(&mut style);
        }
        all.push(StyleSpan { start: from, end: to, style });
    }
    merged(all)
}

fn first_style(spans: &[StyleSpan], at: u32) -> CharStyle {
    let own = spans.iter().find(|span| span.start <= at && span.end > at);
    own.map(|span| span.style.clone()).unwrap_or_default()
}

/// Spans without those that say nothing; neighbours that say the same are one.
fn merged(spans: Vec<StyleSpan>) -> Vec<StyleSpan> {
    let mut all: Vec<StyleSpan> = Vec::with_capacity(spans.len());
    for span in spans.into_iter().filter(|span| span.start < span.end && !span.style.is_plain()) {
        match all.last_mut() {
            Some(last) if last.end == span.start && last.style == span.style && !span.style.is_unit() => {
                last.end = span.end;
            }
            _ => all.push(span),
        }
    }
    all
}

/// The spans of a text that was changed from `old` to `new`: they stay with their words.
///
/// What is written at the end of a stretch belongs to it, what is written before it does not; words that replace a
/// whole stretch take its style, but not its ruby.
pub(crate) fn follow(spans: &[StyleSpan], old: &str, new: &str) -> Vec<StyleSpan> {
    let mut kept = vec![Kept { old: 0, new: 0, length: 0 }];
    common(old, new, (0, 0), &mut kept);
    kept.push(Kept { old: old.len(), new: new.len(), length: 0 });
    let start_of = |at: usize| {
        let inside = kept.iter().find(|same| same.old <= at && at < same.old + same.length);
        let behind = kept.iter().find(|same| same.old + same.length == at);
        let next = kept.iter().find(|same| same.old > at);
        inside
            .map(|same| same.new + (at - same.old))
            .or(behind.map(|same| same.new + same.length))
            .or(next.map(|same| same.new))
    };
    let end_of = |at: usize| {
        let begins = kept.iter().rev().find(|same| same.old == at);
        let inside = kept.iter().find(|same| same.old < at && at <= same.old + same.length);
        let before = kept.iter().rev().find(|same| same.old + same.length < at);
        begins
            .map(|same| same.new)
            .or(inside.map(|same| same.new + (at - same.old)))
            .or(before.map(|same| same.new + same.length))
    };
    let moved = spans.iter().map(|span| {
        let (from, to) = (span.start as usize, span.end as usize);
        let (start, mut end) = (start_of(from).unwrap_or(0), end_of(to).unwrap_or(0));
        let mut style = span.style.clone();
        let words = old.get(from..to).unwrap_or_default();
        if style.is_unit() && start < end && new.get(start..end) != Some(words) {
            match new.get(start..end).is_some_and(|now| now.starts_with(words)) {
                true => end = start + words.len(),
                false => (style.upright, style.ruby) = (false, String::new()),
            }
        }
        StyleSpan { start: start as u32, end: end as u32, style }
    });
    merged(moved.collect())
}

/// Bytes that two texts have in common.
#[derive(Clone, Copy, Debug)]
struct Kept {
    old: usize,
    new: usize,
    length: usize,
}

/// Characters compared with characters at most, when what is common to two texts is looked for.
const MOST_PAIRS: usize = 1_000_000;

/// Appends what two texts have in common, in order: their beginning, their end, and the longest pieces between.
fn common(old: &str, new: &str, (old_at, new_at): (usize, usize), kept: &mut Vec<Kept>) {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let prefix = same(&mut old.chars(), &mut new.chars());
    let (old_rest, new_rest) = (&old[prefix..], &new[prefix..]);
    let suffix = same(&mut old_rest.chars().rev(), &mut new_rest.chars().rev());
    if prefix > 0 {
        kept.push(Kept { old: old_at, new: new_at, length: prefix });
    }
    let (old_rest, new_rest) = (&old_rest[..old_rest.len() - suffix], &new_rest[..new_rest.len() - suffix]);
    let (old_at, new_at) = (old_at + prefix, new_at + prefix);
    if let Some(middle) = longest(old_rest, new_rest) {
        let (old_end, new_end) = (middle.old + middle.length, middle.new + middle.length);
        common(&old_rest[..middle.old], &new_rest[..middle.new], (old_at, new_at), kept);
        kept.push(Kept { old: old_at + middle.old, new: new_at + middle.new, length: middle.length });
        common(&old_rest[old_end..], &new_rest[new_end..], (old_at + old_end, new_at + new_end), kept);
    }
    if suffix > 0 {
        let (old, new) = (old_at + old_rest.len(), new_at + new_rest.len());
        kept.push(Kept { old, new, length: suffix });
    }
}

/// The longest piece of two characters or more that two texts have in common.
fn longest(old: &str, new: &str) -> Option<Kept> {
    let (a, b): (Vec<_>, Vec<_>) = (old.char_indices().collect(), new.char_indices().collect());
    if a.len() * b.len() > MOST_PAIRS {
        return None;
    }
    let mut best = (1, 0, 0);
    // runs[k]: how many characters before the k-th of `new` are those before the one of `old` looked at.
    let mut runs = vec![0usize; b.len() + 1];
    for (i, (_, x)) in a.iter().enumerate() {
        for k in (0..b.len()).rev() {
            runs[k + 1] = if b[k].1 == *x { runs[k] + 1 } else { 0 };
            if runs[k + 1] > best.0 {
                best = (runs[k + 1], i + 1 - runs[k + 1], k + 1 - runs[k + 1]);
            }
        }
    }
    let (count, from, to) = best;
    let length = a.get(from..from + count)?.iter().map(|(_, ch)| ch.len_utf8()).sum();
    (count > 1).then(|| Kept { old: a[from].0, new: b[to].0, length })
}

/// The spans before and after `at`, the latter counted from there; what means something only as a whole and is
/// cut keeps the rest of its style.
pub(crate) fn cut(spans: &[StyleSpan], at: u32) -> (Vec<StyleSpan>, Vec<StyleSpan>) {
    let part = |span: &StyleSpan, start: u32, end: u32| {
        let mut style = span.style.clone();
        if span.start < at && span.end > at {
            (style.upright, style.ruby) = (false, String::new());
        }
        StyleSpan { start, end, style }
    };
    let before =
        spans.iter().filter(|span| span.start < at).map(|span| part(span, span.start, span.end.min(at)));
    let after = spans
        .iter()
        .filter(|span| span.end > at)
        .map(|span| part(span, span.start.max(at) - at, span.end - at));
    (merged(before.collect()), merged(after.collect()))
}

/// The spans of two texts set one behind the other, the first of them `length` bytes long.
pub(crate) fn joined(first: &[StyleSpan], length: u32, second: &[StyleSpan]) -> Vec<StyleSpan> {
    let moved = second.iter().map(|span| StyleSpan {
        start: span.start.saturating_add(length),
        end: span.end.saturating_add(length),
        style: span.style.clone(),
    });
    merged(first.iter().cloned().chain(moved).collect())
}

/// What is wrong with the spans of a text; `None` when they lie in it, in order, between characters.
pub(crate) fn trouble(spans: &[StyleSpan], text: &str) -> Option<&'static str> {
    let mut last = 0;
    for span in spans {
        let (start, end) = (span.start as usize, span.end as usize);
        if start < last || start >= end || end > text.len() {
            return Some("has a style outside its text");
        }
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            return Some("has a style that begins inside a character");
        }
        if span.style.is_plain() || !(300..=3000).contains(&span.style.scale) {
            return Some("has a style that says nothing or cannot be set");
        }
        last = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{CharStyle, StyleSpan, cut, follow, joined, restyle};

    fn bold() -> CharStyle {
        CharStyle { bold: true, ..CharStyle::default() }
    }

    fn span(start: u32, end: u32, style: CharStyle) -> StyleSpan {
        StyleSpan { start, end, style }
    }

    fn ranges(spans: &[StyleSpan]) -> Vec<(u32, u32)> {
        spans.iter().map(|span| (span.start, span.end)).collect()
    }

    #[test]
    fn a_change_inside_a_stretch_divides_it_and_taking_it_back_makes_it_one_again() {
        let spans = [span(3, 15, bold())];
        let marked = restyle(&spans, 6..9, false, &|style| style.emphasis = true);
        assert_eq!(ranges(&marked), [(3, 6), (6, 9), (9, 15)]);
        let back = restyle(&marked, 6..9, false, &|style| style.emphasis = false);
        assert_eq!(back, spans);
        assert_eq!(restyle(&back, 0..99, false, &|style| *style = CharStyle::default()), []);
    }

    #[test]
    fn words_with_ruby_are_changed_as_a_whole() {
        let ruby = CharStyle { ruby: "bǎn xīn".to_owned(), ..CharStyle::default() };
        let changed = restyle(&[span(0, 6, ruby)], 3..9, false, &|style| style.bold = true);
        assert_eq!(ranges(&changed), [(0, 6), (6, 9)]);
        assert!(changed.iter().all(|span| span.style.bold));
    }

    #[test]
    fn styles_stay_with_their_words_when_others_are_written() {
        let spans = [span(6, 12, bold())];
        let old = "江畔春风又到";
        // Before, inside, at the end, behind, and in its place.
        for (new, want) in [
            ("今江畔春风又到", vec![(9, 15)]),
            ("江畔春暖风又到", vec![(6, 15)]),
            ("江畔春风起又到", vec![(6, 15)]),
            ("江畔春风又到了", vec![(6, 12)]),
            ("江畔细雨又到", vec![(6, 12)]),
            ("江畔又到", vec![]),
            ("江畔新春风又到", vec![(9, 15)]),
            ("江边春风已到", vec![(6, 12)]),
            ("", vec![]),
        ] {
            assert_eq!(ranges(&follow(&spans, old, new)), want, "{new}");
        }
    }

    #[test]
    fn ruby_goes_when_its_word_is_another() {
        let ruby = CharStyle { ruby: "chūn fēng".to_owned(), bold: true, ..CharStyle::default() };
        let kept = follow(&[span(0, 6, ruby.clone())], "春风又到", "春风起又到");
        assert_eq!((ranges(&kept), kept[0].style.ruby.as_str()), (vec![(0, 6)], "chūn fēng"));
        let gone = follow(&[span(0, 6, ruby)], "春风又到", "春雨又到");
        assert_eq!((ranges(&gone), gone[0].style.ruby.as_str()), (vec![(0, 6)], ""));
        assert!(gone[0].style.bold);
    }

    #[test]
    fn a_cut_text_and_its_halves_joined_again_have_the_same_styles() {
        let spans = [span(0, 6, bold()), span(9, 12, CharStyle { emphasis: true, ..CharStyle::default() })];
        for at in [0, 3, 6, 9, 12, 15] {
            let (before, after) = cut(&spans, at);
            assert_eq!(joined(&before, at, &after), spans, "{at}");
        }
    }
}
