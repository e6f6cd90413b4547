// The desk over an edition in memory: verbs, selection, keys, notices and what it asks of the engine.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BridgeError } from '../../src/bridge/bridge';
import { fixtureState } from '../../src/bridge/fixture';
import { memoryBridge, type MemoryBridge } from '../../src/bridge/memory';
import type { EditionState } from '../../src/bridge/types';
import { Desk } from '../../src/desk/desk';
import { keyName } from '../../src/desk/kernels/keys';

let state: EditionState;
let bridge: MemoryBridge;
let desk: Desk;

beforeEach(async () => {
  vi.useFakeTimers();
  state = fixtureState();
  bridge = memoryBridge(state);
  bridge.answer('apply', () => ({ revision: (state.revision += 1), pages: ['a1'], created: [] }));
  desk = await Desk.open(bridge, { locale: 'zh-Hans', theme: 'light' });
});

afterEach(() => {
  desk.close();
  vi.useRealTimers();
});

function applied(): unknown[] {
  return bridge.calls.filter(({ name }) => name === 'apply').map(({ params }) => (params as { command: unknown }).command);
}

describe('desk', () => {
  test('opens on the first page', () => {
    expect(desk.page?.number).toBe(1);
    expect(desk.view.saved).toBe('saved');
  });

  test('no key belongs to two verbs', () => {
    const keys = desk.commands.all().flatMap((command) => command.keys);
    expect(keys.length).toBeGreaterThan(90);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  test('a verb is sent and the edition read again', async () => {
    const seen: unknown[] = [];
    desk.onPagesChanged((pages) => seen.push(pages));
    await desk.apply({ verb: 'fit-package', package: 'c1' });
    expect(applied()).toEqual([{ verb: 'fit-package', package: 'c1' }]);
    expect(desk.state.revision).toBe(2);
    expect(seen).toEqual([['a1']]);
    expect(desk.view.savedAt).not.toBeNull();
  });

  test('a toggle pressed again before the engine has answered takes itself back', async () => {
    bridge.answer('apply', (params) => {
      const { locked } = (params as { command: { locked: boolean } }).command;
      state.packages = state.packages.map((item) => (item.id === 'c1' ? { ...item, is_locked: locked } : item));
      return { revision: (state.revision += 1), pages: ['a1'], created: [] };
    });
    desk.select(['c1']);
    for (let press = 0; press < 3; press += 1) desk.commands.run('lock');
    await desk.inTurn(() => undefined);
    expect(applied().map((command) => (command as { locked: boolean }).locked)).toEqual([true, false, true]);
    expect(desk.findPackage('c1')?.is_locked).toBe(true);
  });

  test('what waits for its turn means what was chosen when the key was pressed', async () => {
    const [first, second] = desk.state.packages;
    desk.select([first?.id ?? '']);
    desk.commands.run('box');
    desk.commands.run('box');
    desk.select([second?.id ?? '']);
    await desk.inTurn(() => undefined);
    expect(applied().map((command) => (command as { package: string }).package)).toEqual([first?.id, first?.id]);
  });

  test('a refusal is told and passes by itself', async () => {
    bridge.answer('apply', () => {
      throw new BridgeError({ kind: 'refusal', code: 'locked', zh: '稿块已锁定。', en: 'The package is locked.' });
    });
    expect(await desk.apply({ verb: 'fit-package', package: 'c1' })).toBeNull();
    expect(desk.view.notices).toMatchObject([{ kind: 'refusal', code: 'locked' }]);
    vi.advanceTimersByTime(7000);
    expect(desk.view.notices).toEqual([]);
  });

  test('a failure stays until it is dismissed', async () => {
    bridge.answer('apply', () => {
      throw new BridgeError({ kind: 'failure', code: 'disk-full', zh: '磁盘已满。', en: 'The disk is full.' });
    });
    await desk.apply({ verb: 'fit-package', package: 'c1' });
    vi.advanceTimersByTime(60_000);
    expect(desk.view.saved).toBe('failed');
    desk.dismiss(desk.view.notices[0]?.id ?? 0);
    expect(desk.view.notices).toEqual([]);
  });

  test('what is gone from the edition is gone from the selection', async () => {
    desk.select(['c1']);
    state.packages = [];
    await desk.reload(null);
    expect(desk.view.selection).toEqual([]);
  });

  test('another window’s change is read, one’s own is not read twice', async () => {
    const reads = () => bridge.calls.filter(({ name }) => name === 'state').length;
    const before = reads();
    bridge.emit({ event: 'changed', revision: desk.state.revision, pages: ['a1'] });
    expect(reads()).toBe(before);
    state.revision = 9;
    bridge.emit({ event: 'changed', revision: 9, pages: ['a1'] });
    await vi.runAllTimersAsync();
    expect(desk.state.revision).toBe(9);
  });

  test('news of one’s own change, which comes before the answer, has nothing read twice', async () => {
    const reads = () => bridge.calls.filter(({ name }) => name === 'state').length;
    const before = reads();
    const seen: unknown[] = [];
    desk.onPagesChanged((pages) => seen.push(pages));
    bridge.answer('apply', () => {
      state.revision = 2;
      bridge.emit({ event: 'changed', revision: 2, pages: ['a1', 'a2'] });
      return { revision: 2, pages: ['a1'], created: [] };
    });
    await desk.apply({ verb: 'fit-package', package: 'c1' });
    expect(reads()).toBe(before + 1);
    expect(seen).toEqual([['a1', 'a2']]);
  });

  test('progress and end of an export are kept', () => {
    const label = { zh: '导出', en: 'Export' };
    bridge.emit({ event: 'progress', job: 4, done: 1, total: 2, label });
    bridge.emit({ event: 'progress', job: 4, done: 2, total: 2, label });
    expect(desk.view.jobs).toEqual([{ id: 4, done: 2, total: 2, label }]);
    bridge.emit({ event: 'finished', job: 4, path: '/tmp/a.pdf', error: null });
    expect(desk.view.jobs).toEqual([]);
    expect(desk.view.exported?.path).toBe('/tmp/a.pdf');
  });
});

describe('commands', () => {
  test('no two share a key, and each is named in both languages', () => {
    const keys = desk.commands.all().flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { title } of desk.commands.all()) {
      expect(title.zh).not.toBe('');
      expect(title.en).not.toBe('');
    }
  });

  test('verbs on packages want a selection that is not locked', () => {
    expect(desk.commands.run('fit-package')).toBe(false);
    desk.select(['c1']);
    expect(desk.commands.find('fit-package')?.isEnabled()).toBe(true);
    const locked = state.packages.map((item) => ({ ...item, is_locked: true }));
    state.packages = locked;
    return desk.reload(null).then(() => expect(desk.commands.run('fit-package')).toBe(false));
  });

  test('nothing can be changed in an edition that is read-only', async () => {
    state.readOnly = true;
    await desk.reload(null);
    desk.select(['c1']);
    for (const id of ['undo', 'fit-package', 'remove-package', 'move-left', 'add-page']) {
      expect(desk.commands.find(id)?.isEnabled(), id).toBe(false);
    }
  });

  test('arrows move by a cell or a line, with Alt they resize', async () => {
    desk.select(['c1']);
    desk.commands.run('move-right');
    desk.commands.run('move-down');
    desk.commands.run('resize-right-far');
    await vi.runAllTimersAsync();
    expect(applied()).toEqual([
      { verb: 'move-package', package: 'c1', x: 1000, line: 20 },
      { verb: 'move-package', package: 'c1', x: 0, line: 21 },
      { verb: 'resize-package', package: 'c1', x: 0, line: 20, width: 41_000, lines: 40 },
    ]);
  });

  test('a verb on several packages is one step of undo', async () => {
    const second = { ...structuredClone(state.packages[0]), id: 'c2' } as EditionState['packages'][number];
    state.packages.push(second);
    await desk.reload(null);
    desk.select(['c1', 'c2']);
    desk.commands.run('columns-3');
    await vi.runAllTimersAsync();
    expect(applied()).toEqual([
      {
        verb: 'batch',
        commands: [
          { verb: 'set-package', package: 'c1', columns: 3 },
          { verb: 'set-package', package: 'c2', columns: 3 },
        ],
      },
    ]);
  });
});

describe('keys', () => {
  const press = { key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

  test.each([
    [{ key: 'z', ctrlKey: true }, 'Mod-z'],
    [{ key: 'Z', metaKey: true, shiftKey: true }, 'Shift-Mod-z'],
    [{ key: 'ArrowUp', altKey: true }, 'Alt-ArrowUp'],
    [{ key: 'å', code: 'KeyA', altKey: true }, 'Alt-a'],
    [{ key: '}', code: 'BracketRight', ctrlKey: true, shiftKey: true }, 'Shift-Mod-]'],
    [{ key: '=', ctrlKey: true }, 'Mod-='],
    [{ key: 'F', shiftKey: true }, 'Shift-f'],
  ])('%j is %s', (event, name) => {
    expect(keyName({ ...press, ...event })).toBe(name);
  });
});
