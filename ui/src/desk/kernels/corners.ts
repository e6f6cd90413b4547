// Outlines that a hand changes corner by corner: of a shape, and of a picture that text runs round.
import type { Command, Id, PackageState, PageState, Point, Rect } from '../../bridge/types';
import type { OutlinePoint } from '../../bridge/wire';
import { placeArea } from './grid';

/** Corners of an outline, in thousandths of the box that it lies in. */
export interface Outline {
  package: Id;
  /** The photo whose outline it is; null for the frame's own. */
  photo: number | null;
  /** In EMU on the page. */
  box: Rect;
  corners: readonly OutlinePoint[];
}

/** A corner under the hand; one that is new stands in the middle of the side before it. */
export interface Hit {
  index: number;
  isNew: boolean;
}

const LEAST_CORNERS = 3;
const MOST_CORNERS = 64;
/** With more corners than these an outline was traced, and handles would cover it. */
const MOST_BY_HAND = 24;
const WHOLE = 1000;

/** The outline that a package lends to the hand; null when it has none. */
export function outlineOf(item: PackageState, page: PageState): Outline | null {
  const area = placeArea(item.area, page);
  const { free } = item;
  if (free !== undefined) {
    if (free.form !== 'polygon' || free.kind === 'rule' || free.kind === 'picture') return null;
    const { top, right, bottom, left } = free.edges;
    const box = { x: area.x + left, y: area.y + top, width: area.width - left - right, height: area.height - top - bottom };
    return byHand({ package: item.id, photo: null, box, corners: free.corners });
  }
  const frames = item.report.regions.filter(({ kind }) => kind === 'photo').map(({ rect }) => rect);
  const photo = item.photos.findIndex((slot) => slot.place === 'inset' && (slot.outline ?? []).length >= LEAST_CORNERS);
  const frame = frames[photo];
  if (frame === undefined) return null;
  const box = { ...frame, x: area.x + frame.x, y: area.y + frame.y };
  return byHand({ package: item.id, photo, box, corners: item.photos[photo]?.outline ?? [] });
}

function byHand(outline: Outline): Outline | null {
  return outline.corners.length > MOST_BY_HAND || outline.box.width <= 0 || outline.box.height <= 0 ? null : outline;
}

/** Where a corner lies on the page. */
export function cornerAt({ box }: Outline, { x, y }: OutlinePoint): Point {
  return { x: box.x + (box.width * x) / WHOLE, y: box.y + (box.height * y) / WHOLE };
}

/** The middles of the sides, each before the corner of its number. */
export function middles(corners: readonly OutlinePoint[]): OutlinePoint[] {
  return corners.map((corner, index) => {
    const before = corners[(index + corners.length - 1) % corners.length] ?? corner;
    return { x: Math.round((before.x + corner.x) / 2), y: Math.round((before.y + corner.y) / 2) };
  });
}

/** The corner within `reach` of a point of the page, or the middle of a side where one may be put. */
export function hitCorner(point: Point, outline: Outline, reach: number): Hit | null {
  const isNear = (corner: OutlinePoint): boolean => {
    const at = cornerAt(outline, corner);
    return Math.abs(at.x - point.x) <= reach && Math.abs(at.y - point.y) <= reach;
  };
  const own = outline.corners.findIndex(isNear);
  if (own >= 0) return { index: own, isNew: false };
  const between = outline.corners.length < MOST_CORNERS ? middles(outline.corners).findIndex(isNear) : -1;
  return between < 0 ? null : { index: between, isNew: true };
}

/** The corners with the one under the hand moved to a point of the page, inside the box; near corners draw it into line. */
export function moved(outline: Outline, hit: Hit, to: Point, reach: number): OutlinePoint[] {
  const { box, corners } = outline;
  const others = corners.filter((_, index) => hit.isNew || index !== hit.index);
  const along = (value: number, start: number, length: number, part: 'x' | 'y'): number => {
    const free = ((value - start) / length) * WHOLE;
    const met = [0, WHOLE / 2, WHOLE, ...others.map((each) => each[part])].find((goal) => (Math.abs(goal - free) / WHOLE) * length <= reach);
    return Math.round(Math.min(WHOLE, Math.max(0, met ?? free)));
  };
  const next = { x: along(to.x, box.x, box.width, 'x'), y: along(to.y, box.y, box.height, 'y') };
  return [...corners.slice(0, hit.index), next, ...corners.slice(hit.isNew ? hit.index : hit.index + 1)];
}

/** The corners without one; all of them where fewer would make no outline. */
export function without(corners: readonly OutlinePoint[], index: number): OutlinePoint[] {
  return corners.length <= LEAST_CORNERS ? [...corners] : corners.filter((_, each) => each !== index);
}

/** The corners with one more in the middle of the longest side. */
export function withOneMore(corners: readonly OutlinePoint[]): OutlinePoint[] {
  if (corners.length >= MOST_CORNERS) return [...corners];
  const lengths = corners.map((corner, index) => {
    const before = corners[(index + corners.length - 1) % corners.length] ?? corner;
    return Math.hypot(corner.x - before.x, corner.y - before.y);
  });
  const index = lengths.indexOf(Math.max(...lengths));
  const middle = middles(corners)[index];
  return middle === undefined ? [...corners] : [...corners.slice(0, index), middle, ...corners.slice(index)];
}

/** The verb that gives an outline other corners. */
export function cornersCommand({ package: id, photo }: Pick<Outline, 'package' | 'photo'>, corners: OutlinePoint[]): Command {
  return photo === null
    ? { verb: 'set-frame', package: id, free: { corners } }
    : { verb: 'set-photo-slot', package: id, index: photo, outline: corners };
}
