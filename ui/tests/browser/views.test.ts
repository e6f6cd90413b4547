// Ways of looking at the page on the desk: the facing page, the fold, squinting, rulers, the small map, the selection.
import { expect, test } from './edition';
import { boxOf, ink, open, placeStory, pointOn } from './window';

test('the facing page lies beside the one on the desk, and a click brings it there without moving anything', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  await page.getByTestId('add-page').click();
  await page.getByTestId('tab-page-2').click();
  await page.getByTestId('story-row').nth(1).dblclick();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Control+4');
  const block = page.getByTestId('package');
  const before = await boxOf(block);
  const canvas = await boxOf(page.getByTestId('page-canvas'));
  expect(before.x + before.width).toBeLessThan(canvas.x + canvas.width / 2 + 1);

  // Page 3 is on the right of page 2; nothing of it can be selected before it is on the desk.
  await page.mouse.click(canvas.x + canvas.width * 0.75, canvas.y + canvas.height / 2);
  await expect(page.getByTestId('tab-page-3')).toHaveAttribute('aria-selected', 'true');
  await expect(block).toHaveCount(0);
  // What was on the desk is beside it now, where it was.
  await expect.poll(() => ink(page, before)).toBeGreaterThan(0.03);
  await page.mouse.click(before.x + 5, before.y + 40);
  await expect(page.getByTestId('tab-page-2')).toHaveAttribute('aria-selected', 'true');
  const after = await boxOf(block);
  expect(Math.abs(after.x - before.x)).toBeLessThan(1.5);
});

test('fit selection, the small map and the millimetre ruler show where one is', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  const block = page.getByTestId('package');
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Control+3');
  const canvas = await boxOf(page.getByTestId('page-canvas'));
  await expect
    .poll(async () => {
      const { x, y, width, height } = await boxOf(block);
      return Math.abs(x + width / 2 - canvas.x - canvas.width / 2) + Math.abs(y + height / 2 - canvas.y - canvas.height / 2);
    })
    .toBeLessThan(3);

  await page.keyboard.press('n');
  const map = await boxOf(page.getByTestId('navigator'));
  const before = await boxOf(block);
  await page.mouse.click(map.x + map.width / 2, map.y + map.height - 4);
  await expect.poll(async () => (await boxOf(block)).y).toBeLessThan(before.y - 200);

  await page.getByTestId('ruler-unit').click();
  await expect(page.getByTestId('ruler-unit')).toHaveText('mm');
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Shift+R');
  await expect(page.getByTestId('ruler-unit')).toHaveText('字');
});

test('squinting blurs the page and hides what stands on it', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  const canvas = page.getByTestId('page-canvas');
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('q');
  await expect(canvas).toHaveCSS('filter', /blur/);
  await expect(page.getByTestId('package')).toBeHidden();
  await page.keyboard.press('q');
  await expect(canvas).toHaveCSS('filter', 'none');
  await expect(page.getByTestId('package')).toBeVisible();
});

test('the context menu of the page holds every way of looking', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const point = await pointOn(page, 0.5, 0.7);
  await page.mouse.click(point.x, point.y, { button: 'right' });
  const menu = page.getByTestId('context-menu');
  for (const text of ['看整版', '带上对页', '显示或隐藏折线', '眯眼看轻重', '导航小图', '历史记录']) await expect(menu).toContainText(text);
  await menu.getByText('眯眼看轻重').click();
  await expect(page.getByTestId('page-canvas')).toHaveCSS('filter', /blur/);
});
