// Proposals: asked for, followed as they come, looked at, taken as one step or left as if nothing had been.
import { beforeEach, describe, expect, test } from 'vitest';
import { memoryBridge, type MemoryBridge } from '../../src/bridge/memory';
import type { Arranged, CandidateView } from '../../src/bridge/wire';
import { Desk } from '../../src/desk/desk';
import type { Stage } from '../../src/desk/tools/stage';

let bridge: MemoryBridge;
let desk: Desk;
let shown: unknown[];

function candidate(name: string, score: number): CandidateView {
  return { score, root: 'floors', causes: [], distances: [], jumps: [], command: { verb: 'arrange-page', page: 'a1', packages: [], name } };
}

function arranged(candidates: CandidateView[], isDone: boolean): Arranged {
  return { job: 1_000_001, page: 'a1', stories: [], candidates, remedies: [], filled: 1, isDone, milliseconds: 80, terms: [] };
}

function names(name: string): unknown[] {
  return bridge.calls.filter((call) => call.name === name).map(({ params }) => params);
}

beforeEach(async () => {
  bridge = memoryBridge();
  bridge.answer('apply', () => ({ revision: 2, pages: ['a1'], created: [], done: { zh: '', en: '' } }));
  bridge.answer('cancel', () => null);
  desk = await Desk.open(bridge, { locale: 'en', theme: 'light' });
  shown = [];
  const stage: Stage = {
    ...({} as Stage),
    preview: (command) => void shown.push('name' in command ? command.name : command.verb),
    endPreview: (keep) => void shown.push(keep ? 'held' : 'ended'),
  };
  desk.tools.attach(stage);
});

describe('arranging', () => {
  test('proposals come as they are found, and the one looked at is followed', async () => {
    let answer: (value: Arranged) => void = () => undefined;
    bridge.answer('arrange', () => new Promise<Arranged>((resolve) => (answer = resolve)));
    const begun = desk.arranging.begin();
    expect(desk.view.arranging).toMatchObject({ isBusy: true, arranged: null });
    bridge.emit({ event: 'arranged', arranged: arranged([candidate('one', 9), candidate('two', 12)], false) });
    desk.arranging.choose(1);
    expect(shown).toEqual(['one', 'two']);
    answer(arranged([candidate('two', 7), candidate('one', 9), candidate('three', 11)], true));
    await begun;
    expect(desk.view.arranging).toMatchObject({ isBusy: false, chosen: 0 });
    expect(desk.arranging.candidate?.score).toBe(7);
    desk.arranging.step(-1);
    expect(desk.view.arranging?.chosen).toBe(2);
  });

  test('one is taken as a single step, and the page keeps its look until it is laid out', async () => {
    bridge.answer('arrange', () => arranged([candidate('one', 9)], true));
    await desk.arranging.begin();
    await desk.arranging.take();
    expect(names('apply')).toEqual([{ command: candidate('one', 9).command }]);
    expect(desk.view.arranging).toBeNull();
    expect(shown).toEqual(['one', 'held']);
    expect(names('cancel')).toEqual([]);
  });

  test('stories that may go on on a later page are asked for, and the edition keeps it', async () => {
    bridge.answer('arrange', () => arranged([candidate('one', 9)], true));
    await desk.arranging.begin();
    expect(desk.arranging.mayJump).toBe(false);
    expect(names('arrange').at(-1)).not.toHaveProperty('jumps');
    await desk.arranging.letJump(true);
    expect(names('apply').at(-1)).toEqual({ command: { verb: 'set-edition', may_jump: true } });
    expect(names('arrange').at(-1)).toMatchObject({ jumps: true, seed: 2 });
    expect(desk.arranging.mayJump).toBe(true);
  });

  test('leaving ends the search and the preview', async () => {
    bridge.answer('arrange', () => new Promise(() => undefined));
    void desk.arranging.begin();
    bridge.emit({ event: 'arranged', arranged: arranged([candidate('one', 9)], false) });
    desk.arranging.leave();
    expect(names('cancel')).toEqual([{ job: 1_000_001 }]);
    expect(desk.view.arranging).toBeNull();
    expect(shown.at(-1)).toBe('ended');
    bridge.emit({ event: 'arranged', arranged: arranged([candidate('late', 1)], false) });
    expect(desk.view.arranging).toBeNull();
  });

  test('weights, tastes and others are asked for with what was chosen', async () => {
    bridge.answer('arrange', () => arranged([candidate('one', 9), candidate('two', 12)], true));
    bridge.answer('arrange-again', () => arranged([candidate('two', 3), candidate('one', 9)], true));
    await desk.arranging.begin(['s1']);
    desk.arranging.choose(1);
    await desk.arranging.weigh('clash', 2);
    await desk.arranging.like(true);
    await desk.arranging.another();
    expect(names('arrange')).toMatchObject([{ page: 'a1', stories: ['s1'], seed: 1 }, { seed: 2, stories: ['s1'] }]);
    expect(names('arrange-again')).toMatchObject([{ weights: { clash: 2 }, liked: [] }, { weights: { clash: 2 }, liked: [0] }]);
  });
});
