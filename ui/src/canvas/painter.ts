// Paints the items of a group onto a canvas, in device pixels and as they will print.
import type { Point, Rect } from '../bridge/types';
import { GlyphAtlas, type LookAtlas } from './atlas';
import type { GlyphItem, Group, PathStep, PictureItem, ShapeItem } from './display-list';
import { screenColour } from './ink';
import type { GlyphShelf } from './outlines';
import type { PhotoShelf } from './photos';

/** Type larger than this, in device pixels, is drawn from its outline: there is little of it. */
const LARGEST_IN_ATLAS = 44;

/** Type smaller than this cannot be seen. */
const LEAST_SIZE = 0.5;

/** A hairline on screen is never thinner than this, in device pixels. */
const THINNEST = 0.6;

/** Where a group is painted. */
export interface Place {
  /** Device pixels to the EMU. */
  scale: number;
  /** Where the group's corner falls, in device pixels. */
  origin: Point;
  /** What is outside this box of device pixels may be left out. */
  clip?: Rect;
}

export class Painter {
  readonly shelf: GlyphShelf;
  readonly photos: PhotoShelf;
  readonly #atlas: GlyphAtlas;

  constructor(shelf: GlyphShelf, photos: PhotoShelf) {
    this.shelf = shelf;
    this.photos = photos;
    this.#atlas = new GlyphAtlas(shelf);
  }

  /** Paints a group; the context's own transform is not used. */
  paint(context: CanvasRenderingContext2D, group: Group, place: Place): void {
    const items = group.items ?? [];
    // All new glyphs first: a sheet that is drawn from between two additions is copied each time.
    for (const item of items) if (item.kind === 'glyphs') this.#prepare(item, place);
    context.save();
    for (const item of items) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      if (item.kind === 'glyphs') this.#glyphs(context, item, place);
      else if (item.kind === 'shape') paintShape(context, item, place);
      else this.#picture(context, item, place);
    }
    context.restore();
  }

  #prepare(run: GlyphItem, place: Place): void {
    const look = this.#lookOf(run, place);
    if (look !== null) eachGlyph(run, place, (glyph, x) => look.prepare(glyph, x));
  }

  #glyphs(context: CanvasRenderingContext2D, run: GlyphItem, place: Place): void {
    const size = run.size * place.scale;
    if (size < LEAST_SIZE) return;
    const look = this.#lookOf(run, place);
    context.fillStyle = screenColour(run.paint);
    eachGlyph(run, place, (glyph, x, y) => {
      if (look !== null) look.draw(context, glyph, x, y);
      else this.#outline(context, run, glyph, x, y, size);
    });
  }

  /** The pictures that a run is copied from; null for type so large or small that it has none. */
  #lookOf(run: GlyphItem, { scale }: Place): LookAtlas | null {
    const size = run.size * scale;
    if (size > LARGEST_IN_ATLAS || size < LEAST_SIZE) return null;
    const { face, sideways } = run;
    return this.#atlas.look({ face, size, stretch: run.scaleX / 1000, sideways, colour: screenColour(run.paint) });
  }

  #outline(context: CanvasRenderingContext2D, run: GlyphItem, glyph: number, x: number, y: number, size: number): void {
    const outline = this.shelf.outline(run.face, glyph);
    if (outline === null) return;
    const up = size / this.shelf.unitsPerEm(run.face);
    const along = (up * run.scaleX) / 1000;
    // Font units grow upwards and pixels downwards; sideways type is turned a quarter clockwise.
    if (run.sideways) context.setTransform(0, along, up, 0, x, y);
    else context.setTransform(along, 0, 0, -up, x, y);
    context.fill(outline.path);
  }

  #picture(context: CanvasRenderingContext2D, picture: PictureItem, place: Place): void {
    const frame = toDevice(picture.frame, place);
    const image = toDevice(picture.image, place);
    if (frame.width < 0.5 || frame.height < 0.5) return;
    const bitmap = this.photos.at(picture.hash, Math.max(image.width, image.height));
    if (bitmap === null) {
      if (this.photos.hasFailed(picture.hash)) paintMissing(context, frame);
      else paintWaiting(context, frame);
      return;
    }
    context.imageSmoothingQuality = 'high';
    // The frame cut out of the picture, so that nothing needs a clip.
    const across = bitmap.width / image.width;
    const down = bitmap.height / image.height;
    const left = Math.max(0, (frame.x - image.x) * across);
    const top = Math.max(0, (frame.y - image.y) * down);
    const width = Math.min(bitmap.width - left, frame.width * across);
    const height = Math.min(bitmap.height - top, frame.height * down);
    if (width <= 0 || height <= 0) return;
    context.drawImage(bitmap, left, top, width, height, frame.x, frame.y, frame.width, frame.height);
  }
}

