// Proposals as small pictures: painted one after the other from the pages that the engine lays out for them.

import type { Command, Id } from '../../bridge/types';
import type { Print } from '../../canvas/print';

/** Width of a picture in CSS pixels. */
const WIDTH = 104;
/** How many pictures are kept. */
const MOST = 40;

const kept = new Map<string, HTMLCanvasElement>();
let queue: Promise<unknown> = Promise.resolve();

/** Calls `show` with the page that a command would leave, small, and again when its photos have come. */
export function pictureOf(print: Print, page: Id, command: Command, show: (picture: HTMLCanvasElement) => void): () => void {
  let isOver = false;
  const key = JSON.stringify(command);
  const found = kept.get(key);
  if (found !== undefined) show(found);
  else {
    queue = queue.then(async () => {
      if (isOver) return;
      const canvas = document.createElement('canvas');
      const frame = await print.preview(page, command);
      if (isOver) return;
      // Photos are waited for outside the queue, so that one slow photo does not keep the next page.
      void print
        .paint(canvas, frame, WIDTH, '#ffffff', () => {
          if (!isOver) show(canvas);
        })
        .then(() => keep(key, canvas));
    });
    queue = queue.catch((error: unknown) => console.warn('a proposal was not pictured', error));
  }
  return () => (isOver = true);
}

function keep(key: string, canvas: HTMLCanvasElement): void {
  kept.set(key, canvas);
  for (const each of kept.keys()) {
    if (kept.size <= MOST) return;
    kept.delete(each);
  }
}
