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

/** An outline and the box round it, in font units, y upwards. */
export interface Outline<P> {
  path: P;
  left: number;
  bottom: number;
  right: number;
  top: number;
}

export interface Outlines<P> {
  unitsPerEm: number;
  /** Null for a glyph that paints nothing. */
  glyphs: Map<number, Outline<P> | null>;
}

/** Pairs of coordinates after each kind of command: move, line, quadratic, cubic, close. */
const PAIRS = [1, 1, 2, 3, 0];

/** Decodes outlines; y grows upwards as in the font. */
export function decodeOutlines<P extends Pen>(buffer: ArrayBuffer, makePen: () => P): Outlines<P> {
  const view = new DataView(buffer);
  const glyphs = new Map<number, Outline<P> | null>();
  if (buffer.byteLength < 4) return { unitsPerEm: 1000, glyphs };
  let at = 4;
  for (let count = view.getUint16(2, true); count > 0; count -= 1) {
    const id = view.getUint16(at, true);
    const commands = view.getUint16(at + 2, true);
    at += 4;
    const outline = { path: makePen(), left: Infinity, bottom: Infinity, right: -Infinity, top: -Infinity };
    for (let index = 0; index < commands; index += 1) {
      const kind = view.getUint8(at);
      at += 1;
      const c: number[] = [];
      for (let pairs = PAIRS[kind] ?? 0; pairs > 0; pairs -= 1, at += 4) {
        const x = view.getInt16(at, true);
        const y = view.getInt16(at + 2, true);
        c.push(x, y);
        outline.left = Math.min(outline.left, x);
        outline.right = Math.max(outline.right, x);
        outline.bottom = Math.min(outline.bottom, y);
        outline.top = Math.max(outline.top, y);
      }
      trace(outline.path, kind, c);
    }
    glyphs.set(id, commands === 0 ? null : outline);
  }
  return { unitsPerEm: view.getUint16(0, true), glyphs };
}

function trace(pen: Pen, kind: number, [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]: number[]): void {
  if (kind === 0) pen.moveTo(a, b);
  else if (kind === 1) pen.lineTo(a, b);
  else if (kind === 2) pen.quadraticCurveTo(a, b, c, d);
  else if (kind === 3) pen.bezierCurveTo(a, b, c, d, e, f);
  else pen.closePath();
}

type Face = Outlines<Path2D>;

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

  outline(face: string, glyph: number): Outline<Path2D> | null {
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
    for (const [id, outline] of came.glyphs) face.glyphs.set(id, outline);
    // What the face could not give is not asked for again.
    for (const id of asked) if (!face.glyphs.has(id)) face.glyphs.set(id, null);
  }
}
