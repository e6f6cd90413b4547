// The window as a hand and an eye meet it: rows to drag, places on the page, ink on the canvas.
import { expect, type Locator, type Page, type Request } from '@playwright/test';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What each window has asked the engine and not yet been answered. */
const asked = new WeakMap<Page, Set<Request>>();

/** Listens to what a window asks the engine from now on. */
export function listen(page: Page): void {
  if (asked.has(page)) return;
  const open = new Set<Request>();
  asked.set(page, open);
  page.on('request', (request) => {
    // The stream of events is never answered whole.
    if (/\/api\/(call|bytes)\//u.test(request.url())) open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
}

/** Whether the engine has still to answer something that the desk waits for: small pictures of pages come when they come. */
export function isAsking(page: Page): boolean {
  return [...(asked.get(page) ?? [])].some((request) => !request.url().endsWith('/thumbnail'));
}

/** Waits until the engine has answered everything and two frames have shown what it said. */
export async function answered(page: Page): Promise<void> {
  const twoFrames = (): Promise<unknown> => page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const end = Date.now() + 20_000;
  do await twoFrames();
  while (isAsking(page) && Date.now() < end);
  await twoFrames();
}

/** Opens the window and waits until its page is painted. */
export async function open(page: Page, url: string): Promise<void> {
  listen(page);
  // What goes wrong in the page fails the test, whatever it looks at.
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(url);
  await expect(page.getByTestId('story-row').first()).toBeVisible({ timeout: 20_000 });
  const canvas = await boxOf(page.getByTestId('page-canvas'));
  // The nameplate or the folio is type too: once there is ink, fonts and page have come.
  await expect.poll(() => ink(page, canvas), { timeout: 30_000 }).toBeGreaterThan(0);
}

export async function boxOf(element: Locator): Promise<Box> {
  // What floats over the page is made anew at every frame: the one asked for may just have given way to its like.
  for (let turn = 0; turn < 20; turn += 1) {
    const box = await element.boundingBox();
    if (box !== null) return box;
    await element.page().waitForTimeout(50);
  }
  throw new Error('the element is not on screen');
}

/** Share of dark pixels that the page's canvas shows in a box of the window. */
export function ink(page: Page, box: Box): Promise<number> {
  return page.evaluate(({ x, y, width, height }) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="page-canvas"]');
    const context = canvas?.getContext('2d');
    if (canvas === null || context === null || context === undefined) return 0;
    const place = canvas.getBoundingClientRect();
    const ratio = canvas.width / place.width;
    const left = Math.max(0, (x - place.left) * ratio);
    const top = Math.max(0, (y - place.top) * ratio);
    const across = Math.min(canvas.width - left, width * ratio);
    const down = Math.min(canvas.height - top, height * ratio);
    if (across < 1 || down < 1) return 0;
    const { data } = context.getImageData(left, top, across, down);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0) < 384 && (data[at + 3] ?? 0) > 128) dark += 1;
    }
    return dark / (data.length / 4);
  }, box);
}

/** Presses on an element and moves to a point of the window in small steps, without releasing. */
export async function pick(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 6, from.y + 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 12 });
}

/** A point of the page's canvas, as shares of its width and height. */
export async function pointOn(page: Page, across: number, down: number): Promise<{ x: number; y: number }> {
  const box = await boxOf(page.getByTestId('page-canvas'));
  return { x: box.x + box.width * across, y: box.y + box.height * down };
}

/** Drags a story from the pool and drops it over a point of the page; gives its id. */
export async function placeStory(page: Page, row: Locator, to: { x: number; y: number }): Promise<string> {
  const story = await row.getAttribute('data-story');
  const from = await boxOf(row);
  await pick(page, { x: from.x + 60, y: from.y + 20 }, to);
  await expect(page.getByTestId('drop-ghost')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByTestId('package')).not.toHaveCount(0);
  return story ?? '';
}

/** Two boxes are the same to within a pixel and a half. */
export function expectSame(a: Box, b: Box): void {
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    expect(Math.abs(a[side] - b[side]), `${side}: ${a[side]} and ${b[side]}`).toBeLessThanOrEqual(1.5);
  }
}
