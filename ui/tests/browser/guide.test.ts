// Learning the desk and going back in time: history by name, what is saved, help, keys of one's own, the tour.
import { expect, test } from './edition';
import { open, placeStory, pointOn } from './window';

test('the history lists steps by name, and a click goes back to one and forwards again', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const rows = page.getByTestId('story-row');
  await placeStory(page, rows.nth(0), await pointOn(page, 0.3, 0.3));
  await rows.nth(1).dblclick();
  await expect(page.getByTestId('package')).toHaveCount(2);
  const placed = edition.laid();

  await page.keyboard.press('Control+Alt+z');
  const steps = page.getByTestId('history-step');
  await expect(steps.first()).toHaveAttribute('aria-current', 'step');
  await expect(steps.first()).toContainText(/上第 1 版/);
  const all = await steps.count();

  // The focus stands on the present; two steps down is before both stories were placed.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('package')).toHaveCount(0);
  await expect(steps.nth(2)).toHaveAttribute('aria-current', 'step');
  await expect(steps).toHaveCount(all);
  expect(edition.laid()).toEqual([]);

  await steps.first().click();
  await expect(page.getByTestId('package')).toHaveCount(2);
  expect(edition.laid()).toEqual(placed);

  await page.getByTestId('history-begin').click();
  await expect(page.getByTestId('history-begin')).toHaveAttribute('aria-current', 'step');
  await expect(page.getByTestId('story-row')).toHaveCount(0);
  await steps.first().click();
  await expect(page.getByTestId('package')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('history-panel')).toHaveCount(0);
});

test('what is saved is said in words, with the file', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('saved').click();
  await expect(page.getByTestId('saved-panel')).toContainText('立刻写进文件');
  await expect(page.getByTestId('saved-panel')).toContainText(edition.file);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('saved-panel')).toHaveCount(0);
});

test('help has its pages in both languages, and a key of one’s own stays after a reload', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.keyboard.press('F1');
  const help = page.getByTestId('help');
  await expect(help.getByRole('heading', { name: '从头开始' })).toBeVisible();
  await help.getByRole('button', { name: '超和欠' }).click();
  await expect(help).toContainText('排不下叫“超”');
  await page.getByTestId('locale-en').click();
  await expect(help).toContainText('Text that does not fit is over');

  await page.getByTestId('help-keys').click();
  await page.getByTestId('bind-grid').click();
  await page.keyboard.press('b');
  await expect(page.getByTestId('bind-grid').locator('kbd')).toHaveText('B');
  await expect(page.getByTestId('bind-box')).toContainText('none');
  await expect(help).toContainText('has been given to this one');
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);

  await page.reload();
  await expect(page.getByTestId('grid')).toHaveAttribute('aria-pressed', 'true');
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('b');
  await expect(page.getByTestId('grid')).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('?');
  await help.getByRole('button', { name: 'Reset all' }).click();
  await expect(page.getByTestId('bind-grid').locator('kbd')).toHaveText('G');
});

test('the tour shows the desk in five steps and leaves it usable', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.keyboard.press('F1');
  await page.getByRole('button', { name: '五步导览' }).click();
  const tour = page.getByTestId('tour');
  const seen: string[] = [];
  for (let step = 0; step < 5; step += 1) {
    await expect(tour).toContainText(`${step + 1} / 5`);
    seen.push((await tour.getByRole('heading').textContent()) ?? '');
    if (step === 1) {
      // The desk is alive beneath the tour.
      await page.getByTestId('story-row').first().dblclick();
      await expect(page.getByTestId('package')).toHaveCount(1);
    }
    await page.getByTestId('tour-next').click();
  }
  expect(new Set(seen).size).toBe(5);
  await expect(tour).toHaveCount(0);
});
