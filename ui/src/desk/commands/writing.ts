// Verbs on the words: a caret in the type, what a paragraph is for.
import type { Role, Words } from '../../bridge/types';
import type { Desk } from '../desk';
import { roleText } from '../words';
import { isSame, stretch, styleAt } from '../writing/copy';
import type { DeskCommand } from './registry';

/** Roles by the number on the keyboard: with Ctrl and Alt, as word processors number their styles. */
const ROLES: Role[] = ['body', 'headline', 'kicker', 'deck', 'crosshead', 'byline', 'summary', 'editors-note', 'caption', 'credit'];

/** What words are set in or not. */
const FLAGS = [
  { id: 'words-bold', flag: 'bold', title: { zh: '选中的字加粗或还原', en: 'Set the words bold, or back' }, keys: ['Mod-b'] },
  { id: 'words-underline', flag: 'underline', title: { zh: '选中的字加下划线或还原', en: 'Underline the words, or not' }, keys: ['Mod-u'] },
  { id: 'words-emphasis', flag: 'emphasis', title: { zh: '选中的字加着重号或还原', en: 'Put emphasis dots on the words, or not' }, keys: ['Shift-Mod-u'] },
] as const satisfies { id: string; flag: 'bold' | 'underline' | 'emphasis'; title: Words; keys: string[] }[];

/** Whether words are selected in the type. */
function hasWords(desk: Desk): boolean {
  const { writing } = desk.view;
  return writing !== null && !isSame(writing.anchor, writing.caret);
}

function styleOf(desk: Desk): ReturnType<typeof styleAt> {
  const { writing } = desk.view;
  if (writing === null) return {};
  const { from } = stretch(writing.anchor, writing.caret);
  return styleAt(writing.parts[from.part], from.at);
}

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
    ...FLAGS.map(
      ({ id, flag, title, keys }): DeskCommand => ({
        id,
        group: 'edit',
        title,
        keys,
        isEnabled: () => hasWords(desk),
        run: () => desk.inTurn(() => desk.writing.restyle({ [flag]: styleOf(desk)[flag] !== true })),
      }),
    ),
    {
      id: 'symbols',
      group: 'edit',
      title: { zh: '插入符号', en: 'Insert a special character' },
      keys: ['Shift-Mod-s'],
      isEnabled: () => desk.writing.isOn,
      run: () => document.querySelector<HTMLElement>('[data-testid="symbols"] button')?.focus(),
    },
    {
      id: 'words-clear',
      group: 'edit',
      title: { zh: '去掉选中文字的样式', en: 'Take the style of the words away' },
      keys: ['Mod-\\'],
      isEnabled: () => hasWords(desk),
      run: () => desk.writing.restyle({}, true),
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
