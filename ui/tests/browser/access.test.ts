// Everyone can use every screen: axe finds no serious fault, in light and in dark, in both languages.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from '@playwright/test';
import { expect, test } from './edition';
import { onEveryScreen } from './screens';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds that keeps somebody out, one line each. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`));
}

/** What axe finds in one theme and in the other, without leaving the screen. */
async function faultsOfBoth(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    await page.waitForTimeout(120);
    found.push(...(await faultsOf(page)).map((fault) => `${theme}: ${fault}`));
  }
  return found;
}

for (const locale of ['zh-CN', 'en-GB'] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test('no screen of the desk keeps anybody out', async ({ page, edition }) => {
      // Twenty-nine screens, each looked over twice: a machine that also compiles needs its time.
      test.setTimeout(480_000);
      expect(await onEveryScreen(page, edition, () => faultsOfBoth(page))).toEqual([]);
    });

    test('neither does the welcome screen nor the tour', async ({ page, edition }) => {
      await page.goto(await edition.serveEmpty());
      await expect(page.getByTestId('new-edition')).toBeVisible();
      expect(await faultsOfBoth(page)).toEqual([]);
      await page.getByTestId('open-path').fill(edition.file);
      await page.keyboard.press('Enter');
      await page.getByTestId('story-row').first().waitFor();
      await page.keyboard.press('F1');
      await page.getByTestId('help').getByRole('button').first().click();
      await expect(page.getByTestId('tour')).toBeVisible();
      expect(await faultsOfBoth(page)).toEqual([]);
    });
  });
}
