// Outlines changed corner by corner: a shape's own, and the one that text follows round a picture.
import type { Page } from '@playwright/test';
import { drop, photo } from './dropping';
import { expect, test, type Edition } from './edition';
import { tabTo, toInspector } from './keyboard';
import { boxOf, open, pick } from './window';

/** The corners of the only frame, as the file has them. */
function corners(edition: Edition): { x: number; y: number }[] {
  return edition.frames()[0]?.free.corners ?? [];
}

async function polygon(page: Page, edition: Edition): Promise<void> {
  await open(page, await edition.serve());
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Alt+s');
  await page.keyboard.press('Enter');
  await expect(page.locator('.package.is-selected')).toHaveCount(1);
  await page.getByTestId('free-form').getByRole('radio').last().click();
  await expect(page.getByTestId('corner')).toHaveCount(3);
  await page.getByTestId('page-view').focus();
}

async function middleOf(page: Page, name: string, index: number): Promise<{ x: number; y: number }> {
  const box = await boxOf(page.getByTestId(name).nth(index));
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('a corner is dragged, one is put between two, one is taken away, each as one step', async ({ page, edition }) => {
  await polygon(page, edition);
  const frame = await boxOf(page.locator('.package.is-selected'));
  // The top goes to the left, a little down.
  await pick(page, await middleOf(page, 'corner', 0), { x: frame.x + frame.width * 0.25, y: frame.y + frame.height * 0.3 });
  const held = await middleOf(page, 'corner', 0);
  expect(Math.abs(held.x - (frame.x + frame.width * 0.25))).toBeLessThan(8);
  await page.mouse.up();
  await expect.poll(() => corners(edition)[0]?.x ?? 0).toBeLessThan(300);
  expect(corners(edition)[0]?.y).toBeGreaterThan(200);

  // A new one out of the middle of the foot.
  await pick(page, await middleOf(page, 'corner-new', 2), { x: frame.x + frame.width * 0.5, y: frame.y + frame.height * 0.7 });
  await page.mouse.up();
  await expect.poll(() => corners(edition)).toHaveLength(4);
  await expect(page.getByTestId('corner')).toHaveCount(4);

  // Escape in the middle of a drag leaves it as it was.
  const before = corners(edition);
  await pick(page, await middleOf(page, 'corner', 1), { x: frame.x + frame.width * 0.6, y: frame.y + 10 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(corners(edition)).toEqual(before);

  const gone = await middleOf(page, 'corner', 0);
  await page.keyboard.down('Alt');
  await page.mouse.click(gone.x, gone.y);
  await page.keyboard.up('Alt');
  await expect.poll(() => corners(edition)).toEqual(before.slice(1));
  await page.keyboard.press('Control+z');
  await expect.poll(() => corners(edition)).toEqual(before);
});

test('corners are set by number, added and removed by keys alone', async ({ page, edition }) => {
  await polygon(page, edition);
  const field = page.getByTestId('corner-0-x');
  await toInspector(page);
  await tabTo(page, field);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('25+5');
  await page.keyboard.press('Enter');
  await expect.poll(() => corners(edition)[0]?.x).toBe(300);
  await tabTo(page, page.getByTestId('corner-add'));
  await page.keyboard.press('Enter');
  await expect.poll(() => corners(edition)).toHaveLength(4);
  await tabTo(page, page.getByTestId('corner-0-remove'));
  await page.keyboard.press('Enter');
  await expect.poll(() => corners(edition)).toHaveLength(3);
  await expect(page.getByTestId('corner-0-remove')).toBeDisabled();
});

test('the outline that text follows round a picture has its corners under the hand too', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').nth(0).dblclick();
  const block = page.getByTestId('package');
  await expect(block).toHaveCount(1);
  const box = await boxOf(block);
  await drop(page, [photo(0)], { x: box.x + 20, y: box.y + box.height - 20 });
  await expect(page.getByTestId('photo-slot')).not.toHaveCount(0);
  await page.getByTestId('photo-place').last().selectOption('inset');
  await page.getByTestId('wrap').selectOption('diamond');
  await expect(page.getByTestId('corner')).toHaveCount(4);
  const outline = (): number[] => (edition.laid()[0]?.photos.at(-1)?.outline ?? []).map(({ x }) => x);
  const [, right] = outline();
  expect(right).toBe(1000);
  const from = await middleOf(page, 'corner', 1);
  await page.getByTestId('page-view').focus();
  await pick(page, from, { x: from.x - 30, y: from.y });
  await page.mouse.up();
  await expect.poll(() => outline()[1]).toBeLessThan(1000);
  await expect(page.getByTestId('wrap')).toHaveValue('own');
});
