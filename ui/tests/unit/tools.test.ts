// The hand over a page that is not painted: clicks, drags, Escape, and what reaches the engine.
import { beforeEach, describe, expect, test } from 'vitest';
import { fixtureState } from '../../src/bridge/fixture';
import { memoryBridge, type MemoryBridge } from '../../src/bridge/memory';
import type { Area, Command, EditionState, Id, PageState, Point } from '../../src/bridge/types';
import { toViewport } from '../../src/desk/camera';
import { Desk } from '../../src/desk/desk';
import { placeArea } from '../../src/desk/kernels/grid';
import { handlePoint } from '../../src/desk/kernels/hit';
import type { Ghost, HeldGuide, Outcome, Stage } from '../../src/desk/tools/stage';
import type { Written } from '../../src/desk/writing/writing';
import { Placing } from '../../src/desk/tools/placing';
import type { Press } from '../../src/desk/tools/tool';

/** A stage that remembers what it was told; the viewport begins at the window's corner. */
class FakeStage implements Stage {
  ghost: Ghost | null = null;
  shifted: Area | null = null;
  previews: Command[] = [];
  moves: readonly { id: Id; to: Area }[] = [];
  kept: boolean[] = [];
  written: { id: Id; command: Command | null }[] = [];
  answer: ((written: Written | null) => void) | null = null;
  settle: ((outcome: Outcome) => void) | null = null;
  locate(client: Point): Point {
    return client;
  }
  isOver(client: Point): boolean {
    return client.x >= 0 && client.x < 800;
  }
  showGhost(ghost: Ghost | null): void {
    this.ghost = ghost;
  }
  guide: HeldGuide | null = null;
  showGuide(guide: HeldGuide | null): void {
    this.guide = guide;
  }
  showMarquee(): void {
    // Nothing is drawn here.
  }
  shift(_id: Id | null, area: Area | null): void {
    this.shifted = area;
  }
  shiftMany(moves: readonly { id: Id; to: Area }[]): void {
    this.shifted = moves[0]?.to ?? null;
    this.moves = moves;
  }
  preview(command: Command, settle: (outcome: Outcome) => void): void {
    this.previews.push(command);
    this.settle = settle;
  }
  write(id: Id, command: Command | null, settle: (written: Written | null) => void): void {
    this.written.push({ id, command });
    this.answer = settle;
  }
  endPreview(keep: boolean): void {
    this.kept.push(keep);
  }
  setCursor(): void {
    // There is no pointer to be seen.
  }
}

let state: EditionState;
let bridge: MemoryBridge;
let desk: Desk;
let stage: FakeStage;
let page: PageState;

beforeEach(async () => {
  state = fixtureState();
  state.pages = state.pages.map((each) => ({ ...each, nameplate_lines: 0 }));
  bridge = memoryBridge(state);
  bridge.answer('apply', () => ({ revision: (state.revision += 1), pages: ['a1'], created: [] }));
  bridge.answer('measure', () => [
    { columns: 1, width: 13_000, lines: 61 },
    { columns: 2, width: 27_000, lines: 34 },
    { columns: 3, width: 41_000, lines: 24 },
  ]);
  desk = await Desk.open(bridge, { locale: 'zh-Hans', theme: 'light' });
  desk.patch({ viewport: { width: 800, height: 700 }, zoom: 0.5, pan: { x: 10, y: 20 } });
  stage = new FakeStage();
  desk.tools.attach(stage);
  page = desk.page as PageState;
});

/** The point of the window over a cell and a line of the page. */
function over(cell: number, line: number): Point {
  const { grid, paper } = page;
  const point = { x: paper.left + cell * grid.cell, y: paper.top + line * grid.leading };
  return toViewport(point, { zoom: desk.view.zoom, pan: desk.view.pan });
}

function press(client: Point, keys: Partial<Press> = {}): Press {
  return { client, button: 0, shift: false, mod: false, alt: false, ...keys };
}

function applied(): unknown[] {
  return bridge.calls.filter(({ name }) => name === 'apply').map(({ params }) => (params as { command: unknown }).command);
}

function drag(from: Point, to: Point, keys: Partial<Press> = {}): void {
  desk.tools.press(press(from, keys));
  desk.tools.move(press({ x: from.x + 4, y: from.y }, keys));
  desk.tools.move(press(to, keys));
}

