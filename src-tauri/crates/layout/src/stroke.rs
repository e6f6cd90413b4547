//! Lines of free frames: solid, dashed, dotted or double, along an outline or straight through a frame.

use crate::border::ROUND;
use banxin_geom::{Insets, Length, Point, Rect};
use banxin_model::{Ink, LineSpec, LineStyle, RuleWay};
use banxin_scene::{Item, Paint, PathStep, Shape, Stroke};

/// Straight pieces into which a curve is cut where dots are set along it.
const PIECES: i64 = 24;
/// More dots than any page has room for.
const MOST_DOTS: i64 = 6000;

/// The outline of a frame.
#[derive(Clone, Debug)]
pub(crate) enum Outline {
    /// A rectangle whose corners are rounded by a radius, or are not.
    Rounded(Rect, Length),
    Ellipse(Rect),
    Polygon(Vec<Point>),
}

impl Outline {
    /// The outline as a closed path.
    pub(crate) fn path(&self) -> Vec<PathStep> {
        match self {
            Outline::Rounded(rect, radius) => rounded(*rect, *radius),
            Outline::Ellipse(rect) => ellipse(*rect),
            Outline::Polygon(corners) => {
                let step = |(k, at): (usize, &Point)| {
                    if k == 0 { PathStep::Move(*at) } else { PathStep::Line(*at) }
                };
                corners.iter().enumerate().map(step).chain([PathStep::Close]).collect()
            }
        }
    }

    /// The outline moved inwards.
    fn inset(&self, by: Length) -> Outline {
        match self {
            Outline::Rounded(rect, radius) => {
                let less = if *radius > Length::ZERO { (*radius - by).max(Length::emu(1)) } else { *radius };
                Outline::Rounded(rect.inset(Insets::all(by)), less)
            }
            Outline::Ellipse(rect) => Outline::Ellipse(rect.inset(Insets::all(by))),
            Outline::Polygon(corners) => Outline::Polygon(narrowed(corners, by)),
        }
    }
}

/// What a frame is filled with: black alone stays on its plate, at any tint.
pub(crate) fn ground_paint(ink: Ink) -> Paint {
    match ink.0.map(|part| u16::from(part.min(100)) * 10) {
        [0, 0, 0, black] if black > 0 => Paint::Gray(black),
        parts => Paint::Cmyk(parts),
    }
}

/// What a line is drawn in on a ground of its own. Black prints over light grounds and leaves full ones out: together
/// they would be more ink than newsprint bears.
fn line_paint(ink: Option<Ink>, ground: Option<Ink>) -> Paint {
    let is_full = ground.is_some_and(|Ink([cyan, magenta, yellow, _])| {
        u16::from(cyan) + u16::from(magenta) + u16::from(yellow) + 100 > Ink::MOST
    });
    match ink {
        None | Some(Ink::BLACK) if is_full => Paint::Gray(1000),
        None | Some(Ink::BLACK) => Paint::Black,
        Some(ink) => ground_paint(ink),
    }
}

/// A line along an outline, wholly inside it; nothing for a line without weight.
pub(crate) fn along(line: &LineSpec, outline: &Outline, ground: Option<Ink>) -> Vec<Item> {
    if line.weight <= Length::ZERO {
        return Vec::new();
    }
    let weight = line.weight;
    let paint = line_paint(line.ink, ground);
    match line.style {
        LineStyle::Double => {
            let fine = weight / 3;
            let paths = [fine / 2, weight - fine / 2].map(|by| outline.inset(by).path());
            vec![stroked(paths.concat(), paint, fine, Vec::new())]
        }
        _ => single(line, paint, outline.inset(weight / 2).path()),
    }
}

