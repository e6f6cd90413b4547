// Every button says what it does, and by which key.
import type { Page } from '@playwright/test';
import { expect, test } from './edition';
import { onEveryScreen } from './screens';

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
  expect(await onEveryScreen(page, edition, () => silent(page))).toEqual([]);
});
