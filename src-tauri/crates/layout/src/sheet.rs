//! Text over lines of different measure: how deep it stands is found by counting lines; glyphs are placed once, after.

use crate::bands::{At, Band, Cut, extent, offered};
use crate::composer::Composer;
use crate::copy::{Flow, Paragraph, row_unit};
use crate::flow::{self, Leg, Poured, Spot, Unit};
use crate::pour::{LEAST_STRAINED, MOST_STRAINED, STRAINED, Text, near};
use crate::shape::Shape;
use banxin_geom::Length;
use banxin_text::Line;
use std::sync::Arc;

/// Lines of a paragraph found before: over lines of one measure, so much longer or shorter than it likes.
type Known = (Length, i8, Arc<Vec<Line>>);

/// A story's paragraphs and the lines that they may stand on.
pub(crate) struct Sheet<'a> {
    paragraphs: &'a [Paragraph],
    legs: &'a [Leg],
    bands: Vec<Band>,
    /// The measure over which the paragraphs come set.
    measure: Length,
    known: Vec<Vec<Known>>,
}

/// Text that has found its depth.
struct Trial {
    /// Lines of all columns together down to its depth, as [`Cut`] takes them.
    cut: i32,
    walked: Walked,
    cost: i32,
    spare: i32,
}

/// What a walk over the lines of a cut has found.
#[derive(Default)]
struct Walked {
    /// Line after the last one used, a column each.
    ends: Vec<i32>,
    /// Paragraphs next to what looks bad.
    bad: Vec<usize>,
    /// Lone lines at the tops and feet of stretches.
    lone: i32,
    /// Lines used, blank ones of crossheads too.
    used: i32,
    /// The measure of every paragraph that stands on lines of one.
    alike: Vec<Option<Length>>,
}

/// Where a paragraph begins, and its lines there.
struct Placed {
    /// Number of its first line among those of the cut; none when there is no room.
    at: Option<i32>,
    air: i32,
    count: i32,
    /// Its lines, where they are not those it came with.
    lines: Option<Arc<Vec<Line>>>,
}

