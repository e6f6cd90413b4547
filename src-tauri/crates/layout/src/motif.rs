//! The motifs of the borders: what is repeated along an edge, and what stands at a corner.

use crate::border::{Pen, Strip, circle, step};
use banxin_geom::Length;
use banxin_model::Frame;
use banxin_scene::PathStep;

/// A step of a motif in thousandths of the band: along the edge, and inwards from it.
pub(crate) type At = (i64, i64);

/// Thickness of fine lines and of bold ones, in points.
const FINE: f64 = 0.4;
const BOLD: f64 = 1.0;

/// A border: how wide its band is, which lines go round, and what is repeated between them.
pub(crate) struct Motif {
    /// Width of the band in thousandths of a cell.
    pub(crate) band: i64,
    /// Lines all round: how far in, in thousandths of the band, and whether they are bold.
    pub(crate) lines: &'static [(i64, bool)],
    /// Length of a tile in thousandths of the band; 0 for one tile as long as its edge.
    pub(crate) pitch: i64,
    pub(crate) tile: fn(&mut Pen, Strip),
    /// What stands in the square of a corner, and of one at which the outline turns inwards.
    pub(crate) corner: fn(&mut Pen, Strip),
    pub(crate) inner: fn(&mut Pen, Strip),
    /// Thickness of the fine and the bold lines in points.
    pub(crate) weights: (f64, f64),
    /// Dash and gap of the bold lines in thousandths of the band; none for solid ones.
    pub(crate) dash: Option<(i64, i64)>,
}

impl Motif {
    /// How a frame is drawn; none for those that are no border.
    pub(crate) fn of(frame: Frame) -> Option<Motif> {
        let plain = Motif {
            band: 600,
            lines: &[],
            pitch: 0,
            tile: nothing,
            corner: nothing,
            inner: nothing,
            weights: (FINE, BOLD),
            dash: None,
        };
        Some(match frame {
            Frame::None | Frame::Box | Frame::RuleAbove | Frame::RuleBelow => return None,
            Frame::Double => Motif { lines: &[(40, false), (420, false)], ..plain },
            Frame::ThickThin => Motif { lines: &[(180, true), (620, false)], weights: (FINE, 2.0), ..plain },
            Frame::Triple => {
                Motif { lines: &[(40, false), (400, true), (760, false)], weights: (FINE, 1.2), ..plain }
            }
            Frame::Dashed => {
                Motif { lines: &[(200, true)], dash: Some((640, 380)), weights: (FINE, 0.9), ..plain }
            }
            Frame::Dots => Motif { band: 420, pitch: 1000, tile: dot, corner: dot, inner: dot, ..plain },
            Frame::Wave => Motif {
                pitch: 2000,
                tile: wave,
                corner: wave_corner,
                inner: wave_corner,
                weights: (0.6, BOLD),
                ..plain
            },
            Frame::Scallop => Motif {
                lines: &[(880, false)],
                pitch: 1100,
                tile: scallop,
                corner: scallop_corner,
                weights: (0.5, BOLD),
                ..plain
            },
            Frame::Rope => Motif {
                band: 460,
                lines: &[(0, false), (1000, false)],
                pitch: 640,
                tile: strand,
                corner: knot,
                inner: knot,
                ..plain
            },
            Frame::Fret => Motif {
                band: 680,
                pitch: 1180,
                tile: fret,
                corner: fret_corner,
                inner: knot,
                lines: &[(1000, false)],
                weights: (0.55, BOLD),
                ..plain
            },
            Frame::Lozenge => Motif {
                band: 640,
                lines: &[(0, false), (1000, false)],
                pitch: 1450,
                tile: lozenge,
                corner: lozenge_corner,
                inner: lozenge_corner,
                ..plain
            },
            Frame::Beads => {
                Motif { pitch: 1350, tile: beads, corner: ring, inner: ring, weights: (0.55, BOLD), ..plain }
            }
            Frame::Bamboo => Motif {
                band: 720,
                lines: &[(330, false), (670, false)],
                pitch: 5200,
                tile: cane,
                corner: canes_crossed,
                weights: (0.55, BOLD),
                ..plain
            },
            Frame::Plum => {
                Motif { band: 740, pitch: 1900, tile: plum, corner: flower, inner: flower, ..plain }
            }
            Frame::Stars => Motif {
                band: 720,
                lines: &[(0, false), (1000, false)],
                pitch: 1300,
                tile: star,
                corner: star,
                inner: star,
                ..plain
            },
            Frame::Surf => Motif {
                band: 660,
                lines: &[(1000, false)],
                pitch: 1250,
                tile: surf,
                corner: surf_corner,
                inner: surf_corner,
                weights: (0.6, BOLD),
                ..plain
            },
            Frame::Corners => Motif {
                band: 760,
                tile: double_edge,
                corner: drawn_in,
                inner: double_turn,
                weights: (FINE, 1.1),
                ..plain
            },
        })
    }
}

