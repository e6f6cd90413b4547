// Packages under the hand beyond moving one: swapped, copied between pages, lined up, cropped, by keys alone.
import type { Page } from '@playwright/test';
import { expect, test, type Edition } from './edition';
import { boxOf, open, pick, placeStory, pointOn } from './window';

/** Two stories on the first page. */
async function two(page: Page, edition: Edition): Promise<void> {
  await open(page, await edition.serve());
  const rows = page.getByTestId('story-row');
  await rows.nth(0).dblclick();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await rows.nth(1).dblclick();
  await expect(page.getByTestId('package')).toHaveCount(2);
  await page.getByTestId('page-view').focus();
}

test('a package dropped on the middle of another changes places with it', async ({ page, edition }) => {
  await two(page, edition);
  const [a, b] = edition.laid();
  const blocks = page.getByTestId('package');
  const [first, second] = [await boxOf(blocks.nth(0)), await boxOf(blocks.nth(1))];
  await pick(page, { x: first.x + 20, y: first.y + 20 }, { x: second.x + second.width / 2, y: second.y + second.height / 2 });
  await expect(page.getByTestId('offer-tag')).toHaveText('松手对调');
  await page.mouse.up();
  await expect.poll(() => edition.laid().find(({ id }) => id === a?.id)?.box_mm.slice(0, 2)).toEqual(b?.box_mm.slice(0, 2));
  await page.keyboard.press('Control+z');
  await expect.poll(() => edition.laid().map(({ id, box_mm }) => [id, box_mm])).toEqual([a, b].map((each) => [each?.id, each?.box_mm]));
});

test('packages are copied to another page with their words as plain text, and cut ones move', async ({ page, edition }) => {
  await two(page, edition);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  expect((await page.evaluate(() => navigator.clipboard.readText())).length).toBeGreaterThan(200);
  await page.keyboard.press('PageDown');
  await expect(page.getByTestId('package')).toHaveCount(0);
  await page.keyboard.press('Control+v');
  await expect(page.getByTestId('package')).toHaveCount(2);
  expect(edition.laid(1)).toHaveLength(2);
  expect(edition.laid(2).map(({ story }) => story).sort()).toEqual(edition.laid(1).map(({ story }) => story).sort());
  await page.keyboard.press('Control+x');
  await expect(page.getByTestId('package')).toHaveCount(0);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('Control+v');
  await expect(page.getByTestId('package')).toHaveCount(4);
  await page.keyboard.press('Control+d');
  await expect(page.getByTestId('package')).toHaveCount(6);
});

test('keys line packages up by an edge, and their menu names the keys', async ({ page, edition }) => {
  await two(page, edition);
  const [a, b] = edition.laid();
  expect([a?.box_mm[0], a?.box_mm[1]]).not.toEqual([b?.box_mm[0], b?.box_mm[1]]);
  await page.keyboard.press('Control+a');
  await expect(page.getByTestId('verb-align-left')).toHaveAttribute('title', '左边对齐  Ctrl Alt ←');
  await page.keyboard.press('Control+Alt+ArrowLeft');
  await expect.poll(() => new Set(edition.laid().map(({ box_mm }) => box_mm[0])).size).toBe(1);
  await page.keyboard.press('Control+Alt+ArrowUp');
  await expect.poll(() => new Set(edition.laid().map(({ box_mm }) => box_mm[1])).size).toBe(1);
});

test('one key goes on to the next pattern, another back, and X swaps with the neighbour', async ({ page, edition }) => {
  await two(page, edition);
  await page.getByTestId('package').nth(0).focus();
  const on = page.getByTestId('patterns').locator('[aria-checked="true"]');
  const before = await on.getAttribute('aria-label');
  await page.keyboard.press('t');
  await expect(on).not.toHaveAttribute('aria-label', before ?? '');
  await page.keyboard.press('Shift+T');
  await expect(on).toHaveAttribute('aria-label', before ?? '');
  const [a, b] = edition.laid();
  await page.keyboard.press('x');
  await expect.poll(() => edition.laid().find(({ id }) => id === a?.id)?.box_mm.slice(0, 2)).toEqual(b?.box_mm.slice(0, 2));
});

test('the gap between two packages is dragged, and what one gains the other gives', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const rows = page.getByTestId('story-row');
  await placeStory(page, rows.nth(0), await pointOn(page, 0.4, 0.16));
  const upper = await boxOf(page.getByTestId('package').nth(0));
  await placeStory(page, rows.nth(1), { x: upper.x + upper.width / 2, y: upper.y + upper.height + 24 });
  await expect(page.getByTestId('package')).toHaveCount(2);
  const before = edition.laid().map(({ lines }) => lines);
  const boxes = await Promise.all([boxOf(page.getByTestId('package').nth(0)), boxOf(page.getByTestId('package').nth(1))]);
  const [top, low] = boxes[0].y < boxes[1].y ? boxes : [boxes[1], boxes[0]];
  const x = Math.max(top.x, low.x) + 30;
  const y = (top.y + top.height + low.y) / 2;
  await pick(page, { x, y }, { x, y: y - 40 });
  await page.mouse.up();
  await expect.poll(() => edition.laid().map(({ lines }) => lines)).not.toEqual(before);
  const after = edition.laid().map(({ lines }) => lines);
  expect(after.reduce((sum, lines) => sum + lines, 0)).toBe(before.reduce((sum, lines) => sum + lines, 0));
});
