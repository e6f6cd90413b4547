// What takes room on a page besides the package in the hand.
import type { Area, PackageState, PageState } from '../../bridge/types';

/** What takes room on a page besides the story being placed: its packages and its nameplate. */
export function obstacles(page: PageState, items: readonly PackageState[]): Area[] {
  const packages = items.filter(takesGround).map(({ area }) => area);
  if (page.nameplate_lines === 0) return [...packages];
  return [{ x: 0, line: 0, width: page.grid.cells * 1000, lines: page.nameplate_lines }, ...packages];
}

/** Whether a package needs its ground for itself: a rule or a tint lies with others, unless text gives way to it. */
export function takesGround({ free }: PackageState): boolean {
  return free === undefined || free.wraps || (free.kind !== 'rule' && free.kind !== 'shape');
}

/** Whether a photo may be dropped on a package: on a story, or on a free frame that shows pictures. */
export function takesPhotos({ free }: PackageState): boolean {
  return free === undefined || free.kind === 'picture' || free.kind === 'text';
}
