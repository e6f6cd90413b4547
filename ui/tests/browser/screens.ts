// The screens of the desk: how each is reached, and how it is left.
import { copyFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Edition } from './edition';
import { answered, open, placeStory, pointOn } from './window';
import type { Page } from '@playwright/test';

export interface Screen {
  name: string;
  reach(page: Page): Promise<unknown>;
  leave(page: Page): Promise<unknown>;
}

async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByTestId('page-view').focus();
}

async function stay(page: Page): Promise<void> {
  await page.getByTestId('page-view').focus();
}

/** Presses a key with the focus on the page. */
function press(key: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByTestId('page-view').focus();
    await page.keyboard.press(key);
  };
}

function click(id: string): (page: Page) => Promise<void> {
  return (page) => page.getByTestId(id).click();
}

/** A photo for the pool, by a name that is no word of any language. */
export function prepareScreens(edition: Edition): void {
  const samples = resolve(dirname(fileURLToPath(import.meta.url)), '../../../assets/samples');
  const photo = join(edition.folder, '7.jpg');
  copyFileSync(join(samples, 'p2-otter.jpg'), photo);
  edition.run('import', photo);
}

/** The first package, and a photo in it that its text runs round. */
async function wrap(page: Page): Promise<void> {
  await page.getByTestId('package').first().focus();
  await page.getByTestId('add-photo').click();
  await page.getByRole('menuitem').first().click();
  await expect(page.getByTestId('photo-slot')).toHaveCount(1);
  await page.getByTestId('photo-place').selectOption('inset');
  await expect(page.getByTestId('wrap')).toBeVisible();
}

/** Words chosen in the type, with the panels of their style. */
async function chooseWords(page: Page): Promise<void> {
  await write(page);
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByTestId('style-bold')).toBeEnabled();
  await page.getByTestId('symbol-set').selectOption({ index: 1 });
}

async function several(page: Page): Promise<void> {
  await press('Control+a')(page);
  await page.keyboard.press('Control+d');
  await expect(page.getByTestId('package')).toHaveCount(2);
  await page.keyboard.press('Control+a');
  await expect(page.getByTestId('selection-box')).toBeVisible();
}

async function one(page: Page): Promise<void> {
  await press('Control+z')(page);
  await expect(page.getByTestId('package')).toHaveCount(1);
}

async function faces(page: Page): Promise<void> {
  await page.getByTestId('package').first().focus();
  await page.getByTestId('head-face').click();
  await expect(page.getByTestId('face-search')).toBeVisible();
}

async function borders(page: Page): Promise<void> {
  await page.getByTestId('package').first().focus();
  await page.getByTestId('frame').click();
  await expect(page.getByTestId('frame-list')).toBeVisible();
}

/** A shape with corners of its own, filled and ruled. */
async function freeFrame(page: Page): Promise<void> {
  await press('Alt+s')(page);
  await page.keyboard.press('Enter');
  await expect(page.locator('.package.is-selected')).toHaveCount(1);
  await page.getByTestId('free-form').getByRole('radio').last().click();
  await page.getByTestId('free-weight').fill('1');
  await page.getByTestId('free-weight').press('Enter');
  await expect(page.getByTestId('free-ink')).toBeVisible();
  await page.getByTestId('page-view').focus();
}

/** A free frame of a kind, put down by keys. */
function frame(key: string): (page: Page) => Promise<void> {
  return async (page) => {
    await press(key)(page);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('package')).toHaveCount(2);
    // A frame for words has the caret in it: one level up, the frame is chosen.
    if (await page.getByTestId('writing-field').isVisible()) await page.keyboard.press('Escape');
    await expect(page.locator('.package.is-selected')).toHaveCount(1);
  };
}

/** The frame that was put down is taken off again. */
async function unframe(page: Page): Promise<void> {
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Delete');
  await expect(page.getByTestId('package')).toHaveCount(1);
}

