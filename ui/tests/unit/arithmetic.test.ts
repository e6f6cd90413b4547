// Number fields take what a person types.
import { expect, test } from 'vitest';
import { evaluate } from '../../src/views/parts/arithmetic';
import { measureIn } from '../../src/views/parts/lengths';

/** The grid of a broadsheet: 9 points to a cell, 12.5 to a line. */
const GRID = { cell: 114_300, leading: 158_750 };
const CELLS = measureIn('cell', GRID);

test.each([
  ['27', 27],
  ['27+1', 28],
  ['27字+1', 28],
  ['(111-1)/2', 55],
  ['2*13+1', 27],
  [' 13 × 2 ＋ 1 ', 27],
  ['１３＋１', 14],
  ['-3', -3],
  ['27--1', 28],
  ['.5', 0.5],
])('%s is %d cells', (typed, value) => {
  expect(evaluate(typed, CELLS)).toBe(value);
});

test('another unit is turned into the one of the field', () => {
  expect(evaluate('85.725mm', CELLS)).toBeCloseTo(27, 6);
});

test.each([
  ['小五', 9],
  ['小五号', 9],
  ['小5', 9],
  ['小5号', 9],
  ['五号', 10.5],
  ['5号', 10.5],
  ['初号', 42],
  ['小初', 36],
  ['七号', 5.5],
  ['小五+1', 10],
  ['2*小四', 24],
  ['10.5', 10.5],
  ['10.5磅', 10.5],
  ['3字', 27],
  ['2行', 25],
  ['12.7cm', 360],
])('%s is a size of %d points', (typed, value) => {
  expect(evaluate(typed, measureIn('point', GRID))).toBeCloseTo(value, 6);
});

test.each([
  ['line', '3行+2', 5],
  ['line', '25pt', 2],
  ['cell', '小五', 1],
  ['cell', '3+2字', 5],
  ['millimetre', '2行', (2 * 158_750) / 36_000],
  ['millimetre', '1cm', 10],
] as const)('in a field of %ss, %s is %d', (own, typed, value) => {
  expect(evaluate(typed, measureIn(own, GRID))).toBeCloseTo(value, 6);
});

test('without a page a field knows its own unit and those that need no page', () => {
  expect(evaluate('3行', measureIn('line', undefined))).toBe(3);
  expect(evaluate('3行', measureIn('point', undefined))).toBeNull();
  expect(evaluate('1mm', measureIn('millimetre', undefined))).toBe(1);
});

test.each(['', '字', '27+', '27 斤', '1/0', '(1', '2)', 'abc', '1..2', '五', '27五号'])('“%s” is refused', (typed) => {
  expect(evaluate(typed, CELLS)).toBeNull();
});
