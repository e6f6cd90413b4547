// Going from page to page, and adding one.
import type { Desk } from '../desk';
import type { DeskCommand } from './registry';

export function pageCommands(desk: Desk): DeskCommand[] {
  const index = () => desk.state.pages.findIndex((page) => page.id === desk.view.page);
  return [
    {
      id: 'next-page',
      group: 'page',
      title: { zh: '下一版', en: 'Next page' },
      keys: ['PageDown'],
      isEnabled: () => index() < desk.state.pages.length - 1,
      run: () => desk.turn(1),
    },
    {
      id: 'previous-page',
      group: 'page',
      title: { zh: '上一版', en: 'Previous page' },
      keys: ['PageUp'],
      isEnabled: () => index() > 0,
      run: () => desk.turn(-1),
    },
    {
      id: 'add-page',
      group: 'page',
      title: { zh: '加一版', en: 'Add a page' },
      keys: [],
      isEnabled: () => !desk.state.readOnly,
      run: async () => {
        const before = new Set(desk.state.pages.map((page) => page.id));
        await desk.apply({ verb: 'add-page' });
        const added = desk.state.pages.find((page) => !before.has(page.id));
        if (added !== undefined) desk.goTo(added.id);
      },
    },
    {
      id: 'select-all',
      group: 'edit',
      title: { zh: '选中本版所有稿块', en: 'Select every package on the page' },
      keys: ['Mod-a'],
      isEnabled: () => (desk.page?.packages.length ?? 0) > 0,
      run: () => desk.select(desk.page?.packages ?? []),
    },
    {
      id: 'select-none',
      group: 'edit',
      title: { zh: '取消选择', en: 'Select nothing' },
      keys: ['Escape'],
      isEnabled: () => (desk.view.selection.length > 0 || desk.view.story !== null) && desk.view.mode === 'desk',
      run: () => (desk.writing.isOn ? desk.writing.end() : desk.select([])),
    },
  ];
}
