// Files from the file manager: onto the page, onto a photo, onto a story of the pool.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { captioned, drop, photo, photos } from './dropping';
import { expect, test } from './edition';
import { boxOf, open, pointOn } from './window';

test('a photo dropped on bare paper stands there, one dropped on it takes its frame', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const at = await pointOn(page, 0.5, 0.6);
  await drop(page, [photo(0)], at, ['dragenter', 'dragover']);
  await expect(page.getByTestId('offer-tag')).toHaveText('松手放在这里');
  await drop(page, [photo(0)], at, ['drop']);
  const block = page.getByTestId('package');
  await expect(block).toHaveCount(1);
  const box = await boxOf(block);
  expect(at.x).toBeGreaterThan(box.x);
  expect(at.x).toBeLessThan(box.x + box.width);
  expect(Math.abs(box.y - at.y)).toBeLessThan(60);

  const middle = { x: box.x + box.width / 2, y: box.y + 30 };
  await drop(page, [photo(1)], middle, ['dragenter', 'dragover']);
  await expect(page.getByTestId('offer-tag')).toHaveText('松手替换');
  await drop(page, [photo(1)], middle, ['drop']);
  await expect(page.getByTestId('photo-slot')).toContainText(photos[1] ?? '-');
  await expect(block).toHaveCount(1);
});

test('photos and copy dropped together on a story become its photos, and a package of its own', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').nth(1).dblclick();
  const block = page.getByTestId('package');
  await expect(block).toHaveCount(1);
  const box = await boxOf(block);
  const slots = await page.getByTestId('photo-slot').count();
  await drop(page, [photo(0)], { x: box.x + 20, y: box.y + box.height - 20 });
  await expect(page.getByTestId('photo-slot')).toHaveCount(slots + 1);
  await page.getByRole('tab', { name: '图库' }).click();
  const card = page.getByTestId('photo-card').filter({ hasText: photos[0] ?? '-' });
  await expect(card).not.toContainText('没有归稿');
  await page.getByRole('tab', { name: '稿库' }).click();

  const text = Buffer.from('渡口新添早班船\n●本报记者 林禾\n今起，北渡口首班船提前到五点四十分。\n').toString('base64');
  const free = await pointOn(page, 0.8, 0.8);
  await drop(page, [{ name: 'ferry.txt', base64: text, type: 'text/plain' }], free);
  await expect(block).toHaveCount(2);
  // The copy stands as deep as its words; the story that took the photo says what it has over.
  const [first] = edition.laid().map(({ story }) => story);
  expect(edition.laid().filter(({ story }) => story !== first).map(({ overset }) => overset.lines)).toEqual([0]);
});

test('a photo dropped on a story brings its caption and who took it onto the page', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').nth(1).dblclick();
  const block = page.getByTestId('package');
  await expect(block).toHaveCount(1);
  const box = await boxOf(block);
  await drop(page, [captioned(0, '渡口的早班船靠岸。', '周渡')], { x: box.x + box.width / 2, y: box.y + box.height - 30 });
  await expect(page.getByTestId('photo-slot')).toHaveCount(1);
  await expect.poll(() => edition.laid()[0]?.photos.length).toBe(1);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('f');
  await expect.poll(() => edition.laid()[0]?.overset.lines).toBe(0);
  const file = join(edition.folder, 'page.pdf');
  edition.run('export', '-o', file);
  const text = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
  expect(text).toContain('渡口的早班船靠岸。');
  expect(text).toContain('周渡');
});

test('a photo dropped on a story of the pool is its own', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const row = page.getByTestId('story-row').nth(1);
  const box = await boxOf(row);
  const story = (await row.getAttribute('data-story')) ?? '';
  await drop(page, [photo(2)], { x: box.x + 60, y: box.y + 20 });
  await page.getByRole('tab', { name: '图库' }).click();
  const card = page.getByTestId('photo-card').filter({ hasText: photos[2] ?? '-' });
  await expect(card).not.toContainText('没有归稿');
  await page.getByRole('tab', { name: '稿库' }).click();
  await page.locator(`[data-story="${story}"]`).dblclick();
  await expect(page.getByTestId('photo-slot')).toHaveCount(1);
});

test('text follows the outline of a picture that stands within it', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').nth(0).dblclick();
  const block = page.getByTestId('package');
  await expect(block).toHaveCount(1);
  const box = await boxOf(block);
  await drop(page, [photo(0)], { x: box.x + 20, y: box.y + box.height - 20 });
  const slots = page.getByTestId('photo-slot');
  await expect(slots).not.toHaveCount(0);
  await page.getByRole('combobox', { name: '位置' }).last().selectOption('inset');
  await expect(page.getByTestId('wrap')).toHaveValue('rectangle');
  const over = (): number => (edition.laid()[0]?.overset.lines ?? 0) - (edition.laid()[0]?.underset.lines ?? 0);
  const round = over();
  await page.getByTestId('wrap').selectOption('diamond');
  // What the corners give back the text takes.
  await expect.poll(over).toBeLessThan(round);
});
