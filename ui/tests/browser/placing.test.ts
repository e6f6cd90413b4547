// A story's way from the pool to the page, to the file, back and again.
import { expect, test } from './edition';
import { boxOf, expectSame, ink, open, pick, placeStory, pointOn } from './window';

test('a story dragged onto the page is set, saved, undone, redone, and there after a restart', async ({ page, edition }) => {
  await open(page, await edition.serve());
  expect(edition.laid()).toEqual([]);

  const row = page.getByTestId('story-row').first();
  const story = await row.getAttribute('data-story');
  const start = await boxOf(row);
  const target = await pointOn(page, 0.5, 0.45);
  await pick(page, { x: start.x + 60, y: start.y + 20 }, target);

  // While it hovers the ghost lies on the grid and shows its real type.
  const ghost = page.getByTestId('drop-ghost');
  await expect(ghost).toBeVisible();
  const [x = -1, line = -1, width = -1] = ((await ghost.getAttribute('data-area')) ?? '').split(' ').map(Number);
  expect(x % 14_000, 'the left edge stands on a column').toBe(0);
  expect([13_000, 27_000, 41_000, 55_000]).toContain(width);
  expect(Number.isInteger(line)).toBe(true);
  await expect.poll(async () => ink(page, await boxOf(ghost))).toBeGreaterThan(0.03);
  const hovering = await boxOf(ghost);
  await page.mouse.up();

  // The drop stands where the ghost stood, and its type is on the page.
  const block = page.getByTestId('package');
  await expect(block).toHaveCount(1);
  await expect(ghost).toHaveCount(0);
  expectSame(await boxOf(block), hovering);
  await expect(block).toHaveAttribute('aria-label', /字 × \d+ 行/);
  await expect.poll(async () => ink(page, await boxOf(block))).toBeGreaterThan(0.03);

  // The file says the same: the story, on the cell grid, as wide and deep as it looked.
  const [laid, ...others] = edition.laid();
  expect(others).toEqual([]);
  expect(laid?.story).toBe(story);
  expect(laid?.overset.lines).toBe(0);
  const cell = (9 * 25.4) / 72;
  expect(laid?.box_mm[2]).toBeCloseTo((width / 1000) * cell, 1);
  const scale = hovering.width / (laid?.box_mm[2] ?? 1);
  expect(Math.abs((laid?.box_mm[3] ?? 0) * scale - hovering.height)).toBeLessThan(2);

  await page.getByTestId('undo').click();
  await expect(block).toHaveCount(0);
  await expect.poll(() => ink(page, hovering)).toBeLessThan(0.01);
  expect(edition.laid()).toEqual([]);

  await page.getByTestId('redo').click();
  await expect(block).toHaveCount(1);
  expect(edition.laid()).toEqual([laid]);

  await edition.stop();
  await open(page, await edition.serve());
  await expect(page.getByTestId('package')).toHaveCount(1);
  expectSame(await boxOf(page.getByTestId('package')), hovering);
  await expect.poll(() => ink(page, hovering)).toBeGreaterThan(0.03);
  await expect(page.getByTestId('redo')).toBeDisabled();
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('package')).toHaveCount(0);
});

test('Escape in the middle of a drag leaves the page as it was', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const start = await boxOf(page.getByTestId('story-row').first());
  await pick(page, { x: start.x + 60, y: start.y + 20 }, await pointOn(page, 0.5, 0.5));
  await expect(page.getByTestId('drop-ghost')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('drop-ghost')).toHaveCount(0);
  await page.mouse.up();
  await expect(page.getByTestId('package')).toHaveCount(0);
  expect(edition.laid()).toEqual([]);
});

