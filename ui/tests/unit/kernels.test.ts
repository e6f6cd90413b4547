// Hitting, snapping and resizing on the grid of a broadsheet page: 8 columns of 13 cells, 111 lines.
import { describe, expect, test } from 'vitest';
import { fixtureState } from '../../src/bridge/fixture';
import type { Area, PackageState, PageState } from '../../src/bridge/types';
import { obstacles } from '../../src/desk/kernels/obstacles';
import { columnStart, overlaps, placeArea, spanOf, spanWidth, typeArea } from '../../src/desk/kernels/grid';
import { between, hitHandle, hitPackage, touched } from '../../src/desk/kernels/hit';
import { moveArea, resizeArea } from '../../src/desk/kernels/resize';
import { drawnBetween } from '../../src/desk/tools/drawing';
import { freeLines, sensibleSpan, snapEdge, snapMove } from '../../src/desk/kernels/snap';

const page = fixtureState().pages[0] as PageState;
const { grid } = page;

describe('grid', () => {
  test('spans measure 13, 27, 41 … 111 cells', () => {
    expect([1, 2, 3, 4, 8].map((span) => spanWidth(grid, span))).toEqual([13_000, 27_000, 41_000, 55_000, 111_000]);
    expect(spanOf(grid, 27_000)).toBe(2);
    expect(spanOf(grid, 28_000)).toBeNull();
  });

  test('an area ends at the foot of its last line’s cell', () => {
    const rect = placeArea({ x: 28_000, line: 10, width: 27_000, lines: 20 }, page);
    expect(rect.x - page.paper.left).toBe(28 * grid.cell);
    expect(rect.y - page.paper.top).toBe(10 * grid.leading);
    expect(rect.height).toBe(19 * grid.leading + grid.cell);
    expect(typeArea(page).width).toBe(111 * grid.cell);
  });

  test('areas that only touch do not overlap', () => {
    const area: Area = { x: 0, line: 0, width: 27_000, lines: 10 };
    expect(overlaps(area, { ...area, line: 10 })).toBe(false);
    expect(overlaps(area, { ...area, line: 9 })).toBe(true);
  });
});

describe('hit', () => {
  const low = { id: 'low', rect: { x: 0, y: 0, width: 100, height: 100 } };
  const high = { id: 'high', rect: { x: 50, y: 50, width: 100, height: 100 } };

  test('the uppermost package is hit', () => {
    expect(hitPackage({ x: 75, y: 75 }, [low, high])).toBe('high');
    expect(hitPackage({ x: 10, y: 10 }, [low, high])).toBe('low');
    expect(hitPackage({ x: 300, y: 10 }, [low, high])).toBeNull();
  });

  test('corners win over sides, sides are caught along their length, the inside moves', () => {
    const rect = { x: 0, y: 0, width: 200, height: 100 };
    expect(hitHandle({ x: 2, y: -2 }, rect, 6)).toBe('nw');
    expect(hitHandle({ x: 199, y: 101 }, rect, 6)).toBe('se');
    expect(hitHandle({ x: 60, y: 1 }, rect, 6)).toBe('n');
    expect(hitHandle({ x: 198, y: 40 }, rect, 6)).toBe('e');
    expect(hitHandle({ x: 100, y: 50 }, rect, 6)).toBeNull();
  });

  test('a small package can still be moved by its middle', () => {
    expect(hitHandle({ x: 6, y: 6 }, { x: 0, y: 0, width: 12, height: 12 }, 3)).toBeNull();
  });

  test('a marquee takes what it touches, drawn either way', () => {
    const rect = between({ x: 140, y: 140 }, { x: 90, y: 90 });
    expect(rect).toEqual({ x: 90, y: 90, width: 50, height: 50 });
    expect(touched(rect, [low, high])).toEqual(['low', 'high']);
    expect(touched({ x: 120, y: 120, width: 5, height: 5 }, [low, high])).toEqual(['high']);
  });
});

describe('snap', () => {
  const size = { width: 27_000, lines: 20 };

  test('the left edge comes to rest on the nearest column, the top on a whole line', () => {
    const { area } = snapMove(size, { x: 30_400, line: 33.6 }, grid, []);
    expect(area).toEqual({ x: columnStart(grid, 2), line: 34, width: 27_000, lines: 20 });
  });

  test('with Ctrl it rests on whole cells', () => {
    expect(snapMove(size, { x: 30_400, line: 33.6 }, grid, [], false).area.x).toBe(30_000);
  });

  test('it never leaves the type area', () => {
    expect(snapMove(size, { x: 400_000, line: 400 }, grid, []).area).toMatchObject({ x: 84_000, line: 91 });
    expect(snapMove(size, { x: -9_000, line: -9 }, grid, []).area).toMatchObject({ x: 0, line: 0 });
  });

  test('a neighbour’s foot attracts with the gap of two lines', () => {
    const above: Area = { x: 28_000, line: 0, width: 27_000, lines: 30 };
    const { area, guides } = snapMove(size, { x: 28_000, line: 30.7 }, grid, [above]);
    expect(area.line).toBe(32);
    expect(guides).toContainEqual({ axis: 'line', at: 32, met: 'neighbour' });
  });

  test('the top of a package beside it attracts too', () => {
    const beside: Area = { x: 0, line: 17, width: 27_000, lines: 30 };
    expect(snapMove(size, { x: 28_000, line: 18.4 }, grid, [beside]).area.line).toBe(17);
  });

  test('a moved edge takes the column when it is near and any cell when it is not', () => {
    expect(snapEdge(27_900, 'right', grid)).toBe(27_000);
    expect(snapEdge(33_300, 'right', grid)).toBe(33_000);
    expect(snapEdge(29_100, 'left', grid)).toBe(28_000);
    expect(snapEdge(27_900, 'right', grid, false)).toBe(28_000);
  });

  test('free space ends where the next package begins, less the gap', () => {
    const area: Area = { x: 0, line: 10, width: 27_000, lines: 1 };
    expect(freeLines(area, grid, [{ x: 14_000, line: 50, width: 13_000, lines: 5 }])).toBe(38);
    expect(freeLines(area, grid, [{ x: 28_000, line: 50, width: 13_000, lines: 5 }])).toBe(101);
  });

  test('longer stories take more columns', () => {
    expect([77, 201, 641, 2000].map((characters) => sensibleSpan(characters, grid))).toEqual([1, 2, 3, 4]);
  });
});

