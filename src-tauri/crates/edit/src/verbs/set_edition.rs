//! `set-edition`: what is said once for the whole edition.

use super::add_photo::is_hash;
use super::set_paragraph::{TypeChange, sound_language};
use super::{Verb, set};
use crate::draft::Draft;
use crate::{Field, Label, Refusal, VerbInfo};
use banxin_arrange::Term;
use banxin_model::{Date, Edition, EditionInfo, OutputProfile, Role, Typography};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use ts_rs::TS;

/// Changes the paper's name, the date and the other things said once; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetEdition {
    /// The paper's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its name in Latin letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latin_name: Option<String>,
    /// Day of issue, such as `2026-02-09`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "string")]
    pub date: Option<Date>,
    /// Total issue number; 0 when unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue: Option<u32>,
    /// CN number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cn_number: Option<String>,
    /// Post code for subscriptions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post_code: Option<String>,
    /// Who runs and publishes the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Telephone in the folio.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// A line for the ear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ear: Option<String>,
    /// How running text is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typography: Option<TypographyChange>,
    /// Weights of terms by which arranged pages are judged, in hundredths, 0 to 1000; the usual weight, or none, lets
    /// a term count as it does everywhere.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, Option<u16>>>")]
    pub weights: BTreeMap<String, Option<u16>>,
    /// How grave rules of preflight are in this paper, by their names: `off`, `info`, `warning` or `error`; none lets a
    /// rule be as grave as it usually is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<String, Option<String>>>")]
    pub checks: BTreeMap<String, Option<String>>,
    /// Whether a page that is arranged may let a long story go on on a later page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_jump: Option<bool>,
    /// The plant's own profile, whose bytes the file holds already; one without a hash means the shipped one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<OutputProfile>,
    /// The most ink in one place in percent, 160 to 400; 0 for what the paper says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ink_limit: Option<u16>,
}

/// Changes to how running text is set; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct TypographyChange {
    /// Gap between Han and Latin in thousandths of an em, 0 to 500.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cjk_latin_gap: Option<u16>,
    /// Level of 避头尾.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Punctuation style.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub punctuation: Option<String>,
    /// First-line indent in ems, 0 to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indent: Option<u8>,
    /// Whether a mark may hang over a line's end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hanging: Option<bool>,
    /// Language of the copy, such as `zh-Hans`, `zh-Hant`, `ja` or `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What roles are set in, for those that are named.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(as = "Option<BTreeMap<Role, TypeChange>>")]
    pub styles: BTreeMap<Role, TypeChange>,
}

impl TypographyChange {
    fn change(&self, typography: &mut Typography) -> Result<(), Refusal> {
        let known_level =
            |level: &str| matches!(level, "none" | "basic" | "gb" | "strict") || level.starts_with("css-");
        let known_style =
            |style: &str| matches!(style, "quanjiao" | "kaiming" | "banjiao" | "hangmo" | "plain");
        if self.cjk_latin_gap.is_some_and(|gap| gap > 500)
            || self.indent.is_some_and(|indent| indent > 4)
            || self.level.as_deref().is_some_and(|level| !known_level(level))
            || self.punctuation.as_deref().is_some_and(|style| !known_style(style))
        {
            return Err(Refusal::new(
                "typography",
                "排版规则只能取：间隙 0–500（千分之一字）、缩进 0–4 字、避头尾 none/basic/gb/strict/css-…、标点 quanjiao/kaiming/banjiao/hangmo/plain。",
                "Typography takes a gap of 0–500 thousandths, an indent of 0–4, a level of none, basic, gb, strict or css-…, and punctuation quanjiao, kaiming, banjiao, hangmo or plain.",
            ));
        }
        sound_language(self.language.as_deref().filter(|tag| !tag.is_empty()))?;
        set(&mut typography.cjk_latin_gap, &self.cjk_latin_gap);
        set(&mut typography.level, &self.level);
        set(&mut typography.punctuation, &self.punctuation);
        set(&mut typography.indent, &self.indent);
        set(&mut typography.hanging, &self.hanging);
        if let Some(language) = &self.language {
            typography.language =
                if language.is_empty() { Typography::default().language } else { language.clone() };
        }
        for (role, change) in &self.styles {
            let style = typography.styles.entry(*role).or_default();
            change.change(style)?;
        }
        typography.styles.retain(|_, style| !style.is_plain());
        Ok(())
    }
}

