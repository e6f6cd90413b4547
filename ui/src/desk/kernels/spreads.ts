// Which pages face each other: page one stands alone, then two and three, four and five.

import type { PageState } from '../../bridge/types';

/** The pages in reading order, facing pages together: an even number on the left, the odd one after it on the right. */
export function spreadsOf(pages: readonly PageState[]): PageState[][] {
  const spreads: PageState[][] = [];
  for (const page of pages) {
    const last = spreads.at(-1);
    const left = last?.[0];
    if (last?.length === 1 && left !== undefined && left.number % 2 === 0 && page.number === left.number + 1)
      last.push(page);
    else spreads.push([page]);
  }
  return spreads;
}

/** The page that faces another, and whether it lies on the right of it; null where none does. */
export function facing(pages: readonly PageState[], id: string): { page: PageState; isRight: boolean } | null {
  const spread = spreadsOf(pages).find((each) => each.some((page) => page.id === id));
  const page = spread?.find((each) => each.id !== id);
  return page === undefined ? null : { page, isRight: spread?.[1] === page };
}
