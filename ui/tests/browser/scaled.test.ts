// The window on a screen of 1920 × 1080 that shows everything up to twice as large: nothing is cut off, nothing covers another.
import type { Page } from '@playwright/test';
import { cutWords } from './cut';
import { expect, test } from './edition';
import { onEveryScreen } from './screens';

/** What does not fit: boxes that stick out of the window, panes that overlap, rows that run into each other. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const name = (element: Element): string => `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').trim().slice(0, 24)}”`;
    const isSeen = (element: Element): boolean => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
    const { innerWidth: width, innerHeight: height } = window;
    if (document.documentElement.scrollWidth > width) found.push('the whole window scrolls across');
    const panes = [...document.querySelectorAll('header.bar, [data-pane], footer.status, [role="dialog"], .floating')].filter(isSeen);
    for (const pane of panes) {
      const box = pane.getBoundingClientRect();
      if (box.left < -1 || box.top < -1 || box.right > width + 1 || box.bottom > height + 1) found.push(`sticks out: ${name(pane)} ${JSON.stringify(box)}`);
    }
    const fixed = panes.filter((pane) => !pane.matches('.floating, [role="dialog"]'));
    for (const [at, pane] of fixed.entries()) {
      for (const other of fixed.slice(at + 1)) {
        const [a, b] = [pane.getBoundingClientRect(), other.getBoundingClientRect()];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 1 && down > 1 && !pane.contains(other) && !other.contains(pane)) found.push(`cover each other: ${name(pane)} and ${name(other)}`);
      }
    }
    // What stands in one row: buttons and words of a bar, of a section, of a dialog.
    for (const row of document.querySelectorAll('header.bar, header.bar .tools, footer.status, .row, .head, section > header')) {
      if (!isSeen(row)) continue;
      const children = [...row.children].filter(isSeen).filter((child) => getComputedStyle(child).position !== 'absolute');
      for (const [at, child] of children.entries()) {
        const a = child.getBoundingClientRect();
        const b = children[at + 1]?.getBoundingClientRect();
        if (b !== undefined && a.right > b.left + 1 && a.bottom > b.top + 1 && b.bottom > a.top + 1) found.push(`run into each other: ${name(child)} and ${name(children[at + 1] as Element)}`);
        // A sign stands on the edge with what it shows, not with the ground round it.
        if (a.right > row.getBoundingClientRect().right + (child.matches('.icon') ? 8 : 1)) found.push(`runs out of its row: ${name(child)}`);
      }
    }
    return found;
  });
}

/** A window of 1920 × 1080, in CSS pixels, on a screen that shows everything larger. */
const SCALES = [
  { per: 100, width: 1920, height: 1080 },
  { per: 150, width: 1280, height: 720 },
  { per: 200, width: 960, height: 540 },
] as const;

for (const locale of ['zh-CN', 'en-GB'] as const) {
  test.describe(locale, () => {
    test.use({ locale, viewport: { width: 960, height: 540 }, deviceScaleFactor: 2 });

    test('at 100, 150 and 200 % every screen fits, and no word of it is cut', async ({ page, edition }) => {
      test.setTimeout(360_000);
      page.setDefaultTimeout(20_000);
      const found = await onEveryScreen(page, edition, async (name) => {
        const wrong: string[] = [];
        for (const { per, width, height } of SCALES) {
          await page.setViewportSize({ width, height });
          // Panes take their new widths in one frame and what they hold in the next.
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
          const folder = process.env['BANXIN_PICTURES'];
          if (folder !== undefined) await page.screenshot({ path: `${folder}/${per}-${locale}-${name.replaceAll(' ', '-')}.png` });
          for (const each of [...(await misfits(page)), ...(await cutWords(page))]) wrong.push(`${per} %: ${each}`);
        }
        return wrong;
      });
      expect(found).toEqual([]);
    });
  });
}
