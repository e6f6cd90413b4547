// What takes room on a page besides the package in the hand.
import type { Area, PageState } from '../../bridge/types';

/** What takes room on a page besides the story being placed: its packages and its nameplate. */
export function obstacles(page: PageState, packages: readonly Area[]): Area[] {
  if (page.nameplate_lines === 0) return [...packages];
  return [{ x: 0, line: 0, width: page.grid.cells * 1000, lines: page.nameplate_lines }, ...packages];
}
