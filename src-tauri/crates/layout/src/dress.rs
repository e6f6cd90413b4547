//! Words with what they are set in: faces, sizes and inks on top of the usual ones, and stretches of their own.

use crate::style;
use banxin_geom::Length;
use banxin_model::{CharStyle, Ink, Opening, Paragraph, StyleSpan, TypeStyle, Typography};
use banxin_scene::Paint;
use banxin_text::{FontRequest, Rules, Span};
use std::borrow::Cow;
use std::ops::Range;

/// Words of a story, with everything about them that differs from the usual.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Words<'a> {
    pub text: &'a str,
    /// Face by name; empty for the usual one.
    pub face: &'a str,
    /// Size; zero for the usual one.
    pub size: Length,
    /// Ink as a tag; 0 for the usual one.
    pub ink: u32,
    /// First-line indent in ems; none for the usual one.
    pub indent: Option<u8>,
    /// Language by its tag; empty for simplified Chinese.
    pub language: &'a str,
    pub opening: Option<&'a Opening>,
    /// Stretches set otherwise; they count from `at` bytes before the words.
    pub spans: &'a [StyleSpan],
    /// Bytes of the paragraph before the words.
    pub at: usize,
    /// Which part of the story they are; none for words that come from elsewhere.
    pub part: Option<u32>,
}

/// Where words stand in their story's copy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub part: Option<u32>,
    /// Bytes of the part before them.
    pub at: usize,
}

impl<'a> Words<'a> {
    /// Words set as usual.
    pub(crate) fn plain(text: &'a str) -> Self {
        Words { text, ..Words::default() }
    }

    /// The words of a paragraph: what it says of itself on top of what the edition says of its role.
    pub(crate) fn of(paragraph: &'a Paragraph, typography: &'a Typography) -> Self {
        let mut words = Words {
            opening: Some(&paragraph.opening).filter(|opening| !opening.is_plain()),
            spans: &paragraph.spans,
            language: &typography.language,
            ..Words::plain(&paragraph.text)
        };
        let layers = typography.styles.get(&paragraph.role).into_iter().chain([&paragraph.style]);
        for layer in layers {
            words.lay(layer);
        }
        words
    }

    fn lay(&mut self, layer: &'a TypeStyle) {
        if !layer.face.is_empty() {
            self.face = &layer.face;
        }
        if layer.size > Length::ZERO {
            self.size = layer.size;
        }
        if let Some(ink) = layer.ink {
            self.ink = tag(ink);
        }
        self.indent = layer.indent.or(self.indent);
        if !layer.language.is_empty() {
            self.language = &layer.language;
        }
    }

    /// The words without the white space around them.
    pub(crate) fn trimmed(self) -> Self {
        let before = self.text.len() - self.text.trim_start().len();
        Words { text: self.text.trim(), at: self.at + before, ..self }
    }

    /// The words from a byte on, where they go on in another package; an opening belongs to the first of them only.
    pub(crate) fn from(self, byte: usize) -> Self {
        if byte == 0 {
            return self;
        }
        let text = self.text.get(byte..).unwrap_or_default();
        Words { text, at: self.at + byte, opening: None, ..self }
    }

    /// The words before a byte, and those from it on, which open nothing any more but a lead that reaches them.
    pub(crate) fn split_at(self, byte: usize) -> (Self, Self) {
        let (first, second) = self.text.split_at_checked(byte).unwrap_or((self.text, ""));
        (Words { text: first, ..self }, Words { text: second, at: self.at + first.len(), ..self })
    }

    /// The font that the first words are set in: that of the lead where there is one.
    pub(crate) fn opening_font(&self, font: &FontRequest) -> FontRequest {
        match self.opening.map(|opening| opening.lead.as_str()).filter(|lead| !lead.is_empty()) {
            Some(lead) => style::face(lead, font.size),
            None => font.clone(),
        }
    }

    /// Where they stand in the copy.
    pub(crate) fn origin(self) -> Origin {
        Origin { part: self.part, at: self.at }
    }

    /// What the words are set in where the usual is `usual`.
    pub(crate) fn font(&self, usual: FontRequest) -> FontRequest {
        let size = if self.size > Length::ZERO { self.size } else { usual.size };
        if self.face.is_empty() { FontRequest { size, ..usual } } else { style::face(self.face, size) }
    }

    /// The rules of the language that the words are written in.
    pub(crate) fn rules<'r>(&self, rules: &'r Rules) -> Cow<'r, Rules> {
        if self.language.is_empty() || self.language == rules.lang {
            return Cow::Borrowed(rules);
        }
        Cow::Owned(Rules { lang: self.language.to_owned(), ..rules.clone() })
    }

    /// The words as spans for the composer; no stretch is larger than `most`.
    pub(crate) fn to_spans(self, font: &FontRequest, most: Length) -> Vec<Span> {
        let length = self.text.len();
        let lead = self.opening.map_or("", |opening| opening.lead.as_str());
        let lead_end = if lead.is_empty() { 0 } else { sentence_end(self.text) };
        let here = |byte: u32| (byte as usize).saturating_sub(self.at).min(length);
        let own = |span: &StyleSpan| here(span.start)..here(span.end);
        let mut edges = vec![0, lead_end, length];
        edges.extend(self.spans.iter().flat_map(|span| [own(span).start, own(span).end]));
        edges.sort_unstable();
        edges.dedup();
        let piece = |range: Range<usize>| {
            let base = if range.start < lead_end { style::face(lead, font.size) } else { font.clone() };
            let covers = |span: &&StyleSpan| own(span).start <= range.start && own(span).end >= range.end;
            match self.spans.iter().find(covers) {
                Some(span) => dressed(range, base, self.ink, &span.style, most),
                None => Span::new(range, base, self.ink),
            }
        };
        if length == 0 {
            return vec![Span::new(0..0, font.clone(), self.ink)];
        }
        edges.iter().zip(edges.iter().skip(1)).map(|(from, to)| piece(*from..*to)).collect()
    }
}