fn nothing(_: &mut Pen, _: Strip) {}

fn dot(pen: &mut Pen, strip: Strip) {
    pen.fill.extend(circle(strip.about((0, 0), pen.band), pen.band.scaled(270, 1000)));
}

/// A bead between two tiles.
fn between(pen: &mut Pen, strip: Strip, radius: i64) {
    if !strip.is_first {
        pen.fill.extend(circle(strip.at((0, 500), pen.band), pen.band.scaled(radius, 1000)));
    }
}

/// Two waves across each other, a whole period of each.
fn wave(pen: &mut Pen, strip: Strip) {
    let at = |along, inwards| strip.at((along, inwards), pen.band);
    for (high, low) in [(0, 1000), (1000, 0)] {
        pen.fine.extend([
            PathStep::Move(at(0, 500)),
            PathStep::Curve(at(165, high), at(335, high), at(500, 500)),
            PathStep::Curve(at(665, low), at(835, low), at(1000, 500)),
        ]);
    }
}

/// The waves meet in a bead.
fn wave_corner(pen: &mut Pen, strip: Strip) {
    let middle = strip.about((0, 0), pen.band);
    pen.fill.extend(circle(middle, pen.band.scaled(170, 1000)));
    pen.fine.extend(circle(middle, pen.band.scaled(500, 1000)));
}

/// An arc that bulges outwards, with a bead below it.
fn scallop(pen: &mut Pen, strip: Strip) {
    let at = |along, inwards| strip.at((along, inwards), pen.band);
    pen.fine.extend([PathStep::Move(at(0, 880)), PathStep::Curve(at(0, -60), at(1000, -60), at(1000, 880))]);
    pen.fill.extend(circle(strip.about((0, 60), pen.band), pen.band.scaled(130, 1000)));
}

/// The arc of a corner goes three quarters round.
fn scallop_corner(pen: &mut Pen, strip: Strip) {
    let at = |along, inwards| strip.about((along, inwards), pen.band);
    pen.fine.extend([
        PathStep::Move(at(380, 500)),
        PathStep::Curve(at(-200, 520), at(-580, -80), at(-330, -330)),
        PathStep::Curve(at(-80, -580), at(520, -200), at(500, 380)),
    ]);
    pen.fill.extend(circle(at(0, 0), pen.band.scaled(150, 1000)));
}

/// A strand of a cord, thick in its middle.
fn strand(pen: &mut Pen, strip: Strip) {
    let at = |along, inwards| strip.at((along, inwards), pen.band);
    pen.fill.extend([
        PathStep::Move(at(-260, 1000)),
        PathStep::Curve(at(250, 900), at(250, 150), at(820, 0)),
        PathStep::Line(at(1260, 0)),
        PathStep::Curve(at(750, 100), at(750, 850), at(180, 1000)),
        PathStep::Close,
    ]);
}

fn knot(pen: &mut Pen, strip: Strip) {
    let middle = strip.about((0, 0), pen.band);
    pen.fill.extend(circle(middle, pen.band.scaled(330, 1000)));
}

/// A square spiral that stands on the inner line.
fn fret(pen: &mut Pen, strip: Strip) {
    spiral(
        pen,
        strip,
        &[(60, 1000), (60, 60), (860, 60), (860, 740), (320, 740), (320, 360), (600, 360), (600, 520)],
    );
}

fn fret_corner(pen: &mut Pen, strip: Strip) {
    spiral(pen, strip, &[(1000, 60), (60, 60), (60, 1000)]);
    spiral(pen, strip, &[(1000, 330), (330, 330), (330, 1000)]);
    pen.fill.extend(square(strip, pen.band, 640, 170));
}

