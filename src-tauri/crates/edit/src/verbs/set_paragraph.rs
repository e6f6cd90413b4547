//! `set-paragraph`: what a paragraph is set in where that differs from its role.

use super::Verb;
use super::set_style::sound_type;
use crate::draft::Draft;
use crate::{Field, Label, ParagraphRef, Refusal, VerbInfo};
use banxin_geom::Length;
use banxin_model::{Ink, Opening, TypeStyle};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Changes the face, size, ink, indent or opening of a paragraph; what is left out stays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetParagraph {
    /// The paragraph.
    pub paragraph: ParagraphRef,
    /// Takes back everything that differs from its role before anything is set.
    #[serde(default)]
    #[ts(as = "Option<bool>")]
    pub clear: bool,
    /// Face, size, ink and indent.
    #[serde(default)]
    #[ts(as = "Option<TypeChange>")]
    pub style: TypeChange,
    /// Face of the first sentence; empty for none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Lines that the first character stands down, 2 to 5; 0 for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drop_lines: Option<u8>,
}

/// Changes to what a role or a paragraph is set in; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct TypeChange {
    /// Face or family; empty for the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub face: Option<String>,
    /// Size in EMU; 0 for the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub size: Option<Length>,
    /// Cyan, magenta, yellow and black in per cent; full black for the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ink: Option<Ink>,
    /// First-line indent in ems, 0 to 4; any more for the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indent: Option<u8>,
    /// Language as a BCP 47 tag, such as `zh-Hant`, `ja` or `en`; empty for the edition's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

impl TypeChange {
    pub(crate) fn change(&self, style: &mut TypeStyle) -> Result<(), Refusal> {
        sound_type(self.face.as_deref(), self.size, self.ink)?;
        sound_language(self.language.as_deref().filter(|tag| !tag.is_empty()))?;
        super::set(&mut style.language, &self.language);
        super::set(&mut style.face, &self.face);
        super::set(&mut style.size, &self.size);
        if let Some(ink) = self.ink {
            style.ink = (ink != Ink::BLACK).then_some(ink);
        }
        if let Some(indent) = self.indent {
            style.indent = (indent <= 4).then_some(indent);
        }
        Ok(())
    }
}

/// Refuses what is no language tag (BCP 47: subtags of letters and figures, the first of them letters).
pub(crate) fn sound_language(tag: Option<&str>) -> Result<(), Refusal> {
    let is_tag = |tag: &str| {
        let mut parts = tag.split('-');
        let own = parts.next().unwrap_or_default();
        let is_own = (2..=3).contains(&own.len()) && own.bytes().all(|b| b.is_ascii_alphabetic());
        let is_part = |part: &str| part.len() <= 8 && !part.is_empty();
        is_own
            && tag.len() <= 35
            && parts.all(|part| is_part(part) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    };
    if tag.is_some_and(|tag| !is_tag(tag)) {
        return Err(Refusal::new(
            "language",
            "没有这样的语言标记，请用 zh-Hans、zh-Hant、ja、en 之类。",
            "There is no such language tag: use zh-Hans, zh-Hant, ja, en or the like.",
        ));
    }
    Ok(())
}

impl Verb for SetParagraph {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-paragraph",
        zh: "改一段的样式：字体、字号、颜色、缩进、语言、导语、首字下沉",
        en: "Change a paragraph's face, size, ink, indent, language, run-in lead or drop cap",
        fields: &[
            Field::needed("paragraph", "id or {story, role, index}"),
            Field::optional("clear", "true takes back everything that differs from its role first"),
            Field::optional(
                "style",
                "{face, size (EMU), ink [c, m, y, k in %], indent (ems), language}, each optional",
            ),
            Field::optional("lead", "face of the first sentence, such as hei-400; empty for none"),
            Field::optional("drop_lines", "lines that the first character stands down, 2 to 5; 0 for none"),
        ],
        example: r#"{"verb":"set-paragraph","paragraph":{"story":{"headline":"春风"},"role":"body"},"style":{"face":"kai-400"},"lead":"hei-400"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        if self.drop_lines.is_some_and(|lines| lines == 1 || lines > 5) {
            return Err(Refusal::new(
                "drop-lines",
                "首字下沉 2 到 5 行，0 为不下沉。",
                "A first character stands down 2 to 5 lines, or 0 for none.",
            ));
        }
        sound_type(self.lead.as_deref(), None, None)?;
        let id = draft.find_paragraph(&self.paragraph)?;
        let Some(paragraph) = draft.edition.paragraphs.get_mut(&id) else { return Err(Refusal::stale()) };
        let paragraph = Arc::make_mut(paragraph);
        if self.clear {
            (paragraph.style, paragraph.opening) = (TypeStyle::default(), Opening::default());
        }
        self.style.change(&mut paragraph.style)?;
        super::set(&mut paragraph.opening.lead, &self.lead);
        super::set(&mut paragraph.opening.drop_lines, &self.drop_lines);
        let story = paragraph.story;
        let (zh, en) = draft.story_name(story);
        Ok(Label::new(format!("改{zh}的段落样式"), format!("Change a paragraph's style in {en}")))
    }
}
