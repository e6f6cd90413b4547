// Before there is an edition: a new one, the sample, what was open before, and a second edition beside the first.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './edition';
import { ink, boxOf } from './window';

test('a new edition is made on the page that was seen, and is there among the recent ones', async ({ page, edition }) => {
  await page.goto(await edition.serveEmpty());
  await expect(page.getByTestId('welcome')).toBeVisible();
  await expect(page.getByTestId('recent')).toHaveCount(0);
  await page.getByTestId('new-name').fill('江边早报');
  await page.getByTestId('new-date').fill('2026-02-09');
  await page.getByTestId('new-pages').fill('2');
  await page.getByText('四开小报').click();
  await page.getByTestId('make-edition').click();

  await expect(page.getByTestId('empty-page')).toBeVisible();
  await expect(page.getByTestId('tab-page-2')).toBeVisible();
  await expect(page.getByRole('heading', { name: '江边早报' })).toBeVisible();
  expect(existsSync(join(edition.folder, '江边早报-2026-02-09.edition'))).toBe(true);

  // Read again, the window shows the same edition; asked for another one, it offers this one.
  await page.reload();
  await expect(page.getByRole('heading', { name: '江边早报' })).toBeVisible();
  await page.getByTestId('open-other').click();
  await expect(page.getByTestId('recent')).toContainText('江边早报');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('welcome')).toHaveCount(0);
});

test('the sample opens with its tour, and another edition beside it in a window of its own', async ({ page, edition }) => {
  await page.goto(await edition.serveEmpty());
  await page.getByTestId('welcome-en').click();
  await page.getByTestId('open-sample').click();
  await expect(page.getByTestId('tour')).toContainText('1 of 5', { timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('tour')).toHaveCount(0);
  const canvas = await boxOf(page.getByTestId('page-canvas'));
  await expect.poll(() => ink(page, canvas)).toBeGreaterThan(0.02);

  await page.getByTestId('open-other').click();
  await page.getByTestId('open-path').fill(edition.file);
  const [other] = await Promise.all([page.waitForEvent('popup'), page.keyboard.press('Enter')]);
  await expect(other.getByTestId('story-row').first()).toBeVisible();
  const [here, there] = [page, other].map((each) => each.locator('h1').textContent());
  expect(await here).not.toEqual(await there);

  // Each window works on its own edition.
  await other.getByTestId('story-row').first().dblclick();
  await expect.poll(() => edition.laid()).toHaveLength(1);
});

test('what cannot be opened is said where one is', async ({ page, edition }) => {
  await page.goto(await edition.serveEmpty());
  await page.getByTestId('open-path').fill(join(edition.folder, 'nothing.edition'));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('nothing.edition');
});
