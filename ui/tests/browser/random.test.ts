// Thousands of random verbs through the window's own core, over the same bridge: nothing is ever broken, and all of it is taken back to the byte.
import type { CheckedFault } from '../../src/bridge/wire';
import { httpBridge } from '../../src/bridge/http';
import type { Bridge } from '../../src/bridge/bridge';
import { Desk } from '../../src/desk/desk';
import { Edition, expect, test } from './edition';
import { Dice, moveOnce, setFloor } from './hands';

/** How many sequences, and the longest of them; `npm run hands` asks for as many as a release must stand. */
const SEQUENCES = Number(process.env['BANXIN_SEQUENCES'] ?? 200);
const LONGEST = 5;
/** Sequences between two journeys to the start and back; each begins on the bare pages. */
const STRETCH = 20;
/** Editions that are worked on at the same time. */
const LANES = 2;

interface Content {
  hash: string;
  broken: string[];
}

interface Tally {
  verbs: number;
  refused: number;
  undone: number;
}

/** The desk without a window: what happens elsewhere is heard by nobody here. */
async function openDesk(edition: Edition): Promise<Desk> {
  const address = new URL(await edition.serve());
  const bridge: Bridge = { ...httpBridge(address.origin, address.searchParams.get('token') ?? ''), onEvent: () => () => undefined };
  return Desk.open(bridge, { locale: 'zh-Hans', theme: 'light' });
}

/** Two pages, the stories of a whole page, two photos. */
function prepare(edition: Edition): void {
  edition.remake('new', '--date', '2026-02-09', '--pages', '2');
  edition.run('import', new URL('../../../assets/samples/page-2.txt', import.meta.url).pathname, '--page-text');
  edition.run('import', new URL('../../../assets/samples/p2-otter.jpg', import.meta.url).pathname, new URL('../../../assets/samples/p4-lake.jpg', import.meta.url).pathname);
}

function contentOf(desk: Desk): Promise<Content> {
  return desk.bridge.call<Content>('content');
}

/** Takes back all that was done since an edition had that hash; gives how many steps it took. */
async function undoTo(desk: Desk, hash: string, which: string): Promise<number> {
  let undone = 0;
  while ((await contentOf(desk)).hash !== hash) {
    await desk.bridge.call('undo').catch(() => expect(undone, `${which} goes back to the start`).toBe(-1));
    undone += 1;
  }
  await desk.reload(null);
  return undone;
}

/** Works through the stretches of one lane. */
async function work(edition: Edition, lane: number, tally: Tally): Promise<void> {
  prepare(edition);
  const desk = await openDesk(edition);
  const begin = await contentOf(desk);
  expect(begin.broken).toEqual([]);
  await setFloor(desk);
  for (let first = 1 + lane * STRETCH; first <= SEQUENCES; first += LANES * STRETCH) {
    const last = Math.min(SEQUENCES, first + STRETCH - 1);
    for (let sequence = first; sequence <= last; sequence += 1) {
      const dice = new Dice(sequence);
      for (let step = 1 + dice.below(LONGEST); step > 0; step -= 1) {
        await moveOnce(desk, dice);
        tally.verbs += 1;
      }
      tally.refused += desk.view.notices.filter(({ kind }) => kind === 'refusal').length;
      const failures = desk.view.notices.filter(({ kind }) => kind === 'failure');
      expect(failures, `sequence ${sequence}`).toEqual([]);
      for (const { id } of desk.view.notices) desk.dismiss(id);
      expect((await contentOf(desk)).broken, `sequence ${sequence}`).toEqual([]);
    }
    // Undone to the start it is the very edition that was begun with, redone as often the very one that was left.
    const after = await contentOf(desk);
    const undone = await undoTo(desk, begin.hash, `sequence ${last}`);
    await desk.travel(-undone);
    expect((await contentOf(desk)).hash, `sequence ${last} comes back from the start`).toBe(after.hash);
    await desk.travel(undone);
    tally.undone += undone;
  }
  const faults = await desk.bridge.call<CheckedFault[]>('check', {});
  expect(Array.isArray(faults)).toBe(true);
  desk.close();
}

test(`${SEQUENCES} random sequences leave nothing broken, and undo goes back to the same bytes`, async ({ edition }) => {
  test.setTimeout(3_600_000);
  const tally: Tally = { verbs: 0, refused: 0, undone: 0 };
  const editions = [edition, ...Array.from({ length: LANES - 1 }, () => Edition.fresh())];
  const began = performance.now();
  try {
    await Promise.all(editions.map((each, lane) => work(each, lane, tally)));
  } finally {
    for (const other of editions.slice(1)) await other.remove();
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${SEQUENCES} sequences of ${tally.verbs} verbs, ${tally.refused} of them refused; ${tally.undone} steps undone to the start and redone, in ${seconds} s`);
});