describe('resize', () => {
  const area: Area = { x: 28_000, line: 20, width: 27_000, lines: 30 };

  test('each handle moves its own edges and no others', () => {
    expect(resizeArea(area, grid, 'se', 14_000, 5)).toEqual({ ...area, width: 41_000, lines: 35 });
    expect(resizeArea(area, grid, 'nw', -14_000, -5)).toEqual({ x: 14_000, line: 15, width: 41_000, lines: 35 });
    expect(resizeArea(area, grid, 'n', 9_000, 5)).toEqual({ ...area, line: 25, lines: 25 });
    expect(resizeArea(area, grid, 'w', 14_000, 5)).toEqual({ ...area, x: 42_000, width: 13_000 });
  });

  test('edges neither cross nor leave the type area', () => {
    expect(resizeArea(area, grid, 'w', 90_000, 0)).toMatchObject({ x: 53_000, width: 2_000 });
    expect(resizeArea(area, grid, 's', 0, -90)).toMatchObject({ lines: 1 });
    expect(resizeArea(area, grid, 'e', 900_000, 0)).toMatchObject({ width: 83_000 });
    expect(resizeArea(area, grid, 'n', 0, -90)).toMatchObject({ line: 0, lines: 50 });
  });

  test('a move that leads nowhere is none', () => {
    expect(moveArea({ ...area, x: 0 }, grid, -1_000, 0)).toBeNull();
    expect(moveArea(area, grid, 1_000, -1)).toEqual({ ...area, x: 29_000, line: 19 });
  });
});

test('a drag draws a frame over whole lines, and a rule the way it goes', () => {
  const { grid, paper } = page;
  const at = (cells: number, lines: number) => ({ x: paper.left + cells * grid.cell, y: paper.top + lines * grid.leading });
  const how = { snaps: true, straight: false };
  // Near the edges of columns 1 and 2 the frame takes them.
  expect(drawnBetween('text', page, at(13.4, 10.6), at(40.2, 15.1), how)).toEqual({ area: { x: 14_000, line: 10, width: 27_000, lines: 6 }, free: null });
  expect(drawnBetween('rule', page, at(0, 20.5), at(41, 21.2), how)).toEqual({ area: { x: 0, line: 20, width: 41_000, lines: 1 }, free: { way: 'across' } });
  expect(drawnBetween('rule', page, at(13.5, 20), at(13.9, 50), how)).toMatchObject({ area: { x: 13_000, width: 1_000, line: 20, lines: 30 }, free: { way: 'down' } });
  expect(drawnBetween('rule', page, at(0, 20), at(27, 40), how).free).toEqual({ way: 'falling' });
  expect(drawnBetween('rule', page, at(27, 20), at(0, 40), how).free).toEqual({ way: 'rising' });
  expect(drawnBetween('rule', page, at(27, 20), at(0, 40), { ...how, straight: true }).free).not.toEqual({ way: 'rising' });
  // Into the margin, but not off the paper.
  const wide = drawnBetween('shape', page, at(-99, -99), at(5, 2), how).area;
  expect(wide.x * grid.cell).toBeGreaterThanOrEqual(-paper.left * 1000);
  expect(wide.line * grid.leading).toBeGreaterThanOrEqual(-paper.top);
});

test('a nameplate takes room as a package does, and a page without one has only its packages', () => {
  const lead: Area = { x: 0, line: 16, width: 55_000, lines: 50 };
  const item = { area: lead } as PackageState;
  const tint = { area: lead, free: { kind: 'shape', wraps: false } } as PackageState;
  expect(obstacles(page, [item])).toEqual([{ x: 0, line: 0, width: 111_000, lines: 14 }, lead]);
  expect(obstacles({ ...page, nameplate_lines: 0 }, [item])).toEqual([lead]);
  // A tint lies with the packages, unless their text gives way to it.
  expect(obstacles({ ...page, nameplate_lines: 0 }, [tint])).toEqual([]);
  expect(obstacles({ ...page, nameplate_lines: 0 }, [{ ...tint, free: { ...tint.free, wraps: true } } as PackageState])).toEqual([lead]);
});
