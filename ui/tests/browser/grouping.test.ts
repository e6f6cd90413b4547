// Packages as one, guides out of the rulers, borders, and what the menus of the pool offer.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test, type Edition } from './edition';
import { answered, boxOf, ink, open, pick, pointOn } from './window';

/** Two stories on the first page. */
async function two(page: Page, edition: Edition): Promise<void> {
  await open(page, await edition.serve());
  const rows = page.getByTestId('story-row');
  for (const count of [1, 2]) {
    await rows.nth(count - 1).dblclick();
    await expect(page.getByTestId('package')).toHaveCount(count);
  }
  await page.getByTestId('page-view').focus();
}

const corner = (edition: Edition, number = 1): number[][] => edition.laid(number).map(({ box_mm }) => box_mm.slice(0, 2));
const pressed = (page: Page) => page.locator('[data-testid="package"][aria-pressed="true"]');

test('a group is chosen by one click, moves, copies and resizes as one, and lets the hand through', async ({ page, edition }) => {
  await two(page, edition);
  const blocks = page.getByTestId('package');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+g');
  await expect(page.getByTestId('selection-box')).toHaveClass(/is-group/);
  await page.keyboard.press('Escape');
  await expect(pressed(page)).toHaveCount(0);

  const first = await boxOf(blocks.nth(0));
  await page.mouse.click(first.x + 30, first.y + 30);
  await expect(pressed(page)).toHaveCount(2);

  // The arrows move both by a line, and one undo takes both back.
  const before = corner(edition);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => corner(edition)[0]?.[1]).not.toBe(before[0]?.[1]);
  expect(corner(edition)[1]?.[1]).not.toBe(before[1]?.[1]);
  await page.keyboard.press('Control+z');
  await expect.poll(() => corner(edition)).toEqual(before);

  // A handle of the box round them makes both shallower.
  const whole = await boxOf(page.getByTestId('selection-box'));
  const depths = edition.laid().map(({ lines }) => lines);
  const foot = { x: whole.x + whole.width / 2, y: whole.y + whole.height };
  await pick(page, foot, { x: foot.x, y: foot.y - 60 });
  await page.mouse.up();
  await expect.poll(() => edition.laid().every(({ lines }, index) => lines < (depths[index] ?? 0))).toBe(true);
  await page.keyboard.press('Control+z');

  // Another click goes through to the one that lies there.
  await page.waitForTimeout(600);
  await page.mouse.click(first.x + 30, first.y + 30);
  await expect(pressed(page)).toHaveCount(1);
  await page.keyboard.press('Escape');

  // A copy on another page is a group of its own.
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Control+v');
  await expect(blocks).toHaveCount(2);
  await page.keyboard.press('Shift+Control+g');
  await expect(page.getByTestId('selection-box')).not.toHaveClass(/is-group/);
  await page.keyboard.press('PageUp');
  const again = await boxOf(blocks.nth(1));
  await page.mouse.click(again.x + 30, again.y + 30);
  await expect(pressed(page)).toHaveCount(2);
});

