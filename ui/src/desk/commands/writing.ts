// Verbs on the words: a caret in the type, what a paragraph is for.
import type { Role } from '../../bridge/types';
import type { Desk } from '../desk';
import { roleText } from '../words';
import type { DeskCommand } from './registry';

/** Roles by the number on the keyboard: with Ctrl and Alt, as word processors number their styles. */
const ROLES: Role[] = ['body', 'headline', 'kicker', 'deck', 'crosshead', 'byline', 'summary', 'editors-note', 'caption', 'credit'];

export function writingCommands(desk: Desk): DeskCommand[] {
  return [
    {
      id: 'write',
      group: 'edit',
      title: { zh: '在版面上改文字', en: 'Edit the text on the page' },
      keys: ['Enter'],
      isEnabled: () => !desk.state.readOnly && desk.view.mode === 'desk' && desk.selected.length === 1 && !desk.writing.isOn,
      run: () => {
        const [item] = desk.selected;
        if (item !== undefined) desk.writing.begin(item.id, null);
      },
    },
    {
      id: 'find-replace',
      group: 'edit',
      title: { zh: '查找和替换', en: 'Find and replace' },
      keys: ['Mod-h', 'Shift-Mod-f'],
      isEnabled: () => desk.view.mode === 'desk',
      run: () => desk.patch({ isFindOpen: true }),
    },
    ...ROLES.map(
      (role, index): DeskCommand => ({
        id: `role-${role}`,
        group: 'edit',
        title: { zh: `设为${roleText(role, 'zh-Hans')}`, en: `Make it ${roleText(role, 'en')}` },
        keys: [`Alt-Mod-${index}`],
        isEnabled: () => desk.writing.isOn,
        run: () => desk.writing.setRole(role),
      }),
    ),
  ];
}
