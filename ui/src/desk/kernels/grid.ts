// The cell grid in EMU: where cells, lines, columns and areas lie on the page.
import type { Area, Grid, PageState, Rect } from '../../bridge/types';
import { EMU_PER_MM } from './emu';

/** Width of a cell count in thousandths, in EMU. */
export function cellsToEmu(thousandths: number, grid: Grid): number {
  return Math.round((thousandths * grid.cell) / 1000);
}

/** Where an area lies, in EMU from the top left corner of the trimmed page. */
export function placeArea(area: Area, page: PageState): Rect {
  const { grid, paper } = page;
  return {
    x: paper.left + cellsToEmu(area.x, grid),
    y: paper.top + grid.leading * area.line,
    width: cellsToEmu(area.width, grid),
    height: grid.leading * Math.max(0, area.lines - 1) + grid.cell,
  };
}

/** The type area (版心) on the page, in EMU. */
export function typeArea(page: PageState): Rect {
  const { grid } = page;
  return placeArea({ x: 0, line: 0, width: grid.cells * 1000, lines: grid.lines }, page);
}

/** Width of `span` columns with the gutters between them, in thousandths of a cell. */
export function spanWidth(grid: Grid, span: number): number {
  const { cells, gutter } = grid.columns;
  return span * cells * 1000 + (span - 1) * gutter;
}

/** Left edge of column `index` (from 0), in thousandths of a cell. */
export function columnStart(grid: Grid, index: number): number {
  return index * (grid.columns.cells * 1000 + grid.columns.gutter);
}

/** How many whole columns a width spans; null when it is none. */
export function spanOf(grid: Grid, width: number): number | null {
  for (let span = 1; span <= grid.columns.columns; span += 1) {
    if (Math.abs(spanWidth(grid, span) - width) <= 2) return span;
  }
  return null;
}

/** Whether two areas share any cell. */
export function overlaps(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.line < b.line + b.lines && b.line < a.line + a.lines;
}

/** Where a page is folded as a share of its height: a broadsheet is folded once across, smaller pages are not. */
export function foldOf(page: PageState): number | null {
  return page.paper.height >= 500 * EMU_PER_MM ? 0.5 : null;
}

/** The box that holds all of the boxes; of none, an empty one. */
export function around(boxes: readonly Rect[]): Rect {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return boxes.length === 0 ? { x: 0, y: 0, width: 0, height: 0 } : { x, y, width: right - x, height: bottom - y };
}

/** The one of several things on the grid that lies nearest: least distance between edges, then between middles. */
export function nearestArea<T extends { area: Area }>(from: { area: Area }, others: readonly T[]): T | undefined {
  const gap = (a: number, length: number, b: number, other: number): number => Math.max(0, b - a - length, a - b - other);
  const measure = ({ area }: T): number => {
    const across = gap(from.area.x, from.area.width, area.x, area.width) / 1000;
    const down = gap(from.area.line, from.area.lines, area.line, area.lines);
    const middle = Math.hypot(
      (from.area.x + from.area.width / 2 - area.x - area.width / 2) / 1000,
      from.area.line + from.area.lines / 2 - area.line - area.lines / 2,
    );
    return (across + down) * 1000 + middle;
  };
  return others.reduce<T | undefined>((best, each) => (best === undefined || measure(each) < measure(best) ? each : best), undefined);
}

/** The box round several areas; null when there are none. */
export function areaAround(areas: readonly Area[]): Area | null {
  if (areas.length === 0) return null;
  const x = Math.min(...areas.map((area) => area.x));
  const line = Math.min(...areas.map((area) => area.line));
  const right = Math.max(...areas.map((area) => area.x + area.width));
  const end = Math.max(...areas.map((area) => area.line + area.lines));
  return { x, line, width: right - x, lines: end - line };
}
