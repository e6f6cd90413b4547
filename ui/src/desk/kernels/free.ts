// Free space on a page: where the next package can stand without covering anything.
import type { Area, Grid, PageState } from '../../bridge/types';
import { columnStart, overlaps, spanWidth } from './grid';
import { GAP, freeLines } from './snap';

/** What takes room on a page besides the story being placed: its packages and its nameplate. */
export function obstacles(page: PageState, packages: readonly Area[]): Area[] {
  if (page.nameplate_lines === 0) return [...packages];
  return [{ x: 0, line: 0, width: page.grid.cells * 1000, lines: page.nameplate_lines }, ...packages];
}

/**
 * The first place from the top left where a story stands at its whole depth, in the earliest of the
 * spans given that fits anywhere; failing all, the deepest place for the first span. Null on a full page.
 */
export function firstFree(depths: readonly { columns: number; lines: number }[], grid: Grid, taken: readonly Area[]): Area | null {
  let deepest: Area | null = null;
  for (const [index, depth] of depths.entries()) {
    for (const area of places(depth.columns, grid, taken)) {
      if (area.lines >= depth.lines) return { ...area, lines: depth.lines };
      if (index === 0 && area.lines > (deepest?.lines ?? 0)) deepest = area;
    }
  }
  return deepest;
}

/** Every free corner for a span, from the top and then from the left, with the lines free under it. */
function* places(span: number, grid: Grid, taken: readonly Area[]): Generator<Area> {
  const width = spanWidth(grid, span);
  const tops = [0, ...taken.map((area) => area.line + area.lines + GAP)];
  for (const line of [...new Set(tops)].sort((a, b) => a - b)) {
    if (line >= grid.lines) continue;
    for (let column = 0; column + span <= grid.columns.columns; column += 1) {
      const area = { x: columnStart(grid, column), line, width, lines: 1 };
      if (taken.some((other) => overlaps(widened(other), area))) continue;
      yield { ...area, lines: freeLines(area, grid, taken) };
    }
  }
}

/** An area with the gap under it. */
function widened(area: Area): Area {
  return { ...area, lines: area.lines + GAP };
}