function toDevice(rect: Rect, { scale, origin }: Place): Rect {
  return { x: origin.x + rect.x * scale, y: origin.y + rect.y * scale, width: rect.width * scale, height: rect.height * scale };
}

/** Calls `each` with every glyph that can be seen and where its origin falls, in device pixels. */
function eachGlyph(run: GlyphItem, { scale, origin, clip }: Place, each: (glyph: number, x: number, y: number) => void): void {
  const { glyphs } = run;
  const margin = run.size * scale * 2;
  for (let index = 0; index < glyphs.length; index += 3) {
    const x = origin.x + (glyphs[index + 1] ?? 0) * scale;
    const y = origin.y + (glyphs[index + 2] ?? 0) * scale;
    if (clip === undefined || !isOutside(clip, x, y, margin)) each(glyphs[index] ?? 0, x, y);
  }
}

function isOutside(clip: Rect, x: number, y: number, margin: number): boolean {
  return x < clip.x - margin || y < clip.y - margin || x > clip.x + clip.width + margin || y > clip.y + clip.height + margin;
}

function paintShape(context: CanvasRenderingContext2D, shape: ShapeItem, place: Place): void {
  const { fill, stroke } = shape;
  if (fill === null && stroke === null) return;
  context.beginPath();
  for (const step of shape.path) trace(context, step, place);
  if (fill !== null) {
    context.fillStyle = screenColour(fill);
    context.fill();
  }
  if (stroke === null) return;
  const width = stroke.width * place.scale;
  context.strokeStyle = screenColour(stroke.paint);
  context.lineWidth = Math.max(THINNEST, width);
  context.setLineDash((stroke.dash ?? []).map((length) => length * place.scale));
  // Lines thinner than a screen can show keep their weight by being lighter.
  context.globalAlpha = Math.min(1, Math.max(0.35, width / THINNEST));
  context.stroke();
  context.globalAlpha = 1;
}

function trace(context: CanvasRenderingContext2D, step: PathStep, { scale, origin }: Place): void {
  const x = (point: Point): number => origin.x + point.x * scale;
  const y = (point: Point): number => origin.y + point.y * scale;
  if (step === 'close') context.closePath();
  else if ('move' in step) context.moveTo(x(step.move), y(step.move));
  else if ('line' in step) context.lineTo(x(step.line), y(step.line));
  else {
    const [first, second, end] = step.curve;
    context.bezierCurveTo(x(first), y(first), x(second), y(second), x(end), y(end));
  }
}

/** A light box: the photo is on its way. */
function paintWaiting(context: CanvasRenderingContext2D, frame: Rect): void {
  context.fillStyle = '#e4e4e4';
  context.fillRect(frame.x, frame.y, frame.width, frame.height);
}

/** A grey box with a cross: the photo cannot be had. */
function paintMissing(context: CanvasRenderingContext2D, frame: Rect): void {
  context.fillStyle = '#cccccc';
  context.fillRect(frame.x, frame.y, frame.width, frame.height);
  context.strokeStyle = '#808080';
  context.lineWidth = 1;
  context.setLineDash([]);
  context.strokeRect(frame.x, frame.y, frame.width, frame.height);
  context.beginPath();
  context.moveTo(frame.x, frame.y);
  context.lineTo(frame.x + frame.width, frame.y + frame.height);
  context.moveTo(frame.x + frame.width, frame.y);
  context.lineTo(frame.x, frame.y + frame.height);
  context.stroke();
}
