// Making several packages one, and parting them again.
import type { Desk } from '../desk';
import { groupKey } from '../kernels/groups';
import { canShape } from './package';
import type { DeskCommand } from './registry';

export function groupCommands(desk: Desk): DeskCommand[] {
  return [
    {
      id: 'group',
      group: 'package',
      title: { zh: '编组', en: 'Group' },
      keys: ['Mod-g'],
      isEnabled: () => canShape(desk) && desk.selected.length > 1 && !isOneGroup(desk),
      run: async () => void (await desk.apply({ verb: 'group-packages', packages: desk.view.selection })),
    },
    {
      id: 'ungroup',
      group: 'package',
      title: { zh: '解组', en: 'Ungroup' },
      keys: ['Shift-Mod-g'],
      isEnabled: () => canShape(desk) && desk.selected.some(({ group }) => group !== null),
      run: async () => void (await desk.apply({ verb: 'ungroup-packages', packages: desk.view.selection })),
    },
  ];
}

/** Whether what is selected is a whole group already. */
function isOneGroup(desk: Desk): boolean {
  const keys = new Set(desk.selected.map(groupKey));
  const [key] = keys;
  if (keys.size !== 1 || key === null || key === undefined) return false;
  return desk.state.packages.filter((item) => groupKey(item) === key).length === desk.selected.length;
}
