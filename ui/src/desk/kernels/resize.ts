// Moving and resizing an area on the grid, held inside the type area.
import type { Area, Grid } from '../../bridge/types';

/** The eight handles by compass point. */
export type Handle = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';

export const HANDLES: readonly Handle[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];

/** Least width and height a package may have: two cells, one line. */
const LEAST_WIDTH = 2000;
const LEAST_LINES = 1;

/** The area moved and held inside the type area; null when it stays where it is. */
export function moveArea(area: Area, grid: Grid, cells: number, lines: number): Area | null {
  const x = clamp(area.x + cells, 0, Math.max(0, grid.cells * 1000 - area.width));
  const line = clamp(area.line + lines, 0, Math.max(0, grid.lines - area.lines));
  return x === area.x && line === area.line ? null : { ...area, x, line };
}

/** The area with the edges of `handle` moved by thousandths of a cell and by lines; the others stay. */
export function resizeArea(area: Area, grid: Grid, handle: Handle, cells: number, lines: number): Area {
  let left = area.x;
  let right = area.x + area.width;
  let top = area.line;
  let bottom = area.line + area.lines;
  if (handle.includes('w')) left = clamp(left + cells, 0, right - LEAST_WIDTH);
  if (handle.includes('e')) right = clamp(right + cells, left + LEAST_WIDTH, grid.cells * 1000);
  if (handle.includes('n')) top = clamp(top + lines, 0, bottom - LEAST_LINES);
  if (handle.includes('s')) bottom = clamp(bottom + lines, top + LEAST_LINES, grid.lines);
  return { x: left, line: top, width: right - left, lines: bottom - top };
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.min(greatest, Math.max(least, value));
}
