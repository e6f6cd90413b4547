// Outlines under the hand: which corner is met, where it goes, one more, one less.
import { describe, expect, test } from 'vitest';
import { cornersCommand, hitCorner, middles, moved, withOneMore, without, type Outline } from '../../src/desk/kernels/corners';

const TRIANGLE: Outline = {
  package: 'p',
  photo: null,
  box: { x: 1000, y: 2000, width: 2000, height: 4000 },
  corners: [
    { x: 500, y: 0 },
    { x: 1000, y: 1000 },
    { x: 0, y: 1000 },
  ],
};

describe('a corner under the hand', () => {
  test('is one of the outline, or a new one in the middle of a side', () => {
    expect(hitCorner({ x: 2010, y: 1990 }, TRIANGLE, 20)).toEqual({ index: 0, isNew: false });
    expect(hitCorner({ x: 2000, y: 6000 }, TRIANGLE, 20)).toEqual({ index: 2, isNew: true });
    expect(hitCorner({ x: 2000, y: 4000 }, TRIANGLE, 20)).toBeNull();
  });

  test('goes where the hand goes, stays in the box, and is drawn into line', () => {
    const first = { index: 0, isNew: false };
    expect(moved(TRIANGLE, first, { x: 1600, y: 3000 }, 0)[0]).toEqual({ x: 300, y: 250 });
    expect(moved(TRIANGLE, first, { x: -500, y: 9000 }, 0)[0]).toEqual({ x: 0, y: 1000 });
    expect(moved(TRIANGLE, first, { x: 2960, y: 3000 }, 50)[0]).toEqual({ x: 1000, y: 250 });
    expect(moved(TRIANGLE, { index: 2, isNew: true }, { x: 1800, y: 5000 }, 0)).toEqual([{ x: 500, y: 0 }, { x: 1000, y: 1000 }, { x: 400, y: 750 }, { x: 0, y: 1000 }]);
  });
});

test('a triangle keeps its corners, anything more may lose one', () => {
  expect(without(TRIANGLE.corners, 1)).toEqual(TRIANGLE.corners);
  const more = withOneMore(TRIANGLE.corners);
  expect(more).toHaveLength(4);
  expect(middles(TRIANGLE.corners)).toContainEqual(more.find((each) => !TRIANGLE.corners.includes(each)));
  expect(without(more, 0)).toHaveLength(3);
  expect(withOneMore(Array.from({ length: 64 }, () => ({ x: 0, y: 0 })))).toHaveLength(64);
});

test('the verb is that of the frame, or of the photo', () => {
  expect(cornersCommand(TRIANGLE, [])).toEqual({ verb: 'set-frame', package: 'p', free: { corners: [] } });
  expect(cornersCommand({ package: 'p', photo: 1 }, [])).toEqual({ verb: 'set-photo-slot', package: 'p', index: 1, outline: [] });
});
