// Glyphs as small finished pictures, so that a page of eight thousand is copied and not drawn.
import type { GlyphShelf } from './outlines';

/** Side of a sheet in device pixels, and how many are kept before all are dropped. */
const SHEET = 1024;
const MOST_SHEETS = 24;

/** Steps between two pixels at which a glyph may stand across; down it stands on whole pixels. */
const PHASES = 4;

/** One look of type: a face at a size in one colour. */
export interface Look {
  face: string;
  /** Em in device pixels. */
  size: number;
  /** Width against height, 1 for type as drawn. */
  stretch: number;
  sideways: boolean;
  colour: string;
}

interface Slot {
  sheet: HTMLCanvasElement;
  x: number;
  y: number;
  width: number;
  height: number;
  /** From the glyph's origin to the slot's corner. */
  left: number;
  top: number;
}

/** The glyphs of one look, by index and phase. */
export class LookAtlas {
  readonly #atlas: GlyphAtlas;
  readonly #look: Look;
  readonly #slots = new Map<number, Slot | null>();

  constructor(atlas: GlyphAtlas, look: Look) {
    this.#atlas = atlas;
    this.#look = look;
  }

  /** Makes the picture of a glyph that stands at `x`, unless it is there. */
  prepare(glyph: number, x: number): void {
    this.#slot(glyph, x - Math.floor(x));
  }

  /** Draws a glyph with its origin at `x`, `y`, in device pixels of an untransformed context. */
  draw(context: CanvasRenderingContext2D, glyph: number, x: number, y: number): void {
    const whole = Math.floor(x);
    const slot = this.#slot(glyph, x - whole);
    if (slot === null) return;
    const { sheet, width, height } = slot;
    context.drawImage(sheet, slot.x, slot.y, width, height, whole + slot.left, Math.round(y) + slot.top, width, height);
  }

  #slot(glyph: number, fraction: number): Slot | null {
    const phase = Math.floor(fraction * PHASES);
    const key = glyph * PHASES + phase;
    let slot = this.#slots.get(key);
    if (slot === undefined) this.#slots.set(key, (slot = this.#atlas.make(this.#look, glyph, phase / PHASES)));
    return slot;
  }
}

export class GlyphAtlas {
  readonly #shelf: GlyphShelf;
  readonly #looks = new Map<string, LookAtlas>();
  #sheets: HTMLCanvasElement[] = [];
  #x = 0;
  #y = 0;
  #row = 0;

  constructor(shelf: GlyphShelf) {
    this.#shelf = shelf;
  }

  look(look: Look): LookAtlas {
    const key = `${look.face}/${look.size.toFixed(2)}/${look.stretch}/${look.sideways}/${look.colour}`;
    let atlas = this.#looks.get(key);
    if (atlas === undefined) {
      if (this.#sheets.length > MOST_SHEETS) this.#clear();
      this.#looks.set(key, (atlas = new LookAtlas(this, look)));
    }
    return atlas;
  }

  /** Draws a glyph into a sheet; null when it paints nothing. */
  make(look: Look, glyph: number, phase: number): Slot | null {
    const outline = this.#shelf.outline(look.face, glyph);
    if (outline === null) return null;
    const up = look.size / this.#shelf.unitsPerEm(look.face);
    const along = up * look.stretch;
    const box = look.sideways
      ? { left: outline.bottom * up, right: outline.top * up, top: outline.left * along, bottom: outline.right * along }
      : { left: outline.left * along, right: outline.right * along, top: -outline.top * up, bottom: -outline.bottom * up };
    const left = Math.floor(box.left + phase) - 1;
    const top = Math.floor(box.top) - 1;
    const width = Math.ceil(box.right + phase) + 1 - left;
    const height = Math.ceil(box.bottom) + 1 - top;
    const place = this.#room(width, height);
    if (place === null) return null;
    const context = place.sheet.getContext('2d');
    if (context === null) return null;
    context.fillStyle = look.colour;
    const x = place.x - left + phase;
    const y = place.y - top;
    if (look.sideways) context.setTransform(0, along, up, 0, x, y);
    else context.setTransform(along, 0, 0, -up, x, y);
    context.fill(outline.path);
    return { ...place, width, height, left, top };
  }

  #room(width: number, height: number): { sheet: HTMLCanvasElement; x: number; y: number } | null {
    if (width > SHEET || height > SHEET) return null;
    if (this.#x + width > SHEET) {
      this.#x = 0;
      this.#y += this.#row;
      this.#row = 0;
    }
    let sheet = this.#sheets.at(-1);
    if (sheet === undefined || this.#y + height > SHEET) {
      sheet = document.createElement('canvas');
      sheet.width = SHEET;
      sheet.height = SHEET;
      this.#sheets.push(sheet);
      this.#x = 0;
      this.#y = 0;
      this.#row = 0;
    }
    const place = { sheet, x: this.#x, y: this.#y };
    this.#x += width;
    this.#row = Math.max(this.#row, height);
    return place;
  }

  #clear(): void {
    this.#looks.clear();
    this.#sheets = [];
    this.#x = 0;
    this.#y = 0;
    this.#row = 0;
  }
}
