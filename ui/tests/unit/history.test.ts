// The history as a list: what can be reached, and by how many steps.
import { describe, expect, test } from 'vitest';
import { memoryBridge } from '../../src/bridge/memory';
import type { Step } from '../../src/bridge/types';
import { Desk } from '../../src/desk/desk';
import { backToBegin, rowsOf } from '../../src/views/bar/history';

function step(seq: number, state: Step['state']): Step {
  return { seq, verb: 'move-package', zh: `第${seq}步`, en: `step ${seq}`, at: '2026-02-09T21:00:00+08:00', state };
}

describe('history', () => {
  test('steps that gave way are left out, and each other one knows the way to it', () => {
    const rows = rowsOf([step(5, 'undone'), step(4, 'undone'), step(3, 'dropped'), step(2, 'done'), step(1, 'done')]);
    expect(rows.map(({ step: { seq }, back }) => [seq, back])).toEqual([
      [5, -2],
      [4, -1],
      [2, 0],
      [1, 1],
    ]);
    expect(backToBegin(rows)).toBe(2);
  });

  test('going back by steps is one change: one reading of the edition, every page that was touched', async () => {
    const bridge = memoryBridge();
    const answers = [['a1'], ['a2'], ['a1']];
    bridge.answer('undo', () => ({ revision: 9, pages: answers.shift() ?? [], created: [], done: { zh: '', en: '' } }));
    const desk = await Desk.open(bridge, { locale: 'en', theme: 'light' });
    const seen: unknown[] = [];
    desk.onPagesChanged((pages) => seen.push(pages));
    await desk.travel(3);
    expect(bridge.calls.filter(({ name }) => name === 'undo')).toHaveLength(3);
    expect(bridge.calls.filter(({ name }) => name === 'state')).toHaveLength(2);
    expect(seen).toEqual([['a1', 'a2']]);
    desk.close();
  });

  test('where there is nothing left to go back to, it is said', async () => {
    const bridge = memoryBridge();
    bridge.answer('redo', () => null);
    const desk = await Desk.open(bridge, { locale: 'en', theme: 'light' });
    expect(await desk.travel(-1)).toBeNull();
    expect(desk.view.notices).toMatchObject([{ kind: 'refusal', code: 'no-step' }]);
    desk.close();
  });
});
