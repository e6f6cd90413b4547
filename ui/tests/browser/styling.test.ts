// Styles in the window: words, paragraphs, faces looked at on the page before one is chosen.
import type { Page } from '@playwright/test';
import { expect, test, type Edition } from './edition';
import { boxOf, ink, open } from './window';

interface Styled {
  text: string;
  style: { indent?: number };
  opening: { drop_lines?: number };
  spans: { start: number; end: number; style: Record<string, unknown> }[];
}

/** The running text of the second story as the command line has it. */
function body(edition: Edition, id: string): Styled[] {
  const stories = JSON.parse(edition.run('stories', '--json')) as { id: string; parts: (Styled & { role: string })[] }[];
  return (stories.find((story) => story.id === id)?.parts ?? []).filter(({ role }) => role === 'body');
}

/** A story on the page with the caret at the begin of its running text; gives its id. */
async function write(page: Page, edition: Edition): Promise<string> {
  await open(page, await edition.serve());
  const row = page.getByTestId('story-row').nth(1);
  const id = (await row.getAttribute('data-story')) ?? '';
  await row.dblclick();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('writing-field')).toBeFocused();
  return id;
}

test('words are set bold, dotted, with ruby and in another face, by keys and in the panel, and cleared', async ({ page, edition }) => {
  const id = await write(page, edition);
  await expect(page.getByTestId('style-bold')).toBeDisabled();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+b');
  await expect(page.getByTestId('style-bold')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => body(edition, id)[0]?.spans).toMatchObject([{ start: 0, end: 12, style: { bold: true } }]);

  await page.getByTestId('style-emphasis').click();
  await expect(page.getByTestId('style-emphasis')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('style-ruby').fill('jiāng pàn');
  await page.getByTestId('style-ruby').press('Enter');
  await page.getByTestId('style-size').selectOption({ index: 12 });
  await expect.poll(() => body(edition, id)[0]?.spans[0]?.style).toMatchObject({ bold: true, emphasis: true, ruby: 'jiāng pàn' });

  await page.getByTestId('style-face').click();
  await page.getByTestId('face-search').fill('楷');
  await page.keyboard.press('Enter');
  await expect.poll(() => body(edition, id)[0]?.spans[0]?.style).toMatchObject({ face: 'kai-400' });

  // One undo a change, and what is cleared is plain again.
  await page.getByTestId('style-clear').click();
  await expect.poll(() => body(edition, id)[0]?.spans ?? []).toEqual([]);
  await page.getByTestId('undo').click();
  await expect.poll(() => body(edition, id)[0]?.spans[0]?.style).toMatchObject({ face: 'kai-400' });
});

test('a paragraph opens with a drop cap, and goes back to the style of its role', async ({ page, edition }) => {
  const id = await write(page, edition);
  await page.getByTestId('drop-lines').fill('3');
  await page.getByTestId('drop-lines').press('Enter');
  await expect.poll(() => body(edition, id)[0]?.opening).toEqual({ drop_lines: 3 });
  await page.getByTestId('paragraph-indent').fill('0');
  await page.getByTestId('paragraph-indent').press('Enter');
  await expect.poll(() => body(edition, id)[0]?.style).toEqual({ indent: 0 });
  await page.getByTestId('paragraph-language').selectOption('ja');
  await expect.poll(() => body(edition, id)[0]?.style).toMatchObject({ language: 'ja' });
  await page.getByTestId('paragraph-clear').click();
  await expect.poll(() => body(edition, id)[0]?.opening).toEqual({});
});

test('a face for the head is looked at on the page itself before it is chosen', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').nth(1).dblclick();
  const block = page.getByTestId('package');
  await expect(block).toHaveCount(1);
  const box = await boxOf(block);
  const head = { x: box.x, y: box.y, width: box.width, height: 40 };
  await expect.poll(() => ink(page, head)).toBeGreaterThan(0.02);
  const before = await ink(page, head);
  await page.getByTestId('head-face').click();
  // Each face is shown in its own letters, drawn by the engine.
  const sample = page.getByTestId('face-sample').first();
  await expect.poll(() => sample.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(20);
  await page.getByTestId('face-search').press('ArrowDown');
  for (let step = 0; step < 4; step += 1) await page.getByTestId('face-search').press('ArrowDown');
  await expect.poll(() => ink(page, head)).not.toBe(before);
  await page.getByTestId('face-search').press('Escape');
  await expect.poll(() => ink(page, head)).toBe(before);
  await page.getByTestId('head-face').click();
  await page.getByTestId('face-search').fill('大黑');
  await page.getByTestId('face-search').press('Enter');
  await expect(page.getByTestId('head-face')).toHaveText(/大黑/);
});

test('a role is set in another face throughout the edition', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').nth(1).dblclick();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Escape');
  await page.getByTestId('role-style').selectOption('crosshead');
  await page.getByTestId('role-face').click();
  await page.getByTestId('face-search').fill('楷体');
  await page.getByTestId('face-search').press('Enter');
  await expect(page.getByTestId('role-face')).toHaveText(/楷体/);
  await expect(page.getByTestId('role-style').locator('option[value="crosshead"]')).toHaveText(/●/);
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('role-face')).toHaveText(/照常/);
});

test('a character that no keyboard has is put at the caret by keys alone', async ({ page, edition }) => {
  const id = await write(page, edition);
  const before = body(edition, id)[0]?.text ?? '';
  await page.keyboard.press('Control+Shift+s');
  await expect(page.getByTestId('symbols').locator('button').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('writing-field')).toBeFocused();
  await expect.poll(() => body(edition, id)[0]?.text).toBe(`……${before}`);
});
