//! `set-frame`: what a free frame has beyond a package.

use super::set_style::sound_type;
use super::{Verb, set};
use crate::draft::Draft;
use crate::{Field, Label, PackageRef, Refusal, VerbInfo};
use banxin_geom::Length;
use banxin_model::{
    FreeForm, FreeFrame, Ink, LineSpec, LineStyle, OutlinePoint, RuleWay, TextAlign, TextStand,
};
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

/// Changes a free frame: its outline, fill, line, type and whether text gives way to it; what is left out stays. Place,
/// size, columns, border and tint are changed as those of any package.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SetFrame {
    /// The frame.
    pub package: PackageRef,
    /// What changes.
    pub free: FreeChange,
}

/// Changes to a free frame; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct FreeChange {
    /// How far its edges stand inside its area; negative where it reaches beyond.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edges: Option<EdgesChange>,
    /// Its outline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<FreeForm>,
    /// Corners of a polygon in thousandths of its width and height.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corners: Option<Vec<OutlinePoint>>,
    /// Radius of rounded corners in EMU.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub radius: Option<Length>,
    /// Ink that fills it; null for none.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    #[ts(type = "Ink | null")]
    pub fill: Option<Option<Ink>>,
    /// The line along its outline, or the rule itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<LineChange>,
    /// Which way a rule runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<RuleWay>,
    /// How its lines of text stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub align: Option<TextAlign>,
    /// Where its text stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stand: Option<TextStand>,
    /// Size of its running text in EMU; 0 for the page's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub body: Option<Length>,
    /// Distance of its baselines in EMU; 0 for the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub leading: Option<Length>,
    /// Distance that its words keep from its edges, in EMU.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub padding: Option<Length>,
    /// Whether the text of packages gives way to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wraps: Option<bool>,
}

/// Changes to the edges of a free frame, in EMU; what is left out stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EdgesChange {
    /// The top edge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub top: Option<Length>,
    /// The right edge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub right: Option<Length>,
    /// The bottom edge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub bottom: Option<Length>,
    /// The left edge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub left: Option<Length>,
}

/// Changes to a line; what is left out stays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct LineChange {
    /// Thickness in EMU; 0 for no line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(type = "number")]
    pub weight: Option<Length>,
    /// How it is drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<LineStyle>,
    /// Its ink; full black for the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ink: Option<Ink>,
}

/// A field that may be given as null, told from one that is left out.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(field: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(field).map(Some)
}

impl FreeChange {
    /// Makes the changes.
    ///
    /// # Errors
    /// A refusal for inks, sizes and corners that cannot be printed.
    pub(crate) fn change(&self, free: &mut FreeFrame) -> Result<(), Refusal> {
        if let Some(edges) = &self.edges {
            set(&mut free.edges.top, &edges.top);
            set(&mut free.edges.right, &edges.right);
            set(&mut free.edges.bottom, &edges.bottom);
            set(&mut free.edges.left, &edges.left);
        }
        set(&mut free.form, &self.form);
        set(&mut free.corners, &self.corners);
        set(&mut free.radius, &self.radius);
        set(&mut free.fill, &self.fill);
        if let Some(line) = &self.line {
            line.change(&mut free.line);
        }
        set(&mut free.way, &self.way);
        set(&mut free.align, &self.align);
        set(&mut free.stand, &self.stand);
        set(&mut free.body, &self.body);
        set(&mut free.leading, &self.leading);
        set(&mut free.padding, &self.padding);
        set(&mut free.wraps, &self.wraps);
        if free.form == FreeForm::Polygon && free.corners.is_empty() {
            // A triangle, until its corners are said.
            free.corners = [(500, 0), (1000, 1000), (0, 1000)].map(|(x, y)| OutlinePoint { x, y }).to_vec();
        }
        sound(free)
    }
}

impl LineChange {
    fn change(&self, line: &mut LineSpec) {
        set(&mut line.weight, &self.weight);
        set(&mut line.style, &self.style);
        if let Some(ink) = self.ink {
            line.ink = (ink != Ink::BLACK).then_some(ink);
        }
    }
}

/// Refuses a frame that cannot be printed.
pub(crate) fn sound(free: &FreeFrame) -> Result<(), Refusal> {
    sound_type(None, Some(free.body), free.fill)?;
    sound_type(None, Some(free.leading), free.line.ink)?;
    match free.trouble() {
        None => Ok(()),
        Some(_) => Err(Refusal::new(
            "frame",
            "自由框：线粗 0–36 点，多边形 3–64 个角（坐标 0–1000），行距不小于字号，边距和圆角不为负。",
            "A free frame has a line of 0–36 points, polygons 3–64 corners within 0–1000, lines no closer than their type is high, and no negative distances.",
        )),
    }
}

impl Verb for SetFrame {
    const INFO: VerbInfo = VerbInfo {
        verb: "set-frame",
        zh: "改自由框的外形、填色、线、字号行距、对齐、绕排",
        en: "Change a free frame's outline, fill, line, type, alignment or wrap",
        fields: &[Field::needed("package", "id or {headline, page}"), Field::needed("free", FREE)],
        example: r#"{"verb":"set-frame","package":{"headline":"导读"},"free":{"form":"rounded","radius":50800,"fill":[0,0,0,10],"line":{"weight":6350},"padding":50800,"wraps":true}}"#,
    };

    fn change(&self, draft: &mut Draft<'_>) -> Result<Label, Refusal> {
        let id = draft.find_package(&self.package)?;
        let mut package = draft.unlocked(id)?.clone();
        let (zh, en) = draft.story_name(package.story);
        let Some(free) = &mut package.free else {
            return Err(Refusal::new(
                "no-frame",
                format!("{zh}是稿块，不是自由框；请用 set-package。"),
                format!("{en} is a story on the page and no free frame: use set-package."),
            ));
        };
        self.free.change(free)?;
        draft.lies(&package)?;
        draft.put_package(id, package);
        Ok(Label::new(format!("改{zh}的样式"), format!("Change the form of {en}")))
    }
}

/// What can be said of a free frame, for help.
pub(crate) const FREE: &str = "{edges: {top, right, bottom, left} (EMU inside its area), form: rectangle|rounded|ellipse|polygon, \
     corners [{x, y}] in thousandths, radius (EMU), fill [c, m, y, k in %] or null, \
     line: {weight (EMU), style: solid|dashed|dots|double, ink}, way: across|down|falling|rising, \
     align: justified|start|centre|end, stand: top|middle|foot, body, leading, padding (EMU), wraps}, each optional";