describe('selecting', () => {
  test('a click selects what is under it, a click beside it selects nothing', () => {
    desk.tools.press(press(over(5, 30)));
    desk.tools.release(press(over(5, 30)));
    expect(desk.view.selection).toEqual(['c1']);
    expect(desk.view.story).toBe('b1');
    desk.tools.press(press(over(60, 30)));
    desk.tools.release(press(over(60, 30)));
    expect(desk.view.selection).toEqual([]);
  });

  test('two pixels are a click and not a drag', () => {
    const at = over(5, 30);
    desk.tools.press(press(at));
    desk.tools.move(press({ x: at.x + 2, y: at.y }));
    expect(desk.view.tool).toBe('pointing');
    desk.tools.release(press(at));
    expect(applied()).toEqual([]);
  });

  test('a rectangle drawn over bare paper selects what it touches, Escape takes it back', () => {
    drag(over(40, 10), over(20, 30));
    expect(desk.view.tool).toBe('brushing');
    expect(desk.view.selection).toEqual(['c1']);
    desk.tools.cancel();
    expect(desk.view.selection).toEqual([]);
    expect(desk.view.tool).toBe('idle');
  });
});

describe('moving', () => {
  test('a drag moves the finished package and sends one verb', () => {
    const from = over(5, 40);
    drag(from, over(33, 50));
    expect(desk.view.tool).toBe('translating');
    expect(stage.shifted).toEqual({ x: 28_000, line: 30, width: 27_000, lines: 40 });
    expect(stage.previews).toEqual([]);
    desk.tools.release(press(over(33, 50)));
    expect(applied()).toEqual([{ verb: 'move-package', package: 'c1', x: 28_000, line: 30 }]);
    expect(stage.kept).toEqual([true]);
  });

  test('Shift keeps to one axis', () => {
    drag(over(5, 40), over(7, 49), { shift: true });
    expect(stage.shifted).toMatchObject({ x: 0, line: 29 });
  });

  test('several packages move together as one step', async () => {
    state.packages.push({ ...structuredClone(state.packages[0]), id: 'c2', area: { x: 28_000, line: 20, width: 27_000, lines: 20 } } as EditionState['packages'][number]);
    await desk.reload(null);
    desk.select(['c1', 'c2']);
    drag(over(5, 40), over(33, 50));
    expect(stage.moves).toEqual([
      { id: 'c1', to: { x: 28_000, line: 30, width: 27_000, lines: 40 } },
      { id: 'c2', to: { x: 56_000, line: 30, width: 27_000, lines: 20 } },
    ]);
    desk.tools.release(press(over(33, 50)));
    expect(applied()).toMatchObject([{ verb: 'batch', commands: [{ package: 'c1', x: 28_000 }, { package: 'c2', x: 56_000 }] }]);
  });

  test('held over the middle of another it changes places with it, with Alt a copy is left there', async () => {
    state.packages.push({ ...structuredClone(state.packages[0]), id: 'c2', area: { x: 56_000, line: 20, width: 27_000, lines: 20 } } as EditionState['packages'][number]);
    await desk.reload(null);
    drag(over(5, 40), over(69, 30));
    expect(stage.ghost).toMatchObject({ offer: 'swap', area: { x: 56_000, line: 20 } });
    desk.tools.release(press(over(69, 30)));
    expect(applied()).toEqual([{ verb: 'swap-packages', a: 'c1', b: 'c2' }]);
    drag(over(5, 40), over(5, 60), { alt: true });
    desk.tools.release(press(over(5, 60), { alt: true }));
    expect(applied()[1]).toMatchObject({ verb: 'paste-packages', page: 'a1', x: 0, line: 40, packages: [{ package: { story: 'b1' } }] });
  });

  test('Escape restores and sends nothing', () => {
    drag(over(5, 40), over(60, 60));
    expect(desk.tools.key({ key: 'Escape' }, 'Escape')).toBe(true);
    desk.tools.release(press(over(60, 60)));
    expect(applied()).toEqual([]);
    expect(stage.ghost).toBeNull();
    expect(stage.kept).toEqual([false]);
  });

  test('a locked package stays where it is', async () => {
    state.packages = state.packages.map((item) => ({ ...item, is_locked: true }));
    await desk.reload(null);
    drag(over(5, 40), over(33, 50));
    desk.tools.release(press(over(33, 50)));
    expect(applied()).toEqual([]);
  });
});

