// Asking for whole pages.
import type { Desk } from '../desk';
import type { DeskCommand } from './registry';

export function arrangeCommands(desk: Desk): DeskCommand[] {
  return [
    {
      id: 'arrange',
      group: 'page',
      title: { zh: '排出整版方案', en: 'Propose whole pages' },
      keys: ['a'],
      isEnabled: () => desk.view.mode === 'desk' && desk.page !== null && !desk.state.readOnly && desk.view.arranging === null,
      run: () => desk.arranging.begin(),
    },
  ];
}
