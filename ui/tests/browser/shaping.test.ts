// A package in the hand: moved, resized with its real lines, nudged, taken off the page.
import { expect, test } from './edition';
import { boxOf, expectSame, ink, open, placeStory, pick, pointOn } from './window';

test('a package moves by columns and lines, and Escape brings it back', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.3, 0.35));
  const block = page.getByTestId('package');
  const before = await boxOf(block);
  const centre = { x: before.x + before.width / 2, y: before.y + 40 };

  await pick(page, centre, { x: centre.x + 180, y: centre.y + 60 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expectSame(await boxOf(block), before);

  await pick(page, centre, { x: centre.x + 180, y: centre.y + 60 });
  const moved = await boxOf(page.getByTestId('drop-ghost'));
  await page.mouse.up();
  await expect(page.getByTestId('drop-ghost')).toHaveCount(0);
  await expect.poll(async () => (await boxOf(block)).x).toBeGreaterThan(before.x + 20);
  expectSame(await boxOf(block), moved);
  await expect.poll(() => ink(page, moved)).toBeGreaterThan(0.03);
  const [laid] = edition.laid();
  const scale = moved.width / (laid?.box_mm[2] ?? 1);
  expect(Math.abs(moved.height / scale - (laid?.box_mm[3] ?? 0))).toBeLessThan(1);
});

test('a package made shallower says how many lines are over, and fits again by one key', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.25));
  const block = page.getByTestId('package');
  await expect(page.getByTestId('over-tag')).toHaveCount(0);
  const before = await boxOf(block);
  const foot = { x: before.x + before.width / 2, y: before.y + before.height };

  await pick(page, foot, { x: foot.x, y: foot.y - 60 });
  // Numbers are live while the hand still holds the edge.
  await expect(page.getByTestId('drop-ghost').getByTestId('over-tag')).toHaveText(/超 \d+ 行/);
  await page.mouse.up();
  await expect(page.getByTestId('drop-ghost')).toHaveCount(0);
  await expect(block.getByTestId('over-tag')).toHaveText(/超 \d+ 行/);
  await expect.poll(() => edition.laid()[0]?.overset.lines ?? 0).toBeGreaterThan(0);

  await page.keyboard.press('f');
  await expect(page.getByTestId('over-tag')).toHaveCount(0);
  await expect.poll(() => edition.laid()[0]?.overset.lines).toBe(0);
});

test('arrows nudge by a line, Delete takes the package off, the story stays in the pool', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  const block = page.getByTestId('package');
  const before = edition.laid()[0]?.box_mm[1] ?? 0;
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('ArrowDown');
  const leading = (12.5 * 25.4) / 72;
  await expect.poll(() => edition.laid()[0]?.box_mm[1] ?? 0).toBeCloseTo(before + leading, 2);
  const rows = await page.getByTestId('story-row').count();
  await page.keyboard.press('Delete');
  await expect(block).toHaveCount(0);
  await expect(page.getByTestId('story-row')).toHaveCount(rows);
  expect(edition.laid()).toEqual([]);
});

test('a head goes into the text by one key and stands where its numbers say', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.3, 0.3));
  const depth = edition.laid()[0]?.lines ?? 0;
  await page.getByTestId('page-view').focus();
  for (const name of ['题在侧', '竖题', '嵌题（文中）']) {
    await page.keyboard.press('h');
    await expect(page.getByTestId('head-place').getByRole('radio', { name })).toBeChecked();
  }
  const line = page.getByTestId('head-inset-line');
  await line.fill('5');
  await line.press('Enter');
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('f');
  // The text stands beside its head now: none of it is lost, and the depth is another one.
  await expect.poll(() => edition.laid()[0]?.lines ?? depth).not.toBe(depth);
  expect(edition.laid()[0]?.overset.lines).toBe(0);
  await expect(line).toHaveValue('5');
});
