// Words under the hand: edits and their least difference, steps of a caret, lines and what lies under a point.
import { describe, expect, test } from 'vitest';
import type { LineView } from '../../src/bridge/types';
import { cleaned, countCharacters, difference, edited, editCommand, wordsIn, type Edit, type Part } from '../../src/desk/writing/copy';
import { caretBar, lineStep, placeAt, shortLines, stretchBoxes, withEmptyLines } from '../../src/desk/writing/lines';
import { step, wordAt } from '../../src/desk/writing/steps';

function part(text: string, role: Part['role'] = 'body', id = text): Part {
  return { id, role, text, style: {}, opening: {}, spans: [] };
}

const story = [part('渡口添了早班船', 'headline'), part('江水初涨，人多了。'), part('船家说早。')];

function edit(from: [number, number], to: [number, number], text: string): Edit {
  return { from: { part: from[0], at: from[1] }, to: { part: to[0], at: to[1] }, text };
}

describe('edits', () => {
  test('a line end parts a paragraph, a stretch over its end joins two', () => {
    const split = edited(story, edit([1, 5], [1, 5], '\n'));
    expect(split.parts.map(({ text }) => text).slice(1)).toEqual(['江水初涨，', '人多了。', '船家说早。']);
    expect(split.end).toEqual({ part: 2, at: 0 });
    expect(edited(split.parts, edit([1, 5], [2, 0], '')).parts.map(({ text }) => text)).toEqual(story.map(({ text }) => text));
  });

  test('running text follows a part of the head, and a paragraph deleted whole gives way', () => {
    expect(edited(story, edit([0, 7], [0, 7], '\n新')).parts[1]).toMatchObject({ role: 'body', text: '新' });
    const parts = [part('小标题', 'crosshead'), part('正文。')];
    expect(edited(parts, edit([0, 0], [1, 0], '')).parts).toMatchObject([{ id: '小标题', role: 'body', text: '正文。' }]);
  });

  test('the least difference makes the one of the other, whatever was done', () => {
    const edits = [
      edit([1, 5], [1, 5], '今年'),
      edit([1, 5], [1, 6], ''),
      edit([1, 5], [1, 5], '\n'),
      edit([1, 2], [2, 1], ''),
      edit([1, 0], [2, 5], '只有一段'),
      edit([2, 5], [2, 5], '\n末段'),
      edit([1, 0], [1, 0], '开头\n'),
      edit([0, 0], [2, 5], ''),
      edit([1, 0], [1, 0], '😀'),
    ];
    for (const each of edits) {
      const after = edited(story, each).parts;
      const least = difference(story, after);
      expect(least).not.toBeNull();
      if (least !== null) expect(edited(story, least).parts.map(({ text }) => text)).toEqual(after.map(({ text }) => text));
    }
    expect(difference(story, story)).toBeNull();
    // One of two alike characters was deleted: one character goes, not two.
    expect(difference([part('啊啊')], [part('啊')])).toEqual(edit([0, 1], [0, 2], ''));
    // Half a character is never kept.
    expect(difference([part('😀')], [part('😃')])).toEqual(edit([0, 0], [0, 2], '😃'));
  });

  test('the engine counts bytes and is asked for paragraphs that it knows', () => {
    expect(editCommand(story, edit([1, 2], [1, 3], 'x'))).toEqual({
      verb: 'edit-text',
      from: { paragraph: '江水初涨，人多了。', at: 6 },
      to: { paragraph: '江水初涨，人多了。', at: 9 },
      text: 'x',
    });
    expect(editCommand([part('新', 'body', '')], edit([0, 0], [0, 0], 'x'))).toBeNull();
  });

  test('what is pasted comes without indents, empty lines and what cannot be seen', () => {
    expect(cleaned('第一段。\r\n\r\n　　第二段。\u200b\n  \n第三\u00ad段\t完')).toBe('第一段。\n第二段。\n第三段 完');
    expect(cleaned(' 一行 ')).toBe(' 一行 ');
    expect(wordsIn(story, edit([1, 5], [2, 2], ''))).toBe('人多了。\n船家');
    expect(countCharacters('江 水\u3000😀')).toBe(3);
  });
});

