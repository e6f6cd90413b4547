// The preview's arithmetic: printed sheets, ink maps, the size of the screen.
import { describe, expect, test } from 'vitest';
import { fixtureState } from '../../src/bridge/fixture';
import type { PageState } from '../../src/bridge/types';
import { HEAT_FROM, decodeInkMap, heatColour, heatOf, heaviest, inkAt } from '../../src/canvas/ink-map';
import { ASSUMED_DENSITY, CARD, densityFrom, pixelsOf } from '../../src/desk/screen';
import { sheetsOf } from '../../src/views/preview/sheets';

function pages(count: number): PageState[] {
  const [first] = fixtureState().pages;
  if (first === undefined) throw new Error('the edition in memory has a page');
  return Array.from({ length: count }, (_, index) => ({ ...first, id: `a${index + 1}`, number: index + 1 }));
}

describe('printed sheets', () => {
  const shape = (count: number): unknown =>
    sheetsOf(pages(count)).map(({ pages: on, sheet }) => [on.map(({ number }) => number), sheet?.number, sheet?.side]);

  test('eight pages are two sheets, outer side first', () => {
    expect(shape(8)).toEqual([
      [[8, 1], 1, 'outer'],
      [[2, 7], 1, 'inner'],
      [[6, 3], 2, 'outer'],
      [[4, 5], 2, 'inner'],
    ]);
  });

  test('places without a page stay empty, and every page is somewhere once', () => {
    expect(shape(2)).toEqual([
      [[1], 1, 'outer'],
      [[2], 1, 'inner'],
    ]);
    for (let count = 0; count <= 17; count += 1) {
      const numbers = sheetsOf(pages(count)).flatMap(({ pages: on }) => on.map(({ number }) => number));
      expect(numbers.toSorted((a, b) => a - b)).toEqual(pages(count).map(({ number }) => number));
    }
  });
});

describe('ink map', () => {
  function bytes(width: number, height: number, limit: number, percents: number[]): ArrayBuffer {
    const buffer = new ArrayBuffer(16 + percents.length * 2);
    const view = new DataView(buffer);
    view.setUint32(0, 0x31495842, true);
    [width, height, limit].forEach((value, index) => view.setUint32(4 + index * 4, value, true));
    percents.forEach((percent, index) => view.setUint16(16 + index * 2, percent, true));
    return buffer;
  }

  test('figures are read where they lie', () => {
    const map = decodeInkMap(bytes(3, 2, 240, [0, 100, 238, 40, 0, 12]));
    expect(inkAt(map, 0.99, 0.1)).toBe(238);
    expect(inkAt(map, 0.1, 0.9)).toBe(40);
    expect(inkAt(map, -1, 2)).toBe(40);
    expect(heaviest(map)).toEqual({ percent: 238, x: 2 / 3, y: 0 });
    const rgba = heatOf(map);
    expect([...rgba.slice(0, 8)], 'what is light enough is not painted').toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(rgba[11]).toBeGreaterThan(200);
  });

  test('bytes that are no map, or cut off, are refused', () => {
    expect(() => decodeInkMap(new ArrayBuffer(4))).toThrow('no ink map');
    expect(() => decodeInkMap(bytes(40, 40, 240, [1]))).toThrow('cut off');
  });

  test('the scale runs from yellow to red at the limit and is dark beyond it', () => {
    expect(heatColour(HEAT_FROM - 1, 240)[3]).toBe(0);
    const [low, high, beyond] = [heatColour(HEAT_FROM, 240), heatColour(240, 240), heatColour(250, 240)];
    expect(low[1]).toBeGreaterThan(high[1]);
    expect(beyond[0]).toBeLessThan(high[0]);
  });
});

test('a card is as large as it is once the screen was measured', () => {
  expect(pixelsOf(25.4, 110)).toBe(110);
  expect(Math.round(pixelsOf(CARD.width, ASSUMED_DENSITY))).toBe(324);
  expect(densityFrom('120.5')).toBe(120.5);
  for (const kept of [null, '', 'wide', '7', '9000']) expect(densityFrom(kept)).toBe(ASSUMED_DENSITY);
});
