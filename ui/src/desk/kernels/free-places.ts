// Free places on a page: as wide as whole columns, as deep as what stands above and below lets them be.
import type { Area, Grid } from '../../bridge/types';
import { columnStart, overlaps, spanWidth } from './grid';
import { GAP } from './snap';

/** Shallower places than this take no story. */
const LEAST_LINES = 8;

/** Every free place that cannot be made wider or deeper, with a gap kept to what stands there; the largest first. */
export function holes(grid: Grid, taken: readonly Area[]): Area[] {
  const found: Area[] = [];
  for (let column = 0; column < grid.columns.columns; column += 1) {
    for (let span = 1; column + span <= grid.columns.columns; span += 1) {
      found.push(...runs(grid, { x: columnStart(grid, column), width: spanWidth(grid, span) }, taken));
    }
  }
  const whole = found.filter((area) => !found.some((other) => other !== area && holds(other, area)));
  return whole.sort((a, b) => b.width * b.lines - a.width * a.lines);
}

/** The free place under a point of the grid: the largest that holds it; null where something stands. */
export function holeAt(grid: Grid, taken: readonly Area[], at: { cell: number; line: number }): Area | null {
  const x = at.cell * 1000;
  const isIn = ({ x: left, width, line, lines }: Area): boolean => x >= left && x < left + width && at.line >= line && at.line < line + lines;
  return holes(grid, taken).find(isIn) ?? null;
}

/** Stretches of lines that are free over a whole width. */
function runs(grid: Grid, { x, width }: Pick<Area, 'x' | 'width'>, taken: readonly Area[]): Area[] {
  const across = taken.filter((area) => overlaps({ x, width, line: 0, lines: grid.lines }, { ...area, lines: Math.max(1, area.lines) }));
  const sorted = [...across].sort((a, b) => a.line - b.line);
  const found: Area[] = [];
  let from = 0;
  for (const area of [...sorted, null]) {
    const to = area === null ? grid.lines : area.line - GAP;
    if (to - from >= LEAST_LINES) found.push({ x, width, line: from, lines: to - from });
    // A nameplate stands on its own lines and needs no gap under it.
    if (area !== null) from = Math.max(from, area.line + area.lines + (area.line === 0 && area.width >= grid.cells * 1000 ? 0 : GAP));
  }
  return found;
}

function holds(outer: Area, inner: Area): boolean {
  return outer.x <= inner.x && outer.line <= inner.line && outer.x + outer.width >= inner.x + inner.width && outer.line + outer.lines >= inner.line + inner.lines;
}
