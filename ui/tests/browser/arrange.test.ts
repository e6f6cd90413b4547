// Whole pages proposed: one key, real pages as they are found, one of them taken and taken back.
import { expect, test } from './edition';
import { boxOf, ink, open } from './window';

test('one key proposes pages, arrows step, a fault is lit, one is taken as one step', async ({ page, edition }) => {
  await open(page, await edition.serveSample());
  await expect(page.getByTestId('package').first()).toBeVisible();
  const before = edition.laid(1);
  const canvas = await boxOf(page.getByTestId('page-canvas'));

  await page.getByTestId('page-view').focus();
  const asked = Date.now();
  await page.keyboard.press('a');
  const candidates = page.getByTestId('candidate');
  await expect(candidates.first()).toBeVisible({ timeout: 60_000 });
  const first = Date.now() - asked;
  await expect(page.getByTestId('another')).toBeEnabled({ timeout: 60_000 });
  const count = await candidates.count();
  console.log(`proposals: the first after ${first} ms, ${count} after ${Date.now() - asked} ms`);
  expect(count).toBeGreaterThanOrEqual(3);

  // Every picture is a real page, and each another one.
  const pictures = (): Promise<string[]> =>
    candidates.locator('canvas').evaluateAll((all) => all.map((each) => (each as HTMLCanvasElement).toDataURL().slice(-4000)));
  await expect.poll(async () => new Set(await pictures()).size, { timeout: 60_000 }).toBe(count);
  await expect.poll(() => ink(page, canvas)).toBeGreaterThan(0.02);
  // Nothing has changed yet.
  expect(edition.laid(1)).toEqual(before);

  await page.keyboard.press('ArrowRight');
  await expect(candidates.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('3');
  await expect(candidates.nth(2)).toHaveAttribute('aria-selected', 'true');
  const cause = page.getByTestId('cause').first();
  if ((await cause.count()) > 0) {
    await cause.click();
    await expect(page.getByTestId('arrange-mark').first()).toBeVisible();
  }
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('arrange-strip')).toHaveCount(0);
  await expect.poll(() => JSON.stringify(edition.laid(1).map(({ box_mm }) => box_mm))).not.toBe(JSON.stringify(before.map(({ box_mm }) => box_mm)));
  for (const { overset, underset } of edition.laid(1)) expect([overset.lines, underset.lines]).toEqual([0, 0]);

  await page.getByTestId('undo').click();
  await expect.poll(() => JSON.stringify(edition.laid(1))).toBe(JSON.stringify(before));
});

test('Escape leaves the page as it was', async ({ page, edition }) => {
  await open(page, await edition.serveSample());
  await page.getByTestId('page-view').focus();
  const before = edition.laid(1);
  await page.getByTestId('arrange').click();
  await expect(page.getByTestId('arrange-strip')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('arrange-strip')).toHaveCount(0);
  await expect(page.getByTestId('tab-page-1')).toBeVisible();
  expect(edition.laid(1)).toEqual(before);
});