/// A rule through a frame.
pub(crate) fn rule(line: &LineSpec, way: RuleWay, own: Rect) -> Vec<Item> {
    if line.weight <= Length::ZERO {
        return Vec::new();
    }
    let paint = line_paint(line.ink, None);
    let (middle_x, middle_y) = (own.x + own.width / 2, own.y + own.height / 2);
    let (from, to) = match way {
        RuleWay::Across => (Point::new(own.x, middle_y), Point::new(own.right(), middle_y)),
        RuleWay::Down => (Point::new(middle_x, own.y), Point::new(middle_x, own.bottom())),
        RuleWay::Falling => (own.origin(), Point::new(own.right(), own.bottom())),
        RuleWay::Rising => (Point::new(own.x, own.bottom()), Point::new(own.right(), own.y)),
    };
    if line.style != LineStyle::Double {
        return single(line, paint, vec![PathStep::Move(from), PathStep::Line(to)]);
    }
    let fine = line.weight / 3;
    let (across, down) = normal(from, to, line.weight / 2 - fine / 2);
    let beside = |by: i64| {
        let shift = Point::new(across * by, down * by);
        [PathStep::Move(from + shift), PathStep::Line(to + shift)]
    };
    vec![stroked([beside(1), beside(-1)].concat(), paint, fine, Vec::new())]
}

/// A line of one stroke, or of dots.
fn single(line: &LineSpec, paint: Paint, path: Vec<PathStep>) -> Vec<Item> {
    let weight = line.weight;
    match line.style {
        LineStyle::Dots => vec![dots(&path, line.weight, paint)],
        LineStyle::Dashed => {
            let dash = dashes(&path, weight);
            vec![stroked(path, paint, weight, dash)]
        }
        LineStyle::Solid | LineStyle::Double => vec![stroked(path, paint, weight, Vec::new())],
    }
}

fn stroked(path: Vec<PathStep>, paint: Paint, width: Length, dash: Vec<Length>) -> Item {
    let stroke = Stroke { paint, width, dash };
    Item::Shape(Shape { path, fill: None, stroke: Some(stroke) })
}

/// Dash and gap of a dashed line: an open one begins and ends with a whole dash, a closed one has no seam.
fn dashes(path: &[PathStep], weight: Length) -> Vec<Length> {
    let unit = weight.max(Length::pt(0.75));
    let (dash, gap) = (unit * 4, unit * 5 / 2);
    let (ends, is_closed) = flattened(path);
    let total = Length::emu(ends.windows(2).map(|pair| distance(pair[0], pair[1])).sum::<f64>() as i64);
    let room = if is_closed { total } else { total + gap };
    let count = ((room + (dash + gap) / 2).whole(dash + gap)).max(1);
    let gaps = if is_closed { count } else { count - 1 };
    let gap = if gaps > 0 { (total - dash * count) / gaps } else { gap };
    vec![dash, gap.max(unit)]
}

/// Round dots along a path, whole ones, as far apart as they are wide.
fn dots(path: &[PathStep], wide: Length, paint: Paint) -> Item {
    let (ends, is_closed) = flattened(path);
    let lengths: Vec<f64> = ends.windows(2).map(|pair| distance(pair[0], pair[1])).collect();
    let weight = wide.to_emu() as f64;
    let total: f64 = lengths.iter().sum();
    // An open line begins and ends with a whole dot, a closed one begins where it ends.
    let room = if is_closed { total } else { (total - weight).max(0.0) };
    let gaps = ((room / (weight * 2.0)).round() as i64).clamp(1, MOST_DOTS);
    let count = if is_closed { gaps } else { gaps + 1 };
    let begin = if is_closed { 0.0 } else { weight / 2.0 };
    let mut circles = Vec::new();
    let (mut piece, mut before) = (0, 0.0);
    for k in 0..count {
        let at = begin + room * k as f64 / gaps as f64;
        while piece + 1 < lengths.len() && before + lengths[piece] < at {
            before += lengths[piece];
            piece += 1;
        }
        let Some((from, to)) = ends.get(piece).zip(ends.get(piece + 1)) else { break };
        let share = if lengths[piece] > 0.0 { ((at - before) / lengths[piece]).clamp(0.0, 1.0) } else { 0.0 };
        let part =
            |from: Length, to: Length| from + Length::emu(((to - from).to_emu() as f64 * share) as i64);
        let (middle, radius) = (Point::new(part(from.x, to.x), part(from.y, to.y)), wide / 2);
        circles.extend(ellipse(Rect::new(middle.x - radius, middle.y - radius, wide, wide)));
    }
    Item::Shape(Shape { path: circles, fill: Some(paint), stroke: None })
}

