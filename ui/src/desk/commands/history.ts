// Undo and redo: one history, kept in the edition's own file.
import type { Desk } from '../desk';
import type { DeskCommand } from './registry';

export function historyCommands(desk: Desk): DeskCommand[] {
  return [
    {
      id: 'undo',
      group: 'edit',
      title: { zh: '撤销', en: 'Undo' },
      keys: ['Mod-z'],
      isEnabled: () => desk.state.history.undo !== null && !desk.state.readOnly,
      run: async () => void (await desk.undo()),
    },
    {
      id: 'redo',
      group: 'edit',
      title: { zh: '重做', en: 'Redo' },
      keys: ['Shift-Mod-z', 'Mod-y'],
      isEnabled: () => desk.state.history.redo !== null && !desk.state.readOnly,
      run: async () => void (await desk.redo()),
    },
    {
      id: 'history',
      group: 'edit',
      title: { zh: '历史记录', en: 'History of steps' },
      keys: ['Alt-Mod-z'],
      isEnabled: () => desk.view.mode === 'desk',
      run: () => desk.patch({ panel: desk.view.panel === 'history' ? null : 'history' }),
    },
  ];
}
