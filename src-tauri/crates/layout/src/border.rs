//! 花边: borders drawn as vectors round a package's ground, each from one motif repeated along its edges.

use crate::motif::{At, Motif};
use banxin_geom::{Length, Point};
use banxin_model::Frame;
use banxin_scene::{Item, Paint, PathStep, Shape, Stroke};

/// What a motif is drawn with, along one edge after another.
pub(crate) struct Pen {
    pub(crate) band: Length,
    pub(crate) fill: Vec<PathStep>,
    pub(crate) fine: Vec<PathStep>,
    pub(crate) bold: Vec<PathStep>,
}

/// A straight stretch of the band, or the square at a corner.
#[derive(Clone, Copy)]
pub(crate) struct Strip {
    /// Where it begins on the outer edge.
    pub(crate) from: Point,
    /// Unit steps along the edge and inwards.
    pub(crate) along: (i64, i64),
    pub(crate) inwards: (i64, i64),
    pub(crate) length: Length,
    /// Whether it follows a corner rather than another tile.
    pub(crate) is_first: bool,
}

/// How far the middle of a cubic's handle lies from its end on a quarter of a circle, in thousandths of its radius.
pub(crate) const ROUND: i64 = 552;

/// The border of a ground whose corners are `points`, clockwise; empty for frames that are no border.
pub(crate) fn border(frame: Frame, points: &[Point], cell: Length) -> Vec<Item> {
    let Some(motif) = Motif::of(frame) else { return Vec::new() };
    let band = cell.scaled(motif.band, 1000);
    let mut pen = Pen { band, fill: Vec::new(), fine: Vec::new(), bold: Vec::new() };
    for (inset, is_bold) in motif.lines {
        let path = outline(points, band.scaled(*inset, 1000));
        if *is_bold { pen.bold.extend(path) } else { pen.fine.extend(path) }
    }
    let corners = corners(points);
    for (k, corner) in corners.iter().enumerate() {
        let next = corners[(k + 1) % corners.len()];
        // Where the outline turns inwards, the square of the corner lies beyond the edge.
        let (start, end) = (corner.taken(band), next.taken(band));
        let length = corner.to_next - start - end;
        let from = step(corner.at, corner.along, start);
        let strip = Strip { from, along: corner.along, inwards: corner.inwards, length, is_first: true };
        if length > Length::ZERO && motif.pitch > 0 {
            repeat(&mut pen, motif.tile, strip, band.scaled(motif.pitch, 1000));
        } else if length > Length::ZERO {
            (motif.tile)(&mut pen, strip);
        }
        let centre = step(step(corner.at, corner.before_inwards, band / 2), corner.inwards, band / 2);
        let square = step(step(centre, corner.along, -(band / 2)), corner.inwards, -(band / 2));
        let strip = Strip { from: square, length: band, ..strip };
        if corner.is_outward { (motif.corner)(&mut pen, strip) } else { (motif.inner)(&mut pen, strip) }
    }
    pen.items(motif)
}

/// A corner of the ground: what comes before it and what after.
#[derive(Clone, Copy)]
struct Turn {
    at: Point,
    along: (i64, i64),
    inwards: (i64, i64),
    before_inwards: (i64, i64),
    is_outward: bool,
    to_next: Length,
}

impl Turn {
    /// What the square of the corner takes of the edges beside it.
    fn taken(self, band: Length) -> Length {
        if self.is_outward { band } else { Length::ZERO }
    }
}

fn corners(points: &[Point]) -> Vec<Turn> {
    let count = points.len();
    let edge = |k: usize| {
        let (from, to) = (points[k % count], points[(k + 1) % count]);
        let (x, y) = ((to.x - from.x).to_emu(), (to.y - from.y).to_emu());
        ((x.signum(), y.signum()), Length::emu(x.abs() + y.abs()))
    };
    (0..count)
        .map(|k| {
            let (along, to_next) = edge(k);
            let (before, _) = edge(k + count - 1);
            // Clockwise, with the page's y downwards, inside lies at the right hand.
            let right = |(x, y): (i64, i64)| (-y, x);
            Turn {
                at: points[k],
                along,
                inwards: right(along),
                before_inwards: right(before),
                is_outward: right(before) == along,
                to_next,
            }
        })
        .collect()
}

/// The outline moved inwards.
fn outline(points: &[Point], inset: Length) -> Vec<PathStep> {
    let corner = |turn: &Turn| step(step(turn.at, turn.before_inwards, inset), turn.inwards, inset);
    let mut path: Vec<PathStep> = corners(points)
        .iter()
        .enumerate()
        .map(|(k, turn)| if k == 0 { PathStep::Move(corner(turn)) } else { PathStep::Line(corner(turn)) })
        .collect();
    path.push(PathStep::Close);
    path
}

pub(crate) fn step(from: Point, way: (i64, i64), by: Length) -> Point {
    Point::new(from.x + by * way.0, from.y + by * way.1)
}

/// Draws whole tiles along a strip, each a little longer or shorter than `pitch` so that they fill it.
fn repeat(pen: &mut Pen, tile: fn(&mut Pen, Strip), strip: Strip, pitch: Length) {
    /// More than any page has room for.
    const MOST: i64 = 4000;
    let pitch = pitch.to_emu().max(1);
    let length = strip.length.to_emu();
    let count = ((length + pitch / 2) / pitch).clamp(1, MOST);
    for k in 0..count {
        let (from, to) = (length * k / count, length * (k + 1) / count);
        let at = step(strip.from, strip.along, Length::emu(from));
        tile(pen, Strip { from: at, length: Length::emu(to - from), is_first: k == 0, ..strip });
    }
}

