// Decoded photos: fetched once, dropped when they were wanted long ago and the others need the room.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryBridge } from '../../src/bridge/memory';
import { PhotoShelf } from '../../src/canvas/photos';

const closed = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  closed.mockClear();
  // Four megapixels each: eight of them fill the shelf.
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 2000, height: 2000, close: closed }));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function shelfOf(): { shelf: PhotoShelf; asked: () => number } {
  const bridge = memoryBridge();
  bridge.answer('photo', () => new ArrayBuffer(8));
  return { shelf: new PhotoShelf(bridge), asked: () => bridge.calls.filter(({ name }) => name === 'photo').length };
}

test('a photo is asked for once, and its way is known', async () => {
  const { shelf, asked } = shelfOf();
  expect(shelf.at('a', 500)).toBeNull();
  expect(shelf.at('a', 500)).toBeNull();
  expect(shelf.isWaiting).toBe(true);
  await shelf.need('a', 500);
  expect(shelf.isWaiting).toBe(false);
  expect(shelf.at('a', 500)).not.toBeNull();
  expect(asked()).toBe(1);
});

test('what was wanted long ago goes first, what is in sight stays however large it is', async () => {
  const { shelf, asked } = shelfOf();
  for (let index = 0; index < 12; index += 1) await shelf.need(`photo-${index}`, 500);
  expect(closed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(30_000);
  shelf.at('photo-0', 500);
  await shelf.need('late', 500);
  // Thirteen of four megapixels with room for eight: the five that were wanted longest ago are gone, not the first.
  expect(closed).toHaveBeenCalledTimes(5);
  const before = asked();
  expect(shelf.at('photo-0', 500)).not.toBeNull();
  expect(shelf.at('photo-1', 500)).toBeNull();
  expect(asked()).toBe(before + 1);
});

test('a photo that cannot be had is waited for no longer', async () => {
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('no picture')));
  const { shelf, asked } = shelfOf();
  await shelf.need('a', 500);
  expect([shelf.hasFailed('a'), shelf.isWaiting]).toEqual([true, false]);
  expect(shelf.at('a', 500)).toBeNull();
  expect(asked()).toBe(1);
});
