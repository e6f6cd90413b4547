// The pages before and after the one on the desk, fetched and painted while nothing else is to be done: turning to them
// copies what is there.
import type { Id, Point } from '../bridge/types';
import type { Desk } from '../desk/desk';
import { GroupBitmaps } from './bitmaps';
import { idle } from './idle';
import type { FullFrame } from './print';

export class Ahead {
  readonly #desk: Desk;
  readonly #frames: Map<Id, FullFrame>;
  /** What was last prepared for; another page or zoom ends what is under way. */
  #of = '';

  /** Frames that are fetched go into `frames`. */
  constructor(desk: Desk, frames: Map<Id, FullFrame>) {
    this.#desk = desk;
    this.#frames = frames;
  }

  /** The page stands whole at this scale and place, in device pixels: its neighbours are next. */
  prepare(page: Id, scale: number, corner: Point): void {
    const of = `${page} ${scale} ${corner.x} ${corner.y}`;
    if (of === this.#of) return;
    this.#of = of;
    void this.#prepare(of, page, scale, corner).catch((error: unknown) => console.warn('a page did not come ahead', error));
  }

  async #prepare(of: string, page: Id, scale: number, corner: Point): Promise<void> {
    const { print, state } = this.#desk;
    const at = state.pages.findIndex(({ id }) => id === page);
    for (const next of [state.pages[at + 1], state.pages[at - 1]]) {
      if (next === undefined) continue;
      await idle();
      if (of !== this.#of) return;
      const { revision } = this.#desk.state;
      const frame = this.#frames.get(next.id) ?? (await print.page(next.id));
      // What changed meanwhile is fetched when it is turned to.
      if (revision !== this.#desk.state.revision) return;
      this.#frames.set(next.id, frame);
      const { groups } = frame.list;
      const pictures = groups.flatMap(({ items }) => items).filter((item) => item.kind === 'picture');
      await Promise.all(pictures.map(({ hash, image }) => print.painter.photos.need(hash, Math.max(image.width, image.height) * scale)));
      if (!GroupBitmaps.fits(groups, scale)) continue;
      for (const group of groups) {
        const place = { x: corner.x + group.origin.x * scale, y: corner.y + group.origin.y * scale };
        if (print.bitmaps.isReady(group, scale, place)) continue;
        await idle();
        if (of !== this.#of) return;
        print.bitmaps.prepare(group, scale, place);
      }
    }
  }
}
