// What else a hand does with blocks: room shared out, order, a photo turned over, a tint, cells and lines, real size, one story twice.
import { expect, test, type Edition } from './edition';
import { boxOf, open, pick } from './window';
import type { Page } from '@playwright/test';

/** Three packages one under another with unlike room between them, by their ids from the top. */
async function three(page: Page, edition: Edition): Promise<string[]> {
  const stories = (JSON.parse(edition.run('stories', '--json')) as { id: string }[]).map(({ id }) => id);
  edition.apply([16, 40, 80].map((line, at) => ({ verb: 'place', story: stories[at + 3], page: 1, x: 0, line, width: 27_000, lines: 18 })));
  await open(page, await edition.serve());
  await page.keyboard.press('Control+0');
  await expect(page.getByTestId('package')).toHaveCount(3);
  return [...edition.laid()].sort((a, b) => a.area.line - b.area.line).map(({ id }) => id);
}

function areas(edition: Edition, ids: readonly string[]): { x: number; line: number }[] {
  const laid = edition.laid();
  return ids.flatMap((id) => laid.filter((each) => each.id === id).map(({ area: { x, line } }) => ({ x, line })));
}

async function onPage(page: Page, key: string): Promise<void> {
  await page.getByTestId('page-view').focus();
  await page.keyboard.press(key);
}

test('three packages share their room evenly, as one step', async ({ page, edition }) => {
  const ids = await three(page, edition);
  await onPage(page, 'Control+a');
  await page.keyboard.press('Control+Alt+v');
  await expect.poll(() => areas(edition, ids)).toEqual([16, 48, 80].map((line) => ({ x: 0, line })));
  await page.keyboard.press('Control+z');
  await expect.poll(() => areas(edition, ids)).toEqual([16, 40, 80].map((line) => ({ x: 0, line })));
});

test('an arrow goes a cell or a line, a key brings to the front and sends to the back', async ({ page, edition }) => {
  const ids = await three(page, edition);
  const order = (): string[] => edition.laid().map(({ id }) => id);
  const [first = ''] = order();
  await page.locator(`[data-package="${first}"]`).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => areas(edition, ids)[ids.indexOf(first)]?.x).toBe(1000);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => areas(edition, ids)[ids.indexOf(first)]?.line).toBe(17);
  await page.keyboard.press('Control+Shift+]');
  await expect.poll(() => order().at(-1)).toBe(first);
  await page.keyboard.press('Control+[');
  await expect.poll(() => order().at(-2)).toBe(first);
  await page.keyboard.press('Control+Shift+[');
  await expect.poll(() => order()[0]).toBe(first);
});

test('a photo is turned over, a tint laid under the text, the byline put elsewhere', async ({ page, edition }) => {
  edition.makeSample();
  await open(page, await edition.serve());
  const story = edition.laid().find(({ photos }) => photos.length > 0);
  const id = story?.id ?? '';
  await page.locator(`[data-package="${id}"]`).focus();
  const now = (): ReturnType<Edition['laid']>[number] | undefined => edition.laid().find((each) => each.id === id);
  await page.getByTestId('inspector').getByRole('combobox', { name: '旋转' }).first().selectOption({ label: '左右翻转' });
  await expect.poll(() => now()?.photos[0]?.turn).toEqual({ quarters: 0, is_mirrored: true });
  await expect(page.locator('.package.is-selected').getByTestId('ppi').first()).toBeVisible();
  const before = edition.content().hash;
  await page.getByTestId('tint').selectOption({ index: 2 });
  await expect.poll(() => edition.content().hash).not.toBe(before);
  const tinted = edition.content().hash;
  const byline = page.getByTestId('inspector').getByRole('combobox', { name: '署名' });
  const place = await byline.inputValue();
  await byline.selectOption(place === 'head' ? 'column' : 'head');
  await expect.poll(() => edition.content().hash).not.toBe(tinted);
});

test('at real size a cell is as wide on the screen as on paper', async ({ page, edition }) => {
  await three(page, edition);
  await onPage(page, 'Control+1');
  // 27 cells of nine points, on a screen whose pixel is a ninety-sixth of an inch.
  await expect.poll(async () => Math.round((await boxOf(page.getByTestId('package').first())).width)).toBe((27 * 9 * 96) / 72);
});

