// Moving and resizing by the keyboard: a cell or a line at a time, a column or ten lines with Shift.
import type { Area, Command, Grid, PackageState, Words } from '../../bridge/types';
import type { Desk } from '../desk';
import { moveArea, resizeArea, type Handle } from '../kernels/resize';
import { applyToEach, canShape } from './package';
import type { DeskCommand } from './registry';

interface Step {
  id: string;
  key: string;
  zh: string;
  en: string;
  cells: number;
  lines: number;
}

const STEPS: Step[] = [
  { id: 'left', key: 'ArrowLeft', zh: '左', en: 'left', cells: -1, lines: 0 },
  { id: 'right', key: 'ArrowRight', zh: '右', en: 'right', cells: 1, lines: 0 },
  { id: 'up', key: 'ArrowUp', zh: '上', en: 'up', cells: 0, lines: -1 },
  { id: 'down', key: 'ArrowDown', zh: '下', en: 'down', cells: 0, lines: 1 },
];

export function shapeCommands(desk: Desk): DeskCommand[] {
  return STEPS.flatMap((step) => [
    move(desk, step, false),
    move(desk, step, true),
    resize(desk, step, false),
    resize(desk, step, true),
  ]);
}

function move(desk: Desk, step: Step, isLarge: boolean): DeskCommand {
  const far: Words = isLarge ? { zh: step.cells !== 0 ? '一栏' : '十行', en: step.cells !== 0 ? ' a column' : ' ten lines' } : { zh: '', en: '' };
  return {
    id: `move-${step.id}${isLarge ? '-far' : ''}`,
    group: 'package',
    title: { zh: `向${step.zh}移${far.zh}`, en: `Move ${step.en}${far.en}` },
    keys: [isLarge ? `Shift-${step.key}` : step.key],
    isEnabled: () => canShape(desk),
    run: () =>
      shape(desk, (item, grid) => {
        const area = moveArea(item.area, grid, amount(step.cells, isLarge, grid), step.lines * (isLarge ? 10 : 1));
        return area === null ? null : { verb: 'move-package', package: item.id, x: area.x, line: area.line };
      }),
  };
}

function resize(desk: Desk, step: Step, isLarge: boolean): DeskCommand {
  const isWidth = step.cells !== 0;
  const isMore = step.cells + step.lines > 0;
  const unit: Words = isWidth
    ? { zh: isLarge ? '一栏' : '一字', en: isLarge ? 'a column' : 'a cell' }
    : { zh: isLarge ? '十行' : '一行', en: isLarge ? 'ten lines' : 'a line' };
  const handle: Handle = isWidth ? 'e' : 's';
  return {
    id: `resize-${step.id}${isLarge ? '-far' : ''}`,
    group: 'package',
    title: isWidth
      ? { zh: `${isMore ? '加宽' : '收窄'}${unit.zh}`, en: `${isMore ? 'Widen' : 'Narrow'} by ${unit.en}` }
      : { zh: `${isMore ? '加高' : '减矮'}${unit.zh}`, en: `${isMore ? 'Deepen' : 'Shorten'} by ${unit.en}` },
    keys: [isLarge ? `Shift-Alt-${step.key}` : `Alt-${step.key}`],
    isEnabled: () => canShape(desk),
    run: () =>
      shape(desk, (item, grid) => {
        const area = resizeArea(item.area, grid, handle, amount(step.cells, isLarge, grid), step.lines * (isLarge ? 10 : 1));
        return same(area, item.area) ? null : { verb: 'resize-package', package: item.id, ...area };
      }),
  };
}

function shape(desk: Desk, make: (item: PackageState, grid: Grid) => Command | null): Promise<void> {
  return applyToEach(desk, (item) => {
    const page = desk.findPage(item.page);
    return page === undefined ? null : make(item, page.grid);
  });
}

/** Thousandths of a cell that a step moves. */
function amount(cells: number, isLarge: boolean, grid: Grid): number {
  return cells * (isLarge ? grid.columns.cells * 1000 + grid.columns.gutter : 1000);
}

function same(a: Area, b: Area): boolean {
  return a.x === b.x && a.line === b.line && a.width === b.width && a.lines === b.lines;
}
