// Asking for whole pages, for a part of one anew, for other forms of a package, for stories that fill a hole.
import type { Area } from '../../bridge/types';
import type { EditionArranged, Stop } from '../../bridge/wire';
import type { Desk } from '../desk';
import { holeAt, holes } from '../kernels/free-places';
import { obstacles } from '../kernels/obstacles';
import { canShape, otherOf } from './package';
import type { DeskCommand } from './registry';

export function arrangeCommands(desk: Desk): DeskCommand[] {
  const can = (): boolean => desk.view.mode === 'desk' && desk.page !== null && !desk.state.readOnly && desk.view.arranging === null;
  return [
    {
      id: 'arrange',
      group: 'page',
      title: { zh: '排出整版方案；选中几块时只重排这几块', en: 'Propose whole pages, or the packages selected anew' },
      keys: ['a'],
      isEnabled: can,
      run: () => (desk.selected.length > 1 ? desk.arranging.beginRegion(desk.view.selection) : desk.arranging.begin()),
    },
    {
      id: 'arrange-edition',
      group: 'edition',
      title: { zh: '整期自动排版：稿件按版面和次序分到空白版', en: 'Arrange the whole edition: stories to empty pages by section and rank' },
      keys: [],
      isEnabled: () => can() && desk.state.pages.some((page) => desk.packagesOn(page.id).length === 0),
      run: () => arrangeEdition(desk),
    },
    {
      id: 'arrange-forms',
      group: 'package',
      title: { zh: '原地换一种排法', en: 'Other forms in the same place' },
      keys: ['k'],
      isEnabled: () => can() && canShape(desk) && desk.selected.length === 1,
      run: async () => {
        const [item] = desk.selected;
        if (item !== undefined) await desk.arranging.beginForms(item.id);
      },
    },
    {
      id: 'fill-hole',
      group: 'page',
      title: { zh: '从稿库找稿填空', en: 'Fill the hole from the pool' },
      keys: ['e'],
      isEnabled: () => can() && holeOf(desk) !== null,
      run: async () => {
        const area = holeOf(desk);
        if (area !== null) await desk.arranging.beginHole(area);
      },
    },
    {
      id: 'swap-full',
      group: 'package',
      title: { zh: '互换并重新排满', en: 'Swap and fill both places anew' },
      keys: ['Shift-x'],
      isEnabled: () => can() && canShape(desk) && otherOf(desk) !== undefined,
      run: async () => {
        const [a] = desk.selected;
        const b = otherOf(desk);
        if (a === undefined || b === undefined) return;
        try {
          const { command } = await desk.bridge.call<Stop>('arrange-swap', { page: a.page, a: a.id, b: b.id });
          await desk.apply(command);
        } catch (error) {
          desk.reportError(error);
        }
      },
    },
  ];
}

/** Fills every empty page as one step, and says what became of pages and stories. */
async function arrangeEdition(desk: Desk): Promise<void> {
  desk.notify({ kind: 'note', code: 'arranging', text: { zh: '正在排各个空白版…', en: 'Arranging the empty pages …' } });
  try {
    const { pages, left, command } = await desk.bridge.call<EditionArranged>('arrange-edition', { page: '' });
    const full = pages.filter(({ score }) => score !== null).length;
    const zh = `排满 ${full} 个版，共 ${pages.length} 个空白版；${left.length} 篇留在稿库。`;
    const en = `${full} of ${pages.length} empty pages filled; ${left.length} stories stay in the pool.`;
    if (command === null || (await desk.apply(command)) !== null) desk.notify({ kind: 'note', code: 'arranged', text: { zh, en } });
  } catch (error) {
    desk.reportError(error);
  }
}

/** The free place under the pointer; the largest of the page when the pointer is on none. */
function holeOf(desk: Desk): Area | null {
  const page = desk.page;
  if (page === null) return null;
  const taken = obstacles(page, desk.packagesOn(page.id));
  const { pointer } = desk.view;
  const under = pointer === null ? null : holeAt(page.grid, taken, pointer);
  return under ?? holes(page.grid, taken)[0] ?? null;
}
