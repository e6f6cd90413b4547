// The lines of a package as a caret walks them: where a place lies, what lies under a point, what a selection covers.
import type { LineView, Point, Rect, Report, Role } from '../../bridge/types';
import type { Part, Place, Stretch } from './copy';

/** A line that shows nothing yet stands where its first character would. */
export type TextLine = LineView;

/** A bar between two characters, from the package's corner in EMU. */
export interface CaretBar extends Rect {
  /** Lies across a line that runs downwards. */
  isFlat: boolean;
}

/** Where a line can be left: at its end, or at the begin of the next one. */
export type Side = 'before' | 'after';

const FLOWING: readonly Role[] = ['body', 'crosshead', 'editors-note', 'summary', 'jump'];

/** The lines with one for each empty paragraph of the running text, which has no type to stand on. */
export function withEmptyLines(lines: readonly TextLine[], parts: readonly Part[], leading: number): TextLine[] {
  const all = [...lines];
  parts.forEach((part, index) => {
    if (part.text.trim() !== '' || !FLOWING.includes(part.role)) return;
    if (all.some((line) => line.part === index)) return;
    const before = all.findLastIndex((line) => line.part < index && !line.isDown);
    const after = all.find((line) => line.part > index && !line.isDown);
    const model = all[before] ?? after;
    if (model === undefined) return;
    const y = before >= 0 ? model.y + leading : model.y;
    const first = all.find((line) => line.part === model.part && line.y >= model.y - leading * 40 && Math.abs(line.x - model.x) < leading * 4) ?? model;
    const x = before >= 0 ? Math.min(first.x, model.x) : model.x;
    all.splice(before + 1, 0, { ...model, part: index, x, y, width: 0, at: [0, part.text.length], places: [x, x] });
  });
  return all;
}

/** The line that shows a place: of two that meet there, the later one unless `side` says before. */
export function lineOf(lines: readonly TextLine[], place: Place, side: Side = 'after'): number {
  const fits = (line: TextLine): boolean => line.part === place.part && (line.at[0] ?? 0) <= place.at && place.at <= (line.at.at(-1) ?? 0);
  const found = side === 'before' ? lines.findIndex(fits) : lines.findLastIndex(fits);
  if (found >= 0) return found;
  // White space at a line's end is swallowed: its places stand at the end of the line before it.
  return lines.findLastIndex((line) => line.part === place.part && (line.at[0] ?? 0) <= place.at);
}

/** The bar of a caret. */
export function caretBar(lines: readonly TextLine[], place: Place, side: Side = 'after'): CaretBar | null {
  const line = lines[lineOf(lines, place, side)];
  if (line === undefined) return null;
  const along = alongAt(line, place.at);
  if (line.isDown) return { x: line.x, y: along, width: line.width, height: 0, isFlat: true };
  return { x: along, y: line.y, width: 0, height: line.height, isFlat: false };
}

/** How far along its line a place lies. */
function alongAt(line: TextLine, at: number): number {
  const index = line.at.findLastIndex((stop) => stop <= at);
  return line.places[Math.max(0, index)] ?? 0;
}

/** The place nearest to a point of the package. */
export function placeAt(lines: readonly TextLine[], point: Point, report: Report | null): { place: Place; side: Side } | null {
  const region = report?.regions.find(({ rect }) => holds(rect, point));
  const inRegion = region === undefined ? [] : lines.filter((line) => holds(region.rect, { x: line.x + line.width / 2, y: line.y + line.height / 2 }));
  const line = nearest(inRegion.length > 0 ? inRegion : lines, point);
  return line === null ? null : placeOn(line, line.isDown ? point.y : point.x);
}

function nearest(lines: readonly TextLine[], point: Point): TextLine | null {
  let best: TextLine | null = null;
  let least = Infinity;
  for (const line of lines) {
    const across = Math.max(line.x - point.x, 0, point.x - line.x - line.width);
    const down = Math.max(line.y - point.y, 0, point.y - line.y - line.height);
    // The own direction of a line counts less: beyond its end one still means that line.
    const distance = line.isDown ? across * 4 + down : across + down * 4;
    if (distance < least) [best, least] = [line, distance];
  }
  return best;
}