describe('steps', () => {
  const all = (): boolean => true;

  test('a character is what a reader calls one', () => {
    const parts = [part('👨‍👩‍👧好')];
    expect(step(parts, { part: 0, at: 0 }, 'character', true, all)).toEqual({ part: 0, at: 8 });
    expect(step(parts, { part: 0, at: 8 }, 'character', false, all)).toEqual({ part: 0, at: 0 });
  });

  test('the ends of a paragraph lead to its neighbours, past those that are not shown', () => {
    const isShown = (index: number): boolean => index !== 1;
    expect(step(story, { part: 0, at: 7 }, 'character', true, isShown)).toEqual({ part: 2, at: 0 });
    expect(step(story, { part: 2, at: 0 }, 'word', false, isShown)).toEqual({ part: 0, at: 7 });
    expect(step(story, { part: 2, at: 5 }, 'character', true, all)).toEqual({ part: 2, at: 5 });
  });

  test('words, paragraphs and the whole story', () => {
    expect(wordAt('今年 Banxin 出版', 5)).toEqual({ from: 3, to: 9 });
    expect(step([part('今年 Banxin')], { part: 0, at: 9 }, 'word', false, all)).toEqual({ part: 0, at: 3 });
    expect(step(story, { part: 1, at: 3 }, 'paragraph', true, all)).toEqual({ part: 1, at: 9 });
    expect(step(story, { part: 1, at: 3 }, 'story', true, all)).toEqual({ part: 2, at: 5 });
    expect(step(story, { part: 1, at: 3 }, 'story', false, all)).toEqual({ part: 0, at: 0 });
  });
});

/** A line of cells of ten units, from a place of the copy. */
function line(index: number, from: number, count: number, x: number, y: number): LineView {
  const at = Array.from({ length: count + 1 }, (_, each) => from + each);
  return { part: index, isDown: false, isOver: false, x, y, width: count * 10, height: 10, at, places: at.map((_, each) => x + each * 10) };
}

describe('lines', () => {
  const lines = [line(0, 0, 4, 20, 0), line(0, 4, 3, 0, 15), line(1, 0, 3, 120, 0)];

  test('between two lines the caret stands at the begin of the later one, or at the end that was asked for', () => {
    expect(caretBar(lines, { part: 0, at: 4 })).toMatchObject({ x: 0, y: 15 });
    expect(caretBar(lines, { part: 0, at: 4 }, 'before')).toMatchObject({ x: 60, y: 0 });
    expect(caretBar(lines, { part: 0, at: 6 })).toMatchObject({ x: 20, y: 15 });
  });

  test('a point finds the nearest place, beyond the end of a line that line', () => {
    expect(placeAt(lines, { x: 34, y: 4 }, null)?.place).toEqual({ part: 0, at: 1 });
    expect(placeAt(lines, { x: 90, y: 18 }, null)?.place).toEqual({ part: 0, at: 7 });
    expect(placeAt(lines, { x: 126, y: 60 }, null)?.place).toEqual({ part: 1, at: 1 });
    expect(placeAt([], { x: 0, y: 0 }, null)).toBeNull();
  });

  test('down at the foot of a column goes on at the head of the next', () => {
    expect(lineStep(lines, { part: 0, at: 2 }, 'after', true, 40)?.place).toEqual({ part: 0, at: 7 });
    expect(lineStep(lines, { part: 0, at: 5 }, 'after', true, 10)?.place).toEqual({ part: 1, at: 1 });
    expect(lineStep(lines, { part: 1, at: 1 }, 'after', true, 130)).toBeNull();
  });

  test('a selection covers a box on each of its lines', () => {
    const boxes = stretchBoxes(lines, { from: { part: 0, at: 2 }, to: { part: 1, at: 1 } });
    expect(boxes.map(({ x, width }) => [x, width])).toEqual([[40, 20], [0, 30], [120, 10]]);
  });

  test('an empty paragraph has a line to write on', () => {
    const all = withEmptyLines([line(0, 0, 4, 20, 0)], [part('一二三四'), part('', 'body', 'x')], 15);
    expect(caretBar(all, { part: 1, at: 0 })).toMatchObject({ y: 15, height: 10 });
  });

  test('short last lines come with the shortest first', () => {
    const copy = [part('一二三四五六七'), part('甲乙丙丁戊'), part('子')];
    const set = [line(0, 0, 4, 0, 0), line(0, 4, 3, 0, 15), line(1, 0, 4, 0, 30), line(1, 4, 1, 0, 45), line(2, 0, 1, 0, 60)];
    expect(shortLines(set, copy, 3).map(({ part: index, characters }) => [index, characters])).toEqual([[1, 1], [0, 3]]);
  });
});
