// Every button says what it does, and by which key.
import type { Page } from '@playwright/test';
import { expect, test } from './edition';
import { prepareScreens, SCREENS } from './screens';
import { open, placeStory, pointOn } from './window';

/** Buttons on screen that say nothing when a pointer rests on them, and have no words of their own either. */
function silent(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const button of document.querySelectorAll<HTMLElement>('button, [role="button"]')) {
      const box = button.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || button.closest('[hidden], [inert]') !== null) continue;
      // What lies on the page and the rows of lists and menus are their own words.
      if (button.closest('[role="menu"], [role="listbox"], li, [role="tablist"], [data-testid="page-view"], nav') !== null) continue;
      const isTipped = (button.closest('[title]')?.getAttribute('title') ?? '').trim() !== '';
      const hasWords = (button.textContent ?? '').trim().length > 1;
      if (!isTipped && !hasWords) found.push(button.outerHTML.replace(/<svg.*?<\/svg>/gs, '').slice(0, 160));
    }
    return found;
  });
}

test('no button of any screen is silent', async ({ page, edition }) => {
  test.setTimeout(240_000);
  page.setDefaultTimeout(20_000);
  prepareScreens(edition);
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  await page.getByTestId('page-view').focus();
  const found = new Set<string>();
  for (const { name, reach, leave } of SCREENS) {
    await reach(page);
    for (const each of await silent(page)) found.add(`${name}: ${each}`);
    await leave(page);
  }
  expect([...found]).toEqual([]);
});
