//! `set-style`: a stretch of a paragraph set otherwise than the rest.

use super::{Verb, set};
use crate::draft::Draft;
use crate::{Field, Label, ParagraphRef, Refusal, VerbInfo};
use banxin_geom::Length;
use banxin_model::{CharStyle, Ink, Paragraph};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::Arc;
use ts_rs::TS;

/// Sets some words of a paragraph otherwise than the rest, or takes that back; what is left out stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetStyle {
    /// The paragraph.
    pub paragraph: ParagraphRef,
    /// The words, where they first stand in the paragraph; instead of `from` and `to`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Where the stretch begins, in bytes of UTF-8; the beginning when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<usize>,
    /// Where it ends; the end of the paragraph when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<usize>,
    /// Takes every style of the stretch away before anything is set.
    #[serde(default)]
    #[ts(as = "Option<bool>")]
    pub clear: bool,
    /// What is set.
    #[serde(default)]
    #[ts(as = "Option<StyleChange>")]
    pub style: StyleChange,
}

/// Changes to the style of a stretch; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct StyleChange {
    /// Face or family; empty for the paragraph's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<String>,
    /// The bold weight of the family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bold: Option<bool>,
    /// Size in EMU; 0 for the paragraph's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub size: Option<Length>,
    /// Width of the characters in thousandths, 500 to 2000; 1000 as drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<u16>,
    /// Space after each character in thousandths of an em, -200 to 1000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking: Option<i16>,
    /// Cyan, magenta, yellow and black in per cent; full black for the paragraph's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ink: Option<Ink>,
    /// A line under the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub underline: Option<bool>,
    /// A dot under each character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emphasis: Option<bool>,
    /// Upright together in one cell of a vertical line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upright: Option<bool>,
    /// Words set small above the stretch; empty for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruby: Option<String>,
}

impl StyleChange {
    fn change(&self, style: &mut CharStyle) {
        set(&mut style.face, &self.face);
        set(&mut style.bold, &self.bold);
        set(&mut style.size, &self.size);
        set(&mut style.scale, &self.scale);
        set(&mut style.tracking, &self.tracking);
        if let Some(ink) = self.ink {
            style.ink = (ink != Ink::BLACK).then_some(ink);
        }
        set(&mut style.underline, &self.underline);
        set(&mut style.emphasis, &self.emphasis);
        set(&mut style.upright, &self.upright);
        if let Some(ruby) = &self.ruby {
            ruby.trim().clone_into(&mut style.ruby);
        }
    }

    /// Whether it makes one stretch of what it is given to.
    fn is_unit(&self) -> bool {
        self.upright == Some(true) || self.ruby.as_ref().is_some_and(|ruby| !ruby.trim().is_empty())
    }

    fn sound(&self) -> Result<(), Refusal> {
        let fits = self.scale.is_none_or(|scale| (500..=2000).contains(&scale))
            && self.tracking.is_none_or(|tracking| (-200..=1000).contains(&tracking))
            && self.ruby.as_ref().is_none_or(|ruby| ruby.len() <= 300 && !ruby.contains(['\n', '\r']));
        if !fits {
            return Err(Refusal::new(
                "style",
                "文字样式只能取：宽度 500–2000（千分比）、字距 -200–1000（千分之一字）、注音不超过 100 字。",
                "A style takes a width of 500–2000 thousandths, tracking of -200–1000 thousandths of an em, and ruby of no more than 100 characters.",
            ));
        }
        sound_type(self.face.as_deref(), self.size, self.ink)
    }
}

/// Refuses faces, sizes and inks that cannot be printed.
pub(crate) fn sound_type(face: Option<&str>, size: Option<Length>, ink: Option<Ink>) -> Result<(), Refusal> {
    if face.is_some_and(|face| face.len() > 96 || face.chars().any(char::is_control)) {
        return Err(Refusal::new(
            "style-face",
            "没有这样的字体，请从字体列表中选择。",
            "There is no such face: choose one from the list of faces.",
        ));
    }
    if size.is_some_and(|size| size != Length::ZERO && !(Length::pt(3.0)..=Length::pt(200.0)).contains(&size))
    {
        return Err(Refusal::new(
            "style-size",
            "字号须在 3 到 200 点之间，0 为照旧。",
            "A size lies between 3 and 200 points; 0 leaves it as it is.",
        ));
    }
    if ink.is_some_and(|ink| !ink.prints()) {
        return Err(Refusal::new(
            "style-ink",
            "墨色每色 0–100%，四色合计不超过 240%。",
            "An ink takes 0–100 % of each colour and no more than 240 % together.",
        ));
    }
    Ok(())
}

impl SetStyle {
    /// The bytes of the paragraph that are meant.
    fn range(&self, paragraph: &Paragraph) -> Result<Range<usize>, Refusal> {
        let text = &paragraph.text;
        if let Some(words) = self.words.as_ref().filter(|words| !words.is_empty()) {
            let Some(start) = text.find(words.as_str()) else {
                return Err(Refusal::new(
                    "unknown-words",
                    "这一段里没有这些字，请照原文写出。",
                    "The paragraph does not hold those words: write them as they stand in it.",
                ));
            };
            return Ok(start..start + words.len());
        }
        let (from, to) = (self.from.unwrap_or(0), self.to.unwrap_or(text.len()).min(text.len()));
        if from >= to || !text.is_char_boundary(from) || !text.is_char_boundary(to) {
            return Err(Refusal::new(
                "no-words",
                "没有选中文字，请重新选定起止位置。",
                "No words are chosen: choose again where they begin and end.",
            ));
        }
        Ok(from..to)
    }
}

impl Verb for SetStyle {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-style",
        zh: "改几个字的样式：字体、加粗、字号、长扁、字距、颜色、下划线、着重号、注音、纵中横排",
        en: "Set some words otherwise: face, bold, size, width, tracking, ink, underline, emphasis dots, ruby, upright",
        fields: &[
            Field::needed("paragraph", "id or {story, role, index}"),
            Field::optional("words", "the words, where they first stand in the paragraph"),
            Field::optional("from", "instead of words: where they begin, in bytes of UTF-8"),
            Field::optional("to", "where they end; the end of the paragraph when left out"),
            Field::optional("clear", "true takes every style of the words away first"),
            Field::optional(
                "style",
                "{face, bold, size (EMU), scale (per mille), tracking (per mille), ink [c, m, y, k in %], underline, emphasis, upright, ruby}, each optional",
            ),
        ],
        example: r#"{"verb":"set-style","paragraph":{"story":{"headline":"春风"},"role":"body"},"words":"江水","style":{"face":"hei-700","ink":[0,100,100,0],"emphasis":true}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        self.style.sound()?;
        let id = draft.find_paragraph(&self.paragraph)?;
        let Some(paragraph) = draft.edition.paragraphs.get_mut(&id) else { return Err(Refusal::stale()) };
        let range = self.range(paragraph)?;
        let paragraph = Arc::make_mut(paragraph);
        paragraph.restyle(range, self.style.is_unit(), &|style| {
            if self.clear {
                *style = CharStyle::default();
            }
            self.style.change(style);
        });
        let story = paragraph.story;
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("改{zh}的文字样式"), format!("Change the style of words in {en}")))
    }
}