test('a story over a package offers to take its place, and takes it; the other waits in the pool again', async ({ page, edition }) => {
  const [, second = ''] = await three(page, edition);
  const [old] = edition.laid().filter(({ id }) => id === second);
  const row = await boxOf(page.getByTestId('story-row').first());
  const box = await boxOf(page.locator(`[data-package="${second}"]`));
  await pick(page, { x: row.x + 60, y: row.y + 20 }, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  await expect(page.getByTestId('offer-tag')).toHaveText('松手替换');
  await page.mouse.up();
  const there = (): string | undefined => edition.laid().find(({ area }) => area.line === old?.area.line)?.story;
  await expect.poll(there).not.toBe(old?.story);
  expect(edition.laid().length).toBe(3);
  const chip = page.locator(`[data-story="${old?.story}"]`);
  await expect(chip).toContainText('未用');
});

test('grid, fold and guides are shown and hidden by a key each', async ({ page, edition }) => {
  await three(page, edition);
  const whole = await boxOf(page.getByTestId('page-canvas'));
  for (const key of ['g', 'Shift+f']) {
    const before = await painted(page, whole);
    await onPage(page, key);
    await expect.poll(() => painted(page, whole), { message: key }).not.toBe(before);
    await onPage(page, key);
    await expect.poll(() => painted(page, whole), { message: key }).toBe(before);
  }
  await onPage(page, 'Shift+g');
  await expect(page.getByTestId('guide')).toHaveCount(1);
  await page.keyboard.press('Control+;');
  await expect(page.getByTestId('guide')).toHaveCount(0);
  await page.keyboard.press('Control+;');
  await expect(page.getByTestId('guide')).toHaveCount(1);
});

/** What the page's canvas shows in a part of the window, as one number. */
function painted(page: Page, part: { x: number; y: number; width: number; height: number }): Promise<number> {
  return page.evaluate(({ x, y, width, height }) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="page-canvas"]');
    if (canvas === null) return 0;
    const place = canvas.getBoundingClientRect();
    const ratio = canvas.width / place.width;
    const data = canvas.getContext('2d')?.getImageData((x - place.x) * ratio, (y - place.y) * ratio, width * ratio, height * ratio).data ?? [];
    let sum = 0;
    for (let at = 0; at < data.length; at += 1) sum = (sum * 31 + (data[at] ?? 0)) % 1_000_000_007;
    return sum;
  }, part);
}

test('a headline that is written shows in every placement of the story, and in the thumbnail of the page', async ({ page, edition }) => {
  const [story] = (JSON.parse(edition.run('stories', '--json')) as { id: string }[]).map(({ id }) => id);
  edition.apply([0, 56_000].map((x) => ({ verb: 'place', story, page: 1, x, line: 20, width: 55_000 })));
  await open(page, await edition.serve());
  await page.keyboard.press('Control+0');
  const blocks = page.getByTestId('package');
  await expect(blocks).toHaveCount(2);
  const boxes = [await boxOf(blocks.nth(0)), await boxOf(blocks.nth(1))];
  const thumbnail = page.getByTestId('tab-page-1').locator('canvas, img').first();
  const small = (): Promise<string> => thumbnail.evaluate((each) => (each instanceof HTMLCanvasElement ? each.toDataURL() : (each as HTMLImageElement).src));
  await expect(thumbnail).toBeVisible();
  await blocks.nth(0).focus();
  // Chosen, its outline lies over the canvas and not in it.
  const before = await Promise.all(boxes.map((box) => painted(page, box)));
  const thumbnailBefore = await small();
  const part = page.getByTestId('story-part').first();
  await part.fill('换成另一道题');
  await part.press('Enter');
  for (const [at, box] of boxes.entries()) await expect.poll(() => painted(page, box), { message: `placement ${at + 1}` }).not.toBe(before[at]);
  await expect.poll(small, { timeout: 60_000 }).not.toBe(thumbnailBefore);
});
