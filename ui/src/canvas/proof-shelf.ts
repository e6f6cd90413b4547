// Pages as the engine's press shows them, fetched as they are looked at: proofs, plates, ink, what was exported.
import type { Bridge } from '../bridge/bridge';
import type { Id } from '../bridge/types';
import { decodeInkMap, type InkMap } from './ink-map';

/** Pixels that the answers of one kind together may have: 160 MB of proofs. */
const MOST_PIXELS = 40_000_000;

/** How a page is to be shown. */
export interface ProofLook {
  /** Width in pixels. */
  width: number;
  /** Plates by name; all of them when empty. */
  plates: readonly string[];
  /** Whether white is the grey of the paper. */
  paper: boolean;
  /** Whether black type prints over what is under it. */
  overprint: boolean;
  /** The page as last exported, both states at once, or as it stands. */
  view: '' | 'last' | 'overlay';
}

interface Kept<T> {
  page: Id;
  answer: T | null;
  hasFailed: boolean;
}

export class ProofShelf {
  readonly #bridge: Bridge;
  readonly #images = new Map<string, Kept<ImageBitmap>>();
  readonly #inks = new Map<string, Kept<InkMap>>();
  readonly #listeners = new Set<() => void>();

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Calls `listener` whenever something has come, or could not be made. */
  onArrival(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A page as it prints, if it is at hand; asked for if it is not and may be. */
  image(page: Id, look: ProofLook, mayAsk: boolean): ImageBitmap | null {
    const name = look.view === '' ? 'proof' : 'compare';
    return this.#get(this.#images, page, look, mayAsk, async () => {
      const bytes = await this.#bridge.bytes(name, { page, ...look });
      return createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    });
  }

  /** The ink of a page, if it is at hand; asked for if it is not and may be. */
  ink(page: Id, width: number, overprint: boolean, mayAsk: boolean): InkMap | null {
    const params = { width, overprint };
    return this.#get(this.#inks, page, params, mayAsk, async () => decodeInkMap(await this.#bridge.bytes('ink', { page, ...params })));
  }

  /** Whether something of a page could not be made. */
  hasFailed(page: Id): boolean {
    const all = [...this.#images.values(), ...this.#inks.values()];
    return all.some((kept) => kept.page === page && kept.hasFailed);
  }

  /** Whether something of a page is on its way. */
  isWaiting(page: Id): boolean {
    const all = [...this.#images.values(), ...this.#inks.values()];
    return all.some((kept) => kept.page === page && kept.answer === null && !kept.hasFailed);
  }

  /** Drops what is known of pages whose print has changed; of all when null. */
  forget(pages: readonly Id[] | null): void {
    for (const shelf of [this.#images, this.#inks]) {
      for (const [key, kept] of shelf) if (pages === null || pages.includes(kept.page)) shelf.delete(key);
    }
  }

  #get<T extends object>(shelf: Map<string, Kept<T>>, page: Id, params: object, mayAsk: boolean, fetch: () => Promise<T>): T | null {
    const key = `${page} ${JSON.stringify(params)}`;
    const found = shelf.get(key);
    if (found !== undefined) {
      // What is in use goes to the young end, away from being dropped.
      shelf.delete(key);
      shelf.set(key, found);
      return found.answer;
    }
    if (!mayAsk) return null;
    const kept: Kept<T> = { page, answer: null, hasFailed: false };
    shelf.set(key, kept);
    void fetch()
      .then(
        (answer) => {
          kept.answer = answer;
          trim(shelf);
        },
        (error: unknown) => {
          kept.hasFailed = true;
          console.warn('a proof was not made', error);
        },
      )
      .then(() => {
        if (shelf.get(key) === kept) for (const listener of [...this.#listeners]) listener();
      });
    return null;
  }
}

/** Drops the answers that were looked at longest ago until the others have room. */
function trim<T extends object>(shelf: Map<string, Kept<T>>): void {
  const size = ({ answer }: Kept<T>): number => (answer !== null && 'width' in answer && 'height' in answer ? Number(answer.width) * Number(answer.height) : 0);
  let pixels = 0;
  for (const kept of shelf.values()) pixels += size(kept);
  for (const [key, kept] of shelf) {
    if (pixels <= MOST_PIXELS || shelf.size === 1) return;
    if (kept.answer === null) continue;
    pixels -= size(kept);
    shelf.delete(key);
  }
}