fn spiral(pen: &mut Pen, strip: Strip, corners: &[At]) {
    pen.fine.extend(corners.iter().enumerate().map(|(k, at)| {
        let point = strip.at(*at, pen.band);
        if k == 0 { PathStep::Move(point) } else { PathStep::Line(point) }
    }));
}

/// An upright square about a place of the corner's diagonal.
fn square(strip: Strip, band: Length, middle: i64, half: i64) -> [PathStep; 5] {
    let (low, high) = (middle - half, middle + half);
    let at = |along, inwards| strip.at((along, inwards), band);
    [
        PathStep::Move(at(low, low)),
        PathStep::Line(at(high, low)),
        PathStep::Line(at(high, high)),
        PathStep::Line(at(low, high)),
        PathStep::Close,
    ]
}

/// A lozenge with a dot beside it.
fn lozenge(pen: &mut Pen, strip: Strip) {
    diamond(pen, strip, 480, 330);
    between(pen, strip, 100);
}

fn lozenge_corner(pen: &mut Pen, strip: Strip) {
    pen.fill.extend(square(strip, pen.band, 500, 260));
}

fn diamond(pen: &mut Pen, strip: Strip, long: i64, short: i64) {
    let at = |along, inwards| strip.about((along, inwards), pen.band);
    pen.fill.extend([
        PathStep::Move(at(-long, 0)),
        PathStep::Line(at(0, -short)),
        PathStep::Line(at(long, 0)),
        PathStep::Line(at(0, short)),
        PathStep::Close,
    ]);
}

/// A ring, and a bead before the next one.
fn beads(pen: &mut Pen, strip: Strip) {
    ring(pen, strip);
    between(pen, strip, 150);
}

fn ring(pen: &mut Pen, strip: Strip) {
    pen.fine.extend(circle(strip.about((0, 0), pen.band), pen.band.scaled(360, 1000)));
}

/// A length of cane: a joint in its middle, leaves by turns at both sides of it.
fn cane(pen: &mut Pen, strip: Strip) {
    joint(pen, strip);
    leaf(pen, strip, (90, 330), (820, -60), 150);
    leaf(pen, strip, (60, 330), (-560, -40), -140);
    leaf(pen, strip, (-90, 670), (-820, 1060), 150);
}

fn joint(pen: &mut Pen, strip: Strip) {
    let at = |along, inwards: i64| strip.about((along, inwards - 500), pen.band);
    for along in [-55, 55] {
        pen.fine.extend([PathStep::Move(at(along, 270)), PathStep::Line(at(along, 730))]);
    }
}

/// A leaf from a place of the joint to its tip, `belly` to one side of the line between them.
fn leaf(pen: &mut Pen, strip: Strip, from: At, to: At, belly: i64) {
    let at = |along, inwards| strip.about((along, inwards - 500), pen.band);
    let (along, inwards) = (to.0 - from.0, to.1 - from.1);
    let third = |part: i64, side: i64| {
        at(from.0 + along * part / 100 - side / 3, from.1 + inwards * part / 100 + side)
    };
    pen.fill.extend([
        PathStep::Move(at(from.0, from.1)),
        PathStep::Curve(third(25, -belly), third(70, -belly), at(to.0, to.1)),
        PathStep::Curve(third(60, belly / 3), third(30, belly / 2), at(from.0, from.1)),
        PathStep::Close,
    ]);
}

/// Two canes that run past each other.
fn canes_crossed(pen: &mut Pen, strip: Strip) {
    let at = |along, inwards| strip.at((along, inwards), pen.band);
    for inwards in [330, 670] {
        pen.fine.extend([PathStep::Move(at(-260, inwards)), PathStep::Line(at(500, inwards))]);
        pen.fine.extend([PathStep::Move(at(inwards, -260)), PathStep::Line(at(inwards, 500))]);
    }
    pen.fine.extend([PathStep::Move(at(-260, 330)), PathStep::Line(at(-260, 670))]);
    pen.fine.extend([PathStep::Move(at(330, -260)), PathStep::Line(at(670, -260))]);
    pen.fill.extend(circle(at(500, 500), pen.band.scaled(90, 1000)));
}

/// A flower of five petals, and a dot before the next one.
fn plum(pen: &mut Pen, strip: Strip) {
    flower(pen, strip);
    between(pen, strip, 90);
}

