// Help in both languages tells the same, and the tour's card stays in the window.
import { expect, test } from 'vitest';
import { helpTopics as english } from '../../src/locales/en.help';
import { helpTopics as chinese } from '../../src/locales/zh-Hans.help';
import { TOUR, cardAt } from '../../src/views/help/tour';

test('both languages have the same topics with as many steps', () => {
  const shape = (topics: typeof english): unknown =>
    topics.map(({ id, blocks }) => [id, blocks.map((block) => (typeof block === 'string' ? 'text' : block.length))]);
  expect(shape(english)).toEqual(shape(chinese));
});

test('the card of each step of the tour stays inside the smallest window', () => {
  const window = { width: 1100, height: 700 };
  const card = { width: 336, height: 220 };
  const boxes = [
    { left: 0, top: 44, right: 320, bottom: 560 },
    { left: 796, top: 44, right: 1100, bottom: 560 },
    { left: 0, top: 560, right: 1100, bottom: 672 },
  ];
  for (const { side } of TOUR) {
    for (const box of boxes) {
      const { x, y } = cardAt(box, side, card, window);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + card.width).toBeLessThanOrEqual(window.width);
      expect(y + card.height).toBeLessThanOrEqual(window.height);
    }
  }
});