/// A path as straight pieces, and whether it comes back to where it began.
fn flattened(path: &[PathStep]) -> (Vec<Point>, bool) {
    let mut ends: Vec<Point> = Vec::new();
    let mut is_closed = false;
    for step in path {
        match *step {
            PathStep::Move(to) | PathStep::Line(to) => ends.push(to),
            PathStep::Curve(first, second, to) => {
                let from = ends.last().copied().unwrap_or(to);
                for k in 1..=PIECES {
                    let (t, u) = (k, PIECES - k);
                    let part = |a: Length, b: Length, c: Length, d: Length| {
                        let sum =
                            a * (u * u * u) + b * (3 * u * u * t) + c * (3 * u * t * t) + d * (t * t * t);
                        sum / (PIECES * PIECES * PIECES)
                    };
                    ends.push(Point::new(
                        part(from.x, first.x, second.x, to.x),
                        part(from.y, first.y, second.y, to.y),
                    ));
                }
            }
            PathStep::Close => {
                is_closed = true;
                ends.extend(ends.first().copied());
            }
        }
    }
    (ends, is_closed)
}

fn distance(from: Point, to: Point) -> f64 {
    let (x, y) = ((to.x - from.x).to_emu() as f64, (to.y - from.y).to_emu() as f64);
    (x * x + y * y).sqrt()
}

/// A step of a length at right angles to a line, to its right hand.
fn normal(from: Point, to: Point, by: Length) -> (Length, Length) {
    let whole = distance(from, to).max(1.0);
    let part =
        |along: Length| Length::emu((along.to_emu() as f64 / whole * by.to_emu() as f64).round() as i64);
    (part(from.y - to.y), part(to.x - from.x))
}

fn rounded(rect: Rect, radius: Length) -> Vec<PathStep> {
    let radius = radius.min(rect.width / 2).min(rect.height / 2);
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    let at = Point::new;
    if radius <= Length::ZERO {
        return vec![
            PathStep::Move(at(left, top)),
            PathStep::Line(at(right, top)),
            PathStep::Line(at(right, bottom)),
            PathStep::Line(at(left, bottom)),
            PathStep::Close,
        ];
    }
    let free = radius - radius.scaled(ROUND, 1000);
    vec![
        PathStep::Move(at(left + radius, top)),
        PathStep::Line(at(right - radius, top)),
        PathStep::Curve(at(right - free, top), at(right, top + free), at(right, top + radius)),
        PathStep::Line(at(right, bottom - radius)),
        PathStep::Curve(at(right, bottom - free), at(right - free, bottom), at(right - radius, bottom)),
        PathStep::Line(at(left + radius, bottom)),
        PathStep::Curve(at(left + free, bottom), at(left, bottom - free), at(left, bottom - radius)),
        PathStep::Line(at(left, top + radius)),
        PathStep::Curve(at(left, top + free), at(left + free, top), at(left + radius, top)),
        PathStep::Close,
    ]
}

/// The ellipse that fills a box.
pub(crate) fn ellipse(rect: Rect) -> Vec<PathStep> {
    let (across, down) = (rect.width / 2, rect.height / 2);
    let (x, y) = (rect.x + across, rect.y + down);
    let at =
        |right: i64, below: i64| Point::new(x + across.scaled(right, 1000), y + down.scaled(below, 1000));
    vec![
        PathStep::Move(at(1000, 0)),
        PathStep::Curve(at(1000, ROUND), at(ROUND, 1000), at(0, 1000)),
        PathStep::Curve(at(-ROUND, 1000), at(-1000, ROUND), at(-1000, 0)),
        PathStep::Curve(at(-1000, -ROUND), at(-ROUND, -1000), at(0, -1000)),
        PathStep::Curve(at(ROUND, -1000), at(1000, -ROUND), at(1000, 0)),
        PathStep::Close,
    ]
}

