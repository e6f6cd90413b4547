// Verbs are found by part of a name in either language, and by pinyin initials.
import { expect, test } from 'vitest';
import { initialsOf, score, scoreOf } from '../../src/views/panels/search';

test('pinyin initials of a verb', () => {
  expect(initialsOf('导出 PDF')).toBe('dcpdf');
  expect(initialsOf('撤销')).toBe('cx');
  expect(initialsOf('看整版')).toBe('kzb');
  expect(initialsOf('按文字定高')).toBe('awzdg');
});

test('the beginning of a name comes before the middle, and that before scattered letters', () => {
  const scores = ['Fit page', 'Page fit', 'Refit', 'First item left'].map((name) => score('fit', name));
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(new Set(scores).size).toBe(4);
  expect(score('fit', 'Undo')).toBe(0);
});

test('either language and the initials find the same verb', () => {
  const names = { zh: '导出 PDF', en: 'Export PDF' };
  for (const typed of ['导出', 'export', 'dc', 'pdf']) expect(scoreOf(typed, names)).toBeGreaterThan(60);
  expect(scoreOf('zz', names)).toBe(0);
});