async function photoMenu(page: Page): Promise<void> {
  await page.getByTestId('pool-photos').click();
  await page.getByTestId('photo-card').first().click({ button: 'right' });
  await expect(page.getByTestId('context-menu')).toBeVisible();
}

async function write(page: Page): Promise<void> {
  await page.getByTestId('package').first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('caret')).toBeVisible();
}

/** In an order in which each can be reached from the one before; a story stands on the page. */
export const SCREENS: readonly Screen[] = [
  { name: 'a package selected', reach: (page) => page.getByTestId('package').first().focus(), leave: stay },
  { name: 'nothing selected', reach: press('Escape'), leave: stay },
  { name: 'a story chosen', reach: (page) => page.getByTestId('story-row').nth(1).click(), leave: escape },
  { name: 'photos', reach: click('pool-photos'), leave: click('pool-stories') },
  { name: 'writing', reach: write, leave: escape },
  { name: 'words chosen', reach: chooseWords, leave: async (page) => { await stay(page); await escape(page); } },
  { name: 'faces', reach: faces, leave: escape },
  { name: 'borders', reach: borders, leave: escape },
  { name: 'a free frame', reach: freeFrame, leave: unframe },
  { name: 'a text frame', reach: frame('Alt+t'), leave: unframe },
  { name: 'a picture frame', reach: frame('Alt+p'), leave: unframe },
  { name: 'a rule', reach: frame('Alt+r'), leave: unframe },
  { name: 'a table', reach: frame('Alt+b'), leave: unframe },
  { name: 'several selected', reach: several, leave: one },
  { name: 'a photo in the text', reach: wrap, leave: stay },
  { name: 'photo menu', reach: photoMenu, leave: async (page) => { await page.keyboard.press('Escape'); await page.getByTestId('pool-stories').click(); } },
  { name: 'ways to bring copy in', reach: click('bring-in'), leave: escape },
  { name: 'package menu', reach: (page) => page.getByTestId('package').first().click({ button: 'right', force: true }), leave: escape },
  { name: 'find', reach: press('Control+h'), leave: escape },
  { name: 'history', reach: press('Control+Alt+z'), leave: escape },
  { name: 'what is saved', reach: click('saved'), leave: escape },
  { name: 'preflight', reach: click('check'), leave: escape },
  { name: 'help', reach: press('F1'), leave: escape },
  { name: 'keys', reach: press('?'), leave: escape },
  { name: 'palette', reach: press('Control+k'), leave: escape },
  { name: 'export', reach: click('export'), leave: escape },
  { name: 'context menu', reach: (page) => page.mouse.click(700, 500, { button: 'right' }), leave: escape },
  { name: 'proposals', reach: async (page) => { await press('a')(page); await expect(page.getByTestId('arrange-strip').getByRole('status')).toHaveCount(0, { timeout: 90_000 }); }, leave: escape },
  { name: 'a hole to fill', reach: async (page) => { await press('e')(page); await expect(page.getByTestId('arrange-strip').getByRole('status')).toHaveCount(0, { timeout: 90_000 }); }, leave: escape },
  { name: 'small map', reach: press('n'), leave: press('n') },
  { name: 'preview', reach: press('p'), leave: escape },
  { name: 'another edition', reach: press('Control+o'), leave: escape },
  { name: 'an empty page', reach: click('tab-page-2'), leave: stay },
];

/** Goes through every screen, a story on the page, and gives what `find` finds wrong on each, with its name. */
export async function onEveryScreen(page: Page, edition: Edition, find: (name: string) => Promise<string[]>): Promise<string[]> {
  prepareScreens(edition);
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  await page.getByTestId('page-view').focus();
  const found = new Set<string>();
  for (const { name, reach, leave } of SCREENS) {
    await reach(page);
    await answered(page);
    for (const each of await find(name)) found.add(`${name}: ${each}`);
    await leave(page);
  }
  return [...found];
}