impl Verb for SetEdition {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-edition",
        zh: "改报名、日期等全期信息",
        en: "Change the paper's name, the date and what else is said once",
        fields: &[
            Field::optional("name", "the paper's name"),
            Field::optional("latin_name", "its name in Latin letters"),
            Field::optional("date", "day of issue, YYYY-MM-DD"),
            Field::optional("issue", "total issue number"),
            Field::optional("cn_number", "CN number"),
            Field::optional("post_code", "post code for subscriptions"),
            Field::optional("publisher", "who runs and publishes the paper"),
            Field::optional("telephone", "telephone in the folio"),
            Field::optional("ear", "a line for the ear, such as the weather"),
            Field::optional(
                "typography",
                "{cjk_latin_gap, level, punctuation, indent, hanging, language (zh-Hans, zh-Hant, ja, en, …), styles: {role: {face, size, ink, indent, language}}}, each optional",
            ),
            Field::optional(
                "weights",
                "{term: hundredths or null}: what counts when pages are arranged, such as {\"clash\": 200}",
            ),
            Field::optional(
                "checks",
                "how grave rules of preflight are here: off, info, warning, error, or null for the usual, such as {\"underset\": \"info\"}",
            ),
            Field::optional(
                "may_jump",
                "whether a page that is arranged may let a long story go on on a later page",
            ),
            Field::optional(
                "profile",
                "{hash, name} of an ICC profile that was imported; an empty hash for the shipped one",
            ),
            Field::optional(
                "ink_limit",
                "the most ink in one place, 160 to 400 percent; 0 for what the paper says",
            ),
        ],
        example: r#"{"verb":"set-edition","name":"版心日报","date":"2026-02-09","ear":"晴 -3～8℃"}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let mut info = match (draft.edition.about(), self.date) {
            (Some(info), _) => info.clone(),
            (None, Some(date)) => EditionInfo {
                name: String::new(),
                latin_name: String::new(),
                date,
                issue: 0,
                cn_number: String::new(),
                post_code: String::new(),
                publisher: String::new(),
                telephone: String::new(),
                ear: String::new(),
                typography: Typography::default(),
                profile: None,
                ink_limit: 0,
                passes: Vec::new(),
                weights: BTreeMap::new(),
                may_jump: false,
                checks: BTreeMap::new(),
            },
            (None, None) => {
                return Err(Refusal::new(
                    "no-date",
                    "本期还没有日期，请同时给出日期。",
                    "This edition has no date yet: give one as well.",
                ));
            }
        };
        set(&mut info.name, &self.name);
        set(&mut info.latin_name, &self.latin_name);
        set(&mut info.date, &self.date);
        set(&mut info.issue, &self.issue);
        set(&mut info.cn_number, &self.cn_number);
        set(&mut info.post_code, &self.post_code);
        set(&mut info.publisher, &self.publisher);
        set(&mut info.telephone, &self.telephone);
        set(&mut info.ear, &self.ear);
        if let Some(typography) = &self.typography {
            typography.change(&mut info.typography)?;
        }
        weigh(&mut info.weights, &self.weights)?;
        grade(&mut info.checks, &self.checks)?;
        set(&mut info.may_jump, &self.may_jump);
        if let Some(profile) = &self.profile {
            if !profile.hash.is_empty() && !is_hash(&profile.hash) {
                return Err(Refusal::new(
                    "profile-unknown",
                    "色彩特性文件要先导入（.icc），再由程序记下它的散列值。",
                    "Import the colour profile (.icc) first; the program then knows it by its hash.",
                ));
            }
            info.profile = (!profile.hash.is_empty()).then(|| profile.clone());
        }
        if let Some(limit) = self.ink_limit {
            if limit != 0 && !(160..=400).contains(&limit) {
                return Err(Refusal::new(
                    "ink-limit",
                    "总墨量限值取 160–400%，0 表示按纸型。",
                    "The ink limit is 160 to 400 percent, or 0 for what the paper says.",
                ));
            }
            info.ink_limit = limit;
        }
        draft.edition.info.insert(Edition::INFO, Arc::new(info));
        Ok(Label::new("改本期信息", "Change the edition"))
    }
}

/// The term of that name by which arranged pages are judged.
///
/// # Errors
/// When there is none; the sentence lists those that there are.
pub fn term_called(name: &str) -> Result<Term, Refusal> {
    Term::ALL.iter().copied().find(|term| term.name() == name).ok_or_else(|| {
        let names: Vec<&str> = Term::ALL.iter().map(|term| term.name()).collect();
        let names = names.join(", ");
        Refusal::new(
            "weights",
            format!("没有评分项“{name}”，名称只能取：{names}。"),
            format!("There is no term “{name}”: the names are {names}."),
        )
    })
}

/// Takes weights in; those that are usual are not kept.
fn weigh(own: &mut BTreeMap<String, u16>, wanted: &BTreeMap<String, Option<u16>>) -> Result<(), Refusal> {
    for (name, weight) in wanted {
        let term = term_called(name)?;
        if weight.is_some_and(|weight| weight > 1000) {
            return Err(Refusal::new(
                "weights",
                format!("权重取 0–1000（百分之一），“{name}”超出了。"),
                format!("A weight is 0 to 1000 hundredths: “{name}” has more."),
            ));
        }
        match weight {
            Some(weight) if *weight != term.usual() => drop(own.insert(name.clone(), *weight)),
            _ => drop(own.remove(name)),
        }
    }
    Ok(())
}

/// How grave a rule of preflight may be taken.
const GRADES: [&str; 4] = ["off", "info", "warning", "error"];

/// Takes in how grave rules are; those that are as grave as usual are not kept.
fn grade(
    own: &mut BTreeMap<String, String>,
    wanted: &BTreeMap<String, Option<String>>,
) -> Result<(), Refusal> {
    for (rule, grade) in wanted {
        let is_named = !rule.is_empty() && rule.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if !is_named || grade.as_ref().is_some_and(|grade| !GRADES.contains(&grade.as_str())) {
            return Err(Refusal::new(
                "checks",
                format!("规则“{rule}”的轻重只能取：off（不查）、info、warning、error，或 null（照常）。"),
                format!("The rule “{rule}” takes off, info, warning or error, or null for the usual."),
            ));
        }
        match grade {
            Some(grade) => drop(own.insert(rule.clone(), grade.clone())),
            None => drop(own.remove(rule)),
        }
    }
    Ok(())
}
