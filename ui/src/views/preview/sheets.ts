// Which pages lie beside each other: on the reader's table, and on the printed sheet.
import type { PageState } from '../../bridge/types';

/** How pages are put together in the preview. */
export type Look = 'single' | 'spread' | 'sheet';

/** Pages seen together. */
export interface Leaf {
  pages: PageState[];
  /** Which printed sheet it is, from 1, and which side of it; null when it is none. */
  sheet: { number: number; side: 'outer' | 'inner' } | null;
}

/**
 * The printed sheets (印张) of an edition in order: sheet 1 bears the last page beside the first on its outer
 * side. Where pages are missing for a whole sheet their places stay empty.
 */
export function sheetsOf(pages: readonly PageState[]): Leaf[] {
  const count = Math.ceil(pages.length / 4) * 4;
  const leaves: Leaf[] = [];
  const at = (place: number): PageState[] => pages.slice(place - 1, place);
  for (let number = 1; number <= count / 4; number += 1) {
    const first = 2 * number - 1;
    const last = count + 1 - first;
    leaves.push({ pages: [...at(last), ...at(first)], sheet: { number, side: 'outer' } });
    leaves.push({ pages: [...at(first + 1), ...at(last - 1)], sheet: { number, side: 'inner' } });
  }
  return leaves.filter((leaf) => leaf.pages.length > 0);
}
