// Finding one's way: zoom at the pointer, pages, preview, languages, and a second look at read-only files.
import { expect, test } from './edition';
import { boxOf, ink, open, placeStory, pointOn } from './window';

test('zoom holds the point under the pointer, and keys fit the page', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  const block = page.getByTestId('package');
  const before = await boxOf(block);
  await page.mouse.move(before.x + 20, before.y + 20);
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect.poll(async () => (await boxOf(block)).width).toBeGreaterThan(before.width * 1.5);
  const after = await boxOf(block);
  const factor = after.width / before.width;
  expect(Math.abs(after.x + 20 * factor - (before.x + 20))).toBeLessThan(1.5);
  expect(Math.abs(after.y + 20 * factor - (before.y + 20))).toBeLessThan(1.5);
  // What was stretched while the wheel turned is painted sharp once it rests.
  await expect.poll(() => ink(page, after)).toBeGreaterThan(0.03);

  await page.keyboard.press('Control+0');
  const canvas = await boxOf(page.getByTestId('page-canvas'));
  await expect.poll(async () => (await boxOf(block)).height).toBeLessThan(before.height);
  expect((await boxOf(block)).y).toBeGreaterThan(canvas.y);
});

test('Space pans and leaves the packages where they stand on the page', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  const block = page.getByTestId('package');
  const before = await boxOf(block);
  const laid = edition.laid();
  await page.getByTestId('page-view').focus();
  await page.keyboard.down('Space');
  await page.mouse.move(before.x + 20, before.y + 60);
  await page.mouse.down();
  await page.mouse.move(before.x - 40, before.y + 10, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Space');
  await expect.poll(async () => Math.round((await boxOf(block)).x)).toBe(Math.round(before.x - 60));
  expect(edition.laid()).toEqual(laid);
});

test('pages are turned by tab and by key, each with its own packages', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('tab-page-2').click();
  await placeStory(page, page.getByTestId('story-row').nth(1), await pointOn(page, 0.5, 0.3));
  expect(edition.laid(1)).toEqual([]);
  expect(edition.laid(2)).toHaveLength(1);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('PageUp');
  await expect(page.getByTestId('package')).toHaveCount(0);
  await page.keyboard.press('PageDown');
  await expect(page.getByTestId('package')).toHaveCount(1);
});

test('the preview shows the page as it will print, turns by keys and goes away', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  await page.getByTestId('preview').click();
  const sheet = page.getByTestId('preview-canvas').first();
  await expect(sheet).toBeVisible();
  const darkness = (): Promise<number> =>
    sheet.evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let dark = 0;
      for (let at = 0; at < pixels.length; at += 4) if ((pixels[at] ?? 255) < 128) dark += 1;
      return dark / (pixels.length / 4);
    });
  await expect.poll(darkness).toBeGreaterThan(0.003);
  const first = await page.getByTestId('preview-counter').textContent();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('preview-counter')).not.toHaveText(first ?? '');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('preview-canvas')).toHaveCount(0);
  await expect(page.getByTestId('page-canvas')).toBeVisible();
});

test('the window changes its language without losing the selection', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  await expect(page.getByTestId('package')).toHaveAttribute('aria-label', /^稿块：/);
  await page.getByTestId('locale-en').click();
  await expect(page.getByTestId('package')).toHaveAttribute('aria-label', /^Package: .* cells × \d+ lines/);
  await expect(page.getByTestId('package')).toHaveAttribute('aria-pressed', 'true');
});
