// Whole pages painted for the preview and kept while they are looked at, so that turning a page copies a picture.
import type { Id } from '../bridge/types';
import type { Print } from './print';

/** How many painted pages are kept: the leaf in sight, its neighbours, and a way back. */
const MOST = 10;

interface Shot {
  width: number;
  canvas: HTMLCanvasElement;
  /** Whether there is anything on the canvas yet. */
  isPainted: boolean;
  /** Resolves when the photos are on it too. */
  done: Promise<void>;
}

export class PageShots {
  readonly #print: Print;
  readonly #shots = new Map<Id, Shot>();
  readonly #listeners = new Set<(page: Id) => void>();

  constructor(print: Print) {
    this.#print = print;
  }

  /** Calls `listener` with each page that has been painted, or painted anew with its photos. */
  onPaint(listener: (page: Id) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The page at this width in CSS pixels, as far as it is painted; null when it is not at hand. */
  at(page: Id, width: number): HTMLCanvasElement | null {
    const shot = this.#shots.get(page);
    return shot?.width === width && shot.isPainted ? shot.canvas : null;
  }

  /** Resolves when the page is painted at this width, with its photos. */
  need(page: Id, width: number): Promise<void> {
    const kept = this.#shots.get(page);
    if (kept?.width === width) {
      // What is in use goes to the young end, away from being dropped.
      this.#shots.delete(page);
      this.#shots.set(page, kept);
      return kept.done;
    }
    const canvas = document.createElement('canvas');
    const shot: Shot = { width, canvas, isPainted: false, done: Promise.resolve() };
    this.#shots.delete(page);
    this.#shots.set(page, shot);
    this.#trim();
    shot.done = this.#paint(page, shot).catch((error: unknown) => {
      if (this.#shots.get(page) === shot) this.#shots.delete(page);
      console.warn('a page was not painted', error);
    });
    return shot.done;
  }

  /** Drops pages whose print has changed; all of them when null. */
  forget(pages: readonly Id[] | null): void {
    for (const page of pages ?? [...this.#shots.keys()]) this.#shots.delete(page);
  }

  async #paint(page: Id, shot: Shot): Promise<void> {
    const frame = await this.#print.page(page);
    // Inks lie on the paper's own colour, so they are painted on white and multiplied.
    await this.#print.paint(shot.canvas, frame, shot.width, '#ffffff', () => {
      shot.isPainted = true;
      if (this.#shots.get(page) === shot) for (const listener of [...this.#listeners]) listener(page);
    });
  }

  #trim(): void {
    for (const page of this.#shots.keys()) {
      if (this.#shots.size <= MOST) return;
      this.#shots.delete(page);
    }
  }
}
