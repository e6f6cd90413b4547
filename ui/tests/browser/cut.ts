// Words that do not fit where they stand: cut with a sign or without one, in labels, buttons, fields and lists alike.
import type { Page } from '@playwright/test';

/** What somebody wrote or named: it may be longer than any panel, and is told in full by its tip. */
export const OWN =
  '[data-testid="story-row"], [data-testid="photo-card"], [data-testid="story-part"], [data-testid="writing-paragraphs"], [data-testid="find-hits"], [data-testid="history-step"], [data-testid^="tab-page"], [data-testid="arrange-story"], [data-testid="recent"], [data-testid="locale-zh"], [data-testid="locale-en"], [data-testid="welcome-zh"], [data-testid="welcome-en"], [data-own], h1, canvas, option, .package, .caret, .dotted, input, textarea';

/**
 * The window's own words that are cut on screen. Text that ends in dots fills its box exactly, so boxes are not asked
 * how wide they are: the words are measured where they stand and held against every edge that hides what is beyond it,
 * and a closed list or a field, whose words are no text of the page, against what it has room for.
 */
export function cutWords(page: Page): Promise<string[]> {
  return page.evaluate((own) => {
    const found: string[] = [];
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
    const where = (element: Element): string => {
      const section = element.closest('section[aria-label], [role="dialog"][aria-label]')?.getAttribute('aria-label');
      return `${section ?? element.closest('[data-pane]')?.getAttribute('data-pane') ?? 'window'}: ${element.tagName.toLowerCase()}.${element.className}`;
    };
    const brush = document.createElement('canvas').getContext('2d');
    const wide = (text: string, element: Element): number => {
      if (brush === null) return 0;
      const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
      brush.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
      return brush.measureText(text).width;
    };
    const inner = (element: HTMLElement): number => {
      const { paddingLeft, paddingRight } = getComputedStyle(element);
      return element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = (node.textContent ?? '').trim();
      if (element === null || text === '' || element.closest(own) !== null || !isSeen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const words = range.getBoundingClientRect();
      // A name for readers of the screen alone has a box of a pixel.
      if (words.width < 2) continue;
      for (let box: Element | null = element; box !== null && box !== document.body; box = box.parentElement) {
        const { overflowX, position } = getComputedStyle(box);
        if (overflowX === 'auto' || overflowX === 'scroll') break;
        if (overflowX === 'visible') {
          if (position === 'fixed') break;
          continue;
        }
        const edge = box.getBoundingClientRect();
        if (words.left < edge.left - 1 || words.right > edge.right + 1) {
          found.push(`${where(element)} “${text.slice(0, 40)}” ${Math.round(words.width)} in ${Math.round(edge.width)}`);
          break;
        }
      }
    }
    for (const list of document.querySelectorAll('select')) {
      // A list that lies over its field shows its arrow only: the field says what was chosen.
      if (!isSeen(list) || list.closest('[data-own]') !== null || getComputedStyle(list).color === 'rgba(0, 0, 0, 0)') continue;
      const text = list.selectedOptions[0]?.textContent?.trim() ?? '';
      const [need, room] = [wide(text, list), inner(list)];
      if (need > room + 0.5) found.push(`${where(list)} “${text}” ${Math.round(need)} in ${Math.round(room)}`);
    }
    for (const field of document.querySelectorAll<HTMLInputElement>('input:not([type]), input[type="text"], input[type="search"]')) {
      if (!isSeen(field)) continue;
      // What is typed may be long; what the window writes there itself is seen whole.
      const said = field.value === '' ? field.placeholder : field.inputMode === 'decimal' ? field.value : '';
      const [need, room] = [wide(said, field), inner(field)];
      if (need > room + 0.5) found.push(`${where(field)} “${said}” ${Math.round(need)} in ${Math.round(room)}`);
    }
    return found;
  }, OWN);
}
