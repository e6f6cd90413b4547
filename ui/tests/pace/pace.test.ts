// How fast the desk answers a hand, in Chromium over `banxin serve`: figures, no verdicts.
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { test, type Edition } from '../browser/edition';
import { boxOf, ink, open } from '../browser/window';
import { rowOf, say } from './rows';

const here = fileURLToPath(new URL('.', import.meta.url));

/** How long a hand is watched, in milliseconds, and how far apart its steps are. */
const WATCHED = 10_000;
const STEP = 8;

interface Samples {
  first: number[];
  final: number[];
  frames: number[];
}

/** A copy of the edition that the caller made under a name of the environment; false when there is none. */
function take(edition: Edition, name: string): boolean {
  const made = process.env[name];
  if (made === undefined || !existsSync(made)) return false;
  rmSync(edition.file, { force: true });
  copyFileSync(made, edition.file);
  return true;
}

async function watch(page: Page): Promise<void> {
  await page.evaluate(readFileSync(join(here, 'probe.js'), 'utf8'));
}

/** The real page where the caller has made it, the sample edition elsewhere; gives the package of about 1,500 characters. */
async function openPage(page: Page, edition: Edition): Promise<{ selector: string; what: string }> {
  const isReal = take(edition, 'BANXIN_SEED');
  await open(page, await (isReal ? edition.serve() : edition.serveSample()));
  const stories = JSON.parse(edition.run('stories', '--json')) as { id: string; characters: number }[];
  const sizes = new Map(stories.map(({ id, characters }) => [id, characters]));
  const far = (story: string): number => Math.abs((sizes.get(story) ?? 0) - 1500);
  const [nearest] = edition.laid(1).sort((a, b) => far(a.story) - far(b.story));
  await watch(page);
  const what = `${sizes.get(nearest?.story ?? '') ?? 0} characters on ${isReal ? 'the real page' : 'the sample'}`;
  return { selector: `[data-package="${nearest?.id ?? ''}"]`, what };
}

/** Moves the pointer about in small steps for a while. */
async function wander(page: Page, from: { x: number; y: number }, across: number, down: number): Promise<Samples> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 5, from.y + 5, { steps: 3 });
  await page.evaluate(() => (window as unknown as { pace: { start(): void } }).pace.start());
  // A hand does not wait for the window: moves are sent at their time, whether or not the last one was taken.
  const client = await page.context().newCDPSession(page);
  const sent: Promise<unknown>[] = [];
  const began = performance.now();
  for (let step = 0; step * STEP < WATCHED; step += 1) {
    const time = step * STEP;
    await new Promise((done) => setTimeout(done, Math.max(0, began + time - performance.now())));
    const x = from.x + across * Math.sin(time / 430);
    const y = from.y + down * Math.sin(time / 620);
    sent.push(client.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y, button: 'left', buttons: 1 }));
  }
  await Promise.all(sent);
  const samples = await page.evaluate(() => (window as unknown as { pace: { stop(): Samples } }).pace.stop());
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return samples;
}

function sayHand(name: string, { first, final, frames }: Samples, what: string): void {
  say(rowOf(`${name}-final`, final, `pointer event to the painted frame with its final lines, ${what}`));
  say(rowOf(`${name}-first`, first, 'pointer event to the first painted frame after it'));
  say(rowOf(`${name}-frames`, frames, 'from frame to frame'));
}

/** Resident memory of processes, in MB. */
function memoryOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const path = `/proc/${pid}/status`;
    const line = existsSync(path) ? /VmRSS:\s+(\d+)/.exec(readFileSync(path, 'utf8')) : null;
    return sum + Number(line?.[1] ?? 0) / 1024;
  }, 0);
}

async function sayMemory(browser: Browser, edition: Edition, what: string): Promise<void> {
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  say(rowOf('memory-engine', [memoryOf([edition.pid])], `resident, ${what}`, 'MB'));
  say(rowOf('memory-page', [memoryOf(renderers)], `resident, ${renderers.length} renderers, ${what}`, 'MB'));
}

test('a story dragged and resized for ten seconds', async ({ page, edition, browser }) => {
  const { selector, what } = await openPage(page, edition);
  const block = page.locator(selector);
  const box = await boxOf(block);
  sayHand('drag', await wander(page, { x: box.x + box.width / 2, y: box.y + Math.min(30, box.height / 2) }, 170, 210), what);
  await block.focus();
  const now = await boxOf(block);
  sayHand('resize', await wander(page, { x: now.x + now.width / 2, y: Math.min(now.y + now.height, 850) }, 40, 140), what);
  await sayMemory(browser, edition, 'after ten seconds of each');
});

