// The desk without a mouse: how the keyboard comes to every pane, field, list, menu and command.
import { expect } from './edition';
import type { Locator, Page } from '@playwright/test';

/** Tab, or Shift and Tab, until the focus is on the element; no mouse takes part. */
export async function tabTo(page: Page, element: Locator): Promise<void> {
  for (let step = 0; step < 160; step += 1) {
    const way = await element.evaluate((goal) => {
      const now = document.activeElement ?? document.body;
      return goal === now ? 0 : (goal.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 ? -1 : 1;
    });
    if (way === 0) return;
    await page.keyboard.press(way > 0 ? 'Tab' : 'Shift+Tab');
  }
  throw new Error(`Tab never comes to ${String(element)}`);
}

/** F6 goes from pane to pane; on the way to the inspector nothing else is selected. */
export async function toInspector(page: Page): Promise<void> {
  for (let step = 0; step < 4; step += 1) {
    if (await page.evaluate(() => document.activeElement?.closest('[data-pane="inspector"]') != null)) return;
    await page.keyboard.press('F6');
  }
  throw new Error('F6 never comes to the inspector');
}

export async function typeByKeys(page: Page, field: Locator, text: string): Promise<void> {
  await toInspector(page);
  await tabTo(page, field);
  if (text === '') return;
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Arrow keys through a list that opens, as far as the choice wanted. */
export async function chooseByKeys(page: Page, field: Locator, value: string): Promise<void> {
  await toInspector(page);
  await tabTo(page, field);
  const [now, goal] = await field.evaluate((list: HTMLSelectElement, wish) => [list.selectedIndex, [...list.options].findIndex((each) => each.value === wish)], value);
  const by = (goal ?? 0) > (now ?? 0) ? 1 : -1;
  for (let at = now ?? 0; at !== goal; at += by) {
    await page.keyboard.press(by > 0 ? 'ArrowDown' : 'ArrowUp');
    await expect.poll(() => field.evaluate((list: HTMLSelectElement) => list.selectedIndex)).toBe(at + by);
    // Each choice is a step of its own; the next is made on the page as it then is.
    await expect(page.getByTestId('saved')).toContainText('已保存');
  }
  await expect(field).toHaveValue(value);
}

/** A verb of the window by its name, through the palette. */
export async function byPalette(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await expect(page.getByTestId('palette').getByRole('option', { selected: true })).toContainText(name);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('palette')).toHaveCount(0);
}

/** The menu of what has the focus, and an entry of it. */
export async function byMenu(page: Page, id: string): Promise<void> {
  await page.keyboard.press('Shift+F10');
  await step(page, page.getByTestId(`menu-${id}`));
}

/** An entry of the menu that is open. */
export async function step(page: Page, entry: Locator): Promise<void> {
  await expect(entry).toBeVisible();
  for (let count = 0; count < 40 && !(await entry.evaluate((each) => each === document.activeElement)); count += 1) await page.keyboard.press('ArrowDown');
  await expect(entry).toBeFocused();
  await page.keyboard.press('Enter');
}

/** Tab to a button and press it. */
export async function pressButton(page: Page, button: Locator): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press('Enter');
}
