// Placing a story without a drag: into the first free space of the page on the desk.
import type { Fit } from '../../bridge/types';
import type { Desk } from '../desk';
import { firstFree, obstacles } from '../kernels/free';
import { spanOf } from '../kernels/grid';
import { roughLines, sensibleSpan } from '../kernels/snap';
import type { DeskCommand } from './registry';

export function storyCommands(desk: Desk): DeskCommand[] {
  return [
    {
      id: 'place-story',
      group: 'package',
      title: { zh: '把选中的稿件放到空处', en: 'Place the story in free space' },
      keys: ['Shift-Enter'],
      isEnabled: () => !desk.state.readOnly && desk.view.story !== null && desk.page !== null,
      run: () => placeInFreeSpace(desk),
    },
  ];
}

async function placeInFreeSpace(desk: Desk): Promise<void> {
  const page = desk.page;
  const story = desk.findStory(desk.view.story ?? '');
  if (page === null || story === undefined) return;
  const span = sensibleSpan(story.characters, page.grid);
  const fits = await desk.measure(story.id, page.id).catch((): Fit[] => []);
  const depth = (columns: number): number =>
    fits.find((fit) => fit.columns === columns)?.lines ?? roughLines(story.lines, columns, page.grid);
  // The usual span first, then the ones nearest to it.
  const spans = Array.from({ length: page.grid.columns.columns }, (_, index) => index + 1);
  spans.sort((a, b) => Math.abs(a - span) - Math.abs(b - span));
  const taken = obstacles(page, desk.packagesOn(page.id).map((item) => item.area));
  const area = firstFree(spans.map((columns) => ({ columns, lines: depth(columns) })), page.grid, taken);
  if (area === null) {
    desk.notify({
      kind: 'refusal',
      code: 'page-full',
      text: { zh: '这一版没有空处了，请先移开或撤下一个稿块。', en: 'This page has no free space; move or take off a package first.' },
    });
    return;
  }
  const { x, line, width, lines } = area;
  const place = { verb: 'place', story: story.id, page: page.id, x, line, width } as const;
  // Where there is room for all of it, the engine says how deep that is.
  const isWhole = lines >= depth(spanOf(page.grid, width) ?? span);
  const applied = await desk.apply(isWhole ? place : { ...place, lines });
  if (applied !== null) desk.select(applied.created.filter((id) => desk.findPackage(id) !== undefined).slice(0, 1));
}
