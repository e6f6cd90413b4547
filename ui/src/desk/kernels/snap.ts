// Where an area comes to rest on the grid: columns and whole lines first, then the edges of neighbours.
import type { Area, Grid } from '../../bridge/types';
import { columnStart, overlaps, spanWidth } from './grid';

/** Whole lines left free between a package and the one under it. */
export const GAP = 2;

/** How far a neighbour's edge attracts, in lines. */
const REACH = 2;

/** How far a guide attracts, in thousandths of a cell. */
const GUIDE_REACH = 1600;

/** Guides drawn on the page, on its grid. */
export interface Drawn {
  /** In thousandths of a cell. */
  cells: readonly number[];
  /** In lines. */
  lines: readonly number[];
}

const NONE: Drawn = { cells: [], lines: [] };

/** What a snapped edge met, for the guides. */
export interface Guide {
  axis: 'x' | 'line';
  /** In thousandths of a cell, or in lines. */
  at: number;
  met: 'column' | 'line' | 'neighbour' | 'guide';
}

export interface Snapped {
  area: Area;
  guides: Guide[];
}

/** A free position: x in thousandths of a cell and line, both with fractions. */
export interface Free {
  x: number;
  line: number;
}

/**
 * The area nearest to `at` with its left edge on a column and its top on a line. Without `columns`
 * the left edge falls on whole cells, as it does while Ctrl suspends snapping.
 */
export function snapMove(size: Pick<Area, 'width' | 'lines'>, at: Free, grid: Grid, others: readonly Area[], columns = true, drawn: Drawn = NONE): Snapped {
  const guides: Guide[] = [];
  const greatest = Math.max(0, grid.cells * 1000 - size.width);
  let x = clamp(Math.round(at.x / 1000) * 1000, 0, greatest);
  if (columns) {
    const starts = columnStarts(grid).filter((start) => start <= greatest + 2);
    // A package that keeps to the right edge of a column is as well aligned as one on the left.
    const ends = columnEnds(grid).map((end) => end - size.width);
    x = clamp(nearest([...starts, ...ends.filter((end) => end >= 0 && end <= greatest)], at.x), 0, greatest);
    // A guide near either edge wins over the columns: somebody drew it to be met.
    const met = drawn.cells.flatMap((cells) => [cells, cells - size.width]).filter((left) => left >= 0 && left <= greatest && Math.abs(left - at.x) <= GUIDE_REACH);
    if (met.length > 0) x = nearest(met, at.x);
    guides.push({ axis: 'x', at: met.length > 0 && !drawn.cells.includes(x) ? x + size.width : x, met: met.length > 0 ? 'guide' : 'column' });
  }
  const last = Math.max(0, grid.lines - size.lines);
  let line = clamp(Math.round(at.line), 0, last);
  if (columns) {
    const met = neighbourLine({ x, line, width: size.width, lines: size.lines }, at.line, others);
    const near = drawn.lines.flatMap((at) => [at, at - size.lines]).filter((top) => top >= 0 && top <= last && Math.abs(top - at.line) <= REACH);
    if (near.length > 0) {
      line = nearest(near, at.line);
      guides.push({ axis: 'line', at: drawn.lines.includes(line) ? line : line + size.lines, met: 'guide' });
    } else if (met !== null && met >= 0 && met <= last) {
      line = met;
      guides.push({ axis: 'line', at: line, met: 'neighbour' });
    } else {
      guides.push({ axis: 'line', at: line, met: 'line' });
    }
  }
  return { area: { x, line, width: size.width, lines: size.lines }, guides };
}

/** Where a moved edge of a package comes to rest: on a column edge when one is near, else on a cell. */
export function snapEdge(x: number, side: 'left' | 'right', grid: Grid, columns = true, drawn: readonly number[] = []): number {
  const cell = Math.round(x / 1000) * 1000;
  if (!columns) return cell;
  const near = drawn.filter((at) => Math.abs(at - x) <= GUIDE_REACH);
  if (near.length > 0) return nearest(near, x);
  const edges = side === 'left' ? columnStarts(grid) : columnEnds(grid);
  const edge = nearest(edges, x);
  // Near a column edge the column wins; between them every cell can be had.
  return Math.abs(edge - x) <= 1600 ? edge : cell;
}

/** Lines free under the top of `area` before another package begins, at least one. */
export function freeLines(area: Area, grid: Grid, others: readonly Area[]): number {
  const deep = { ...area, lines: Math.max(1, grid.lines - area.line) };
  const tops = others.filter((other) => other.line > area.line && overlaps(deep, other)).map((other) => other.line - GAP);
  return Math.max(1, Math.min(grid.lines - area.line, ...tops.map((top) => top - area.line)));
}

/** The span that suits a story: short ones stand in one column, long ones in up to four. */
export function sensibleSpan(characters: number, grid: Grid): number {
  const span = characters < 160 ? 1 : characters < 620 ? 2 : characters < 1100 ? 3 : 4;
  return Math.min(grid.columns.columns, span);
}

/** Depth in lines before the engine has said the exact one: the text in `span` columns and a head. */
export function roughLines(lines: number, span: number, grid: Grid): number {
  return clamp(Math.ceil(lines / span) + (span > 2 ? 7 : 5), 3, grid.lines);
}

/** Width of a span, held to what the page has. */
export function widthOf(span: number, grid: Grid): number {
  return spanWidth(grid, clamp(span, 1, grid.columns.columns));
}

function neighbourLine(area: Area, line: number, others: readonly Area[]): number | null {
  const beside = others.filter((other) => !(other.x >= area.x + area.width || other.x + other.width <= area.x));
  const aligned = others.filter((other) => !beside.includes(other));
  const candidates = [
    ...beside.map((other) => other.line + other.lines + GAP),
    ...beside.map((other) => other.line - GAP - area.lines),
    ...aligned.map((other) => other.line),
  ].filter((candidate) => Math.abs(candidate - line) <= REACH);
  return candidates.length === 0 ? null : nearest(candidates, line);
}

function columnStarts(grid: Grid): number[] {
  return Array.from({ length: grid.columns.columns }, (_, index) => columnStart(grid, index));
}

function columnEnds(grid: Grid): number[] {
  return columnStarts(grid).map((start) => start + grid.columns.cells * 1000);
}

function nearest(candidates: readonly number[], value: number): number {
  return candidates.reduce((best, each) => (Math.abs(each - value) < Math.abs(best - value) ? each : best));
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.min(greatest, Math.max(least, value));
}
