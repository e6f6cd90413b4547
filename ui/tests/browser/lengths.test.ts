// Numbers as a page editor writes them: trade sizes by name, other units, sums, in every field there is.
import type { Page } from '@playwright/test';
import { expect, test } from './edition';
import { open, placeStory, pointOn } from './window';

async function enter(page: Page, field: string, text: string): Promise<void> {
  await page.getByTestId(field).fill(text);
  await page.getByTestId(field).press('Enter');
}

/** Expects the head of the package to be set in so many points, as the edition has it. */
async function expectHead(page: Page, points: number): Promise<void> {
  await expect.poll(async () => Number(await page.getByTestId('head-size').inputValue()) / 12_700).toBeCloseTo(points, 2);
}

test('a size is written by its trade name, in points or as a sum, besides the list', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  const entry = page.getByTestId('head-size-entry');
  for (const [typed, points, said] of [
    ['小初', 36, '小初 36'],
    ['2号', 22, '二号 22'],
    ['小一+3', 27, '27'],
    ['33.5', 33.5, '33.5'],
    ['10毫米', 28.346, '28.35'],
  ] as const) {
    await enter(page, 'head-size-entry', typed);
    await expect(entry).toHaveValue(said);
    await expectHead(page, points);
  }
  await page.getByTestId('head-size').selectOption(String(42 * 12_700));
  await expect(entry).toHaveValue('初号 42');
  // Nothing written means the usual size, which is said.
  await enter(page, 'head-size-entry', '');
  await expect(entry).toHaveValue('');
  await expect(entry).toHaveAttribute('placeholder', /自动 \d/);
  await expectHead(page, 0);
  // What is no size is marked while it is written, and nothing comes of it.
  await entry.fill('大五');
  await expect(entry).toHaveAttribute('aria-invalid', 'true');
  await entry.press('Escape');
  await expectHead(page, 0);
});

test('words and paragraphs take a size by its name too', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').nth(1).dblclick();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('writing-field')).toBeFocused();
  await enter(page, 'paragraph-size-entry', '小四');
  await expect(page.getByTestId('paragraph-size-entry')).toHaveValue('小四 12');
  await page.getByTestId('writing-field').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await enter(page, 'style-size-entry', '七号');
  await expect(page.getByTestId('style-size-entry')).toHaveValue('七号 5.5');
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await enter(page, 'role-size-entry', '五号');
  await expect(page.getByTestId('role-size-entry')).toHaveValue('五号 10.5');
});

test('places and sizes are written in cells, lines, millimetres, points or trade sizes', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  for (const [field, typed, value] of [
    ['field-width', '27字+14', '41'],
    ['field-width', '小五*30', '30'],
    ['field-width', '85.725mm', '27'],
    ['field-height', '250pt', '20'],
    ['field-height', '(3+2)*5行', '25'],
    ['field-y', '3+2', '5'],
    ['field-x', '2cm', '6.299'],
  ] as const) {
    await enter(page, field, typed);
    await expect(page.getByTestId(field)).toHaveValue(value);
  }
});

test('every number field takes a sum', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  const walk = async (least: number): Promise<void> => {
    const fields = page.locator('[data-pane="inspector"] .field.number > input:enabled');
    const count = await fields.count();
    expect(count).toBeGreaterThanOrEqual(least);
    for (let index = 0; index < count; index += 1) {
      await fields.nth(index).fill('3+2');
      await expect(fields.nth(index), await fields.nth(index).getAttribute('aria-label') ?? '').toHaveAttribute('aria-invalid', 'false');
      await fields.nth(index).press('Escape');
    }
  };
  await walk(8);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Escape');
  await walk(3);
  await page.keyboard.press('Escape');
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Alt+t');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('writing-field')).toBeFocused();
  await walk(3);
  await page.getByTestId('writing-field').focus();
  await page.keyboard.press('Escape');
  await walk(12);
});
