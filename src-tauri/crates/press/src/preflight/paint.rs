//! What the finished page shows: small type in colour, lines too fine, too much ink, things beyond the edge.

use super::{Checked, Found, paper, subject};
use banxin_geom::{Length, Point, Rect};
use banxin_layout::{PageLayout, Sentence};
use banxin_scene::{GlyphRun, Group, Item, Orientation, Paint, PathStep, Shape};

/// Type in several inks is fit to print from this size on, whatever its inks, in points.
const LARGE: f64 = 24.0;

pub(super) fn check(checked: &Checked, layout: &PageLayout, found: &mut Found) {
    let list = &layout.list;
    let bleed = list.bleed;
    let sheet = Rect::new(-bleed, -bleed, list.trim.width + bleed * 2, list.trim.height + bleed * 2);
    let mut laden = Vec::new();
    let spots = paper(checked, list.number).map(|paper| paper.spots.as_slice()).unwrap_or_default();
    for group in &list.groups {
        let about =
            About { page: list.number, subject: subject(&group.id), ink_limit: checked.ink_limit, spots };
        for item in &group.items {
            match item {
                Item::Glyphs(run) if run.is_visible() => {
                    about.paint(&run.paint, found);
                    about.type_size(run, found);
                    about.place(group, run, sheet, list.type_area, found);
                    about.over(&laden, group, run, found);
                }
                Item::Shape(shape) => {
                    about.shape(shape, found);
                    laden.extend(about.laden(group, shape));
                }
                _ => {}
            }
        }
    }
}

/// The page and package that is looked at, and what the paper bears.
struct About<'a> {
    page: u32,
    subject: &'a str,
    ink_limit: u16,
    spots: &'a [String],
}

/// Ground so full of colour that black which prints over it is more ink than the press bears.
struct Laden<'a> {
    area: Rect,
    subject: &'a str,
    /// Ink of colour and of black over it, in percent.
    total: u32,
}

/// Inks of a paint: how many, whether any is a tint, all of them together in percent.
fn inks(paint: &Paint) -> (usize, bool, u32) {
    let amounts: &[u16] = match paint {
        Paint::Black => &[1000],
        Paint::Gray(black) => std::slice::from_ref(black),
        Paint::Cmyk(inks) => inks,
        Paint::Spot { tint, .. } => std::slice::from_ref(tint),
    };
    let used = amounts.iter().filter(|amount| **amount > 0);
    let sum: u32 = amounts.iter().map(|amount| u32::from((*amount).min(1000))).sum();
    (used.clone().count(), used.clone().any(|amount| *amount < 1000), sum.div_ceil(10))
}

