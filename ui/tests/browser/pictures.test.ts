// Every screen looks as it did when somebody looked at it: Chinese by day, English by night.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './edition';
import { back, LOOKS, prepareLooks } from './looks';
import { difference, isSameScreen, keep, MOST_BYTES, picture } from './pictures';
import { listen, open } from './window';

const FOLDER = join(import.meta.dirname, '../pictures');
/** What all kept pictures may weigh, in bytes. */
const MOST_IN_ALL = 2_000_000;

for (const [look, locale, theme] of [
  ['zh-light', 'zh-CN', 'light'],
  ['en-dark', 'en-GB', 'dark'],
] as const) {
  test.describe(look, () => {
    test.use({ locale, colorScheme: theme, viewport: { width: 1440, height: 900 } });

    test(`the screens of the desk, ${look}`, async ({ page, edition }) => {
      test.setTimeout(900_000);
      page.setDefaultTimeout(20_000);
      prepareLooks(edition);
      await open(page, await edition.serve());
      // Thumbnails come one by one while nobody does anything.
      await expect.poll(() => page.locator('[data-testid="strip"] canvas, [data-testid="strip"] img').count(), { timeout: 120_000 }).toBeGreaterThanOrEqual(4);
      const wrong: string[] = [];
      for (const { name, reach, leave } of LOOKS) {
        await test.step(name, async () => {
          await reach(page);
          const said = await keep(page, look, name);
          if (said !== null) wrong.push(said);
          await (leave ?? back)(page);
        });
      }
      expect(wrong).toEqual([]);
    });

    test(`before there is an edition, ${look}`, async ({ page, edition }) => {
      listen(page);
      await page.goto(await edition.serveEmpty());
      await expect(page.getByTestId('new-edition')).toBeVisible();
      await page.getByTestId('new-date').fill('2026-02-09');
      const wrong = [await keep(page, look, 'welcome')];
      await edition.stop();
      edition.remake('new', '--date', '2026-02-09', '--pages', '2');
      await page.goto(await edition.serve());
      await expect(page.getByTestId('empty-page')).toBeVisible();
      wrong.push(await keep(page, look, 'nothing-yet'));
      expect(wrong.filter((each) => each !== null)).toEqual([]);
    });
  });
}

test('a panel that is missing is seen, type drawn a little otherwise is not', async ({ page, edition }) => {
  await open(page, await edition.serveSample());
  const whole = await picture(page);
  await page.addStyleTag({ content: '* { text-rendering: geometricPrecision; -webkit-text-stroke: 0.15px; }' });
  expect(isSameScreen(whole, await picture(page))).toBe(true);
  for (const id of ['pool', 'inspector', 'strip', 'status']) {
    const panel = page.getByTestId(id);
    await panel.evaluate((each) => (each.style.visibility = 'hidden'));
    expect(difference(whole, await picture(page)), id).toBeGreaterThan(0.02);
    await panel.evaluate((each) => (each.style.visibility = ''));
  }
});

test('the kept pictures stay small, and none is kept of a screen that is gone', () => {
  const known = [...LOOKS.map(({ name }) => name), 'welcome', 'nothing-yet'];
  let sum = 0;
  for (const look of ['zh-light', 'en-dark']) {
    const files = readdirSync(join(FOLDER, look));
    expect(files.map((file) => file.replace(/\.png$/, '')).sort()).toEqual([...known].sort());
    for (const file of files) {
      const { size } = statSync(join(FOLDER, look, file));
      expect(size, `${look}/${file}`).toBeLessThanOrEqual(MOST_BYTES);
      sum += size;
    }
  }
  expect(sum).toBeLessThanOrEqual(MOST_IN_ALL);
});
