// Free places: whole columns, gaps kept, the largest first.
import { expect, test } from 'vitest';
import { fixtureState } from '../../src/bridge/fixture';
import { holeAt, holes } from '../../src/desk/kernels/free-places';

const grid = fixtureState().pages[0]!.grid;
const whole = grid.cells * 1000;
const step = grid.columns.cells * 1000 + grid.columns.gutter;

test('an empty page is one hole', () => {
  expect(holes(grid, [])[0]).toEqual({ x: 0, line: 0, width: step * grid.columns.columns - grid.columns.gutter, lines: grid.lines });
});

test('under a nameplate there is no gap, under and over a package there is', () => {
  const plate = { x: 0, line: 0, width: whole, lines: 10 };
  const block = { x: 0, line: 50, width: step - grid.columns.gutter, lines: 20 };
  const all = holes(grid, [plate, block]);
  expect(all[0]).toEqual({ x: step, line: 10, width: step * (grid.columns.columns - 1) - grid.columns.gutter, lines: grid.lines - 10 });
  expect(holeAt(grid, [plate, block], { cell: 2, line: 30 })).toMatchObject({ x: 0, line: 10, lines: 38 });
  expect(holeAt(grid, [plate, block], { cell: 2, line: 60 })).toBeNull();
  expect(holeAt(grid, [plate, block], { cell: 2, line: 80 })).toMatchObject({ line: 72, lines: grid.lines - 72 });
});

test('a full page has none', () => {
  expect(holes(grid, [{ x: 0, line: 0, width: whole, lines: grid.lines }])).toEqual([]);
});
