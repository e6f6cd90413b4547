// How much ink lies where on a page: the engine's figures, and the colours that show them.

/** The ink of all plates at every pixel of a page. */
export interface InkMap {
  width: number;
  height: number;
  /** Percent of ink that the paper bears. */
  limit: number;
  /** Percent of one full ink, row by row from the top. */
  percent: Uint16Array;
}

/** Percent of ink from which the map is painted: what is below prints safely anywhere. */
export const HEAT_FROM = 200;

const MAGIC = 0x31495842; // "BXI1", little endian

/** An ink map from the engine's bytes. Throws when they are none, or cut off. */
export function decodeInkMap(buffer: ArrayBuffer): InkMap {
  const view = new DataView(buffer);
  if (buffer.byteLength < 16 || view.getUint32(0, true) !== MAGIC) throw new Error('these bytes are no ink map');
  const [width, height, limit] = [view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)];
  if (buffer.byteLength < 16 + width * height * 2) throw new Error('the ink map is cut off');
  return { width, height, limit, percent: new Uint16Array(buffer, 16, width * height) };
}

/** Percent of ink at a point given as shares of the page's width and height. */
export function inkAt(map: InkMap, x: number, y: number): number {
  const column = Math.max(0, Math.min(map.width - 1, Math.floor(x * map.width)));
  const row = Math.max(0, Math.min(map.height - 1, Math.floor(y * map.height)));
  return map.percent[row * map.width + column] ?? 0;
}

/** The heaviest ink of a page, and where it lies as shares of the page's width and height. */
export function heaviest(map: InkMap): { percent: number; x: number; y: number } {
  let most = 0;
  let pixel = 0;
  map.percent.forEach((percent, at) => {
    if (percent > most) [most, pixel] = [percent, at];
  });
  return { percent: most, x: (pixel % map.width) / map.width, y: Math.floor(pixel / map.width) / map.height };
}

/** The map as RGBA: nothing below [`HEAT_FROM`], then yellow to red at the limit, dark beyond it. */
export function heatOf(map: InkMap): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(map.percent.length * 4);
  map.percent.forEach((percent, at) => {
    if (percent >= HEAT_FROM) rgba.set(heatColour(percent, map.limit), at * 4);
  });
  return rgba;
}

/** The colour of an amount of ink in the map: red, green, blue and how much it covers. */
export function heatColour(percent: number, limit: number): [number, number, number, number] {
  if (percent < HEAT_FROM) return [0, 0, 0, 0];
  // What rounding makes of ink at its limit is not beyond it.
  if (percent > limit + 1) return [122, 0, 60, 245];
  const along = Math.min(1, (percent - HEAT_FROM) / Math.max(1, limit - HEAT_FROM));
  return [255 - Math.round(63 * along), Math.round(200 - 161 * along), Math.round(45 * (1 - along)) + 20, 215];
}