describe('resizing', () => {
  function corner(): Point {
    const rect = placeArea({ x: 0, line: 20, width: 27_000, lines: 40 }, page);
    return toViewport(handlePoint(rect, 'se'), { zoom: desk.view.zoom, pan: desk.view.pan });
  }

  test('every step is set anew with its final lines, and the drop sends the last', () => {
    desk.select(['c1']);
    const from = corner();
    const to = { x: from.x + over(14, 0).x - over(0, 0).x, y: from.y + over(0, 5).y - over(0, 0).y };
    drag(from, to);
    expect(desk.view.tool).toBe('resizing');
    const area = { x: 0, line: 20, width: 41_000, lines: 45 };
    expect(stage.previews.at(-1)).toEqual({ verb: 'resize-package', package: 'c1', ...area });
    stage.settle?.({ report: { ...structuredClone(state.packages[0]?.report), overset: { lines: 0, characters: 0 }, underset: { lines: 7 } } as Outcome['report'], refusal: null });
    expect(desk.view.drag).toMatchObject({ ...area, over: 0, under: 7 });
    desk.tools.release(press(to));
    expect(applied()).toEqual([{ verb: 'resize-package', package: 'c1', ...area }]);
  });

  test('the same size is asked for once', () => {
    desk.select(['c1']);
    const from = corner();
    drag(from, { x: from.x, y: from.y + 40 });
    const asked = stage.previews.length;
    desk.tools.move(press({ x: from.x, y: from.y + 40.4 }));
    expect(stage.previews.length).toBe(asked);
  });
});

describe('placing', () => {
  function reportOf(lines: number): Outcome['report'] {
    return { ...structuredClone(state.packages[0]?.report), lines, overset: { lines: 0, characters: 0 } } as Outcome['report'];
  }

  function begin(): Placing {
    const story = desk.findStory('b2');
    if (story === undefined) throw new Error('the story is there');
    const placing = new Placing(desk.tools, story, page);
    desk.tools.become(placing);
    return placing;
  }

  test('the ghost snaps to columns and lines, as deep as the text needs', async () => {
    const placing = begin();
    await Promise.resolve();
    placing.move(press(over(65, 31.5)));
    expect(stage.ghost).toMatchObject({ kind: 'placing', columns: 3, area: { x: 42_000, line: 30, width: 41_000, lines: 24 } });
    // No depth is asked for: the engine gives the exact one, and the ghost takes it.
    expect(stage.previews.at(-1)).toEqual({ verb: 'place', story: 'b2', page: 'a1', x: 42_000, line: 30, width: 41_000 });
    expect(stage.ghost?.offers.map(({ columns }) => columns)).toEqual([1, 2]);
    stage.settle?.({ report: reportOf(26), refusal: null });
    expect(stage.ghost?.area.lines).toBe(26);
  });

  test('a number changes the span while it hovers', async () => {
    const placing = begin();
    await Promise.resolve();
    placing.move(press(over(65, 31.5)));
    expect(desk.tools.key({ key: '2' }, '2')).toBe(true);
    expect(stage.ghost?.area).toMatchObject({ width: 27_000, lines: 34 });
  });

  test('it ends above what stands below', async () => {
    const placing = begin();
    await Promise.resolve();
    placing.move(press(over(20, 6)));
    // The package below begins at line 20; two lines stay free.
    const lines = 18 - (stage.ghost?.area.line ?? 0);
    expect(stage.ghost?.area.lines).toBe(lines);
    stage.settle?.({ report: reportOf(24), refusal: null });
    placing.release(press(over(20, 6)));
    expect(applied()).toMatchObject([{ verb: 'place', lines }]);
  });

  test('away from the page there is no ghost, and a drop there does nothing', () => {
    const placing = begin();
    placing.move(press(over(65, 31.5)));
    placing.move(press({ x: -40, y: 300 }));
    expect(stage.ghost).toBeNull();
    placing.release(press({ x: -40, y: 300 }));
    expect(applied()).toEqual([]);
    expect(desk.view.tool).toBe('idle');
  });

  test('a drop sends the verb and selects what it made', async () => {
    bridge.answer('apply', () => {
      state.packages.push({ ...structuredClone(state.packages[0]), id: 'c9', story: 'b2' } as EditionState['packages'][number]);
      return { revision: (state.revision += 1), pages: ['a1'], created: ['c9'] };
    });
    const placing = begin();
    await Promise.resolve();
    placing.release(press(over(65, 31.5)));
    expect(applied()).toEqual([{ verb: 'place', story: 'b2', page: 'a1', x: 42_000, line: 30, width: 41_000 }]);
    await new Promise((resolve) => setTimeout(resolve));
    expect(desk.view.selection).toEqual(['c9']);
  });
});

describe('panning', () => {
  test('the middle button moves the view, Escape brings it back', () => {
    const before = desk.view.pan;
    desk.tools.press(press({ x: 100, y: 100 }, { button: 1 }));
    desk.tools.move(press({ x: 90, y: 70 }));
    expect(desk.view.pan).toEqual({ x: before.x - 10, y: before.y - 30 });
    desk.tools.cancel();
    expect(desk.view.pan).toEqual(before);
  });
});
