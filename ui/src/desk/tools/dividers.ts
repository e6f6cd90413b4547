// Gaps between packages: which two share the one under the pointer.
import type { PackageState, PageState, Point } from '../../bridge/types';
import { placeArea } from '../kernels/grid';
import type { Divider } from './dividing';

export type { Divider } from './dividing';

/** Widest gap that counts as one, in lines and in cells. */
const MOST_LINES = 4;
const MOST_CELLS = 2.5;

/** The gap under a point between two packages that face each other over at least half of the shorter side. */
export function findDivider(point: Point, page: PageState, packages: readonly PackageState[]): Divider | null {
  const { leading, cell } = page.grid;
  for (const first of packages) {
    const a = placeArea(first.area, page);
    for (const second of packages) {
      if (first === second) continue;
      const b = placeArea(second.area, page);
      const gapDown = b.y - a.y - a.height;
      if (gapDown > 0 && gapDown <= MOST_LINES * leading && point.y > a.y + a.height && point.y < b.y) {
        if (faces(a.x, a.width, b.x, b.width, point.x)) return { axis: 'down', first, second };
      }
      const gapAcross = b.x - a.x - a.width;
      if (gapAcross > 0 && gapAcross <= MOST_CELLS * cell && point.x > a.x + a.width && point.x < b.x) {
        if (faces(a.y, a.height, b.y, b.height, point.y)) return { axis: 'across', first, second };
      }
    }
  }
  return null;
}

/** Whether two stretches lie beside each other over half of the shorter one, and a place where both do. */
function faces(a: number, length: number, b: number, other: number, at: number): boolean {
  const from = Math.max(a, b);
  const to = Math.min(a + length, b + other);
  return to - from >= Math.min(length, other) / 2 && at >= from && at <= to;
}
