// What lies under a point of the page: a handle of the selection, a package, or bare paper.
import type { Id, Point, Rect } from '../../bridge/types';
import { HANDLES, type Handle } from './resize';

/** A package where it lies on the page, in EMU. */
export interface Target {
  id: Id;
  rect: Rect;
}

/** The uppermost package under a point; `targets` go from the lowest to the uppermost. */
export function hitPackage(point: Point, targets: readonly Target[]): Id | null {
  return targets.findLast(({ rect }) => contains(rect, point))?.id ?? null;
}

/** Every package that a rectangle touches. */
export function touched(area: Rect, targets: readonly Target[]): Id[] {
  return targets.filter(({ rect }) => meets(area, rect)).map(({ id }) => id);
}

/** Where a handle lies on a rectangle. */
export function handlePoint(rect: Rect, handle: Handle): Point {
  const x = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5;
  const y = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5;
  return { x: rect.x + rect.width * x, y: rect.y + rect.height * y };
}

/**
 * The handle of `rect` within `reach` of a point. Corners win over sides, and a side is caught along
 * its whole length, so that a hand in a hurry need not aim at a square of seven pixels.
 */
export function hitHandle(point: Point, rect: Rect, reach: number): Handle | null {
  const corner = HANDLES.filter((handle) => handle.length === 2).find((handle) => {
    const at = handlePoint(rect, handle);
    return Math.abs(at.x - point.x) <= reach && Math.abs(at.y - point.y) <= reach;
  });
  if (corner !== undefined) return corner;
  const isBeside = point.y > rect.y && point.y < rect.y + rect.height;
  const isAbove = point.x > rect.x && point.x < rect.x + rect.width;
  // A side gives way to moving where the package is too small to have both.
  const edge = Math.min(reach, rect.width / 6, rect.height / 6);
  if (isAbove && Math.abs(point.y - rect.y) <= edge) return 'n';
  if (isAbove && Math.abs(point.y - rect.y - rect.height) <= edge) return 's';
  if (isBeside && Math.abs(point.x - rect.x) <= edge) return 'w';
  if (isBeside && Math.abs(point.x - rect.x - rect.width) <= edge) return 'e';
  return null;
}

/** The rectangle between two points. */
export function between(a: Point, b: Point): Rect {
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}

/** Whether a point lies in a rectangle, edges counted. */
export function contains(rect: Rect, point: Point): boolean {
  return point.x >= rect.x && point.x <= rect.x + rect.width && point.y >= rect.y && point.y <= rect.y + rect.height;
}

function meets(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
