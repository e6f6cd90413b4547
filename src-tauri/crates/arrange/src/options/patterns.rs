//! The patterns: how head, photos and columns of text can stand to each other in a package.

use super::heads::Head;
use super::photos::Stack;
use super::{Entry, Maker, SHORTEST, Text};
use crate::Level;
use crate::form::{Pattern, head_down, head_over};
use banxin_geom::Length;
use banxin_model::{HeadPlace, PhotoPlace};

impl Maker<'_, '_, '_> {
    /// Forms whose head goes over all columns.
    pub(super) fn plain(&mut self, text: &Text<'_>, heads: &[Head], stacks: &[Vec<Stack>]) {
        let columns = text.ruling.starts.len() as i32;
        for head in heads {
            let top = head.lines + text.byline;
            let spec = head_over(0, head.lines, head.size, head.rows);
            let base = |pattern, stack, lines, legs, spare, extra| Entry {
                ruling: text.ruling,
                galley: text.galley,
                jump: text.jump,
                pattern,
                head: *head,
                spec,
                head_columns: columns as usize,
                head_line: 0,
                head_lines: head.lines,
                stack,
                lines,
                legs,
                spare,
                extra,
            };
            let (depth, spare) = share(text.demand, columns);
            if depth >= SHORTEST {
                let legs = vec![(top, top + depth); columns as usize];
                self.put(base(Pattern::Plain, None, top + depth, legs, spare, 0.0));
            }
            for count in 1..=columns {
                for stack in &stacks[count as usize] {
                    let cut = stack.lines + 1;
                    if count == columns {
                        if depth < SHORTEST && text.demand > 0 {
                            continue;
                        }
                        let all = top + cut + depth;
                        let under = vec![(top + cut, all); columns as usize];
                        let cost = if self.about.is_photo_news { 0.5 } else { 0.2 };
                        let place = Some((stack, PhotoPlace::Top, 0, top));
                        self.put(base(Pattern::PhotoUnder, place, all, under.clone(), spare, cost));
                        let mut over = base(
                            Pattern::PhotoOver,
                            Some((stack, PhotoPlace::AboveHead, 0, 0)),
                            all,
                            under,
                            spare,
                            0.0,
                        );
                        over.head_line = cut;
                        self.put(over);
                        let above = vec![(top, top + depth); columns as usize];
                        let place = Some((stack, PhotoPlace::Bottom, 0, top + depth + 1));
                        self.put(base(Pattern::PhotoLast, place, all, above, spare, 0.6));
                        continue;
                    }
                    let (depth, spare) = share(text.demand + count * cut, columns);
                    if depth - cut >= SHORTEST {
                        let whole = (top, top + depth);
                        let inset = |is_low: bool| -> Vec<(i32, i32)> {
                            let low = (top, top + depth - cut);
                            let high = (top + cut, top + depth);
                            (0..columns)
                                .map(|c| match (c >= columns - count, is_low) {
                                    (false, _) => whole,
                                    (true, true) => low,
                                    (true, false) => high,
                                })
                                .collect()
                        };
                        let all = top + depth;
                        let place = Some((stack, PhotoPlace::Right, count as usize, top));
                        self.put(base(Pattern::PhotoInset, place, all, inset(false), spare, 0.0));
                        let at = top + depth - stack.lines;
                        let place = Some((stack, PhotoPlace::BottomRight, count as usize, at));
                        self.put(base(Pattern::PhotoFoot, place, all, inset(true), spare, 0.25));
                    }
                }
                let entry = base(Pattern::PhotoBeside, None, 0, Vec::new(), 0, 0.1);
                self.beside(text, head, count, entry);
            }
        }
    }

    /// A photo under the head as deep as the text beside it, from an entry that has the head already.
    fn beside(&mut self, text: &Text<'_>, head: &Head, count: i32, entry: Entry<'_>) {
        let open = text.ruling.starts.len() as i32 - count;
        if open < 1 {
            return;
        }
        let (depth, spare) = share(text.demand, open);
        let Some(stack) = self.single(text.ruling, count as usize, depth) else { return };
        if depth < SHORTEST {
            return;
        }
        let top = head.lines + text.byline;
        let mut legs = vec![(top, top + depth); open as usize];
        legs.extend(vec![(top + depth, top + depth); count as usize]);
        let place = Some((&stack, PhotoPlace::Right, count as usize, top));
        self.put(Entry { stack: place, lines: top + depth, legs, spare, ..entry });
    }

    /// Forms whose head leaves columns free at its right, or stands in columns of its own.
    pub(super) fn inset(
        &mut self,
        text: &Text<'_>,
        head_columns: usize,
        heads: &[Head],
        stacks: &[Vec<Stack>],
    ) {
        let columns = text.ruling.starts.len();
        let (all, covered) = (columns as i32, head_columns as i32);
        let free = columns - head_columns;
        for head in heads {
            let base = |pattern, stack, lines, legs, spare, extra| Entry {
                ruling: text.ruling,
                galley: text.galley,
                jump: text.jump,
                pattern,
                head: *head,
                spec: head_over(head_columns as u8, head.lines, head.size, head.rows),
                head_columns,
                head_line: 0,
                head_lines: head.lines,
                stack,
                lines,
                legs,
                spare,
                extra,
            };
            let top = head.lines + text.byline;
            if head_columns >= 2 || columns == 2 {
                let narrow = if head_columns * 2 < columns { 0.8 } else { 0.0 };
                let without = std::iter::once((0usize, None));
                let with = (1..=free).flat_map(|count| stacks[count].iter().map(move |s| (count, Some(s))));
                for (count, stack) in without.chain(with) {
                    let cut = stack.map_or(0, |stack| stack.lines + 1);
                    let (depth, spare) = share(text.demand + covered * top + count as i32 * cut, all);
                    if depth - top < SHORTEST || depth - cut < SHORTEST {
                        continue;
                    }
                    let legs = (0..columns)
                        .map(|c| {
                            let from = match (c < head_columns, c + count >= columns) {
                                (true, _) => top,
                                (false, true) => cut,
                                (false, false) => 0,
                            };
                            (from, depth)
                        })
                        .collect();
                    let extra = if stack.is_some() { 0.2 } else { 0.35 + narrow };
                    let place = stack.map(|stack| (stack, PhotoPlace::Right, count, 0));
                    self.put(base(Pattern::HeadInset, place, depth, legs, spare, extra));
                }
            }
            // Head and text at the left, a photo as deep as both at the right.
            let (depth, spare) = share(text.demand, covered);
            let lines = top + depth;
            if depth >= SHORTEST
                && let Some(stack) = self.single(text.ruling, free, lines)
            {
                let mut legs = vec![(top, lines); head_columns];
                legs.extend(vec![(lines, lines); free]);
                let entry = base(Pattern::PhotoSide, None, lines, legs, spare, 0.1);
                self.put(Entry { stack: Some((&stack, PhotoPlace::Right, free, 0)), ..entry });
            }
            if head_columns <= 3 && head_columns * 2 <= columns {
                let open = free as i32;
                let without = std::iter::once((0usize, None));
                let with = (1..=free).flat_map(|count| stacks[count].iter().map(move |s| (count, Some(s))));
                for (count, stack) in without.chain(with) {
                    let cut = stack.map_or(0, |stack| stack.lines + 1);
                    let (depth, spare) = share(text.demand + count as i32 * cut + open * text.byline, open);
                    // The head's own lines, at most a few more, so that no hole opens under it.
                    if !(head.lines..=head.lines + 4).contains(&depth) || depth - cut - text.byline < SHORTEST
                    {
                        continue;
                    }
                    let legs = (0..columns)
                        .map(|c| match (c < head_columns, c + count >= columns) {
                            (true, _) => (depth, depth),
                            (false, true) => (cut + text.byline, depth),
                            (false, false) => (text.byline, depth),
                        })
                        .collect();
                    let extra = 0.2 + 0.12 * (depth - head.lines) as f32;
                    let place = stack.map(|stack| (stack, PhotoPlace::Right, count, text.byline));
                    let mut entry = base(Pattern::HeadSide, place, depth, legs, spare, extra);
                    entry.spec.place = HeadPlace::Side;
                    entry.spec.lines = 0;
                    entry.head_lines = depth;
                    self.put(entry);
                }
            }
        }
    }

    /// Forms with a vertical head in the first column.
    pub(super) fn vertical(&mut self, text: &Text<'_>, stacks: &[Vec<Stack>]) {
        let columns = text.ruling.starts.len();
        let about = &self.about;
        if columns < 2 || about.is_photo_news || about.level == Level::Lead || about.headline_length > 15 {
            return;
        }
        let leading = self.sheet.grid.leading;
        let open = columns as i32 - 1;
        for (size, off) in self.sizes() {
            let (breadth, longest) = self.gauge.vertical(size);
            let band = text.ruling.band(1);
            if breadth > band || breadth.to_emu() * 10 < band.to_emu() * 4 {
                continue;
            }
            let needed = (longest.scaled(100, 93) + leading - Length::emu(1)).whole(leading) as i32;
            let without = std::iter::once((0usize, None));
            let with =
                (1..columns).flat_map(|count| stacks[count].iter().map(move |stack| (count, Some(stack))));
            for (count, stack) in without.chain(with) {
                let cut = stack.map_or(0, |stack: &Stack| stack.lines + 1);
                let (depth, spare) = share(text.demand + count as i32 * cut + open * text.byline, open);
                if depth < needed || depth > needed * 2 || depth - cut - text.byline < SHORTEST {
                    continue;
                }
                let legs = (0..columns)
                    .map(|c| match (c < 1, c + count >= columns) {
                        (true, _) => (depth, depth),
                        (false, true) => (cut + text.byline, depth),
                        (false, false) => (text.byline, depth),
                    })
                    .collect();
                let cost = 4.0 * off + 0.9 + 0.05 * (depth - needed) as f32;
                let entry = Entry {
                    ruling: text.ruling,
                    galley: text.galley,
                    jump: text.jump,
                    pattern: Pattern::HeadVertical,
                    head: Head { size, rows: 1, lines: depth, cost },
                    spec: head_down(size),
                    head_columns: 1,
                    head_line: 0,
                    head_lines: depth,
                    stack: stack.map(|stack| (stack, PhotoPlace::Right, count, text.byline)),
                    lines: depth,
                    legs,
                    spare,
                    extra: 0.0,
                };
                self.put(entry);
            }
        }
    }
}

/// Lines a column when `demand` lines are shared by `columns`, and how many columns end a line early.
fn share(demand: i32, columns: i32) -> (i32, i32) {
    let columns = columns.max(1);
    let depth = (demand + columns - 1).div_euclid(columns);
    (depth, depth * columns - demand)
}