/// A stretch with its style on top of the paragraph's font.
fn dressed(range: Range<usize>, base: FontRequest, ink: u32, style: &CharStyle, most: Length) -> Span {
    let mut font = base;
    if !style.face.is_empty() {
        font = style::face(&style.face, font.size);
    }
    if style.bold {
        font.weight = if font.weight < 700 { 700 } else { 900 };
    }
    if style.size > Length::ZERO {
        font.size = style.size.min(most);
    }
    font.scale_x_permille = style.scale.clamp(300, 3000);
    font.tracking_permille = style.tracking;
    let mut span = Span::new(range, font, style.ink.map_or(ink, tag));
    span.style.emphasis = style.emphasis;
    span.style.underline = style.underline;
    span.style.upright_together = style.upright;
    span.ruby = Some(style.ruby.as_str()).filter(|ruby| !ruby.is_empty()).map(Into::into);
    span
}

/// Where the first sentence ends, with the closing marks behind its stop; the end of the text when it has no stop.
fn sentence_end(text: &str) -> usize {
    let mut is_over = false;
    for (at, ch) in text.char_indices() {
        match ch {
            '。' | '！' | '？' => is_over = true,
            '”' | '’' | '」' | '』' | '）' | '》' if is_over => {}
            _ if is_over => return at,
            _ => {}
        }
    }
    text.len()
}

/// The bit that tells an ink from no ink.
const IS_INK: u32 = 1 << 31;

/// An ink as the tag of a span: seven bits for each part.
fn tag(ink: Ink) -> u32 {
    ink.0.iter().fold(IS_INK >> 28, |tag, part| tag << 7 | u32::from(*part).min(100))
}

/// The paint that a span's tag stands for; `usual` where it stands for none.
pub(crate) fn paint(tag: u32, usual: &Paint) -> Paint {
    if tag & IS_INK == 0 {
        return usual.clone();
    }
    match [21, 14, 7, 0].map(|shift| (tag >> shift & 0x7f) as u16) {
        [0, 0, 0, 100] => Paint::Black,
        [0, 0, 0, black] => Paint::Gray(black * 10),
        inks => Paint::Cmyk(inks.map(|part| part * 10)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Words, paint, sentence_end, tag};
    use crate::style;
    use banxin_geom::Length;
    use banxin_model::{CharStyle, Ink, Opening, StyleSpan};
    use banxin_scene::Paint;
    use banxin_text::FontFamily;

    #[test]
    fn an_ink_comes_back_from_its_tag() {
        for (ink, want) in [
            ([0, 100, 90, 5], Paint::Cmyk([0, 1000, 900, 50])),
            ([0, 0, 0, 40], Paint::Gray(400)),
            ([0, 0, 0, 100], Paint::Black),
            ([0, 0, 0, 0], Paint::Gray(0)),
        ] {
            assert_eq!(paint(tag(Ink(ink)), &Paint::Black), want);
        }
        assert_eq!(paint(0, &Paint::Gray(7)), Paint::Gray(7));
    }

    #[test]
    fn a_lead_ends_with_its_sentence_and_stretches_lie_on_top_of_it() {
        let text = "“来了！”他说。江水初涨。";
        assert_eq!(&text[..sentence_end(text)], "“来了！”");
        let opening = Opening { lead: "hei-400".to_owned(), drop_lines: 0 };
        let at = text.find("他说").expect("it is there");
        let bold = CharStyle { bold: true, ..CharStyle::default() };
        let spans = [
            StyleSpan { start: 3, end: 6, style: bold.clone() },
            StyleSpan { start: at as u32, end: at as u32 + 3, style: bold },
        ];
        let words = Words { opening: Some(&opening), spans: &spans, ..Words::plain(text) };
        let set = words.to_spans(&style::body(Length::pt(9.0)), Length::pt(12.0));
        let seen: Vec<(&str, bool, u16)> = set
            .iter()
            .map(|span| (&text[span.range.clone()], span.font.family == FontFamily::Hei, span.font.weight))
            .collect();
        let want = [
            ("“", true, 400),
            ("来", true, 700),
            ("了！”", true, 400),
            ("他", false, 700),
            ("说。江水初涨。", false, 400),
        ];
        assert_eq!(seen, want);
    }

    #[test]
    fn styles_follow_words_whose_white_space_was_taken_away() {
        let spans =
            [StyleSpan { start: 3, end: 6, style: CharStyle { emphasis: true, ..CharStyle::default() } }];
        let words = Words { spans: &spans, ..Words::plain("　春风　") }.trimmed();
        let set = words.to_spans(&style::body(Length::pt(9.0)), Length::pt(12.0));
        assert_eq!(
            set.iter().map(|span| (span.range.clone(), span.style.emphasis)).collect::<Vec<_>>(),
            [(0..3, true), (3..6, false)]
        );
    }
}
