// Thousands of random verbs through the window's own core, over the same bridge: nothing is ever broken, and all of it is taken back to the byte.
import type { Area, Command } from '../../src/bridge/types';
import type { Arranged, CheckedFault, Stop } from '../../src/bridge/wire';
import { httpBridge } from '../../src/bridge/http';
import type { Bridge } from '../../src/bridge/bridge';
import { copyOf, pasteCommand } from '../../src/desk/clip';
import { Desk } from '../../src/desk/desk';
import { expect, test, type Edition } from './edition';

/** How many sequences, and the longest of them; `BANXIN_SEQUENCES=2000` asks for as many as a release must stand. */
const SEQUENCES = Number(process.env['BANXIN_SEQUENCES'] ?? 200);
const LONGEST = 5;

interface Content {
  hash: string;
  broken: string[];
}

/** Splitmix32: the same seed, the same hands. */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(count: number): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let mixed = this.#state ^ (this.#state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % Math.max(1, count);
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)];
  }
}

type Hand = (desk: Desk, dice: Dice) => Promise<unknown> | unknown;

const WORDS = ['江畔', '春', '', 'a b', '，。', '十二公里步道', '“新”', '1,234.5', '——'];

function area(desk: Desk, dice: Dice): Area {
  const { columns, cells, gutter } = desk.page?.grid.columns ?? { columns: 5, cells: 21, gutter: 1500 };
  const span = 1 + dice.below(columns);
  const step = cells * 1000 + gutter;
  return { x: dice.below(columns - span + 1) * step, line: dice.below(100), width: span * step - gutter, lines: 4 + dice.below(40) };
}

function paragraph(desk: Desk, dice: Dice): { id: string; text: string } | undefined {
  return dice.pick(desk.state.stories.flatMap(({ parts }) => parts));
}

/** What a hand can do: the window's verbs by name, and what its tools and panels send. */
const HANDS: readonly Hand[] = [
  (desk, dice) => {
    desk.selectStory(dice.pick(desk.state.stories)?.id ?? null);
    return desk.apply({ verb: 'place', story: desk.view.story ?? '', page: desk.view.page ?? '' });
  },
  (desk, dice) => desk.apply({ verb: 'place', story: dice.pick(desk.state.stories)?.id ?? '', page: desk.view.page ?? '', area: area(desk, dice) }),
  (desk, dice) => desk.placePhoto(dice.pick(desk.state.photos)?.id ?? ''),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'move-package', package: id, x: area(desk, dice).x, line: dice.below(100) })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'resize-package', package: id, ...area(desk, dice) })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'set-package', package: id, columns: 1 + dice.below(6), head: { place: dice.pick(['over', 'side', 'vertical', 'inset', 'none'] as const) ?? 'over' } })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'swap-packages', a: id, b: dice.pick(desk.state.packages)?.id ?? '' })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'lock-package', package: id, locked: dice.below(5) === 0 })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'remove-package', package: id })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'thread', package: id, page: desk.view.page ?? '', ...area(desk, dice) }) as object as Command),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'unthread', package: id })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'add-photo-slot', package: id, photo: dice.pick(desk.state.photos)?.id ?? '' })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'set-photo-slot', package: id, index: dice.below(2), place: dice.pick(['top', 'left', 'right', 'inset', 'bottom'] as const) ?? 'top', lines: dice.below(30) })),
  (desk, dice) => {
    desk.select(desk.state.packages.filter(() => dice.below(3) === 0).map(({ id }) => id));
    const clip = copyOf(desk.state, desk.selected);
    return desk.selected.length === 0 ? undefined : desk.paste(pasteCommand(clip, desk.view.page ?? ''), clip.from);
  },
  (desk, dice) => {
    const found = paragraph(desk, dice);
    const at = dice.below((found?.text.length ?? 0) + 1);
    return desk.apply({ verb: 'edit-text', from: { paragraph: found?.id ?? '', at }, text: dice.pick(WORDS) ?? '' });
  },
  (desk, dice) => desk.apply({ verb: 'split-paragraph', paragraph: paragraph(desk, dice)?.id ?? '', at: dice.below(12) }),
  (desk, dice) => desk.apply({ verb: 'join-paragraphs', paragraph: paragraph(desk, dice)?.id ?? '' }),
  (desk, dice) => desk.apply({ verb: 'set-role', paragraph: paragraph(desk, dice)?.id ?? '', role: dice.pick(['body', 'crosshead', 'summary', 'deck'] as const) ?? 'body' }),
  (desk, dice) => desk.apply({ verb: 'set-style', paragraph: paragraph(desk, dice)?.id ?? '', from: 0, to: 1 + dice.below(6), style: { bold: dice.below(2) === 0 } }),
  (desk, dice) => desk.apply({ verb: 'set-paragraph', paragraph: paragraph(desk, dice)?.id ?? '', drop_lines: dice.below(4) }),
  (desk, dice) => desk.apply({ verb: 'replace-text', find: dice.pick(['的', '，', '[0-9]+']) ?? '的', with: dice.pick(WORDS) ?? '', regex: true }),
  (desk) => undoOne(desk),
  (desk) => desk.redo(),
  (desk, dice) => desk.turn(dice.below(3) - 1),
  (desk, dice) => command(desk, dice),
  (desk, dice) => command(desk, dice),
  (desk, dice) => command(desk, dice),
];

