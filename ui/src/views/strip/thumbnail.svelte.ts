// The picture of a page, drawn anew when what is printed on it has changed and the hand rests.

import type { Id } from '../../bridge/types';
import type { Desk } from '../../desk/desk';

/** Width of the picture in pixels, twice what the strip shows, for sharp screens. */
const WIDTH = 128;
/** A picture waits until the hand rests, in milliseconds. */
const REST = 250;

/** The last picture of each page: a strip that comes back shows it until there is a newer one. */
const last = new WeakMap<Desk, Map<Id, string>>();

function lastOf(desk: Desk): Map<Id, string> {
  const known = last.get(desk) ?? new Map<Id, string>();
  last.set(desk, known);
  return known;
}

/** Keeps the picture of a page; call it while a component is set up. */
export function thumbnail(desk: Desk, page: () => Id): { readonly url: string | null } {
  let url = $state<string | null>(null);

  $effect(() => {
    const id = page();
    url = lastOf(desk).get(id) ?? null;
    let isOver = false;
    let isBusy = false;
    let isStale = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function draw(): Promise<void> {
      if (isBusy) {
        isStale = true;
        return;
      }
      isBusy = true;
      try {
        const next = await desk.thumbnail(id, WIDTH);
        if (isOver) URL.revokeObjectURL(next);
        else show(id, next);
      } catch (error) {
        console.warn('a page could not be pictured', error);
      } finally {
        isBusy = false;
      }
      if (isStale && !isOver) {
        isStale = false;
        await draw();
      }
    }

    function show(of: Id, next: string): void {
      const before = lastOf(desk).get(of);
      if (before !== undefined) URL.revokeObjectURL(before);
      lastOf(desk).set(of, next);
      url = next;
    }

    const stop = desk.onPagesChanged((pages) => {
      if (pages !== null && !pages.includes(id)) return;
      clearTimeout(timer);
      timer = setTimeout(() => void draw(), REST);
    });
    void draw();
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  });

  return {
    get url() {
      return url;
    },
  };
}
