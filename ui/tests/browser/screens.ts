// The screens of the desk: how each is reached, and how it is left.
import { expect } from './edition';
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
