// Files in and out of the window: copy brought in, the PDF written, a file that someone else has open.
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from './edition';
import { open, placeStory, pointOn } from './window';

test('the PDF is written with progress, and the window says where', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  await page.getByTestId('export').click();
  await page.getByTestId('export-start').click();
  await expect(page.getByTestId('export-done')).toContainText('test.pdf', { timeout: 60_000 });
  const bytes = readFileSync(edition.file.replace(/edition$/, 'pdf'));
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(bytes.length).toBeGreaterThan(5_000);
});

test('every page gets a file of its own, named by a pattern', async ({ page, edition }) => {
  await open(page, await edition.serveSample());
  await page.getByTestId('export').click();
  await page.getByTestId('export-split').check();
  await page.getByTestId('export-pattern').fill('A{page} {date}');
  await page.getByTestId('export-pattern').press('Enter');
  await page.getByTestId('export-start').click();
  await expect(page.getByTestId('export-done')).toContainText('A01 2026-04-20.pdf', { timeout: 100_000 });
  const made = readdirSync(edition.folder).filter((name) => name.endsWith('.pdf'));
  // The focus stays in the panel, so that one key closes it.
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('export-panel')).toHaveCount(0);
  expect(made.sort()).toEqual(['A01 2026-04-20.pdf', 'A02 2026-04-20.pdf', 'A03 2026-04-20.pdf', 'A04 2026-04-20.pdf']);
});

test('a file that is open elsewhere is shown, and nothing in it can be changed', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  const second = edition.again();
  await open(page, await second.serve());
  await expect(page.getByTestId('read-only')).toBeVisible();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await expect(page.getByTestId('undo')).toBeDisabled();
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(page.getByTestId('package')).toHaveCount(1);
  await second.stop();
});

test('copy that is dropped on the window joins the pool', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const rows = page.getByTestId('story-row');
  const before = await rows.count();
  const text = '渡口新添早班船\n●本报记者 林禾\n今起，北渡口首班船提前到五点四十分。\n船上备有热水和雨衣。\n';
  await page.evaluate((words) => {
    const files = new DataTransfer();
    files.items.add(new File([words], 'ferry.txt', { type: 'text/plain' }));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }));
    }
  }, text);
  await expect(rows).toHaveCount(before + 1);
  await expect(page.getByTestId('story-row').filter({ hasText: '渡口新添早班船' })).toHaveCount(1);
});
