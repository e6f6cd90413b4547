// The preview's arithmetic: printed sheets, the size of the screen.
import { describe, expect, test } from 'vitest';
import { fixtureState } from '../../src/bridge/fixture';
import type { PageState } from '../../src/bridge/types';
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

test('a card is as large as it is once the screen was measured', () => {
  expect(pixelsOf(25.4, 110)).toBe(110);
  expect(Math.round(pixelsOf(CARD.width, ASSUMED_DENSITY))).toBe(324);
  expect(densityFrom('120.5')).toBe(120.5);
  for (const kept of [null, '', 'wide', '7', '9000']) expect(densityFrom(kept)).toBe(ASSUMED_DENSITY);
});
