//! One paragraph in, its broken lines out, as plain data: what the command line and outside checks ask for.

use crate::fonts::{FontBook, FontFamily, FontRequest};
use crate::lines::{Line, LineSlot, SetOptions, set_lines};
use crate::measure::visible;
use crate::place::cells;
use crate::prepared::{Joint, Prepared, Span};
use crate::rules::{Fit, Hanging, Level, PunctuationStyle, Rules};
use crate::shape::shape;
use banxin_geom::Length;
use serde::{Deserialize, Serialize};

/// What the caller names a request by; handed back with the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ComposeId {
    /// A name.
    Text(String),
    /// A number.
    Number(i64),
}

/// A paragraph to set; what is left out takes the newspaper's default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComposeRequest {
    /// Handed back with the answer.
    #[serde(default)]
    pub id: Option<ComposeId>,
    /// The paragraph.
    pub text: String,
    /// BCP 47 language tag.
    #[serde(default)]
    pub lang: Option<String>,
    /// The measure in ems, more than 0 and at most 10,000.
    #[serde(default)]
    pub measure: Option<f64>,
    /// First-line indent in ems, from 0 to 8 and less than the measure.
    #[serde(default)]
    pub indent: f64,
    /// Break level.
    #[serde(default)]
    pub level: Level,
    /// Punctuation style.
    #[serde(default)]
    pub style: PunctuationStyle,
    /// Hanging punctuation.
    #[serde(default)]
    pub hanging: Hanging,
    /// Whether lines fill the measure.
    #[serde(default = "yes")]
    pub justify: bool,
    /// How lines are chosen.
    #[serde(default)]
    pub fit: Fit,
}

fn yes() -> bool {
    true
}

/// The lines of a composed paragraph, or why there are none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ComposeAnswer {
    /// The paragraph as set.
    Set {
        /// The request's id.
        id: Option<ComposeId>,
        /// The text of each line.
        lines: Vec<String>,
        /// Every scalar offset at which the level lets a line begin, emergency breaks left out.
        breaks: Vec<usize>,
        /// For each line, the advance of each scalar in thousandths of an em, trimmed but not justified.
        advances: Vec<Vec<i64>>,
        /// For each line, whether a mark stands outside the measure.
        hangs: Vec<bool>,
        /// For each line, the space let in at each ordinary gap when it is justified, in thousandths of an em.
        gaps: Vec<i64>,
        /// For each line, how deep compression went: 0 not at all, then the tiers in the order in which they give way.
        tiers: Vec<u8>,
    },
    /// The request makes no sense.
    Refused {
        /// The request's id.
        id: Option<ComposeId>,
        /// What is wrong and what to do.
        error: String,
    },
}

/// The em that requests are set in; large, so that thousandths come out exactly.
const EM: i64 = 1_000_000;
/// The measure of a request that names none: a column of a broadsheet of eight columns.
const COLUMN: f64 = 13.0;

/// Sets the paragraph of a request in the body face and says where its lines end.
pub fn compose(request: &ComposeRequest, fonts: &FontBook) -> ComposeAnswer {
    let id = request.id.clone();
    let measure = request.measure.unwrap_or(COLUMN);
    if !measure.is_finite() || measure <= 0.0 || measure > 10_000.0 {
        let error = format!("measure {measure} is not a width; give ems between 0 and 10000");
        return ComposeAnswer::Refused { id, error };
    }
    if !(0.0..=8.0).contains(&request.indent) || request.indent >= measure {
        let error =
            format!("indent {} is no indent of a measure of {measure}; give fewer ems", request.indent);
        return ComposeAnswer::Refused { id, error };
    }
    let indent = Length::emu((request.indent * EM as f64).round() as i64);
    let rules = Rules {
        lang: request.lang.clone().unwrap_or_else(|| Rules::default().lang),
        level: request.level,
        style: request.style,
        hanging: request.hanging,
        justify: request.justify,
        fit: request.fit,
        ..Rules::default()
    };
    let font = FontRequest::new(FontFamily::Song, 400, Length::emu(EM));
    let prepared = shape(&request.text, &[Span::new(0..request.text.len(), font, 0)], &rules, fonts);
    let slot = LineSlot::plain(Length::emu((measure * EM as f64).round() as i64));
    let lines = set_lines(&prepared, &|_| slot, indent, &SetOptions::default());
    let text = |l: &Line| request.text[l.range.clone()].trim_end_matches(is_newline).to_owned();
    ComposeAnswer::Set {
        id,
        lines: lines.iter().map(text).collect(),
        breaks: breaks(&prepared),
        advances: lines.iter().map(|l| advances(&prepared, l)).collect(),
        hangs: lines.iter().map(|l| l.hangs || hangs_at_start(&prepared, l)).collect(),
        gaps: lines.iter().map(|l| l.gap.to_emu() * 1000 / EM).collect(),
        tiers: lines.iter().map(|l| l.tier).collect(),
    }
}

fn is_newline(ch: char) -> bool {
    matches!(ch, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}')
}

fn hangs_at_start(prepared: &Prepared, line: &Line) -> bool {
    visible(prepared, &line.atoms).next().is_some_and(|k| crate::measure::hangs_first(prepared, k))
}

/// Every scalar offset at which a line may begin.
fn breaks(prepared: &Prepared) -> Vec<usize> {
    let mut offset = 0;
    let mut found = Vec::new();
    for (atom, joint) in prepared.atoms.iter().zip(&prepared.joints) {
        if offset > 0 && (joint.allowed() || joint.cost == Joint::FORCED) {
            found.push(offset);
        }
        offset += prepared.text[atom.start as usize..atom.end as usize].chars().count();
    }
    found
}

/// The advance of each scalar of the line before justification; what an edge swallows takes nothing.
fn advances(prepared: &Prepared, line: &Line) -> Vec<i64> {
    let mut natural = line.clone();
    natural.width = natural.natural;
    let cells = cells(prepared, &natural);
    // Rounded as a running sum, so that shares of a cluster add up to its width.
    let thousandths = |emu: i64| (emu * 1000 + EM / 2).div_euclid(EM);
    let (mut all, mut sum) = (Vec::new(), 0);
    for k in line.atoms.clone() {
        let atom = &prepared.atoms[k];
        let text = &prepared.text[atom.start as usize..atom.end as usize];
        let scalars = text.chars().filter(|c| !is_newline(*c)).count() as i64;
        let advance = cells.iter().find(|c| c.atom == k).map_or(0, |c| c.advance);
        all.extend((0..scalars).map(|n| {
            thousandths(sum + advance * (n + 1) / scalars) - thousandths(sum + advance * n / scalars)
        }));
        sum += advance;
    }
    all
}
