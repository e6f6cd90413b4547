// A story that goes on elsewhere: ports and threads, and corners cut out of a package.
import { expect, test, type Edition } from './edition';
import { open, pick, pointOn } from './window';
import type { Page } from '@playwright/test';

/** A story on the page that is made so shallow that text is left over. */
async function tooShallow(page: Page, edition: Edition): Promise<void> {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').nth(1).dblclick();
  const block = page.getByTestId('package');
  await expect(block).toHaveCount(1);
  const field = page.getByTestId('field-height');
  const lines = Number(await field.inputValue());
  await field.fill(String(Math.round(lines * 0.6)));
  await field.press('Enter');
  await expect.poll(() => edition.laid()[0]?.overset.lines ?? 0).toBeGreaterThan(0);
}

test('what is left over is taken up at the port and put down by a click; the thread is drawn and followed', async ({ page, edition }) => {
  await tooShallow(page, edition);
  await expect(page.getByTestId('port-out')).toHaveText('+');
  await page.getByTestId('port-out').click();
  const free = await pointOn(page, 0.75, 0.6);
  await page.mouse.move(free.x, free.y, { steps: 6 });
  await expect(page.getByTestId('drop-ghost')).toBeVisible();
  // Escape puts it back where it was.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('drop-ghost')).toHaveCount(0);
  await expect(page.getByTestId('package')).toHaveCount(1);

  await page.getByTestId('port-out').click();
  await page.mouse.move(free.x, free.y, { steps: 6 });
  await page.keyboard.press('1');
  await expect(page.getByTestId('drop-ghost')).toHaveAttribute('data-area', / 13000 \d+$/);
  await page.mouse.click(free.x, free.y);
  await expect(page.getByTestId('package')).toHaveCount(2);
  await expect.poll(() => edition.laid().map(({ overset }) => overset.lines)).toEqual([0, 0]);
  await expect(page.getByTestId('threads')).toBeVisible();
  await expect(page.getByTestId('port-in')).toHaveAccessibleName(/上接 01 版/);

  // The port leads back to the part before; from there the chain is ended.
  const blocks = page.locator('[data-testid="package"][aria-pressed="true"]');
  const second = await blocks.getAttribute('data-package');
  await page.getByTestId('port-in').click();
  await expect.poll(() => blocks.getAttribute('data-package')).not.toBe(second);
  await page.getByTestId('verb-unthread').click();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('package')).toHaveCount(2);
});

test('a story goes on over the page in a frame that is drawn, and by keys alone in free space', async ({ page, edition }) => {
  await tooShallow(page, edition);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Shift+c');
  await page.keyboard.press('PageDown');
  await expect(page.getByTestId('package')).toHaveCount(0);
  const [from, to] = [await pointOn(page, 0.2, 0.3), await pointOn(page, 0.5, 0.5)];
  await page.mouse.move(from.x, from.y, { steps: 3 });
  await pick(page, from, to);
  await page.mouse.up();
  await expect(page.getByTestId('package')).toHaveCount(1);
  expect(edition.laid(2)).toHaveLength(1);
  await expect(page.getByTestId('port-in')).toHaveAccessibleName(/上接 01 版/);
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('package')).toHaveCount(0);

  await page.keyboard.press('PageUp');
  await page.getByTestId('package').focus();
  await page.keyboard.press('Shift+Alt+c');
  await expect(page.getByTestId('package')).toHaveCount(2);
  await expect.poll(() => edition.laid().map(({ overset }) => overset.lines)).toEqual([0, 0]);
});

test('a corner is left to the neighbour by numbers', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').nth(1).dblclick();
  const block = page.getByTestId('package');
  await expect(block).toHaveCount(1);
  const before = edition.laid()[0]?.overset.lines;
  await page.getByTestId('cut-width').fill('13');
  await page.getByTestId('cut-width').press('Enter');
  await expect.poll(() => edition.laid()[0]?.overset.lines ?? 0).toBeGreaterThan(before ?? 0);
  await expect(page.getByTestId('cut-lines')).not.toHaveValue('');
  await page.getByTestId('cut-width').fill('0');
  await page.getByTestId('cut-width').press('Enter');
  await expect.poll(() => edition.laid()[0]?.overset.lines ?? 0).toBe(before);
});
