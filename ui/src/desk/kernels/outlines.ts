// Outlines that text follows round a picture: the shapes that a hand asks for by name.
import type { OutlinePoint } from '../../bridge/wire';

export type Wrap = 'rectangle' | 'ellipse' | 'diamond' | 'slope-left' | 'slope-right';

/** Sixteenths of a circle: the cosines of a quarter, in thousandths. */
const QUARTER = [1000, 924, 707, 383, 0];

/** The named outlines in thousandths of the picture; none for the rectangle. */
export const OUTLINES: Readonly<Record<Wrap, readonly OutlinePoint[]>> = {
  rectangle: [],
  ellipse: ellipse(),
  diamond: points([500, 0], [1000, 500], [500, 1000], [0, 500]),
  'slope-left': points([400, 0], [1000, 0], [1000, 1000], [0, 1000]),
  'slope-right': points([0, 0], [600, 0], [1000, 1000], [0, 1000]),
};

/** What an outline is called; null for one of its own. */
export function wrapOf(outline: readonly OutlinePoint[]): Wrap | null {
  const key = JSON.stringify(outline);
  const found = (Object.keys(OUTLINES) as Wrap[]).find((name) => JSON.stringify(OUTLINES[name]) === key);
  return found ?? null;
}

function points(...list: [number, number][]): OutlinePoint[] {
  return list.map(([x, y]) => ({ x, y }));
}

function ellipse(): OutlinePoint[] {
  const cosines = [...QUARTER, ...QUARTER.slice(0, 4).reverse().map((each) => -each)];
  const half = cosines.map((cosine, index): [number, number] => [500 + Math.round(cosine / 2), 500 + Math.round((cosines[Math.abs(4 - index)] ?? 0) / 2)]);
  const lower = half.slice(0, 9);
  const upper = lower.slice(1, 8).reverse().map(([x, y]): [number, number] => [x, 1000 - y]);
  return points(...lower, ...upper);
}
