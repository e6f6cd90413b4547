//! What a page is judged by, term by term, and how much each of them counts.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

macro_rules! terms {
    ($($term:ident $name:literal $weight:literal $zh:literal $en:literal;)*) => {
        /// What a page is judged by. Exact fill is not among them: it is a must.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "kebab-case")]
        pub enum Term { $(#[doc = $en] $term,)* }

        impl Term {
            /// Every term, in the order in which they are told.
            pub const ALL: &'static [Term] = &[$(Term::$term),*];

            /// Its name in JSON.
            pub fn name(self) -> &'static str {
                match self { $(Term::$term => $name,)* }
            }

            /// What it is called, in Chinese.
            pub fn zh(self) -> &'static str {
                match self { $(Term::$term => $zh,)* }
            }

            /// What it is called, in English.
            pub fn en(self) -> &'static str {
                match self { $(Term::$term => $en,)* }
            }

            /// Its usual weight in hundredths.
            pub fn usual(self) -> u16 {
                match self { $(Term::$term => $weight,)* }
            }
        }
    };
}

terms! {
    Form "form" 80 "稿块版式欠佳" "Blocks not in their best form";
    Position "position" 100 "主次与区序不合" "Place on the page against rank";
    Lead "lead" 100 "头条位置" "Place of the lead";
    Hierarchy "hierarchy" 100 "题号主次不分" "Headline sizes against rank";
    Clash "clash" 100 "碰题" "Heads side by side";
    Stacked "stacked" 100 "题压题" "Heads on top of each other";
    Down "down" 100 "竖通线" "A cut down the page";
    Across "across" 100 "横通线" "A cut across the page";
    Crossing "crossing" 100 "十字缝" "Four blocks meeting in a point";
    Stripes "stripes" 100 "条块单调" "Stripes and strips";
    Touching "touching" 100 "图片相连" "Photos that touch";
    Dominant "dominant" 100 "主图不突出" "No photo that dominates";
    Pictures "pictures" 100 "图片位置" "Where the photos stand";
    Balance "balance" 100 "版面轻重失衡" "Parts of the page without weight";
    Boxes "boxes" 100 "花边多少" "Too many boxes or none";
    Measures "measures" 100 "破栏多少" "Too many measures or only one";
    Patterns "patterns" 100 "题式单一" "All heads of one kind";
    Row "row" 100 "标题成排" "Heads in a row";
    Grey "grey" 100 "大片文字" "Text without a break";
    Jump "jump" 100 "转版" "A jump to another page";
    Ends "ends" 100 "栏尾差行" "Columns that end a line early";
}

/// How many terms there are.
pub(super) const TERMS: usize = Term::ALL.len();

/// How much each term counts; a paper has its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights([f32; TERMS]);

impl Default for Weights {
    fn default() -> Self {
        let mut weights = [0.0; TERMS];
        for term in Term::ALL {
            weights[*term as usize] = f32::from(term.usual()) / 100.0;
        }
        Weights(weights)
    }
}

impl Weights {
    /// The usual weights, with those of a paper in hundredths, and over them those named in `own`; a weight lies
    /// between 0 and 10.
    pub fn with(paper: &BTreeMap<String, u16>, own: &BTreeMap<String, f32>) -> Self {
        let mut weights = Weights::default();
        for term in Term::ALL {
            if let Some(weight) = paper.get(term.name()) {
                weights.0[*term as usize] = f32::from((*weight).min(1000)) / 100.0;
            }
        }
        for term in Term::ALL {
            if let Some(weight) = own.get(term.name()) {
                weights.0[*term as usize] = if weight.is_finite() { weight.clamp(0.0, 10.0) } else { 1.0 };
            }
        }
        weights
    }

    /// The weight of a term.
    pub fn of(&self, term: Term) -> f32 {
        self.0[term as usize]
    }
}