/// A polygon with its edges moved inwards; its corners go where neighbouring edges then meet, but no further than
/// four times as far.
fn narrowed(corners: &[Point], by: Length) -> Vec<Point> {
    let count = corners.len();
    // Twice its area, positive when it runs clockwise on a page whose y grows downwards.
    let turn: f64 = (0..count)
        .map(|k| {
            let (a, b) = (corners[k], corners[(k + 1) % count]);
            a.x.to_pt() * b.y.to_pt() - b.x.to_pt() * a.y.to_pt()
        })
        .sum();
    let by = if turn < 0.0 { -by } else { by };
    let most = by.abs() * 4;
    (0..count)
        .map(|k| {
            let (before, at, after) =
                (corners[(k + count - 1) % count], corners[k], corners[(k + 1) % count]);
            let (first, second) = (normal(before, at, by), normal(at, after, by));
            // The two steps together point to the new corner; the nearer they are to opposite, the further it lies.
            let unit = by.to_emu() as f64;
            let sum = ((first.0 + second.0).to_emu() as f64, (first.1 + second.1).to_emu() as f64);
            let square = sum.0 * sum.0 + sum.1 * sum.1;
            let scale = if square > 0.0 { 2.0 * unit * unit / square } else { 0.0 };
            let part = |sum: f64| Length::emu((sum * scale).round() as i64).clamp(-most, most);
            Point::new(at.x + part(sum.0), at.y + part(sum.1))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Outline, along, rule};
    use banxin_geom::{Length, Point, Rect};
    use banxin_model::{Ink, LineSpec, LineStyle, RuleWay};
    use banxin_scene::{Item, Paint, PathStep, Shape};

    fn pt(points: f64) -> Length {
        Length::pt(points)
    }

    fn line(weight: f64, style: LineStyle) -> LineSpec {
        LineSpec { weight: pt(weight), style, ink: None }
    }

    fn shapes(items: Vec<Item>) -> Vec<Shape> {
        items
            .into_iter()
            .filter_map(|item| if let Item::Shape(shape) = item { Some(shape) } else { None })
            .collect()
    }

    fn ends(path: &[PathStep]) -> Vec<(f64, f64)> {
        path.iter()
            .filter_map(|step| match step {
                PathStep::Move(to) | PathStep::Line(to) | PathStep::Curve(_, _, to) => Some(*to),
                PathStep::Close => None,
            })
            .map(|at| ((at.x.to_pt() * 100.0).round() / 100.0, (at.y.to_pt() * 100.0).round() / 100.0))
            .collect()
    }

    #[test]
    fn rules_run_every_way_and_double_ones_keep_to_their_weight() {
        let own = Rect::new(pt(10.0), pt(20.0), pt(100.0), pt(50.0));
        let path = |way, style| ends(&shapes(rule(&line(3.0, style), way, own))[0].path);
        assert_eq!(path(RuleWay::Across, LineStyle::Solid), [(10.0, 45.0), (110.0, 45.0)]);
        assert_eq!(path(RuleWay::Down, LineStyle::Solid), [(60.0, 20.0), (60.0, 70.0)]);
        assert_eq!(path(RuleWay::Falling, LineStyle::Solid), [(10.0, 20.0), (110.0, 70.0)]);
        assert_eq!(path(RuleWay::Rising, LineStyle::Solid), [(10.0, 70.0), (110.0, 20.0)]);
        let double = path(RuleWay::Across, LineStyle::Double);
        assert_eq!(double, [(10.0, 46.0), (110.0, 46.0), (10.0, 44.0), (110.0, 44.0)]);
        assert!(rule(&line(0.0, LineStyle::Solid), RuleWay::Across, own).is_empty());
    }

    #[test]
    fn a_line_along_an_outline_stays_inside_it() {
        let own = Rect::new(pt(0.0), pt(0.0), pt(90.0), pt(60.0));
        let triangle = vec![
            Point::new(pt(45.0), pt(0.0)),
            Point::new(pt(90.0), pt(60.0)),
            Point::new(pt(0.0), pt(60.0)),
        ];
        for outline in [
            Outline::Rounded(own, pt(0.0)),
            Outline::Rounded(own, pt(12.0)),
            Outline::Ellipse(own),
            Outline::Polygon(triangle),
        ] {
            for style in [LineStyle::Solid, LineStyle::Dashed, LineStyle::Dots, LineStyle::Double] {
                for shape in shapes(along(&line(6.0, style), &outline, None)) {
                    let half = shape.stroke.as_ref().map_or(0.0, |stroke| stroke.width.to_pt() / 2.0);
                    for (x, y) in ends(&shape.path) {
                        let fits =
                            x - half >= -0.02 && x + half <= 90.02 && y - half >= -0.02 && y + half <= 60.02;
                        assert!(fits, "{outline:?} {style:?} reaches {x}, {y}");
                    }
                }
            }
        }
    }

    #[test]
    fn dots_are_whole_and_as_many_as_the_line_has_room_for() {
        let own = Rect::new(pt(0.0), pt(0.0), pt(101.0), pt(10.0));
        let dots = shapes(rule(&line(1.0, LineStyle::Dots), RuleWay::Across, own));
        let begun = dots[0].path.iter().filter(|step| matches!(step, PathStep::Move(_))).count();
        assert_eq!(begun, 51);
        let xs: Vec<f64> = ends(&dots[0].path).iter().map(|end| end.0).collect();
        assert_eq!(xs.iter().copied().fold(f64::MAX, f64::min), 0.0);
        assert_eq!(xs.iter().copied().fold(f64::MIN, f64::max), 101.0);
    }

    #[test]
    fn a_dashed_rule_begins_and_ends_with_a_whole_dash() {
        for wide in [61.0, 97.0, 240.5] {
            let own = Rect::new(pt(0.0), pt(0.0), pt(wide), pt(10.0));
            let shape = shapes(rule(&line(1.0, LineStyle::Dashed), RuleWay::Across, own)).remove(0);
            let dash = shape.stroke.map(|stroke| stroke.dash).unwrap_or_default();
            let (long, step) = (dash[0].to_pt(), dash[0].to_pt() + dash[1].to_pt());
            let over = (wide - long) / step;
            assert!((over - over.round()).abs() < 0.01, "{wide}: {dash:?}");
        }
    }

    #[test]
    fn black_lines_overprint_and_other_inks_say_what_they_are() {
        let own = Rect::new(pt(0.0), pt(0.0), pt(90.0), pt(60.0));
        let paint = |ink| {
            let spec = LineSpec { ink, ..line(1.0, LineStyle::Solid) };
            shapes(rule(&spec, RuleWay::Across, own))[0].stroke.clone().map(|stroke| stroke.paint)
        };
        assert_eq!(paint(None), Some(Paint::Black));
        assert_eq!(paint(Some(Ink([0, 0, 0, 40]))), Some(Paint::Gray(400)));
        assert_eq!(paint(Some(Ink([0, 100, 90, 0]))), Some(Paint::Cmyk([0, 1000, 900, 0])));
        let over = |ground| {
            let round = Outline::Rounded(own, Length::ZERO);
            let items = along(&line(1.0, LineStyle::Solid), &round, Some(ground));
            shapes(items)[0].stroke.clone().map(|stroke| stroke.paint)
        };
        assert_eq!(over(Ink([0, 8, 22, 0])), Some(Paint::Black));
        assert_eq!(
            over(Ink([0, 90, 90, 0])),
            Some(Paint::Gray(1000)),
            "black would be 280 % with its ground"
        );
    }
}