test('a guide comes out of a ruler, is met, kept, moved by number and thrown back', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const view = await boxOf(page.getByTestId('page-view'));
  const target = await pointOn(page, 0.42, 0.5);
  await pick(page, { x: view.x + 8, y: target.y }, target);
  await expect(page.getByTestId('guide-tag')).toHaveText(/ 字$/);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.getByTestId('guide')).toHaveCount(0);

  await pick(page, { x: view.x + 8, y: target.y }, target);
  await page.mouse.up();
  await expect(page.getByTestId('guide')).toHaveCount(1);
  const line = await boxOf(page.getByTestId('guide'));
  expect(Math.abs(line.x - target.x)).toBeLessThan(8);

  // The inspector says where it is in millimetres, and takes another place.
  const field = page.getByTestId('guide-at');
  await field.fill('120.5');
  await field.press('Enter');
  await expect.poll(async () => (await page.getByTestId('guide').boundingBox())?.x ?? line.x).not.toBe(line.x);
  await expect(field).toHaveValue('120.5');

  // A story that hovers near it stands against it.
  const row = await boxOf(page.getByTestId('story-row').first());
  const at = await boxOf(page.getByTestId('guide'));
  await pick(page, { x: row.x + 60, y: row.y + 20 }, { x: at.x + 60, y: target.y + 20 });
  await page.keyboard.press('1');
  const ghost = page.getByTestId('drop-ghost');
  await expect(ghost).toBeVisible();
  // The ghost is drawn anew at every step: where it lies is asked in one go.
  const left = (): Promise<number> =>
    page.evaluate(() => document.querySelector('[data-testid="drop-ghost"]')?.getBoundingClientRect().x ?? -1);
  for (let step = 0; step < 24 && Math.abs((await left()) - at.x) > 1.5; step += 1) {
    await page.mouse.move(at.x + 60 - step * 4, target.y + 20);
    await answered(page);
  }
  expect(Math.abs((await left()) - at.x)).toBeLessThan(1.5);
  await page.keyboard.press('Escape');
  await page.mouse.up();

  // It is in the file, and back in the ruler it is gone.
  await edition.stop();
  await open(page, await edition.serve());
  const kept = await boxOf(page.getByTestId('guide'));
  await pick(page, { x: kept.x, y: target.y }, { x: view.x + 6, y: target.y });
  await page.mouse.up();
  await expect(page.getByTestId('guide')).toHaveCount(0);

  // By the keyboard alone: one across, shown and hidden, cleared by name.
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Shift+Alt+g');
  await expect(page.getByTestId('guide')).toHaveCount(1);
  await page.keyboard.press('Control+;');
  await expect(page.getByTestId('guide')).toHaveCount(0);
  await page.keyboard.press('Control+;');
  await expect(page.getByTestId('guide')).toHaveCount(1);
  await page.getByTestId('page-view').click({ button: 'right', position: { x: 30, y: 30 } });
  await page.getByTestId('menu-guides-clear').click();
  await expect(page.getByTestId('guide')).toHaveCount(0);
});

test('a border stands round a package and is printed', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').nth(1).dblclick();
  const block = page.getByTestId('package');
  await expect(block).toHaveCount(1);
  const box = await boxOf(block);
  const side = { x: box.x - 1, y: box.y + 20, width: 4, height: box.height - 40 };
  const frame = page.getByTestId('frame');
  await frame.click();
  await page.locator('[data-frame="thick-thin"]').click();
  await expect.poll(() => ink(page, side)).toBeGreaterThan(0.2);
  await expect(frame).toHaveAttribute('data-value', 'thick-thin');
  // By its picture too, without a mouse: seen on the page before it is chosen, and left by Escape.
  await frame.press('Enter');
  await expect(page.locator('[data-frame="thick-thin"]')).toBeFocused();
  await expect(page.getByTestId('frame-list').locator('img')).toHaveCount(20);
  for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await expect(page.locator('[data-frame="lozenge"]')).toBeFocused();
  await expect.poll(() => ink(page, side)).toBeLessThan(0.2);
  await page.keyboard.press('Escape');
  await expect(frame).toHaveAttribute('data-value', 'thick-thin');
  await expect.poll(() => ink(page, side)).toBeGreaterThan(0.2);
  await frame.press('Enter');
  await page.locator('[data-frame="fret"]').click();
  await expect.poll(() => ink(page, side)).toBeLessThan(0.2);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Shift+b');
  await expect(page.getByTestId('frame')).toHaveAttribute('data-value', 'lozenge');
});

test('the menu of a story places, finds, renames, saves and deletes it, by mouse and by keys', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const row = page.getByTestId('story-row').nth(1);
  await row.click({ button: 'right' });
  await page.getByTestId('menu-place').click();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await row.click({ button: 'right' });
  await page.getByTestId('menu-find').click();
  await expect(pressed(page)).toHaveCount(1);

  await row.focus();
  await page.keyboard.press('F2');
  await page.getByTestId('rename').fill('换了个题目');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('换了个题目');

  await row.click({ button: 'right' });
  await page.getByTestId('menu-save-text').click();
  const said = page.getByText(/文字存到/);
  await expect(said).toBeVisible();
  const path = ((await said.textContent()) ?? '').replace(/^.*文字存到 /u, '').trim();
  expect(readFileSync(path, 'utf8')).toContain('换了个题目');

  const rows = await page.getByTestId('story-row').count();
  await row.click({ button: 'right' });
  await page.getByTestId('menu-delete').click();
  await expect(page.getByTestId('story-row')).toHaveCount(rows - 1);
  await expect(page.getByTestId('package')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('story-row')).toHaveCount(rows);
});
