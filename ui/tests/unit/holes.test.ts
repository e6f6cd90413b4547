// Free places between packages, groups scaled on the grid, guides on it, outlines by name.
import { describe, expect, test } from 'vitest';
import { fixtureState } from '../../src/bridge/fixture';
import type { Area, PackageState } from '../../src/bridge/types';
import { scaleAreas, withGroups } from '../../src/desk/kernels/groups';
import { guideAt, guidesOf, restGuide } from '../../src/desk/kernels/guides';
import { OUTLINES, wrapOf } from '../../src/desk/kernels/outlines';
import { filling, holeAt } from '../../src/desk/kernels/holes';

const page = fixtureState().pages[0] as ReturnType<typeof fixtureState>['pages'][number];
const { grid } = page;
const area = (column: number, line: number, span: number, lines: number): Area => ({
  x: column * 14_000,
  line,
  width: span * 14_000 - 1000,
  lines,
});

describe('holes', () => {
  const taken = [area(0, 0, 8, 14), area(0, 20, 3, 40), area(5, 20, 3, 40), area(0, 62, 8, 40)];

  test('a place between packages is as wide and deep as it is free, a blank over and under it left', () => {
    expect(holeAt({ x: 46_000, line: 30 }, grid, taken)).toEqual({ span: 2, area: area(3, 16, 2, 44) });
    expect(holeAt({ x: 3_000, line: 30 }, grid, taken)).toBeNull();
    expect(holeAt({ x: -9_000, line: 30 }, grid, taken)).toBeNull();
    expect(holeAt({ x: 3_000, line: 105 }, grid, taken)?.area.line).toBe(104);
  });

  test('a story fills it when it is as wide, and no deeper nor much shallower', () => {
    const hole = holeAt({ x: 46_000, line: 30 }, grid, taken);
    const fit = (lines: number) => [{ columns: 2, width: 27_000, lines }];
    expect(filling(hole, fit(42))?.area).toEqual(area(3, 16, 2, 42));
    expect(filling(hole, fit(40))).toBeNull();
    expect(filling(hole, fit(45))).toBeNull();
    expect(filling(hole, [{ columns: 3, width: 41_000, lines: 44 }])).toBeNull();
  });
});

describe('groups', () => {
  const item = (id: string, group: string | null, on = 'a1'): PackageState => ({ ...(fixtureState().packages[0] as PackageState), id, group, page: on });
  const all = [item('c1', 'g'), item('c2', 'g'), item('c3', null), item('c4', 'g', 'a2')];

  test('one of a group stands for all of it on its page', () => {
    expect(withGroups(all, ['c1'])).toEqual(['c1', 'c2']);
    expect(withGroups(all, ['c3'])).toEqual(['c3']);
    expect(withGroups(all, ['c4', 'c3'])).toEqual(['c4', 'c3']);
  });

  test('scaled areas keep to columns and to the edges of their box', () => {
    const areas = [area(0, 0, 2, 20), area(2, 0, 2, 20), area(0, 22, 4, 18)];
    const to = area(0, 0, 8, 20);
    expect(scaleAreas(areas, area(0, 0, 4, 40), to, grid)).toEqual([area(0, 0, 4, 10), area(4, 0, 4, 10), area(0, 11, 8, 9)]);
    expect(scaleAreas(areas, area(0, 0, 4, 40), area(0, 0, 4, 40), grid)).toEqual(areas);
  });
});

describe('guides', () => {
  const drawn = { ...page, guides: [{ axis: 'down' as const, at: page.paper.left + 27 * grid.cell }, { axis: 'across' as const, at: page.paper.top + 40 * grid.leading }] };

  test('they lie on the grid, rest on it, and are found near the pointer', () => {
    expect(guidesOf(drawn)).toEqual({ cells: [27_000], lines: [40] });
    expect(restGuide('down', page.paper.left + 26.6 * grid.cell, page, true)).toBe(page.paper.left + 27 * grid.cell);
    expect(restGuide('across', 123_456, page, false) % 3_600).toBe(0);
    expect(restGuide('across', -5, page, false)).toBe(0);
    const near = { x: page.paper.left + 27 * grid.cell + 900, y: 0 };
    expect(guideAt(near, drawn, 1000)).toBe(0);
    expect(guideAt(near, drawn, 1000, 'across')).toBeNull();
    expect(guideAt(near, drawn, 100)).toBeNull();
  });
});

describe('outlines', () => {
  test('an ellipse touches the four sides and is the same on all of them; a name is found again', () => {
    const { ellipse } = OUTLINES;
    expect(ellipse).toHaveLength(16);
    for (const side of [{ x: 0, y: 500 }, { x: 1000, y: 500 }, { x: 500, y: 0 }, { x: 500, y: 1000 }]) expect(ellipse).toContainEqual(side);
    for (const { x, y } of ellipse) expect(Math.abs(Math.hypot(x - 500, y - 500) - 500)).toBeLessThan(2);
    expect(new Set(ellipse.map(({ x, y }) => `${x} ${y}`)).size).toBe(16);
    expect(wrapOf([...ellipse])).toBe('ellipse');
    expect(wrapOf([])).toBe('rectangle');
    expect(wrapOf([{ x: 1, y: 2 }])).toBeNull();
  });
});
