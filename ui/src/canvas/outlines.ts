// Glyph outlines as the engine sends them, kept as paths in font units.
import type { Bridge } from '../bridge/bridge';
import type { GlyphItem, Item } from './display-list';

/** What an outline is drawn into: a Path2D, or a recorder in tests. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void;
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void;
  closePath(): void;
}

export interface Outlines<P extends Pen> {
  unitsPerEm: number;
  /** Null for a glyph that paints nothing. */
  glyphs: Map<number, P | null>;
}

/** Decodes outlines; y grows upwards as in the font. */
export function decodeOutlines<P extends Pen>(buffer: ArrayBuffer, makePen: () => P): Outlines<P> {
  const view = new DataView(buffer);
  const glyphs = new Map<number, P | null>();
  if (buffer.byteLength < 4) return { unitsPerEm: 1000, glyphs };
  const unitsPerEm = view.getUint16(0, true);
  let at = 4;
  const next = (): number => {
    at += 2;
    return view.getInt16(at - 2, true);
  };
  for (let count = view.getUint16(2, true); count > 0; count -= 1) {
    const id = view.getUint16(at, true);
    const commands = view.getUint16(at + 2, true);
    at += 4;
    const pen = commands === 0 ? null : makePen();
    for (let index = 0; index < commands; index += 1) {
      const kind = view.getUint8(at);
      at += 1;
      if (kind === 0) pen?.moveTo(next(), next());
      else if (kind === 1) pen?.lineTo(next(), next());
      else if (kind === 2) pen?.quadraticCurveTo(next(), next(), next(), next());
      else if (kind === 3) pen?.bezierCurveTo(next(), next(), next(), next(), next(), next());
      else pen?.closePath();
    }
    glyphs.set(id, pen);
  }
  return { unitsPerEm, glyphs };
}

interface Face {
  unitsPerEm: number;
  glyphs: Map<number, Path2D | null>;
}

/** The outlines of every face met so far, fetched as they are needed. */
export class GlyphShelf {
  readonly #bridge: Bridge;
  readonly #faces = new Map<string, Face>();
  readonly #waiting = new Map<string, Promise<void>>();

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** Resolves when every glyph of `items` is at hand. */
  async need(items: readonly Item[]): Promise<void> {
    const missing = new Map<string, Set<number>>();
    for (const item of items) {
      if (item.kind === 'glyphs') this.#collect(item, missing);
    }
    await Promise.all([...missing].map(([face, ids]) => this.#fetch(face, [...ids])));
  }

  path(face: string, glyph: number): Path2D | null {
    return this.#faces.get(face)?.glyphs.get(glyph) ?? null;
  }

  unitsPerEm(face: string): number {
    return this.#faces.get(face)?.unitsPerEm ?? 1000;
  }

  #collect(item: GlyphItem, missing: Map<string, Set<number>>): void {
    const known = this.#faces.get(item.face)?.glyphs;
    let wanted = missing.get(item.face);
    for (let index = 0; index < item.glyphs.length; index += 3) {
      const id = item.glyphs[index] ?? 0;
      if (known?.has(id) === true) continue;
      if (wanted === undefined) missing.set(item.face, (wanted = new Set()));
      wanted.add(id);
    }
  }

  async #fetch(name: string, ids: number[]): Promise<void> {
    // One request a face at a time: a second one would ask for the same glyphs again.
    const before = this.#waiting.get(name) ?? Promise.resolve();
    const request = before.then(async () => {
      const face = this.#faces.get(name);
      const wanted = ids.filter((id) => face?.glyphs.has(id) !== true);
      if (wanted.length === 0) return;
      const bytes = await this.#bridge.bytes('glyphs', { face: name, ids: wanted });
      this.#keep(name, wanted, decodeOutlines(bytes, () => new Path2D()));
    });
    this.#waiting.set(name, request.catch(() => undefined));
    await request;
  }

  #keep(name: string, asked: readonly number[], came: Outlines<Path2D>): void {
    let face = this.#faces.get(name);
    if (face === undefined) this.#faces.set(name, (face = { unitsPerEm: came.unitsPerEm, glyphs: new Map() }));
    for (const [id, path] of came.glyphs) face.glyphs.set(id, path);
    // What the face could not give is not asked for again.
    for (const id of asked) if (!face.glyphs.has(id)) face.glyphs.set(id, null);
  }
}