test('a number sets the columns while the story hovers, and two stories do not overlap', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const rows = page.getByTestId('story-row');
  await placeStory(page, rows.nth(0), await pointOn(page, 0.35, 0.6));
  await expect(page.getByTestId('package')).toHaveCount(1);

  const start = await boxOf(rows.nth(1));
  await pick(page, { x: start.x + 60, y: start.y + 20 }, await pointOn(page, 0.35, 0.2));
  await page.keyboard.press('2');
  const ghost = page.getByTestId('drop-ghost');
  await expect(ghost).toHaveAttribute('data-area', / 27000 \d+$/);
  await page.mouse.up();
  await expect(page.getByTestId('package')).toHaveCount(2);
  const [first, second] = await Promise.all([boxOf(page.getByTestId('package').nth(0)), boxOf(page.getByTestId('package').nth(1))]);
  const [upper, lower] = first.y < second.y ? [first, second] : [second, first];
  expect(upper.y + upper.height).toBeLessThanOrEqual(lower.y);
});

test('while a story hovers, every number of columns shows the depth in which it is exact', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const row = page.getByTestId('story-row').nth(0);
  const story = (await row.getAttribute('data-story')) ?? '';
  const start = await boxOf(row);
  await pick(page, { x: start.x + 60, y: start.y + 20 }, await pointOn(page, 0.25, 0.3));
  const ghost = page.getByTestId('drop-ghost');
  // Until the engine has said a depth, none is said to be exact.
  await expect(ghost.locator('.tag.exact')).toBeVisible();
  const offers = page.locator('.offers .offer');
  await expect(offers).not.toHaveCount(0);
  const shown = await Promise.all(
    (await offers.all()).map(async (offer) => {
      const [, , width = 0, lines = 0] = ((await offer.getAttribute('data-area')) ?? '').split(' ').map(Number);
      return { columns: Number.parseInt((await offer.textContent()) ?? '', 10), width, lines };
    }),
  );
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await edition.stop();
  expect(shown.length).toBeGreaterThanOrEqual(3);
  // Set in so many columns it is as deep as it was shown, with nothing over and nothing under.
  const { pages } = JSON.parse(edition.run('info', '--json')) as { pages: { id: string }[] };
  for (const { width, ...offer } of shown) {
    edition.apply([{ verb: 'place', story, page: pages[0]?.id, x: 0, line: 14, width }]);
    const [laid] = edition.laid();
    expect({ columns: laid?.columns, lines: laid?.lines, over: laid?.overset.lines, under: laid?.underset.lines }).toEqual({ ...offer, over: 0, under: 0 });
    edition.apply([{ verb: 'remove-package', package: laid?.id }]);
  }
});

test('what would cover another package says so before it is let go', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const rows = page.getByTestId('story-row');
  await placeStory(page, rows.nth(0), await pointOn(page, 0.5, 0.4));
  const block = await boxOf(page.getByTestId('package'));
  const start = await boxOf(rows.nth(1));
  await pick(page, { x: start.x + 60, y: start.y + 20 }, { x: block.x + block.width + 10, y: block.y + 40 });
  await page.keyboard.press('4');
  await expect(page.getByTestId('cover-tag')).toHaveText('压住别的稿块');
  // Beside it there is room, and nothing to say.
  await page.keyboard.press('1');
  await page.mouse.move(block.x + block.width + 90, block.y + block.height + 120, { steps: 6 });
  await expect(page.getByTestId('cover-tag')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test('a double click or Enter places a story in free space, with nothing covered and nothing over', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const rows = page.getByTestId('story-row');
  await rows.nth(0).dblclick();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await rows.nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('package')).toHaveCount(2);
  const [first, second] = edition.laid();
  if (first === undefined || second === undefined) throw new Error('two packages stand on the page');
  expect([first.overset.lines, second.overset.lines]).toEqual([0, 0]);
  const [ax, ay, aw, ah] = first.box_mm;
  const [bx, by, bw, bh] = second.box_mm;
  expect(ax + aw <= bx || bx + bw <= ax || ay + ah <= by || by + bh <= ay).toBe(true);
});
