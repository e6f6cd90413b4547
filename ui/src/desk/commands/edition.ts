// Verbs on the whole edition.
import type { Desk } from '../desk';
import type { DeskCommand } from './registry';

export function editionCommands(desk: Desk): DeskCommand[] {
  return [
    {
      id: 'export',
      group: 'edition',
      title: { zh: '导出 PDF', en: 'Export PDF' },
      keys: ['Mod-e'],
      isEnabled: () => desk.state.pages.length > 0,
      run: () => desk.patch({ isExportOpen: true }),
    },
  ];
}
