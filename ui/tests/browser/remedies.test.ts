// What would help where stories do not fill a page, and stories that go on on a later page: read, seen, taken, taken back.
import type { Page } from '@playwright/test';
import { expect, test, type Edition } from './edition';
import { open } from './window';

test.setTimeout(240_000);

async function settled(page: Page): Promise<void> {
  await expect(page.getByTestId('arrange-strip').getByRole('status')).toHaveCount(0, { timeout: 90_000 });
}

/** What the page shows, to be told from something else. */
function picture(page: Page): Promise<string> {
  return page.getByTestId('page-canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
}

/** The sample open at its first page, its proposals asked for. */
async function asked(page: Page, edition: Edition): Promise<void> {
  await open(page, await edition.serveSample());
  await expect(page.getByTestId('package').first()).toBeVisible();
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('a');
  await expect(page.getByTestId('candidate').first()).toBeVisible({ timeout: 90_000 });
  await settled(page);
}

test('the page shows the proposal under the pointer, and the one chosen when it leaves', async ({ page, edition }) => {
  await asked(page, edition);
  const before = await picture(page);
  await page.getByTestId('candidate').nth(2).hover();
  await expect.poll(() => picture(page)).not.toBe(before);
  const hovered = await picture(page);
  await page.getByTestId('arrange-panel').locator('h2').hover();
  await expect.poll(() => picture(page)).not.toBe(hovered);
});

test('with too little it is said what to write or add; a remedy is seen under the pointer and is one step', async ({ page, edition }) => {
  await asked(page, edition);
  const laid = JSON.stringify(edition.laid(1));
  // The stories with photos are left out: text alone cannot grow.
  for (const words of ['一条江', '山上采茶', '湿地来了']) {
    const story = page.locator('label.story', { hasText: words }).getByTestId('arrange-story');
    await story.click();
    await expect(story).not.toBeChecked();
  }
  await settled(page);
  const remedies = page.getByTestId('remedy');
  await expect(remedies.first()).toBeVisible({ timeout: 90_000 });
  await page.screenshot({ path: test.info().outputPath('remedies.png') });
  for (const words of await remedies.locator('span').allTextContents()) expect(words).toMatch(/“.+”.*[0-9]+ (字|行)|补上 [0-9]+ 行的“.+”|撤下“.+”/u);
  const taken = remedies.filter({ has: page.getByRole('button') }).first();
  await expect(taken).toBeVisible();
  await page.getByTestId('arrange-panel').locator('h2').hover();
  const before = await picture(page);
  await taken.hover();
  await expect.poll(() => picture(page)).not.toBe(before);
  await taken.getByRole('button').click();
  await expect(page.getByTestId('arrange-strip')).toHaveCount(0);
  await expect.poll(() => JSON.stringify(edition.laid(1))).not.toBe(laid);

  // What is still to be written stands in the list of the page; a click selects the package.
  const row = page.getByTestId('fit-row');
  if ((await row.count()) > 0) {
    await row.first().click();
    await expect(page.locator('.package.is-selected')).toHaveCount(1);
    await page.keyboard.press('Escape');
  }
  await page.getByTestId('undo').click();
  await expect.poll(() => JSON.stringify(edition.laid(1))).toBe(laid);
});

test('long stories go on on a later page once they may, and the edition keeps it', async ({ page, edition }) => {
  edition.makeSample();
  // The second page is free for what goes on.
  edition.apply(edition.laid(2).map(({ id }) => ({ verb: 'remove-package', package: id })));
  await open(page, await edition.serve());
  await expect(page.getByTestId('package').first()).toBeVisible();
  const first = edition.laid(1);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('a');
  await expect(page.getByTestId('candidate').first()).toBeVisible({ timeout: 90_000 });
  await settled(page);
  // A long story from the free page makes the list more than the page holds.
  await page.locator('label.story', { hasText: '老市场' }).getByTestId('arrange-story').click();
  await settled(page);
  await expect(page.getByTestId('jump')).toHaveCount(0);
  await page.getByTestId('may-jump').check();
  await settled(page);
  await expect(page.getByTestId('candidate').first()).toBeVisible({ timeout: 90_000 });
  const strip = page.getByTestId('candidate');
  let found = false;
  for (let k = 0; k < (await strip.count()) && !found; k += 1) {
    await strip.nth(k).click();
    found = (await page.getByTestId('jump').count()) > 0;
  }
  expect(found).toBe(true);
  await page.screenshot({ path: test.info().outputPath('jump.png') });
  await page.getByTestId('take-candidate').click();
  await expect(page.getByTestId('arrange-strip')).toHaveCount(0);
  await expect.poll(() => edition.laid(2).length).toBe(1);
  for (const { overset, underset } of [...edition.laid(1), ...edition.laid(2)]) expect([overset.lines, underset.lines]).toEqual([0, 0]);
  await page.getByTestId('undo').click();
  await expect.poll(() => JSON.stringify(edition.laid(1))).toBe(JSON.stringify(first));
  expect(edition.laid(2)).toEqual([]);

  // Asked again, long stories still may: the edition says so.
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('a');
  await expect(page.getByTestId('may-jump')).toBeChecked();
});
