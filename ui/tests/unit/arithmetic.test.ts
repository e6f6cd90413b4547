// Number fields take what a person types.
import { expect, test } from 'vitest';
import { evaluate } from '../../src/views/parts/arithmetic';

const CELLS = { 字: 1, mm: 36_000 / 114_300 };

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

test.each(['', '字', '27+', '27 行', '1/0', '(1', '2)', 'abc', '1..2', '27pt'])('“%s” is refused', (typed) => {
  expect(evaluate(typed, CELLS)).toBeNull();
});
