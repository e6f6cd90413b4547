// Hands that a machine throws dice for: each does one verb of the window on whatever there is, sense or nonsense.
import type { Area, Command } from '../../src/bridge/types';
import type { Arranged, Stop } from '../../src/bridge/wire';
import { copyOf, pasteCommand } from '../../src/desk/clip';
import type { Desk } from '../../src/desk/desk';

/** Splitmix32: the same seed, the same hands. */
export class Dice {
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

export type Hand = (desk: Desk, dice: Dice) => Promise<unknown> | unknown;

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
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'thread', package: id, page: desk.view.page ?? '', ...area(desk, dice) })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'unthread', package: id })),
  (desk, dice) => desk.apply({ verb: 'add-frame', kind: dice.pick(['text', 'picture', 'rule', 'shape', 'table'] as const) ?? 'text', page: desk.view.page ?? '', ...(dice.below(2) === 0 ? {} : area(desk, dice)) }),
  (desk, dice) =>
    onSome(desk, dice, (id) => ({
      verb: 'set-frame',
      package: id,
      free: { wraps: dice.below(2) === 0, form: dice.pick(['rectangle', 'rounded', 'ellipse', 'polygon'] as const) ?? 'ellipse', edges: { top: dice.below(9) * 40_000 - 80_000 }, line: { weight: dice.below(3) * 12_700 } },
    })),
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
  (desk, dice) => desk.apply({ verb: 'remove-paragraph', paragraph: paragraph(desk, dice)?.id ?? '' }),
  (desk, dice) => desk.apply({ verb: 'set-text', paragraph: paragraph(desk, dice)?.id ?? '', text: dice.pick(WORDS) ?? '' }),
  (desk, dice) => onStory(desk, dice, (story) => ({ verb: 'add-paragraph', story, role: dice.pick(['crosshead', 'body', 'caption'] as const) ?? 'body', text: dice.pick(WORDS) ?? '' })),
  (desk, dice) => onStory(desk, dice, (story) => ({ verb: 'set-story', story, section: dice.pick(WORDS) ?? '', rank: dice.below(9) })),
  (desk, dice) => onStory(desk, dice, (story) => ({ verb: 'add-table', ...(dice.below(2) === 0 ? { story } : { headline: '赛程' }), tsv: '时间\t对阵\n周六\t江城队—海州队\n\t' })),
  (desk, dice) => onStory(desk, dice, (story) => ({ verb: 'set-table', story, columns: [{ cells: dice.below(9), align: 'centre' }], rules: dice.pick(['rows', 'grid', 'none'] as const) ?? 'rows' })),
  (desk, dice) => (dice.below(6) > 0 ? undefined : onStory(desk, dice, (story) => ({ verb: 'remove-story', story }))),
  (desk, dice) => desk.apply({ verb: 'add-story', paragraphs: [{ role: 'headline', text: dice.pick(WORDS) ?? '' }, { role: 'body', text: '渡口的人多了起来。'.repeat(dice.below(40)) }] }),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'shape-package', package: id, cuts: [{ corner: dice.pick(['top-left', 'top-right', 'bottom-left', 'bottom-right'] as const) ?? 'top-left', width: dice.below(40_000), lines: dice.below(30) }] })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'set-package', package: id, direction: dice.pick(['across', 'down'] as const) ?? 'across', frame: dice.pick(['none', 'box', 'surf', 'plum'] as const) ?? 'box', tint: dice.below(300) })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'order-package', package: id, to: dice.pick(['front', 'back', 'forward', 'backward'] as const) ?? 'front' })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'remove-photo-slot', package: id, index: dice.below(2) })),
  (desk, dice) => onSome(desk, dice, (id) => ({ verb: 'set-photo-slot', package: id, index: 0, crop: { top: dice.below(500), right: dice.below(500), bottom: dice.below(600), left: 0 }, turn: { quarters: dice.below(4), is_mirrored: dice.below(2) === 0 } })),
  (desk, dice) => onPhoto(desk, dice, (photo) => ({ verb: 'place-photo', photo, page: desk.view.page ?? '', ...area(desk, dice) })),
  (desk, dice) => onPhoto(desk, dice, (photo) => ({ verb: 'set-photo', photo, caption: dice.pick(WORDS) ?? '', credit: dice.pick(WORDS) ?? '' })),
  (desk, dice) => onPhoto(desk, dice, (photo) => ({ verb: 'attach-photo', photo, story: dice.pick(desk.state.stories)?.id ?? null })),
  (desk, dice) => (dice.below(6) > 0 ? undefined : onPhoto(desk, dice, (photo) => ({ verb: 'remove-photo', photo }))),
  (desk, dice) => desk.apply({ verb: 'set-guides', page: desk.view.page ?? '', guides: [{ axis: dice.pick(['across', 'down'] as const) ?? 'down', at: dice.below(9_000_000) }] }),
  (desk, dice) => desk.apply({ verb: 'set-page', page: desk.view.page ?? '', name: dice.pick(WORDS) ?? '', nameplate_lines: dice.below(20), columns: { columns: 3 + dice.below(6), cells: 12 + dice.below(10), gutter: 500 + dice.below(2000) } }),
  (desk, dice) => desk.apply({ verb: 'set-edition', ear: dice.pick(WORDS) ?? '', typography: { indent: dice.below(3), styles: { body: { face: dice.pick(['song-400', 'kai-400', 'hei-400']) ?? 'song-400' } } } }),
  (desk, dice) => (dice.below(8) > 0 ? undefined : desk.apply({ verb: 'remove-page', page: dice.pick(desk.state.pages)?.id ?? '' })),
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
const NAMED = ['fit-package', 'next-head', 'box', 'next-frame', 'next-pattern', 'previous-pattern', 'duplicate', 'bring-to-front', 'send-backward', 'select-all', 'align-left', 'align-top', 'distribute-down', 'move-down', 'move-right-far', 'resize-up', 'resize-right', 'add-page', 'swap', 'columns-3', 'columns-1', 'lock', 'frame-wrap', 'group', 'ungroup', 'thread-free', 'unthread', 'distribute-across', 'align-bottom', 'guide-down', 'guides-clear', 'add-table'];

