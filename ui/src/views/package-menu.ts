// The verbs on a package and on a page in the order in which their menus list them.

import type { DeskView } from './desk-view.svelte';

const ON_PAGE = [
  'select-all',
  'fit-page',
  'fit-width',
  'physical-size',
  'spread',
  'grid',
  'fold',
  'squint',
  'navigator',
  'ruler-unit',
  'arrange',
  'preview',
  'export',
  'history',
  'add-page',
];
const ON_PACKAGE = [
  'fit-package',
  'next-head',
  'box',
  'next-frame',
  'swap',
  'fit-selection',
  'lock',
  'bring-to-front',
  'send-to-back',
  'remove-package',
];

/** A verb as a menu shows it. */
export interface MenuVerb {
  id: string;
  text: string;
  keys: string;
  isDisabled: boolean;
  run: () => void;
}

/** What can be done with the packages selected. */
export function packageMenu(win: DeskView): MenuVerb[] {
  return verbs(win, ON_PACKAGE);
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
        run: () => void win.desk.commands.run(id),
      },
    ];
  });
}
