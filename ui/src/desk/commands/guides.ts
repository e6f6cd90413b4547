// Guides without the mouse: drawn at what is selected, shown, hidden, cleared.
import type { Command, Guide, PageState, Rect } from '../../bridge/types';
import type { Desk } from '../desk';
import { around, placeArea, typeArea } from '../kernels/grid';
import { restGuide } from '../kernels/guides';
import type { DeskCommand } from './registry';

export function guideCommands(desk: Desk): DeskCommand[] {
  const group = 'page' as const;
  const can = () => desk.view.mode === 'desk' && desk.page !== null && !desk.state.readOnly;
  return [
    {
      id: 'guide-down',
      group,
      title: { zh: '加竖参考线，选中稿块时在它左边', en: 'Add a guide down the page, at the left of what is selected' },
      keys: ['Shift-g'],
      isEnabled: can,
      run: () => add(desk, 'down'),
    },
    {
      id: 'guide-across',
      group,
      title: { zh: '加横参考线，选中稿块时在它上边', en: 'Add a guide across the page, at the top of what is selected' },
      keys: ['Shift-Alt-g'],
      isEnabled: can,
      run: () => add(desk, 'across'),
    },
    {
      id: 'guides',
      group: 'view',
      title: { zh: '显示或隐藏参考线', en: 'Show or hide the guides' },
      keys: ['Mod-;'],
      isEnabled: () => desk.view.mode === 'desk' && desk.page !== null,
      run: () => desk.patch({ showGuides: !desk.view.showGuides }),
    },
    {
      id: 'guides-clear',
      group,
      title: { zh: '清除本版参考线', en: 'Clear the guides of this page' },
      keys: [],
      isEnabled: () => can() && (desk.page?.guides.length ?? 0) > 0,
      run: () => set(desk, desk.page as PageState, []),
    },
  ];
}

/** Gives a page its guides. */
export async function set(desk: Desk, page: PageState, guides: Guide[]): Promise<void> {
  const command: Command = { verb: 'set-guides', page: page.id, guides };
  desk.patch({ showGuides: true });
  await desk.apply(command);
}

async function add(desk: Desk, axis: Guide['axis']): Promise<void> {
  const page = desk.page;
  if (page === null) return;
  const items = desk.selected.filter((item) => item.page === page.id);
  const box: Rect = items.length > 0 ? around(items.map((item) => placeArea(item.area, page))) : middleOf(typeArea(page));
  const at = restGuide(axis, axis === 'down' ? box.x : box.y, page, items.length === 0);
  await set(desk, page, [...page.guides, { axis, at: items.length > 0 ? (axis === 'down' ? box.x : box.y) : at }]);
}

/** A box without size in the middle of another. */
function middleOf({ x, y, width, height }: Rect): Rect {
  return { x: x + width / 2, y: y + height / 2, width: 0, height: 0 };
}
