// A caret without a page that is painted: bursts of typing, what reaches the engine, and where the caret ends.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fixtureState } from '../../src/bridge/fixture';
import { memoryBridge, type MemoryBridge } from '../../src/bridge/memory';
import type { Command, EditionState, Id, LineView } from '../../src/bridge/types';
import { Desk } from '../../src/desk/desk';
import type { Stage } from '../../src/desk/tools/stage';
import { edited, type Part } from '../../src/desk/writing/copy';
import type { Written } from '../../src/desk/writing/writing';

let state: EditionState;
let bridge: MemoryBridge;
let desk: Desk;
let asked: (Command | null)[];
let ended: boolean[];

/** Lines of one paragraph each: what a page of endless width would set. */
function setOut(parts: readonly Part[]): Written {
  const lines = parts.flatMap((part, index): LineView[] => {
    if (part.text === '') return [];
    const at = Array.from({ length: part.text.length + 1 }, (_, each) => each);
    return [{ part: index, isDown: false, isOver: false, x: 0, y: index * 15, width: part.text.length * 10, height: 10, at, places: at.map((each) => each * 10) }];
  });
  return { lines, parts, report: null };
}

/** Does what the engine does with the one verb that typing sends. */
function engine(command: Command): void {
  if (command.verb !== 'edit-text') return;
  const story = state.stories[0];
  if (story === undefined) return;
  const place = (where: { paragraph: unknown; at: number }): { part: number; at: number } => {
    const part = story.parts.findIndex(({ id }) => id === where.paragraph);
    const bytes = new TextEncoder().encode(story.parts[part]?.text);
    return { part, at: new TextDecoder().decode(bytes.slice(0, where.at)).length };
  };
  const to = command.to ?? command.from;
  const { parts } = edited(story.parts, { from: place(command.from), to: place(to), text: command.text });
  story.parts = parts.map((part, index) => ({ ...part, id: part.id === '' ? `new${index}-${part.text}` : part.id }));
}

const stage = {
  write(_id: Id, command: Command | null, settle: (written: Written | null) => void): void {
    asked.push(command);
    const before = structuredClone(state.stories[0]?.parts ?? []);
    if (command !== null) engine(command);
    const shown = state.stories[0]?.parts ?? [];
    if (state.stories[0] !== undefined) state.stories[0].parts = before;
    settle(setOut(shown));
  },
  endPreview: (keep: boolean) => void ended.push(keep),
} as unknown as Stage;

beforeEach(async () => {
  vi.useFakeTimers();
  state = fixtureState();
  asked = [];
  ended = [];
  bridge = memoryBridge(state);
  bridge.answer('apply', (params) => {
    engine((params as { command: Command }).command);
    return { revision: (state.revision += 1), pages: ['a1'], created: [], done: { zh: '', en: '' } };
  });
  desk = await Desk.open(bridge, { locale: 'zh-Hans', theme: 'light' });
  desk.tools.attach(stage);
  desk.writing.begin('c1', null);
});

function steps(): Command[] {
  return bridge.calls.filter(({ name }) => name === 'apply').map(({ params }) => (params as { command: Command }).command);
}

function body(): string[] {
  return (desk.view.writing?.parts ?? []).filter(({ role }) => role === 'body').map(({ text }) => text);
}

/** Lets everything that was begun come to its end. */
async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