impl Strip {
    /// A place of the strip, in thousandths of its length and of the band.
    pub(crate) fn at(self, (along, inwards): At, band: Length) -> Point {
        step(
            step(self.from, self.along, self.length.scaled(along, 1000)),
            self.inwards,
            band.scaled(inwards, 1000),
        )
    }

    /// A place reckoned from the strip's middle, in thousandths of the band both ways.
    pub(crate) fn about(self, (along, inwards): At, band: Length) -> Point {
        let middle = self.at((500, 500), band);
        step(step(middle, self.along, band.scaled(along, 1000)), self.inwards, band.scaled(inwards, 1000))
    }

    /// A place reckoned from the strip's begin, in thousandths of the band both ways.
    pub(crate) fn past_begin(self, (along, inwards): At, band: Length) -> Point {
        let begin = step(self.from, self.along, band.scaled(along, 1000));
        step(begin, self.inwards, band.scaled(inwards, 1000))
    }
}

impl Pen {
    fn items(self, motif: Motif) -> Vec<Item> {
        let mut items = Vec::new();
        let (fine, bold) = motif.weights;
        let dash = motif.dash.map_or(Vec::new(), |(dash, gap)| {
            vec![self.band.scaled(dash, 1000), self.band.scaled(gap, 1000)]
        });
        if !self.fill.is_empty() {
            items.push(Item::Shape(Shape { path: self.fill, fill: Some(Paint::Black), stroke: None }));
        }
        for (path, width, dash) in [(self.fine, fine, Vec::new()), (self.bold, bold, dash)] {
            if !path.is_empty() {
                let stroke = Stroke { paint: Paint::Black, width: Length::pt(width), dash };
                items.push(Item::Shape(Shape { path, fill: None, stroke: Some(stroke) }));
            }
        }
        items
    }
}

/// A circle about a point, clockwise.
pub(crate) fn circle(middle: Point, radius: Length) -> [PathStep; 6] {
    let handle = radius.scaled(ROUND, 1000);
    let at = |x: Length, y: Length| Point::new(middle.x + x, middle.y + y);
    let zero = Length::ZERO;
    [
        PathStep::Move(at(radius, zero)),
        PathStep::Curve(at(radius, handle), at(handle, radius), at(zero, radius)),
        PathStep::Curve(at(-handle, radius), at(-radius, handle), at(-radius, zero)),
        PathStep::Curve(at(-radius, -handle), at(-handle, -radius), at(zero, -radius)),
        PathStep::Curve(at(handle, -radius), at(radius, -handle), at(radius, zero)),
        PathStep::Close,
    ]
}

#[cfg(test)]
mod tests {
    use super::border;
    use banxin_geom::{Length, Point};
    use banxin_model::Frame;
    use banxin_scene::{Item, PathStep};

    const CELL: f64 = 9.0;

    fn ground(corners: &[(f64, f64)]) -> Vec<Point> {
        corners.iter().map(|(x, y)| Point::new(Length::pt(*x), Length::pt(*y))).collect()
    }

    fn ends(items: &[Item]) -> Vec<Point> {
        let shapes = items.iter().map(|item| match item {
            Item::Shape(shape) => shape,
            other => panic!("a border is drawn with paths, not {other:?}"),
        });
        let step = |step: &PathStep| match step {
            PathStep::Move(to) | PathStep::Line(to) | PathStep::Curve(_, _, to) => Some(*to),
            PathStep::Close => None,
        };
        shapes.flat_map(|shape| shape.path.iter().filter_map(step)).collect()
    }

    #[test]
    fn every_border_goes_round_its_ground_and_leaves_the_content_alone() {
        let [wide, high] = [300.0, 200.0];
        for frame in Frame::ALL.into_iter().filter(|frame| frame.is_box() && *frame != Frame::Box) {
            let items = border(
                frame,
                &ground(&[(0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high)]),
                Length::pt(CELL),
            );
            assert!((1..=3).contains(&items.len()), "{frame:?} is one path for each way of painting");
            let ends = ends(&items);
            let depth = |at: &Point| {
                let (x, y) = (at.x.to_pt(), at.y.to_pt());
                [x, y, wide - x, high - y].into_iter().fold(f64::MAX, f64::min)
            };
            for at in &ends {
                let depth = depth(at);
                assert!((-CELL / 3.0..=CELL).contains(&depth), "{frame:?} draws {depth} pt from the edge");
            }
            // Each side has its share, from one end to the other.
            let sides: [fn(&Point) -> f64; 4] =
                [|at| at.y.to_pt(), |at| 300.0 - at.x.to_pt(), |at| 200.0 - at.y.to_pt(), |at| at.x.to_pt()];
            for side in sides {
                assert!(
                    ends.iter().filter(|at| side(at) <= CELL).count() >= 2,
                    "{frame:?} leaves a side bare"
                );
            }
        }
    }

    #[test]
    fn cut_corners_and_ground_smaller_than_a_motif_are_drawn_too() {
        let el = [(0.0, 0.0), (200.0, 0.0), (200.0, 80.0), (120.0, 80.0), (120.0, 160.0), (0.0, 160.0)];
        let small = [(0.0, 0.0), (9.0, 0.0), (9.0, 9.0), (0.0, 9.0)];
        for frame in Frame::ALL.into_iter().filter(|frame| frame.is_box() && *frame != Frame::Box) {
            let cut = border(frame, &ground(&el), Length::pt(CELL));
            // Nothing is drawn in the corner that is left to the neighbour.
            let strays = ends(&cut).into_iter().filter(|at| at.x.to_pt() > 124.0 && at.y.to_pt() > 84.0);
            assert_eq!(strays.count(), 0, "{frame:?} runs into the cut corner");
            assert!(!border(frame, &ground(&small), Length::pt(CELL)).is_empty(), "{frame:?}");
        }
    }
}
