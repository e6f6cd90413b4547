// What is pictured: the desk in every state that a person comes to, on the sample edition.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Edition } from './edition';
import { advertisement } from './advertisement';
import { drop, photo } from './dropping';
import { boxOf, ink, pick, pointOn } from './window';
import type { Locator, Page } from '@playwright/test';

export interface Look {
  name: string;
  reach(page: Page): Promise<unknown>;
  /** How it is left; Escape and the focus on the page when nothing else is said. */
  leave?(page: Page): Promise<unknown>;
}

const blocks = (page: Page): Locator => page.getByTestId('package');

async function focusPage(page: Page): Promise<void> {
  await page.getByTestId('page-view').focus();
}

export async function back(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await focusPage(page);
}

/** Keys one after the other, with the focus on the page. */
function press(...keys: string[]): (page: Page) => Promise<void> {
  return async (page) => {
    await focusPage(page);
    for (const key of keys) await page.keyboard.press(key);
  };
}

/** The package with the most to see: the largest on the page. */
async function largest(page: Page): Promise<Locator> {
  const boxes = await Promise.all((await blocks(page).all()).map(boxOf));
  const sizes = boxes.map(({ width, height }) => width * height);
  return blocks(page).nth(sizes.indexOf(Math.max(...sizes)));
}

async function chooseLargest(page: Page): Promise<void> {
  await (await largest(page)).focus();
}

/** A section of the inspector comes to the top of it. */
async function show(page: Page, title: string): Promise<void> {
  await page.locator(`[data-pane="inspector"] section[aria-label="${title}"]`).evaluate((section) => section.scrollIntoView({ block: 'start' }));
}

function inspector(zh: string, en: string, first: (page: Page) => Promise<unknown> = chooseLargest): (page: Page) => Promise<void> {
  return async (page) => {
    await first(page);
    const isChinese = (await page.locator('html').getAttribute('lang'))?.startsWith('zh') === true;
    await show(page, isChinese ? zh : en);
  };
}

/** A page after the last one, with nothing on it. */
async function emptyPage(page: Page): Promise<void> {
  await page.getByTestId('add-page').click();
  // The proof that was looked at before may still keep the engine busy.
  await expect(page.getByTestId('empty-page')).toBeVisible({ timeout: 60_000 });
}

/** A story from the pool over the page, once the engine has said how deep it is in every number of columns. */
async function hover(page: Page): Promise<void> {
  const row = await boxOf(page.getByTestId('story-row').nth(2));
  await pick(page, { x: row.x + 60, y: row.y + 20 }, await pointOn(page, 0.4, 0.31));
  await expect(page.getByTestId('drop-ghost').locator('.tag.exact')).toBeVisible();
  await expect(page.locator('.offers .offer')).toHaveCount(5);
}

/** What is dragged is let go where it came from. */
async function letGo(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await focusPage(page);
}

/** Puts stories on the empty page and waits for them. */
async function placeTwo(page: Page): Promise<void> {
  for (const [count, index] of [[1, 2], [2, 4]] as const) {
    await page.getByTestId('story-row').nth(index).dblclick();
    await expect(blocks(page)).toHaveCount(count);
  }
  await focusPage(page);
}

async function swapOffer(page: Page): Promise<void> {
  const [a, b] = [await boxOf(blocks(page).nth(0)), await boxOf(blocks(page).nth(1))];
  await pick(page, { x: a.x + 20, y: a.y + 20 }, { x: b.x + b.width / 2, y: b.y + b.height / 2 });
  await expect(page.getByTestId('offer-tag')).toBeVisible();
}

async function resize(page: Page): Promise<void> {
  await blocks(page).nth(1).focus();
  const box = await boxOf(blocks(page).nth(1));
  await pick(page, { x: box.x + box.width / 2, y: box.y + box.height }, { x: box.x + box.width / 2, y: box.y + box.height * 0.7 });
}

async function write(page: Page): Promise<void> {
  await chooseLargest(page);
  await page.keyboard.press('Control+3');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('caret')).toBeVisible();
}

async function compose(page: Page): Promise<void> {
  await write(page);
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'chun', selectionStart: 4, selectionEnd: 4 });
  await expect(page.getByTestId('composing')).toHaveCount(1);
  await client.detach();
}

async function threaded(page: Page): Promise<void> {
  await blocks(page).nth(1).focus();
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('Shift+Alt+ArrowUp');
  await expect(page.getByTestId('over-tag')).toHaveCount(2);
  await expect(page.getByTestId('port-out')).toHaveText('+');
  await page.keyboard.press('Shift+Alt+c');
  await expect(page.getByTestId('threads')).toBeVisible();
  await expect(blocks(page)).toHaveCount(3);
}

/** Undoes everything that was done on the added page. */
async function undoTo(page: Page, count: number): Promise<void> {
  await focusPage(page);
  await expect(async () => {
    if ((await blocks(page).count()) > count) await page.keyboard.press('Control+z');
    await expect(blocks(page)).toHaveCount(count, { timeout: 300 });
  }).toPass();
}

async function shape(page: Page): Promise<void> {
  await focusPage(page);
  await page.keyboard.press('Alt+s');
  await page.keyboard.press('Enter');
  await expect(page.locator('.package.is-selected')).toHaveCount(1);
  await page.getByTestId('free-form').getByRole('radio').last().click();
  await page.getByTestId('free-fill').selectOption({ index: 3 });
}