test('a divider of a full page dragged for ten seconds', async ({ page, edition }) => {
  const pair = process.env['BANXIN_DIVIDER']?.split(',') ?? [];
  test.skip(pair.length !== 2 || !take(edition, 'BANXIN_FULL'), 'the bench makes the page and finds its divider');
  await open(page, await edition.serve());
  await page.keyboard.press('Control+0');
  await watch(page);
  await page.waitForTimeout(1000);
  const [upper, lower] = await Promise.all(pair.map((id) => boxOf(page.locator(`[data-package="${id}"]`))));
  if (upper === undefined || lower === undefined) throw new Error('the divider has two sides');
  const x = (Math.max(upper.x, lower.x) + Math.min(upper.x + upper.width, lower.x + lower.width)) / 2;
  const y = (upper.y + upper.height + lower.y) / 2;
  sayHand('divider', await wander(page, { x, y }, 4, 70), 'both sides set anew at every place to rest');
});

test('from start to the first page', async ({ page, edition }) => {
  edition.makeSample();
  const values: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const began = performance.now();
    await page.goto(await edition.serve());
    await seeInk(page);
    values.push(performance.now() - began);
    await edition.stop();
  }
  say(rowOf('first-page', values, 'start of the program to ink on the page, browser running, disk warm'));
});

test('sixteen pages with sixty photos', async ({ page, edition, browser }) => {
  test.skip(!take(edition, 'BANXIN_LARGE'), 'the bench makes the edition');
  const values: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const address = await edition.serve();
    const began = performance.now();
    await page.goto(address);
    await seeInk(page);
    values.push(performance.now() - began);
    if (run < 4) await edition.stop();
  }
  say(rowOf('open-16-pages', values, 'address opened to ink on the first page: 16 pages, 60 photos'));
  await page.waitForTimeout(4000);
  await sayMemory(browser, edition, '16 pages, 60 photos');

  const turns: number[] = [];
  for (let turn = 0; turn < 15; turn += 1) {
    turns.push(await timeTurn(page, 'PageDown', 'desk'));
    await page.waitForTimeout(600);
  }
  say(rowOf('turn-desk', turns, 'key to the painted frame of the next page on the desk, a page every 0.6 s'));

  await page.keyboard.press('p');
  await page.getByTestId('preview-counter').waitFor();
  await page.keyboard.press('Home');
  await page.waitForTimeout(3000);
  const leaves: number[] = [];
  for (let turn = 0; turn < 15; turn += 1) {
    leaves.push(await timeTurn(page, 'ArrowRight', 'press'));
    await page.waitForTimeout(600);
  }
  say(rowOf('turn-page', leaves, 'key to the painted frame of the next page before press, a page every 0.6 s'));
});

/** Resolves when type stands on the canvas. */
async function seeInk(page: Page): Promise<void> {
  await page.getByTestId('page-canvas').waitFor();
  for (;;) {
    const canvas = await boxOf(page.getByTestId('page-canvas'));
    if ((await ink(page, canvas)) > 0.005) return;
    await page.waitForTimeout(10);
  }
}

/** From a key to the painted frame in which another page is shown, on the desk or before press. */
function timeTurn(page: Page, key: string, on: 'desk' | 'press'): Promise<number> {
  return page.evaluate(
    ([pressed, where]) =>
      new Promise<number>((done) => {
        /** The page that is shown with its type; none while there is no ink. */
        const read = (): string => {
          if (where === 'desk') return document.querySelector<HTMLElement>('[data-testid="page-canvas"]')?.dataset['shown'] ?? '';
          const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="preview-canvas"]');
          const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, Math.min(canvas.height, 300)).data ?? [];
          const hasInk = data.some((value, at) => at % 4 === 0 && value < 128 && (data[at + 3] ?? 0) > 128);
          return hasInk ? (document.querySelector('[data-testid="preview-counter"]')?.textContent ?? '') : '';
        };
        const before = read();
        const began = performance.now();
        (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }));
        const look = (): void => {
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => {
              const painted = performance.now();
              const now = read();
              if (now !== '' && now !== before) done(painted - began);
              else look();
            };
            channel.port2.postMessage(null);
          });
        };
        look();
      }),
    [key, on] as const,
  );
}
