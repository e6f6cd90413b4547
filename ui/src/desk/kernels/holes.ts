// Free places between packages: whole columns wide, as deep as nothing stands in them.
import type { Area, Fit, Grid } from '../../bridge/types';
import { columnStart, overlaps, spanWidth } from './grid';
import { GAP } from './snap';

/** A free place with the columns it spans. */
export interface Hole {
  area: Area;
  span: number;
}

/** Most lines that a story may leave free where it still fills a place. */
const SLACK = 3;

/** The free place round a cell and a line, as wide as it is free beside that point; null where something stands. */
export function holeAt(at: { x: number; line: number }, grid: Grid, taken: readonly Area[]): Hole | null {
  const { columns, cells, gutter } = grid.columns;
  const column = Math.floor((at.x + gutter / 2) / (cells * 1000 + gutter));
  const line = Math.floor(at.line);
  if (column < 0 || column >= columns || line < 0 || line >= grid.lines) return null;
  const isFree = (first: number, top: number, span: number, lines: number): boolean => {
    const area = { x: columnStart(grid, first), line: top, width: spanWidth(grid, span), lines };
    return !taken.some((other) => overlaps(area, other));
  };
  if (!isFree(column, line, 1, 1)) return null;
  let top = line;
  let end = line + 1;
  while (top > 0 && isFree(column, top - 1, 1, 1)) top -= 1;
  while (end < grid.lines && isFree(column, end, 1, 1)) end += 1;
  // A blank stays between the place and what stands over and under it.
  const stands = (edge: number): boolean => taken.some((other) => overlaps({ x: columnStart(grid, column), line: edge, width: spanWidth(grid, 1), lines: 1 }, other));
  if (top > 0 && stands(top - 1)) top = Math.min(line, top + GAP);
  if (end < grid.lines && stands(end)) end = Math.max(line + 1, end - GAP);
  let [first, last] = [column, column];
  while (first > 0 && isFree(first - 1, top, 1, end - top)) first -= 1;
  while (last + 1 < columns && isFree(last + 1, top, 1, end - top)) last += 1;
  const span = last - first + 1;
  return { area: { x: columnStart(grid, first), line: top, width: spanWidth(grid, span), lines: end - top }, span };
}

/** The area with which a story fills a place: its whole width, and its depth but for a few lines; null when it does not. */
export function filling(hole: Hole | null, fits: readonly Fit[]): Hole | null {
  const fit = fits.find(({ columns }) => columns === hole?.span);
  if (hole === null || fit === undefined || fit.lines > hole.area.lines || hole.area.lines - fit.lines > SLACK) return null;
  return { span: hole.span, area: { ...hole.area, lines: fit.lines } };
}
