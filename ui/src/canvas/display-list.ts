// A page in its one finished form, decoded from the bytes that the engine sends; nothing here lays out.
import type { Id, Point, Rect, Refusal, Report, TextView } from '../bridge/types';

/** Ink on paper; amounts in thousandths of full coverage. */
export type Paint =
  | 'black'
  | { gray: number }
  | { cmyk: [number, number, number, number] }
  | { spot: { ink: string; tint: number } };

export type PathStep = { move: Point } | { line: Point } | { curve: [Point, Point, Point] } | 'close';

export interface GlyphItem {
  kind: 'glyphs';
  face: string;
  /** Em size, in EMU. */
  size: number;
  /** Horizontal scale in thousandths. */
  scaleX: number;
  sideways: boolean;
  paint: Paint;
  /** Three numbers a glyph: index in the face, x and y of its origin in EMU. */
  glyphs: Int32Array;
}

export interface ShapeItem {
  kind: 'shape';
  path: PathStep[];
  fill: Paint | null;
  stroke: { paint: Paint; width: number; dash?: number[] } | null;
}

export interface PictureItem {
  kind: 'picture';
  hash: string;
  frame: Rect;
  image: Rect;
  orientation: number;
}

export type Item = GlyphItem | ShapeItem | PictureItem;

export interface Group {
  /** Such as `package:1f` or `folio`; unique on its page. */
  id: string;
  origin: Point;
  bounds: Rect;
  /** Equal digests look the same wherever they stand. */
  digest: number;
  /** Null where the receiver said that it has them. */
  items: Item[] | null;
}

export interface PageList {
  number: number;
  trim: { width: number; height: number };
  bleed: number;
  typeArea: Rect;
  groups: Group[];
}

/** What comes with a page: how its packages came out, and what a preview was refused for. */
export interface Frame {
  reports: Record<Id, Report>;
  refusal: Refusal | null;
  /** The package that a previewed verb made or changed. */
  focus: Id | null;
  /** The lines of the package that is written in, when they were asked for. */
  text?: TextView | null;
  list: PageList;
}

interface WireGlyphs extends Omit<GlyphItem, 'glyphs'> {
  first: number;
  count: number;
}

type WireItem = WireGlyphs | ShapeItem | PictureItem;

interface WireGroup extends Omit<Group, 'items'> {
  items: WireItem[] | null;
}

const MAGIC = 0x314c5842; // "BXL1", little endian

/** A frame: its JSON head, then the display list. Throws when the bytes are none. */
export function decodeFrame(buffer: ArrayBuffer): Frame {
  const [head, end] = readJson<Omit<Frame, 'list'>>(buffer, 0);
  return { ...head, list: decodeList(buffer, end) };
}

/** A display list that begins at `start`, a multiple of four. */
export function decodeList(buffer: ArrayBuffer, start: number): PageList {
  const view = new DataView(buffer);
  if (buffer.byteLength < start + 8 || view.getUint32(start, true) !== MAGIC) {
    throw new Error('these bytes are not a display list of version 1');
  }
  const [head, end] = readJson<Omit<PageList, 'groups'> & { groups: WireGroup[] }>(buffer, start + 4);
  const values = new Int32Array(buffer, end);
  return { ...head, groups: head.groups.map((group) => ({ ...group, items: readItems(group.items, values) })) };
}

function readItems(items: WireItem[] | null, values: Int32Array): Item[] | null {
  if (items === null) return null;
  return items.map((item): Item => {
    if (item.kind !== 'glyphs') return item;
    const { first, count, ...run } = item;
    if (first + count > values.length / 3) throw new Error('a run of type names glyphs that did not come');
    return { ...run, glyphs: values.subarray(first * 3, (first + count) * 3) };
  });
}

/** JSON after its length in bytes, and where the next part begins. */
function readJson<T>(buffer: ArrayBuffer, at: number): [T, number] {
  const length = new DataView(buffer).getUint32(at, true);
  const end = at + 4 + length;
  if (end > buffer.byteLength || end % 4 !== 0) throw new Error('the head of a page is cut off');
  const text = new TextDecoder().decode(new Uint8Array(buffer, at + 4, length));
  return [JSON.parse(text) as T, end];
}