impl<'a> Sheet<'a> {
    /// Paragraphs that came set over `measure`, to stand on the lines that a shape leaves to its legs.
    pub(crate) fn new(
        paragraphs: &'a [Paragraph],
        legs: &'a [Leg],
        shape: &Shape,
        measure: Length,
    ) -> Sheet<'a> {
        let known = paragraphs.iter().map(|_| Vec::new()).collect();
        Sheet { paragraphs, legs, bands: shape.bands(legs), measure, known }
    }

    /// Whether all of the text has room.
    pub(crate) fn holds(&mut self, composer: &mut Composer) -> bool {
        let strains = vec![0; self.paragraphs.len()];
        let (_, deepest) = self.range();
        let cut = Cut::new(&self.bands, self.legs.len(), deepest);
        self.walk(composer, &strains, &cut, None).is_some()
    }

    /// The text level at the least depth that holds all, left columns taking the extra line, and up to two of its
    /// paragraphs a line longer or shorter where that keeps columns clean.
    pub(crate) fn pour(mut self, composer: &mut Composer) -> Text {
        let mut strains = vec![0; self.paragraphs.len()];
        let (_, deepest) = self.range();
        let hint = self.hint();
        let Some(mut best) = self.level(composer, &strains, hint) else {
            return self.set(composer, &strains, deepest);
        };
        for _ in 0..MOST_STRAINED {
            match self.strain(composer, &mut strains, &best) {
                Some(better) => best = better,
                None => break,
            }
        }
        let mut text = self.set(composer, &strains, best.cut);
        (text.poured.cost, text.poured.spare) = (best.cost, best.spare);
        text
    }

    /// The shallowest and the deepest cut.
    fn range(&self) -> (i32, i32) {
        let count = self.legs.len() as i32;
        let top = self.legs.iter().map(|leg| leg.top).min().unwrap_or(0);
        let bottom = self.legs.iter().map(|leg| leg.bottom).max().unwrap_or(0);
        (top * count, bottom * count)
    }

    /// A cut that offers about as much as the text takes.
    fn hint(&self) -> i32 {
        let lines = |paragraph: &Paragraph| match (&paragraph.row, paragraph.kind) {
            (Some(row), _) => row.lines,
            (None, Flow::Body) => paragraph.lines.len() as i32,
            (None, _) => paragraph.lines.len() as i32 + 1,
        };
        let wanted: i32 = self.paragraphs.iter().map(lines).sum();
        let wanted = self.measure * i64::from(wanted);
        let (mut low, mut high) = self.range();
        while low < high {
            let middle = low + (high - low) / 2;
            if extent(&self.bands, self.legs.len(), middle) >= wanted {
                high = middle
            } else {
                low = middle + 1
            }
        }
        low
    }

    /// The least cut that holds all, looked for from `hint` outwards; more lines never hold less.
    fn level(&mut self, composer: &mut Composer, strains: &[i8], hint: i32) -> Option<Trial> {
        let (mut low, mut high) = self.range();
        let mut found: Option<(i32, Walked)> = None;
        let mut failed = None;
        let (mut next, mut step) = (hint.clamp(low, high), 1);
        while low <= high {
            let cut = Cut::new(&self.bands, self.legs.len(), next);
            if let Some(walked) = self.walk(composer, strains, &cut, None) {
                found = Some((next, walked));
                high = next - 1;
            } else {
                failed = Some(next);
                low = next + 1;
            }
            // Outwards in steps that double until it lies between two cuts that were tried, then by halves.
            next = match (&found, failed) {
                (Some(_), None) => (next - step).max(low),
                (None, Some(_)) => (next + step).min(high),
                _ => low + (high - low) / 2,
            };
            step *= 2;
        }
        let (cut, walked) = found?;
        let cost = walked.lone * flow::LONE + flow::unevenness(&walked.ends, self.legs) * flow::UNEVEN;
        let spare = offered(self.legs, &self.bands) - walked.used;
        Some(Trial { cut, walked, cost, spare })
    }

    /// The text with one paragraph a line longer or shorter, where that makes the columns better.
    fn strain(&mut self, composer: &mut Composer, strains: &mut [i8], text: &Trial) -> Option<Trial> {
        if text.cost == 0 {
            return None;
        }
        let open = self.legs.iter().filter(|leg| leg.bottom > leg.top).count() as i32;
        let can = |number: usize| {
            let paragraph = &self.paragraphs[number];
            let is_free = paragraph.kind == Flow::Body && strains[number] == 0 && paragraph.cap.is_none();
            is_free && paragraph.lines.len() >= LEAST_STRAINED
        };
        let is_kept = |paragraph: &&Paragraph| match &paragraph.row {
            Some(row) => row.is_head,
            None => paragraph.kind == Flow::Crosshead,
        };
        let heads = (0..self.paragraphs.len()).filter(|number| is_kept(&&self.paragraphs[*number]));
        let numbers = near(text.walked.bad.iter().copied().chain(heads), can);
        let mut best: Option<(Trial, usize, i8)> = None;
        'trials: for number in numbers {
            for extra in [-1, 1] {
                let measure = text.walked.alike.get(number).copied().flatten();
                if let Some(measure) = measure
                    && self.lines(composer, number, measure, extra).len()
                        == self.lines(composer, number, measure, 0).len()
                {
                    continue;
                }
                strains[number] = extra;
                let tried = self.level(composer, strains, text.cut + i32::from(extra));
                strains[number] = 0;
                let Some(tried) = tried else { continue };
                let limit = best.as_ref().map_or(text.cost, |(best, ..)| best.cost + STRAINED);
                // A line saved in every column would only leave room that nobody asked for.
                if tried.spare >= open && text.spare < open {
                    continue;
                }
                if tried.cost + STRAINED < limit {
                    let is_clean = tried.cost == 0;
                    best = Some((tried, number, extra));
                    if is_clean {
                        break 'trials;
                    }
                }
            }
        }
        let (best, number, extra) = best?;
        strains[number] = extra;
        Some(best)
    }

    /// The lines of a paragraph over lines of one measure.
    fn lines(
        &mut self,
        composer: &mut Composer,
        number: usize,
        measure: Length,
        strain: i8,
    ) -> Arc<Vec<Line>> {
        let paragraph = &self.paragraphs[number];
        let is_body = paragraph.kind == Flow::Body;
        if is_body && strain == 0 && measure == self.measure {
            return Arc::clone(&paragraph.lines);
        }
        let known = &mut self.known[number];
        if let Some((.., lines)) = known.iter().find(|known| (known.0, known.1) == (measure, strain)) {
            return Arc::clone(lines);
        }
        let lines = if let Some(cap) = &paragraph.cap {
            composer.lines_beside(&paragraph.set, &[(measure, 1)], (cap.taken, cap.lines))
        } else if is_body {
            composer.lines_and(&paragraph.set, measure, paragraph.indent, strain)
        } else {
            composer.block(&paragraph.set, measure)
        };
        known.push((measure, strain, Arc::clone(&lines)));
        lines
    }

    /// The lines of running text from a line of a cut on, and the measure when they are all of one.
    fn lines_from(
        &mut self,
        composer: &mut Composer,
        number: usize,
        strain: i8,
        cut: &Cut,
        at: At,
    ) -> (Arc<Vec<Line>>, Option<Length>) {
        let measure = cut.measure(at).unwrap_or(self.measure);
        let alike = cut.alike(at);
        let lines = self.lines(composer, number, measure, strain);
        // What stands on lines of one measure wherever it begins is set once for all.
        if lines.len() as i32 <= alike || cut.number(at) + alike == cut.lines {
            return (lines, Some(measure));
        }
        let paragraph = &self.paragraphs[number];
        let width = paragraph.set.prepared.natural_width() + paragraph.indent;
        let mut least = alike + 1;
        loop {
            let runs = cut.ahead(at, width, least);
            let asked: i32 = runs.iter().map(|run| run.1).sum();
            let lines = match &paragraph.cap {
                Some(cap) => composer.lines_beside(&paragraph.set, &runs, (cap.taken, cap.lines)),
                None => composer.lines_over(&paragraph.set, &runs, paragraph.indent, strain),
            };
            if lines.len() as i32 <= asked || cut.number(at) + asked >= cut.lines {
                return (lines, None);
            }
            least = asked * 2;
        }
    }

    /// Goes over the lines of a cut with all paragraphs; none when they find no room and nothing is noted down.
    fn walk(
        &mut self,
        composer: &mut Composer,
        strains: &[i8],
        cut: &Cut,
        mut noted: Option<&mut Vec<Placed>>,
    ) -> Option<Walked> {
        let ends = self.legs.iter().map(|leg| leg.top).collect();
        let mut walked = Walked { ends, alike: vec![None; self.paragraphs.len()], ..Walked::default() };
        let mut at = At::default();
        let mut is_full = false;
        for (number, strain) in strains.iter().copied().enumerate() {
            let paragraph = &self.paragraphs[number];
            if let Some(cap) = &paragraph.cap {
                // A first character stands where the lines beside it are alike.
                while cut.measure(at).is_some_and(|measure| !cap.fits(cut.level(at), measure)) {
                    at = cut.go(at, cut.level(at), &mut |_, _| ());
                }
            }
            let is_open = !is_full && cut.measure(at).is_some();
            let placed = if paragraph.kind == Flow::Body {
                let (lines, measure) = if is_open {
                    self.lines_from(composer, number, strain, cut, at)
                } else {
                    (Arc::clone(&paragraph.lines), None)
                };
                let count = lines.len() as i32;
                is_full |= count > 0 && (!is_open || count > cut.lines - cut.number(at));
                walked.alike[number] = measure;
                if is_open && count > 1 {
                    let last = cut.go(at, count - 1, &mut |_, _| ());
                    let lone = i32::from(cut.is_lone_first(at)) + i32::from(cut.is_lone_last(last));
                    walked.lone += lone;
                    walked.bad.extend((0..lone).map(|_| number));
                }
                Placed { at: is_open.then(|| cut.number(at)), air: 0, count, lines: Some(lines) }
            } else {
                self.stand(composer, number, cut, &mut at, &mut is_full, &mut walked)
            };
            if is_full && noted.is_none() {
                return None;
            }
            walked.used += placed.count + placed.air;
            if placed.at.is_some() {
                at = cut.go(at, placed.count, &mut |column, line| walked.ends[column] = line);
            }
            if let Some(noted) = &mut noted {
                noted.push(placed);
            }
        }
        Some(walked)
    }

    /// Finds where a block (a crosshead, a row) stands with its air before it and what must follow it in one stretch.
    fn stand(
        &mut self,
        composer: &mut Composer,
        number: usize,
        cut: &Cut,
        at: &mut At,
        is_full: &mut bool,
        walked: &mut Walked,
    ) -> Placed {
        let paragraph = &self.paragraphs[number];
        let row = paragraph.row.as_ref().map(|row| row_unit(row, number));
        let is_crosshead = row.is_none() && paragraph.kind == Flow::Crosshead;
        let (air, top, follows) = match row {
            Some(unit) => (unit.air, unit.top, if unit.keeps_next { 2 } else { 0 }),
            None if is_crosshead => (1, 0, after(self.paragraphs, number)),
            None => (0, 0, 0),
        };
        let mut set = |sheet: &mut Self, measure: Length| match row {
            Some(unit) => (unit.lines, None),
            None => {
                let lines = sheet.lines(composer, number, measure, 0);
                (lines.len() as i32, Some(lines))
            }
        };
        let mut least = None;
        while let Some(measure) = cut.measure(*at).filter(|_| !*is_full) {
            let (count, lines) = set(self, measure);
            let air = if cut.is_top(*at) { top } else { air };
            let left = cut.left(*at);
            if count == 0 || air + count + follows <= left {
                let air = if count == 0 { 0 } else { air };
                *at = cut.go(*at, air, &mut |_, _| ());
                return Placed { at: Some(cut.number(*at)), air, count, lines };
            }
            least = Some((count, lines));
            *at = cut.go(*at, left, &mut |_, _| ());
            walked.bad.push(number);
        }
        *is_full = true;
        let (count, lines) = least.unwrap_or_else(|| set(self, cut.last_measure()));
        Placed { at: None, air: 0, count, lines }
    }

    /// The text on the lines of a cut, as much of it as has room.
    fn set(mut self, composer: &mut Composer, strains: &[i8], cut: i32) -> Text {
        let cut = Cut::new(&self.bands, self.legs.len(), cut);
        let mut noted = Vec::with_capacity(self.paragraphs.len());
        let walked = self.walk(composer, strains, &cut, Some(&mut noted)).unwrap_or_default();
        let places = cut.spots();
        let mut paragraphs = self.paragraphs.to_vec();
        let (mut units, mut of_unit, mut spots) = (Vec::new(), Vec::new(), Vec::new());
        for (number, placed) in noted.into_iter().enumerate() {
            let Placed { at, air, count, lines } = placed;
            let paragraph = &mut paragraphs[number];
            if let Some(lines) = lines {
                paragraph.lines = lines;
            }
            let mut put = |unit: Unit, line: i32| {
                let place = at.and_then(|at| places.get((at + line) as usize));
                // What comes after the first unit without room has none either.
                if let Some((column, line)) = place.filter(|_| spots.len() == units.len()) {
                    spots.push(Spot { column: *column, line: *line });
                }
                units.push(unit);
                of_unit.push((number, if paragraph.kind == Flow::Body { line as usize } else { 0 }));
            };
            let plain = Unit { lines: 1, air: 0, top: 0, keeps_next: false, is_first: false, is_last: false };
            if let Some(row) = &paragraph.row {
                put(Unit { air, ..row_unit(row, number) }, 0);
            } else if paragraph.kind == Flow::Body {
                // The lines beside a first character are one.
                let beside = paragraph.cap.as_ref().map_or(1, |cap| cap.lines as i32).min(count);
                for line in (0..count).filter(|line| *line == 0 || *line >= beside) {
                    let ends = |at: i32| count > beside && line == at;
                    let lines = if line == 0 { beside } else { 1 };
                    let is_first = beside == 1 && ends(0);
                    put(Unit { lines, is_first, is_last: ends(count - 1), ..plain }, line);
                }
            } else if count > 0 {
                let keeps_next = paragraph.kind == Flow::Crosshead;
                put(Unit { lines: count, air, keeps_next, ..plain }, 0);
            }
        }
        let cost = walked.lone * flow::LONE;
        let placed: i32 = units.iter().take(spots.len()).map(|unit| unit.lines + unit.air).sum();
        let spare = offered(self.legs, &self.bands) - placed;
        let poured = Poured { spots, ends: walked.ends, spare, cost, bad: Vec::new() };
        Text { paragraphs, units, of_unit, poured }
    }
}

/// Lines that must follow a crosshead in its stretch: two of the text, or all there is.
fn after(paragraphs: &[Paragraph], number: usize) -> i32 {
    let lines: usize = paragraphs.iter().skip(number + 1).take(2).map(|next| next.lines.len()).sum();
    lines.min(2) as i32
}
