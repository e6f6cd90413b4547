// Verbs on the whole edition.
import type { Desk } from '../desk';
import type { DeskCommand } from './registry';

export function editionCommands(desk: Desk): DeskCommand[] {
  return [
    {
      id: 'open-other',
      group: 'edition',
      title: { zh: '打开或新建另一期', en: 'Open or make another edition' },
      keys: ['Mod-o'],
      isEnabled: () => desk.view.mode === 'desk',
      run: () => desk.patch({ isWelcome: true }),
    },
    {
      id: 'check',
      group: 'edition',
      title: { zh: '印前检查', en: 'Preflight' },
      keys: ['Shift-Mod-c'],
      isEnabled: () => desk.view.mode === 'desk',
      run: () => desk.patch({ panel: desk.view.panel === 'check' ? null : 'check' }),
    },
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