/** The place on a line that is nearest to a distance along it. */
function placeOn(line: TextLine, along: number): { place: Place; side: Side } {
  let index = 0;
  line.places.forEach((place, each) => {
    if (Math.abs(place - along) < Math.abs((line.places[index] ?? 0) - along)) index = each;
  });
  const isEnd = index === line.places.length - 1 && index > 0;
  return { place: { part: line.part, at: line.at[index] ?? 0 }, side: isEnd ? 'before' : 'after' };
}

/** The place a line up or down, as near as can be to `goal` along it; null at the first and last line. */
export function lineStep(lines: readonly TextLine[], place: Place, side: Side, down: boolean, goal: number): { place: Place; side: Side } | null {
  const from = lineOf(lines, place, side);
  const here = lines[from];
  const next = lines[from + (down ? 1 : -1)];
  if (here === undefined || next === undefined) return null;
  if (here.isDown !== next.isDown) return placeOn(next, next.places[0] ?? 0);
  // In another column the goal is as far from that column's edge.
  const edge = (line: TextLine): number => columnEdge(lines, line);
  return placeOn(next, goal - edge(here) + edge(next));
}

/** Where the column of a line begins: the least beginning of the lines that stand over and under it. */
function columnEdge(lines: readonly TextLine[], line: TextLine): number {
  if (line.isDown) return line.y;
  const reach = line.height * 6;
  let edge = line.x;
  for (const other of lines) {
    if (!other.isDown && other.width > 0 && Math.abs(other.x - line.x) < reach && other.x < edge) edge = other.x;
  }
  return edge;
}

/** The ends of the line that shows a place. */
export function lineEnds(lines: readonly TextLine[], place: Place, side: Side): { begin: Place; end: Place } | null {
  const line = lines[lineOf(lines, place, side)];
  if (line === undefined) return null;
  return { begin: { part: line.part, at: line.at[0] ?? 0 }, end: { part: line.part, at: line.at.at(-1) ?? 0 } };
}

/** The boxes that a stretch covers, one a line. */
export function stretchBoxes(lines: readonly TextLine[], { from, to }: Stretch): Rect[] {
  return lines.flatMap((line): Rect[] => {
    const begin = line.part === from.part ? from.at : line.part > from.part ? 0 : Infinity;
    const end = line.part === to.part ? to.at : line.part < to.part ? Infinity : -1;
    const first = Math.max(begin, line.at[0] ?? 0);
    const last = Math.min(end, line.at.at(-1) ?? 0);
    if (first > last || (first === last && line.at.length > 1 && line.at[0] !== line.at.at(-1))) return [];
    const start = alongAt(line, first);
    const length = alongAt(line, last) - start;
    if (line.isDown) return [{ x: line.x, y: start, width: line.width, height: length }];
    // An empty paragraph that is chosen shows a sliver.
    return [{ x: start, y: line.y, width: Math.max(length, line.width === 0 ? line.height / 4 : 0), height: line.height }];
  });
}

function holds(rect: Rect, { x, y }: Point): boolean {
  return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

/** A paragraph whose last line holds so little that a small cut saves the line. */
export interface ShortLine {
  part: number;
  /** Characters on the last line. */
  characters: number;
  /** The units where that line begins and ends. */
  from: number;
  to: number;
  /** Lines of the paragraph. */
  lines: number;
  line: TextLine;
}

/** Paragraphs of running text that end with at most `most` characters on a line of their own, the shortest first (减行清单). */
export function shortLines(lines: readonly TextLine[], parts: readonly Part[], most: number): ShortLine[] {
  const found = parts.flatMap((part, index): ShortLine[] => {
    if (part.role !== 'body' && part.role !== 'editors-note' && part.role !== 'summary') return [];
    const own = lines.filter((line) => line.part === index);
    const line = own.at(-1);
    if (line === undefined || own.length < 2) return [];
    const from = line.at[0] ?? 0;
    const to = line.at.at(-1) ?? 0;
    const characters = [...part.text.slice(from, to)].filter((character) => !/\s/u.test(character)).length;
    return characters > 0 && characters <= most ? [{ part: index, characters, from, to, lines: own.length, line }] : [];
  });
  return found.sort((a, b) => a.characters - b.characters || a.part - b.part);
}