async function command(desk: Desk, dice: Dice): Promise<void> {
  if (dice.below(3) > 0) desk.select([dice.pick(desk.page?.packages ?? [])].filter((id) => id !== undefined));
  const found = desk.commands.find(dice.pick(NAMED) ?? '');
  if (found?.isEnabled() === true) await found.run();
}

async function onSome(desk: Desk, dice: Dice, make: (id: string) => Command): Promise<void> {
  const item = dice.pick(desk.state.packages);
  if (item !== undefined) await desk.apply(make(item.id));
}

function onStory(desk: Desk, dice: Dice, make: (id: string) => Command): Promise<unknown> | undefined {
  const story = dice.pick(desk.state.stories);
  return story === undefined ? undefined : desk.apply(make(story.id));
}

function onPhoto(desk: Desk, dice: Dice, make: (id: string) => Command): Promise<unknown> | undefined {
  const photo = dice.pick(desk.state.photos);
  return photo === undefined ? undefined : desk.apply(make(photo.id));
}

/** The step that was the last one when the hands began: what was brought in before is not theirs to take back. */
const floors = new WeakMap<Desk, number>();

async function lastStep(desk: Desk): Promise<number> {
  const steps = await desk.history(400);
  return steps.find(({ state }) => state === 'done')?.seq ?? 0;
}

/** From here on the hands take back only what they did themselves. */
export async function setFloor(desk: Desk): Promise<void> {
  floors.set(desk, await lastStep(desk));
}

async function undoOne(desk: Desk): Promise<void> {
  if ((await lastStep(desk)) > (floors.get(desk) ?? 0)) await desk.undo();
}

async function ask<T>(desk: Desk, name: string, params: object): Promise<T | null> {
  return desk.bridge.call<T>(name, params).catch(() => null);
}

/** Throws for a hand and lets it do its verb. */
export async function moveOnce(desk: Desk, dice: Dice): Promise<void> {
  await (dice.below(60) === 0 ? dice.pick(SLOW_HANDS) : dice.pick(HANDS))?.(desk, dice);
}
