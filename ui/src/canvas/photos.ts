// Photos at about the size in which they are shown, fetched as they are needed.
import type { Bridge } from '../bridge/bridge';

/** Longest sides in which photos are asked for, so that a small change of zoom fetches nothing. */
const SIZES = [256, 512, 1024, 2048, 4096];

/** Pixels that decoded photos may have together, 128 MB, those aside that were wanted a moment ago (in milliseconds). */
const MOST_PIXELS = 32_000_000;
const RECENT = 20_000;

interface Shot {
  size: number;
  bitmap: ImageBitmap;
  /** When it was last wanted. */
  used: number;
}

export class PhotoShelf {
  readonly #bridge: Bridge;
  readonly #shots = new Map<string, Shot>();
  readonly #waiting = new Map<string, Promise<void>>();
  readonly #failed = new Set<string>();
  readonly #listeners = new Set<(hash: string) => void>();
  #underWay = 0;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Calls `listener` with the hash of each photo that has arrived or become sharper. */
  onArrival(listener: (hash: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The photo as sharp as it is at hand; one that is too small for `pixels` is asked for again. */
  at(hash: string, pixels: number): ImageBitmap | null {
    const shot = this.#shots.get(hash);
    const size = SIZES.find((each) => each >= pixels * 0.9) ?? 4096;
    if (shot === undefined || shot.size < size) void this.need(hash, pixels);
    if (shot !== undefined) {
      // What is in use goes to the young end, away from being dropped.
      shot.used = performance.now();
      this.#shots.delete(hash);
      this.#shots.set(hash, shot);
    }
    return shot?.bitmap ?? null;
  }

  /** Whether any photo is on its way. */
  get isWaiting(): boolean {
    return this.#underWay > 0;
  }

  /** Whether the photo cannot be had. */
  hasFailed(hash: string): boolean {
    return this.#failed.has(hash);
  }

  /** Resolves when the photo is at hand in at least `pixels`, or cannot be had. */
  need(hash: string, pixels: number): Promise<void> {
    const size = SIZES.find((each) => each >= pixels * 0.9) ?? 4096;
    const shot = this.#shots.get(hash);
    if (shot !== undefined && shot.size >= size) {
      shot.used = performance.now();
      return Promise.resolve();
    }
    const key = `${hash}/${size}`;
    let waiting = this.#waiting.get(key);
    // A failed request stays in the table: what cannot be decoded is not asked for at every frame.
    if (waiting === undefined) this.#waiting.set(key, (waiting = this.#fetch(hash, size, key)));
    return waiting;
  }

  async #fetch(hash: string, size: number, key: string): Promise<void> {
    let bitmap: ImageBitmap;
    this.#underWay += 1;
    try {
      bitmap = await createImageBitmap(new Blob([await this.#bridge.bytes('photo', { hash, pixels: size })]));
    } catch {
      this.#underWay -= 1;
      this.#failed.add(hash);
      for (const listener of [...this.#listeners]) listener(hash);
      return; // The crossed box that stands for the photo says enough.
    }
    this.#underWay -= 1;
    this.#waiting.delete(key);
    const before = this.#shots.get(hash);
    if (before !== undefined && before.size >= size) {
      bitmap.close();
      return;
    }
    before?.bitmap.close();
    this.#shots.delete(hash);
    this.#shots.set(hash, { size, bitmap, used: performance.now() });
    this.#trim();
    for (const listener of [...this.#listeners]) listener(hash);
  }

  /** Drops the photos that were wanted longest ago until the others have room. */
  #trim(): void {
    const now = performance.now();
    let pixels = 0;
    for (const { bitmap } of this.#shots.values()) pixels += bitmap.width * bitmap.height;
    for (const [hash, { bitmap, used }] of this.#shots) {
      if (pixels <= MOST_PIXELS) return;
      if (now - used < RECENT) continue;
      pixels -= bitmap.width * bitmap.height;
      this.#shots.delete(hash);
      bitmap.close();
    }
  }
}
