// One finished picture a group: painted once for a size, then copied wherever the group stands.
import type { Group } from './display-list';
import type { Painter } from './painter';

/** Pixels that all pictures together may have; beyond it groups are painted straight onto the page. */
const MOST_PIXELS = 40_000_000;

interface Bitmap {
  canvas: HTMLCanvasElement;
  scale: number;
  /** Fraction of a pixel at which the group's corner stood when it was painted. */
  phase: number;
  /** From the group's corner to the picture's, in device pixels at `scale`. */
  left: number;
  top: number;
  hashes: string[];
}

/** Where a group's corner falls on the page, in device pixels. */
export interface Corner {
  x: number;
  y: number;
}

export class GroupBitmaps {
  readonly #painter: Painter;
  readonly #bitmaps = new Map<number, Bitmap>();
  #pixels = 0;

  constructor(painter: Painter) {
    this.#painter = painter;
    painter.photos.onArrival((hash) => this.#forget(hash));
  }

  /** Whether the picture of a group is at hand for this size and place. */
  isReady(group: Group, scale: number, corner: Corner): boolean {
    const bitmap = this.#bitmaps.get(group.digest);
    return bitmap !== undefined && bitmap.scale === scale && bitmap.phase === phaseOf(corner);
  }

  /** Whether all groups at this size fit into memory as pictures. */
  static fits(groups: readonly Group[], scale: number): boolean {
    let pixels = 0;
    for (const { bounds } of groups) pixels += bounds.width * scale * bounds.height * scale;
    return pixels <= MOST_PIXELS;
  }

  /** Paints the picture of a group. */
  prepare(group: Group, scale: number, corner: Corner): void {
    const { bounds } = group;
    const left = Math.floor(bounds.x * scale) - 2;
    const top = Math.floor(bounds.y * scale) - 2;
    const width = Math.ceil((bounds.x + bounds.width) * scale) + 3 - left;
    const height = Math.ceil((bounds.y + bounds.height) * scale) + 3 - top;
    this.#drop(group.digest);
    if (width < 1 || height < 1 || width * height > MOST_PIXELS) return;
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    if (context === null) return;
    const origin = { x: corner.x - Math.floor(corner.x) - left, y: corner.y - Math.floor(corner.y) - top };
    this.#painter.paint(context, group, { scale, origin });
    const hashes = (group.items ?? []).flatMap((item) => (item.kind === 'picture' ? [item.hash] : []));
    this.#bitmaps.set(group.digest, { canvas, scale, phase: phaseOf(corner), left, top, hashes });
    this.#pixels += width * height;
    this.#trim();
  }

  /** Copies the picture of a group, stretched if it was painted for another size; false when there is none. */
  copy(context: CanvasRenderingContext2D, group: Group, scale: number, corner: Corner): boolean {
    const bitmap = this.#bitmaps.get(group.digest);
    if (bitmap === undefined) return false;
    // Pictures in use go to the young end, away from being dropped.
    this.#bitmaps.delete(group.digest);
    this.#bitmaps.set(group.digest, bitmap);
    const { canvas, left, top } = bitmap;
    if (bitmap.scale === scale) {
      context.drawImage(canvas, Math.floor(corner.x) + left, Math.floor(corner.y) + top);
    } else {
      const factor = scale / bitmap.scale;
      const x = corner.x + left * factor;
      const y = corner.y + top * factor;
      context.drawImage(canvas, x, y, canvas.width * factor, canvas.height * factor);
    }
    return true;
  }

  #forget(hash: string): void {
    for (const [digest, bitmap] of this.#bitmaps) {
      if (bitmap.hashes.includes(hash)) this.#drop(digest);
    }
  }

  #trim(): void {
    for (const digest of this.#bitmaps.keys()) {
      if (this.#pixels <= MOST_PIXELS * 1.5) return;
      this.#drop(digest);
    }
  }

  #drop(digest: number): void {
    const bitmap = this.#bitmaps.get(digest);
    if (bitmap === undefined) return;
    this.#pixels -= bitmap.canvas.width * bitmap.canvas.height;
    this.#bitmaps.delete(digest);
  }
}

/** The fraction of a pixel, in eighths across and down: finer differences cannot be seen. */
function phaseOf({ x, y }: Corner): number {
  const eighths = (value: number): number => Math.floor((value - Math.floor(value)) * 8);
  return eighths(x) * 8 + eighths(y);
}