/// The five directions of a star or a flower, its point outwards: sines and cosines of fifths of a circle.
const FIVE: [At; 5] = [(0, -1000), (951, -309), (588, 809), (-588, 809), (-951, -309)];

fn flower(pen: &mut Pen, strip: Strip) {
    for (along, inwards) in FIVE {
        let petal = strip.about((along * 300 / 1000, inwards * 300 / 1000), pen.band);
        pen.fill.extend(circle(petal, pen.band.scaled(172, 1000)));
    }
    pen.fill.extend(circle(strip.about((0, 0), pen.band), pen.band.scaled(85, 1000)));
}

fn star(pen: &mut Pen, strip: Strip) {
    const OUTER: i64 = 380;
    /// The inner corners of a five-pointed star lie at this share of its points.
    const INNER: i64 = OUTER * 382 / 1000;
    let at = |(along, inwards): At, radius: i64| {
        strip.about((along * radius / 1000, inwards * radius / 1000), pen.band)
    };
    for (k, way) in FIVE.into_iter().enumerate() {
        let point = at(way, OUTER);
        pen.fill.push(if k == 0 { PathStep::Move(point) } else { PathStep::Line(point) });
        // Between two points lies the opposite of the third on from the first.
        let (along, inwards) = FIVE[(k + 3) % 5];
        pen.fill.push(PathStep::Line(at((-along, -inwards), INNER)));
    }
    pen.fill.push(PathStep::Close);
}

/// A wave that rises from the inner line and curls over.
fn surf(pen: &mut Pen, strip: Strip) {
    let at = |along, inwards| strip.at((along, inwards), pen.band);
    pen.fine.extend([
        PathStep::Move(at(-120, 1000)),
        PathStep::Curve(at(300, 960), at(240, 60), at(620, 60)),
        PathStep::Curve(at(900, 60), at(960, 640), at(660, 640)),
        PathStep::Curve(at(480, 640), at(470, 370), at(620, 370)),
    ]);
}

fn surf_corner(pen: &mut Pen, strip: Strip) {
    let at = |along, inwards| strip.at((along, inwards), pen.band);
    pen.fine.extend(circle(at(520, 520), pen.band.scaled(400, 1000)));
    pen.fill.extend(circle(at(520, 520), pen.band.scaled(150, 1000)));
}

/// The two lines of an edge between drawn-in corners.
fn double_edge(pen: &mut Pen, strip: Strip) {
    let end = strip.length;
    for (inwards, is_bold) in [(100, true), (480, false)] {
        let from = step(strip.past_begin((500, 0), pen.band), strip.inwards, pen.band.scaled(inwards, 1000));
        let to = step(from, strip.along, end - pen.band);
        let line = [PathStep::Move(from), PathStep::Line(to)];
        if is_bold { pen.bold.extend(line) } else { pen.fine.extend(line) }
    }
}

/// A corner whose lines turn inwards round a flower.
fn drawn_in(pen: &mut Pen, strip: Strip) {
    let at = |along, inwards| strip.past_begin((along, inwards), pen.band);
    for (line, end, is_bold) in [(100, 1500, true), (480, 1500, false)] {
        let reach = if is_bold { 1100 } else { 1180 };
        let path = [
            PathStep::Move(at(line, end)),
            PathStep::Line(at(line, reach)),
            PathStep::Curve(at(line + 580, reach), at(reach, line + 580), at(reach, line)),
            PathStep::Line(at(end, line)),
        ];
        if is_bold { pen.bold.extend(path) } else { pen.fine.extend(path) }
    }
    let middle = Strip { from: at(-120, -120), ..strip };
    flower(pen, Strip { length: pen.band, ..middle });
}

/// The two lines of an edge where the outline turns inwards.
fn double_turn(pen: &mut Pen, strip: Strip) {
    for (inset, is_bold) in [(100, true), (480, false)] {
        let at = |along, inwards| strip.past_begin((along, inwards), pen.band);
        let path = [
            PathStep::Move(at(1000 - inset, -500)),
            PathStep::Line(at(1000 - inset, inset)),
            PathStep::Line(at(1500, inset)),
        ];
        if is_bold { pen.bold.extend(path) } else { pen.fine.extend(path) }
    }
}