async function advert(page: Page): Promise<void> {
  await page.getByTestId('pool-photos').click();
  await page.getByTestId('photo-card').filter({ hasText: 'advert.pdf' }).first().dblclick();
  // The engine reads the whole file before it is placed.
  await expect(page.getByTestId('leaf-page')).toBeVisible({ timeout: 60_000 });
  // Its page is drawn by the engine, and comes when it is ready.
  const box = await boxOf(blocks(page).first());
  await expect.poll(() => ink(page, box), { timeout: 30_000 }).toBeGreaterThan(0.02);
}

/** What the sample is given before it is served. */
export function prepareLooks(edition: Edition): void {
  edition.makeSample();
  const file = join(edition.folder, 'advert.pdf');
  writeFileSync(file, advertisement());
  edition.run('import', file);
}

/** In an order in which each can be reached from the one before. */
export const LOOKS: readonly Look[] = [
  { name: 'desk', reach: focusPage },
  { name: 'page-settings', reach: inspector('一期', 'Edition', back) },
  { name: 'story', reach: (page) => page.getByTestId('story-row').filter({ hasText: /未用|unplaced/ }).first().click() },
  { name: 'package', reach: chooseLargest },
  { name: 'package-head', reach: inspector('标题', 'Head') },
  { name: 'borders', reach: async (page) => { await inspector('框线与底纹', 'Border and tint')(page); await page.getByTestId('frame').click(); await expect(page.getByTestId('frame-list').locator('img')).toHaveCount(20); } },
  { name: 'photo', reach: inspector('图片', 'Photo') },
  { name: 'crop', reach: async (page) => { await chooseLargest(page); await page.keyboard.press('c'); } },
  { name: 'photos', reach: (page) => page.getByTestId('pool-photos').click(), leave: (page) => page.getByTestId('pool-stories').click() },
  { name: 'several', reach: press('Control+a') },
  { name: 'menu', reach: async (page) => { await (await largest(page)).click({ button: 'right', force: true, position: { x: 40, y: 60 } }); await expect(page.getByTestId('context-menu')).toBeVisible(); } },
  { name: 'writing', reach: write, leave: async (page) => { await back(page); await back(page); await page.keyboard.press('Control+2'); } },
  { name: 'composing', reach: compose, leave: async (page) => { await back(page); await back(page); await back(page); await page.keyboard.press('Control+2'); } },
  { name: 'find', reach: async (page) => { await press('Control+h')(page); await page.keyboard.type('江'); await expect(page.getByTestId('replace-all')).toBeVisible(); } },
  { name: 'palette', reach: press('Control+k') },
  { name: 'keys', reach: press('?') },
  { name: 'help', reach: press('F1') },
  { name: 'history', reach: press('Control+Alt+z') },
  { name: 'saved', reach: (page) => page.getByTestId('saved').click() },
  { name: 'preflight', reach: (page) => page.getByTestId('check').click() },
  { name: 'export', reach: press('Control+e') },
  { name: 'another-edition', reach: press('Control+o') },
  { name: 'proposals', reach: async (page) => { await press('a')(page); await expect(page.getByTestId('arrange-strip').getByRole('status')).toHaveCount(0, { timeout: 90_000 }); } },
  { name: 'navigator', reach: press('n', 'Control+0'), leave: press('n', 'Control+2') },
  { name: 'spread', reach: press('PageDown', 'Control+4'), leave: press('Control+4', 'PageUp', 'Control+2') },
  { name: 'squint', reach: press('q'), leave: press('q') },
  { name: 'preview', reach: press('p') },
  { name: 'empty-page', reach: emptyPage, leave: focusPage },
  { name: 'placing', reach: hover, leave: letGo },
  { name: 'file-over', reach: async (page) => drop(page, [photo(0)], await pointOn(page, 0.5, 0.5), ['dragenter', 'dragover']), leave: async (page) => { await page.evaluate(() => document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true, clientX: -1, clientY: -1 }))); await focusPage(page); } },
  { name: 'swap', reach: async (page) => { await placeTwo(page); await swapOffer(page); }, leave: letGo },
  { name: 'resizing', reach: resize, leave: letGo },
  { name: 'redivided', reach: async (page) => { await blocks(page).nth(0).focus(); await page.keyboard.press('3'); }, leave: focusPage },
  { name: 'pattern', reach: async (page) => { await blocks(page).nth(0).focus(); await page.keyboard.press('h'); await page.keyboard.press('h'); }, leave: focusPage },
  { name: 'thread', reach: threaded, leave: async (page) => { await undoTo(page, 2); await focusPage(page); } },
  { name: 'copied', reach: async (page) => { await focusPage(page); await page.keyboard.press('Control+a'); await page.keyboard.press('Control+d'); await expect(blocks(page)).toHaveCount(4); }, leave: (page) => undoTo(page, 0) },
  { name: 'frame', reach: shape, leave: (page) => undoTo(page, 0) },
  { name: 'table', reach: async (page) => { await focusPage(page); await page.keyboard.press('Alt+b'); await page.keyboard.press('Enter'); await expect(blocks(page)).toHaveCount(1); }, leave: (page) => undoTo(page, 0) },
  { name: 'advertisement', reach: advert, leave: async (page) => { await undoTo(page, 0); await page.getByTestId('pool-stories').click(); } },
  { name: 'tour', reach: async (page) => { await press('F1')(page); await page.getByTestId('help').getByRole('button').first().click(); await expect(page.getByTestId('tour')).toBeVisible(); } },
];