/** Hands that take the engine a while, taken less often. */
const SLOW_HANDS: readonly Hand[] = [
  async (desk, dice) => {
    const arranged = await ask<Arranged>(desk, 'arrange', { page: desk.view.page, candidates: 1, seed: dice.below(9) });
    const [first] = arranged?.candidates ?? [];
    if (first !== undefined) await desk.apply(first.command);
  },
  async (desk, dice) => {
    const stops = await ask<Stop[]>(desk, 'arrange-knobs', { package: dice.pick(desk.state.packages)?.id ?? '' });
    const stop = dice.pick(stops ?? []);
    if (stop !== undefined) await desk.apply(stop.command);
  },
];

/** Verbs of the window that go by name, on whatever is selected. */
const NAMED = ['fit-package', 'next-head', 'box', 'next-frame', 'next-pattern', 'previous-pattern', 'duplicate', 'bring-to-front', 'send-backward', 'select-all', 'align-left', 'align-top', 'distribute-down', 'move-down', 'move-right-far', 'resize-up', 'resize-right', 'add-page', 'swap', 'columns-3', 'columns-1', 'lock'];

async function command(desk: Desk, dice: Dice): Promise<void> {
  if (dice.below(3) > 0) desk.select([dice.pick(desk.page?.packages ?? [])].filter((id) => id !== undefined));
  const found = desk.commands.find(dice.pick(NAMED) ?? '');
  if (found?.isEnabled() === true) await found.run();
}

async function onSome(desk: Desk, dice: Dice, make: (id: string) => Command): Promise<void> {
  const item = dice.pick(desk.state.packages);
  if (item !== undefined) await desk.apply(make(item.id));
}

/** The step that was the last one when the hands began: what was brought in before is not theirs to take back. */
let floor = 0;

async function lastStep(desk: Desk): Promise<number> {
  const steps = await desk.history(400);
  return steps.find(({ state }) => state === 'done')?.seq ?? 0;
}

async function undoOne(desk: Desk): Promise<void> {
  if ((await lastStep(desk)) > floor) await desk.undo();
}

async function ask<T>(desk: Desk, name: string, params: object): Promise<T | null> {
  return desk.bridge.call<T>(name, params).catch(() => null);
}

/** The desk without a window: what happens elsewhere is heard by nobody here. */
async function openDesk(edition: Edition): Promise<Desk> {
  const address = new URL(await edition.serve());
  const bridge: Bridge = { ...httpBridge(address.origin, address.searchParams.get('token') ?? ''), onEvent: () => () => undefined };
  return Desk.open(bridge, { locale: 'zh-Hans', theme: 'light' });
}

test(`${SEQUENCES} random sequences leave nothing broken, and undo goes back to the same bytes`, async ({ edition }) => {
  test.setTimeout(3_600_000);
  edition.remake('new', '--date', '2026-02-09', '--pages', '2');
  edition.run('import', new URL('../../../assets/samples/page-2.txt', import.meta.url).pathname, '--page-text');
  edition.run('import', new URL('../../../assets/samples/p2-otter.jpg', import.meta.url).pathname, new URL('../../../assets/samples/p4-lake.jpg', import.meta.url).pathname);
  const desk = await openDesk(edition);
  const content = (): Promise<Content> => desk.bridge.call<Content>('content');
  const begin = await content();
  expect(begin.broken).toEqual([]);
  floor = await lastStep(desk);
  let steps = 0;
  let refused = 0;
  for (let sequence = 1; sequence <= SEQUENCES; sequence += 1) {
    const dice = new Dice(sequence);
    for (let step = 1 + dice.below(LONGEST); step > 0; step -= 1) {
      await (dice.below(60) === 0 ? dice.pick(SLOW_HANDS) : dice.pick(HANDS))?.(desk, dice);
      steps += 1;
    }
    refused += desk.view.notices.length;
    for (const { id } of desk.view.notices) desk.dismiss(id);
    const after = await content();
    expect(after.broken, `sequence ${sequence}`).toEqual([]);
    if (sequence % 20 !== 0) continue;
    // Undone to the start it is the very edition that was begun with, redone as often the very one that was left.
    let undone = 0;
    while ((await content()).hash !== begin.hash) {
      expect(await desk.undo(), `sequence ${sequence} goes back to the start`).not.toBeNull();
      undone += 1;
    }
    for (let step = 0; step < undone; step += 1) await desk.redo();
    expect((await content()).hash, `sequence ${sequence} comes back from the start`).toBe(after.hash);
    // The next twenty begin on the bare pages.
    for (let step = 0; step < undone; step += 1) await desk.undo();
  }
  const faults = await desk.bridge.call<CheckedFault[]>('check', {});
  expect(Array.isArray(faults)).toBe(true);
  console.log(`${SEQUENCES} sequences of ${steps} verbs, ${refused} refused or failed`);
  desk.close();
});
