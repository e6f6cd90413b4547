// Where a story goes when it is placed without pointing: the first room on the page that takes all of it.

import type { Area, Fit, PageState } from '../../bridge/types';
import { columnStart, overlaps } from '../../desk/kernels/grid';
import { GAP } from '../../desk/kernels/snap';

/**
 * The first free area, line by line and from the left, for a story that fits as `fits` say; the span nearest to
 * `span` is tried first. Null when the page has no room for it at any span.
 */
export function firstFree(page: PageState, taken: readonly Area[], fits: readonly Fit[], span: number): Area | null {
  const byNearness = [...fits].sort((a, b) => Math.abs(a.columns - span) - Math.abs(b.columns - span));
  for (const fit of byNearness) {
    const area = roomFor(page, taken, fit);
    if (area !== null) return area;
  }
  return null;
}

function roomFor(page: PageState, taken: readonly Area[], fit: Fit): Area | null {
  const { grid } = page;
  const top = page.nameplate_lines > 0 ? page.nameplate_lines + GAP : 0;
  // The air that packages keep between them belongs to what stands above.
  const held = taken.map((area) => ({ ...area, line: area.line - GAP, lines: area.lines + 2 * GAP }));
  for (let line = top; line + fit.lines <= grid.lines; line += 1) {
    for (let column = 0; column + fit.columns <= grid.columns.columns; column += 1) {
      const area = { x: columnStart(grid, column), line, width: fit.width, lines: fit.lines };
      if (!held.some((other) => overlaps(area, other))) return area;
    }
  }
  return null;
}