impl<'a> About<'a> {
    /// The ground of a filled shape, when black must not be printed over it.
    fn laden(&self, group: &Group, shape: &Shape) -> Option<Laden<'a>> {
        let Some(Paint::Cmyk([cyan, magenta, yellow, _])) = shape.fill else { return None };
        let colour = [cyan, magenta, yellow].map(|amount| u32::from(amount.min(1000)));
        let total = colour.iter().sum::<u32>().div_ceil(10) + 100;
        let area = shape_box(shape)?.moved(group.origin);
        (total > u32::from(self.ink_limit)).then_some(Laden { area, subject: self.subject, total })
    }

    /// Black type keeps what lies under it: over a full ground there is too much ink.
    fn over(&self, laden: &[Laden<'_>], group: &Group, run: &GlyphRun, found: &mut Found) {
        if run.paint != Paint::Black || laden.is_empty() {
            return;
        }
        let area = extent(group.origin, run);
        for ground in laden.iter().filter(|ground| ground.area.overlaps(area)) {
            let (total, limit) = (ground.total, self.ink_limit);
            let message = Sentence::new(
                format!("黑字叠印在满色上，总墨量 {total}%，超过 {limit}%"),
                format!("black type prints over full colour: {total} % of ink, more than {limit} %"),
            );
            found.say("ink-limit", self.page, ground.subject, message);
        }
    }

    fn say(&self, code: &str, message: Sentence, found: &mut Found) {
        found.say(code, self.page, self.subject, message);
    }

    fn paint(&self, paint: &Paint, found: &mut Found) {
        let (_, _, total) = inks(paint);
        if total > u32::from(self.ink_limit) {
            let limit = self.ink_limit;
            let message = Sentence::new(
                format!("总墨量 {total}%，超过 {limit}%"),
                format!("{total} % of ink, more than {limit} %"),
            );
            self.say("ink-limit", message, found);
        }
        if let Paint::Spot { ink, .. } = paint
            && !self.spots.iter().any(|booked| **booked == **ink)
        {
            let message =
                Sentence::new(format!("专色“{ink}”没有预订"), format!("the spot ink “{ink}” is not booked"));
            self.say("spot-not-booked", message, found);
        }
    }

    fn type_size(&self, run: &GlyphRun, found: &mut Found) {
        let size = run.size.to_pt();
        let (count, is_tint, _) = inks(&run.paint);
        if let Paint::Cmyk([.., black]) = run.paint
            && black >= 900
            && count > 1
            && size < LARGE
        {
            let message = Sentence::new(
                format!("{size:.1} 磅的字用了叠色黑"),
                format!("type of {size:.1} pt is set in rich black"),
            );
            return self.say("rich-black-type", message, found);
        }
        let least = match (count, is_tint) {
            (3.., _) => 10.0,
            (0, _) | (_, true) => 8.0,
            _ => 6.0,
        };
        // Body type a touch under its nominal size is no breach.
        if size + 0.05 < least && run.paint != Paint::Black {
            let message = Sentence::new(
                format!("{size:.1} 磅的字用了 {count} 种墨，至少要 {least} 磅"),
                format!("type of {size:.1} pt in {count} inks must be {least} pt at least"),
            );
            self.say("small-coloured-type", message, found);
        }
    }

    fn shape(&self, shape: &Shape, found: &mut Found) {
        shape.fill.iter().for_each(|fill| self.paint(fill, found));
        let Some(stroke) = &shape.stroke else { return };
        self.paint(&stroke.paint, found);
        let (_, is_tint, _) = inks(&stroke.paint);
        let (width, least) = (stroke.width.to_pt(), if is_tint { 1.0 } else { 0.25 });
        if width + 0.001 < least {
            let message = Sentence::new(
                format!("线粗 {width:.2} 磅，至少要 {least} 磅"),
                format!("a line of {width:.2} pt must be {least} pt at least"),
            );
            self.say("hairline", message, found);
        }
    }

    fn place(&self, group: &Group, run: &GlyphRun, sheet: Rect, type_area: Rect, found: &mut Found) {
        let area = extent(group.origin, run);
        let holds = |outer: Rect, slack: Length| {
            area.x >= outer.x - slack
                && area.y >= outer.y - slack
                && area.right() <= outer.right() + slack
                && area.bottom() <= outer.bottom() + slack
        };
        if !holds(sheet, Length::ZERO) {
            let message = Sentence::new("有字在裁切线以外", "type lies beyond the trim");
            self.say("outside-trim", message, found);
        } else if !self.subject.is_empty() && !holds(type_area, run.size / 2) {
            let message = Sentence::new("有字超出版心", "type lies beyond the type area");
            self.say("outside-type-area", message, found);
        }
    }
}

/// The box round a shape, from the corner of its group.
fn shape_box(shape: &Shape) -> Option<Rect> {
    let ends = shape.path.iter().filter_map(|step| match *step {
        PathStep::Move(to) | PathStep::Line(to) | PathStep::Curve(_, _, to) => Some(to),
        PathStep::Close => None,
    });
    let reach = ends.map(|to| (to, to)).reduce(|(least, most), (to, _)| {
        let least = Point::new(least.x.min(to.x), least.y.min(to.y));
        (least, Point::new(most.x.max(to.x), most.y.max(to.y)))
    });
    reach.map(|(least, most)| Rect::new(least.x, least.y, most.x - least.x, most.y - least.y))
}

/// The box of a run's characters on the page: from each origin one advance along and an em high.
fn extent(corner: Point, run: &GlyphRun) -> Rect {
    let first = run.glyphs.first().map(|glyph| Point::new(glyph.x, glyph.y)).unwrap_or_default();
    let (mut left, mut right, mut top, mut bottom) = (first.x, first.x, first.y, first.y);
    for glyph in &run.glyphs {
        let (x, y, far_x, far_y) = match run.orientation {
            Orientation::Upright => (
                glyph.x,
                glyph.y - run.size.scaled(88, 100),
                glyph.x + glyph.advance,
                glyph.y + run.size.scaled(12, 100),
            ),
            Orientation::Sideways => (
                glyph.x - run.size.scaled(12, 100),
                glyph.y,
                glyph.x + run.size.scaled(88, 100),
                glyph.y + glyph.advance,
            ),
        };
        (left, top) = (left.min(x), top.min(y));
        (right, bottom) = (right.max(far_x), bottom.max(far_y));
    }
    Rect::new(corner.x + left, corner.y + top, right - left, bottom - top)
}