describe('typing', () => {
  test('a burst is shown at every key and becomes one step after a pause', async () => {
    for (const character of '今年春') desk.writing.insert(character);
    expect(body()).toEqual(['今年春清晨六点，码头的第一班渡船已经坐满了人。']);
    expect(desk.view.writing?.caret).toEqual({ part: 2, at: 3 });
    expect(steps()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(steps()).toEqual([{ verb: 'edit-text', from: { paragraph: 'b13', at: 0 }, to: { paragraph: 'b13', at: 0 }, text: '今年春' }]);
    desk.writing.insert('天');
    await vi.advanceTimersByTimeAsync(1000);
    expect(steps()).toHaveLength(2);
    expect(steps()[1]).toMatchObject({ from: { at: 9 }, text: '天' });
  });

  test('an input method shows what it makes up and keeps none of it', async () => {
    desk.writing.compose('ni');
    desk.writing.compose('ni hao');
    expect(body()[0]).toMatch(/^ni hao清晨/);
    expect(desk.view.writing?.composing).toEqual({ from: { part: 2, at: 0 }, to: { part: 2, at: 6 } });
    await vi.advanceTimersByTimeAsync(2000);
    expect(steps()).toEqual([]);
    desk.writing.composed('你好');
    expect(desk.view.writing?.composing).toBeNull();
    await vi.advanceTimersByTimeAsync(1000);
    expect(steps()).toMatchObject([{ text: '你好' }]);
    desk.writing.compose('wo');
    desk.writing.compose('');
    expect(body()[0]).toMatch(/^你好清晨/);
  });

  test('Enter parts a paragraph, Backspace at its begin joins it again, each a step', async () => {
    for (let each = 0; each < 5; each += 1) desk.writing.move('character', true, false);
    desk.writing.enter();
    await settled();
    expect(body()).toEqual(['清晨六点，', '码头的第一班渡船已经坐满了人。']);
    expect(desk.view.writing?.caret).toEqual({ part: 3, at: 0 });
    desk.writing.erase('character', false);
    await settled();
    expect(body()).toEqual(['清晨六点，码头的第一班渡船已经坐满了人。']);
    expect(desk.view.writing?.caret).toEqual({ part: 2, at: 5 });
    expect(steps()).toHaveLength(2);
  });

  test('a headline is never joined to running text, and Enter goes on to the next part', async () => {
    desk.writing.erase('character', false);
    await settled();
    expect(desk.view.writing?.caret).toEqual({ part: 1, at: 8 });
    expect(steps()).toEqual([]);
    desk.writing.selectAll();
    desk.writing.insert('全改');
    await vi.advanceTimersByTimeAsync(1000);
    expect(desk.view.writing?.parts.map(({ role, text }) => [role, text])).toEqual([
      ['headline', '全改'],
      ['byline', ''],
      ['body', ''],
    ]);
    desk.writing.enter();
    expect(desk.view.writing?.caret.part).toBeGreaterThan(0);
  });

  test('what is pasted is cleaned and is one step', async () => {
    desk.writing.paste('第一段。\r\n\r\n　　第二段。\u200b\n第三段。');
    await settled();
    expect(body()).toEqual(['第一段。', '第二段。', '第三段。清晨六点，码头的第一班渡船已经坐满了人。']);
    expect(steps()).toHaveLength(1);
  });

  test('leaving keeps what was typed', async () => {
    desk.writing.insert('新');
    desk.writing.end();
    await settled();
    expect(steps()).toMatchObject([{ text: '新' }]);
    expect(desk.view.writing).toBeNull();
    expect(ended.at(-1)).toBe(true);
  });
});

describe('moving', () => {
  test('words, lines and the whole story, with and without Shift', () => {
    desk.writing.move('word', true, true);
    expect(desk.writing.selectedText()).toBe('清晨');
    desk.writing.moveToLineEnd(true, false);
    expect(desk.view.writing?.caret).toEqual({ part: 2, at: 20 });
    desk.writing.move('story', false, false);
    expect(desk.view.writing?.caret).toEqual({ part: 0, at: 0 });
    desk.writing.selectAll();
    expect(desk.writing.selectedText()).toMatch(/^渡口添了早班船\n●本报记者 林禾\n清晨/);
    desk.writing.move('character', true, false);
    expect(desk.view.writing?.caret).toEqual({ part: 2, at: 20 });
  });

  test('up and down keep to their place along the line', () => {
    for (let each = 0; each < 3; each += 1) desk.writing.move('character', true, false);
    desk.writing.moveLine(false, false);
    desk.writing.moveLine(false, false);
    expect(desk.view.writing?.caret).toEqual({ part: 0, at: 3 });
  });
});

describe('others', () => {
  test('what another window changes is taken over, and a package that goes takes the caret with it', async () => {
    const story = state.stories[0];
    if (story !== undefined) story.parts = story.parts.map((part) => (part.role === 'body' ? { ...part, text: '换了。' } : part));
    await desk.reload(null);
    expect(body()).toEqual(['换了。']);
    state.packages = [];
    await desk.reload(null);
    expect(desk.view.writing).toBeNull();
    expect(desk.writing.isOn).toBe(false);
  });
});
