// Guides: lines that somebody draws on a page to set packages by.
import type { Guide, PageState } from '../../bridge/types';
import type { Drawn } from './snap';

/** The guides that run down a page, in thousandths of a cell from the left of its type area. */
export function guideCells(page: PageState): number[] {
  return page.guides.filter(({ axis }) => axis === 'down').map(({ at }) => Math.round(((at - page.paper.left) / page.grid.cell) * 1000));
}

/** The guides of a page on its grid: across, each on the line that is nearest. */
export function guidesOf(page: PageState): Drawn {
  const across = page.guides.filter(({ axis }) => axis === 'across');
  return { cells: guideCells(page), lines: across.map(({ at }) => Math.round((at - page.paper.top) / page.grid.leading)) };
}

/** Where a guide comes to rest: on a line or a cell of the grid when it snaps, on whole tenths of a millimetre otherwise. */
export function restGuide(axis: Guide['axis'], at: number, page: PageState, snaps: boolean): number {
  const TENTH = 3_600;
  const { grid, paper } = page;
  const [from, unit, most] = axis === 'down' ? [paper.left, grid.cell, paper.width] : [paper.top, grid.leading, paper.height];
  const free = Math.round(at / TENTH) * TENTH;
  const held = snaps ? from + Math.round((at - from) / unit) * unit : free;
  return Math.min(most, Math.max(0, Math.round(held)));
}

/** The guide within `reach` of a place on the page; its number in the page's list, or null. */
export function guideAt(point: { x: number; y: number }, page: PageState, reach: number, only?: Guide['axis']): number | null {
  const index = page.guides.findIndex(({ axis, at }) => (only === undefined || axis === only) && Math.abs((axis === 'down' ? point.x : point.y) - at) <= reach);
  return index < 0 ? null : index;
}
