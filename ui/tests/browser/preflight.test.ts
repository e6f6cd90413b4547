// Preflight beside the page: live, with a way to each fault, a remedy where there is one, and somebody's word.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { advertisement } from './advertisement';
import { expect, test, type Edition } from './edition';
import { boxOf, open, pick, placeStory, pointOn } from './window';

/** Opens the edition, places a story with too little room for its text, and shows what preflight finds. */
async function checkOverfull(page: Page, edition: Edition): Promise<void> {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.25));
  const before = await boxOf(page.getByTestId('package'));
  const foot = { x: before.x + before.width / 2, y: before.y + before.height };
  await pick(page, foot, { x: foot.x, y: foot.y - 60 });
  await page.mouse.up();
  await page.getByTestId('check').click();
}

test('a fault appears as it is made, is gone to, told why, and mended by one button', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.25));
  const block = page.getByTestId('package');
  const before = await boxOf(block);
  const foot = { x: before.x + before.width / 2, y: before.y + before.height };
  await pick(page, foot, { x: foot.x, y: foot.y - 60 });
  await page.mouse.up();

  await page.getByTestId('check').click();
  const fault = page.getByTestId('fault').filter({ hasText: /超|排不下/ }).first();
  await expect(fault).toBeVisible();
  await fault.getByTestId('fault-go').click();
  await expect(block).toHaveAttribute('aria-pressed', 'true');
  await fault.getByRole('button', { name: '为什么' }).click();
  await expect(fault.locator('.why')).not.toBeEmpty();

  const count = await page.getByTestId('fault').count();
  await fault.getByTestId('fault-mend').click();
  await expect.poll(() => edition.laid()[0]?.overset.lines).toBe(0);
  await expect.poll(() => page.getByTestId('fault').count()).toBeLessThan(count);
  await expect(page.getByTestId('preflight')).toBeVisible();
});

test('an error is let pass by name and with a reason, and both are kept in the file', async ({ page, edition }) => {
  await checkOverfull(page, edition);
  const passing = page.getByTestId('fault').filter({ has: page.getByTestId('fault-pass') }).first();
  const said = ((await passing.locator('p').nth(1).textContent()) ?? '').trim();
  await passing.getByTestId('fault-pass').click();
  await page.getByPlaceholder('放行人').fill('林舟');
  await page.getByPlaceholder('理由').fill('版式需要');
  await page.getByRole('button', { name: '签字放行' }).click();
  await expect(page.getByTestId('fault').filter({ hasText: said }).first()).toContainText('林舟 放行：版式需要');
  await page.reload();
  await page.getByTestId('check').click();
  await expect(page.getByTestId('preflight')).toContainText('林舟 放行：版式需要');
});

test('a rule is taken otherwise in this paper from its fault, and taken as usual again from the list of rules', async ({ page, edition }) => {
  await checkOverfull(page, edition);
  const over = page.getByTestId('fault').filter({ has: page.getByTestId('fault-pass') }).filter({ has: page.getByTestId('fault-mend') });
  await expect(over).toHaveCount(1);
  await over.getByRole('button', { name: '为什么' }).click();
  await over.getByTestId('grade-overset').selectOption('off');
  await expect(over).toHaveCount(0);

  // It is kept with the edition, stands first among the rules, and is as grave as usual again when that is chosen.
  await page.reload();
  await page.getByTestId('check').click();
  await page.getByTestId('preflight-which').getByRole('radio', { name: '规则' }).click();
  const rules = page.getByTestId('rules').getByRole('listitem');
  expect(await rules.count()).toBeGreaterThan(40);
  const first = rules.first().getByTestId('grade-overset');
  await expect(first).toHaveValue('off');
  await first.selectOption('usual');
  await expect(first).toHaveValue('usual');
  await page.getByTestId('preflight-which').getByRole('radio').first().click();
  await expect(over).toHaveCount(1);
});

test('an advertisement in screen colours is told of beside the page', async ({ page, edition }) => {
  const file = join(edition.folder, 'advert.pdf');
  writeFileSync(file, advertisement('1 0 0 rg'));
  edition.run('import', file);
  await open(page, await edition.serve());
  await page.getByTestId('pool-photos').click();
  await page.getByTestId('photo-card').first().dblclick();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await page.getByTestId('check').click();
  await expect(page.getByTestId('fault').filter({ hasText: 'RGB' })).toHaveCount(1);
});
