// Stories that go on in a further package: continued, followed, ended.
import type { Area, PackageState, PageState } from '../../bridge/types';
import type { Desk } from '../desk';
import { columnStart, overlaps, spanOf } from '../kernels/grid';
import { obstacles } from '../kernels/obstacles';
import { freeLines, widthOf } from '../kernels/snap';
import { depthOf } from '../tools/threading';
import { canShape } from './package';
import type { DeskCommand } from './registry';

/** Least free lines that are worth continuing in. */
const LEAST = 5;

export function threadCommands(desk: Desk): DeskCommand[] {
  const group = 'package' as const;
  const only = (): PackageState | undefined => (desk.selected.length === 1 ? desk.selected[0] : undefined);
  const can = () => canShape(desk) && only() !== undefined;
  return [
    {
      id: 'thread',
      group,
      title: { zh: '续排：点版上空处，接着排这篇稿件', en: 'Continue the story: click free space on the page' },
      keys: ['Shift-c'],
      isEnabled: can,
      run: () => {
        const item = only();
        if (item !== undefined) desk.tools.startThread(item.id);
      },
    },
    {
      id: 'thread-free',
      group,
      title: { zh: '续排到本版的空处', en: 'Continue the story in free space of this page' },
      keys: ['Shift-Alt-c'],
      isEnabled: () => can() && desk.page !== null && freePlace(desk, desk.page) !== null,
      run: () => continueInFreeSpace(desk, only()),
    },
    {
      id: 'unthread',
      group,
      title: { zh: '到此为止，撤下后面的续排', en: 'End the story here: take its later parts off' },
      keys: [],
      isEnabled: () => can() && only()?.report.thread?.after !== null && only()?.report.thread !== null,
      run: async () => {
        const item = only();
        if (item !== undefined) await desk.apply({ verb: 'unthread', package: item.id });
      },
    },
    {
      id: 'next-part',
      group,
      title: { zh: '到下一部分', en: 'Go to the next part' },
      keys: [],
      isEnabled: () => (only()?.report.thread?.after ?? null) !== null,
      run: () => desk.show(only()?.report.thread?.after ?? ''),
    },
    {
      id: 'previous-part',
      group,
      title: { zh: '到上一部分', en: 'Go to the part before' },
      keys: [],
      isEnabled: () => (only()?.report.thread?.before ?? null) !== null,
      run: () => desk.show(only()?.report.thread?.before ?? ''),
    },
    {
      id: 'threads',
      group: 'view',
      title: { zh: '显示或隐藏所有续排线', en: 'Show or hide the threads of every story' },
      keys: ['Alt-Mod-y'],
      isEnabled: () => desk.view.mode === 'desk' && desk.page !== null,
      run: () => desk.patch({ showThreads: !desk.view.showThreads }),
    },
  ];
}

async function continueInFreeSpace(desk: Desk, item: PackageState | undefined): Promise<void> {
  const page = desk.page;
  const area = page === null ? null : freePlace(desk, page);
  if (item === undefined || page === null || area === null) return;
  const { x, line, width, lines } = area;
  const over = item.report.overset.lines;
  const span = spanOf(page.grid, width) ?? 1;
  const applied = await desk.apply({ verb: 'thread', package: item.id, page: page.id, x, line, width, ...depthOf(over, span, lines) });
  if (applied !== null) desk.select(applied.created.filter((id) => desk.findPackage(id) !== undefined).slice(0, 1));
}

/** The first free place of a page, two columns wide where there is room, else one. */
function freePlace(desk: Desk, page: PageState): Area | null {
  const { grid } = page;
  const taken = obstacles(page, desk.packagesOn(page.id));
  for (const span of [2, 1]) {
    const width = widthOf(span, grid);
    for (let line = 0; line + LEAST <= grid.lines; line += 1) {
      for (let column = 0; column + span <= grid.columns.columns; column += 1) {
        const area: Area = { x: columnStart(grid, column), line, width, lines: LEAST };
        const near = { ...area, line: Math.max(0, line - 1), lines: LEAST + 1 };
        if (taken.some((other) => overlaps(near, other))) continue;
        const lines = freeLines(area, grid, taken);
        if (lines >= LEAST) return { ...area, lines };
      }
    }
  }
  return null;
}
