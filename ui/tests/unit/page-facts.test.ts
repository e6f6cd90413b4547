// What rows, columns and the strip say is read off the edition.
import { expect, test } from 'vitest';
import type { PageState, StoryState } from '../../src/bridge/types';
import { fixtureState } from '../../src/bridge/fixture';
import { authorOf, divide, isInFilter, matches, sharpness, statusOf } from '../../src/views/facts';
import { keysText } from '../../src/views/keys';
import { spreadsOf } from '../../src/desk/kernels/spreads';


function story(change: Partial<StoryState>): StoryState {
  const [first] = fixtureState().stories;
  if (first === undefined) throw new Error('the fixture has no story');
  return { ...first, ...change };
}

function page(number: number): PageState {
  const [first] = fixtureState().pages;
  if (first === undefined) throw new Error('the fixture has no page');
  return { ...first, id: `p${number}`, number, nameplate_lines: 0 };
}

test('a column count gives its measure and the cells left over', () => {
  expect([1, 2, 3, 4].map((count) => divide(27_000, count, 1000))).toEqual([
    { cells: 27, rest: 0 },
    { cells: 13, rest: 0 },
    { cells: 8, rest: 1 },
    { cells: 6, rest: 0 },
  ]);
});

test('names are read out of bylines and credits', () => {
  expect(authorOf(story({ byline: '●本报记者 沈知遥 通讯员 叶敏' }))).toBe('沈知遥');
  expect(authorOf(story({ byline: '□ 本报评论员 方圆' }))).toBe('方圆');
  expect(authorOf(story({ byline: null, credit: '■本报记者 苏畅 摄' }))).toBe('苏畅');
  expect(authorOf(story({ byline: null, credit: '（读者 柏舟 摄）' }))).toBe('柏舟');
  expect(authorOf(story({ byline: '●图片编辑 江远' }))).toBe('江远');
  expect(authorOf(story({ byline: null, credit: null }))).toBe('');
});

test('a story that is over says so before anything else', () => {
  const [item] = fixtureState().packages;
  if (item === undefined) throw new Error('the fixture has no package');
  const report = { ...item.report, overset: { lines: 3, characters: 39 }, underset: { lines: 2 } };
  expect(statusOf(story({ placed: [1] }), [{ ...item, report, is_locked: true }])).toEqual({ kind: 'over', lines: 3, pages: '01' });
  expect(statusOf(story({ placed: [] }), [])).toEqual({ kind: 'unplaced' });
});

test('the pool is searched in heads, text and names, and filtered by use', () => {
  const found = story({ headline: '渡口添了早班船', byline: '●本报记者 林禾', placed: [] });
  expect(['渡口', '林禾', '码头', ''].map((word) => matches(found, word))).toEqual([true, true, true, true]);
  expect(matches(found, '地铁')).toBe(false);
  expect((['all', 'unplaced', 'placed'] as const).map((filter) => isInFilter(found, filter))).toEqual([true, true, false]);
});

test('under 200 pixels to the inch a photo is soft, under 150 rough', () => {
  expect([200, 199, 149].map(sharpness)).toEqual(['sharp', 'soft', 'rough']);
});

test('page one stands alone and the others face each other', () => {
  const numbers = spreadsOf([1, 2, 3, 4, 6, 7].map(page)).map((spread) => spread.map((each) => each.number));
  expect(numbers).toEqual([[1], [2, 3], [4], [6, 7]]);
});

test('keys are written as they stand on the keyboard', () => {
  expect(keysText('Shift-Mod-z', false)).toBe('Ctrl Shift Z');
  expect(keysText('Shift-Mod-z', true)).toBe('⇧⌘Z');
  expect(keysText('Mod--', false)).toBe('Ctrl −');
  expect(keysText('Alt-ArrowLeft', false)).toBe('Alt ←');
});
