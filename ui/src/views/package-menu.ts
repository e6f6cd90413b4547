// The verbs on a package and on a page in the order in which their menus list them.

import type { DeskView } from './desk-view.svelte';

const ON_PAGE = [
  'select-all',
  'draw-text',
  'draw-picture',
  'draw-rule',
  'draw-shape',
  'draw-table',
  'fit-page',
  'fit-width',
  'physical-size',
  'spread',
  'grid',
  'guides',
  'guide-down',
  'guide-across',
  'guides-clear',
  'threads',
  'fold',
  'squint',
  'navigator',
  'ruler-unit',
  'add-table',
  'arrange',
  'fill-hole',
  'preview',
  'export',
  'history',
  'add-page',
];
/** What is done with several packages at once. */
const ON_MANY = ['arrange', 'group', 'ungroup', 'align-left', 'align-centre', 'align-right', 'align-top', 'align-middle', 'align-bottom', 'distribute-across', 'distribute-down'];
const ON_PACKAGE = [
  'write',
  'fit-package',
  'next-head',
  'box',
  'next-frame',
  'next-pattern',
  'arrange-forms',
  'swap',
  'swap-full',
  'thread',
  'thread-free',
  'unthread',
  'fit-selection',
  'duplicate',
  'frame-wrap',
  'lock',
  'bring-to-front',
  'bring-forward',
  'send-backward',
  'send-to-back',
  'remove-package',
];

/** What makes no sense for a free frame. */
const NOT_FREE = ['next-head', 'next-pattern', 'arrange-forms', 'swap', 'swap-full'];

/** A verb as a menu shows it. */
export interface MenuVerb {
  id: string;
  text: string;
  keys: string;
  isDisabled: boolean;
  /** Whether a line stands before it. */
  isApart: boolean;
  run: () => void;
}

/** Verbs before which a menu has a line. */
const BREAKS = ['draw-text', 'lock', 'remove-package', 'fit-page', 'grid', 'guides', 'fold', 'add-table', 'add-page', 'thread', 'fit-selection', 'group'];

/** What can be done with the packages selected. */
export function packageMenu(win: DeskView): MenuVerb[] {
  const forOne = ['write', 'thread', 'thread-free', 'unthread'];
  if (win.selected.length > 1) return verbs(win, [...ON_PACKAGE.filter((id) => !forOne.includes(id)), ...ON_MANY]);
  const isThreaded = win.selected[0]?.report.thread != null;
  const free = win.selected[0]?.free;
  const isText = free === undefined || free.kind === 'text' || free.kind === 'table';
  const left = [
    ...(isThreaded ? [] : ['unthread']),
    ...(free === undefined ? ['frame-wrap'] : NOT_FREE),
    ...(isText ? [] : ['write', 'fit-package', 'thread', 'thread-free']),
  ];
  return verbs(win, ON_PACKAGE.filter((id) => !left.includes(id)));
}

/** What can be done with the page when nothing on it is selected. */
export function pageMenu(win: DeskView): MenuVerb[] {
  return verbs(win, ON_PAGE);
}

function verbs(win: DeskView, ids: readonly string[]): MenuVerb[] {
  return ids.flatMap((id) => {
    const command = win.desk.commands.find(id);
    if (command === undefined) return [];
    return [
      {
        id,
        text: win.say(command.title),
        keys: win.keys(id),
        isDisabled: !win.can(id),
        isApart: BREAKS.includes(id),
        run: () => void win.desk.commands.run(id),
      },
    ];
  });
}
