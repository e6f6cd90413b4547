// Packages that are chosen, moved and resized as one, and how a box of them is scaled on the grid.
import type { Area, Grid, Id, PackageState } from '../../bridge/types';
import { snapEdge } from './snap';

/** Least room that a package of a group keeps. */
const LEAST_WIDTH = 2000;

/** The packages named with all that belong to a group of theirs. */
export function withGroups(packages: readonly PackageState[], ids: readonly Id[]): Id[] {
  const chosen = packages.filter(({ id }) => ids.includes(id));
  const keys = new Set(chosen.map(groupKey).filter((key) => key !== null));
  const members = packages.filter((item) => keys.has(groupKey(item) ?? '')).map(({ id }) => id);
  return [...new Set([...ids, ...members])];
}

/** A group by its page and number; null for a package by itself. */
export function groupKey({ page, group }: PackageState): string | null {
  return group === null ? null : `${page} ${group}`;
}

/** Areas as they lie once the box round them is another: edges keep their share of it, on columns where one is near. */
export function scaleAreas(areas: readonly Area[], from: Area, to: Area, grid: Grid): Area[] {
  const across = (x: number, side: 'left' | 'right'): number => snapEdge(to.x + ((x - from.x) * to.width) / from.width, side, grid);
  const down = (line: number): number => to.line + Math.round(((line - from.line) * to.lines) / from.lines);
  return areas.map((area) => {
    const isFirst = area.x === from.x;
    const isLast = area.x + area.width === from.x + from.width;
    const left = isFirst ? to.x : across(area.x, 'left');
    const right = isLast ? to.x + to.width : across(area.x + area.width, 'right');
    const top = down(area.line);
    const foot = down(area.line + area.lines);
    return { x: left, line: top, width: Math.max(LEAST_WIDTH, right - left), lines: Math.max(1, foot - top) };
  });
}
