// Help, keys and the tour: how one learns the desk while working at it.
import type { Desk } from '../desk';
import type { DeskCommand } from './registry';

export function helpCommands(desk: Desk): DeskCommand[] {
  const isOnDesk = () => desk.view.mode === 'desk';
  return [
    {
      id: 'help',
      group: 'edition',
      title: { zh: '帮助', en: 'Help' },
      keys: ['F1'],
      isEnabled: isOnDesk,
      run: () => desk.patch({ panel: desk.view.panel === 'help' ? null : 'help' }),
    },
    {
      id: 'keys',
      group: 'edition',
      title: { zh: '快捷键一览', en: 'All keys' },
      keys: ['?'],
      isEnabled: isOnDesk,
      run: () => desk.patch({ panel: desk.view.panel === 'keys' ? null : 'keys' }),
    },
    {
      id: 'tour',
      group: 'edition',
      title: { zh: '五步导览', en: 'Five-step tour' },
      keys: [],
      isEnabled: () => isOnDesk() && desk.page !== null,
      run: () => desk.patch({ panel: null, tour: 0 }),
    },
  ];
}
