// How the keys of a verb are written for the reader's keyboard.

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

const MAC: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Shift: '⇧',
  Alt: '⌥',
  Ctrl: '⌃',
  Delete: '⌫',
  Backspace: '⌫',
};
const OTHER: Readonly<Record<string, string>> = { Mod: 'Ctrl', Delete: 'Del' };
const BOTH: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Equal: '+',
  Minus: '−',
};

/** `Shift-Mod-z` as `Ctrl Shift Z`, or `⇧⌘Z` on a Mac. */
export function keysText(keys: string, mac: boolean = isMac): string {
  // A key that is itself the hyphen leaves an empty last part.
  const parts = keys.endsWith('-') ? [...keys.slice(0, -1).split('-').filter(Boolean), '−'] : keys.split('-');
  const order = mac ? ['Ctrl', 'Alt', 'Shift', 'Mod'] : ['Ctrl', 'Mod', 'Alt', 'Shift'];
  const modifiers = parts.slice(0, -1).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const key = parts.at(-1) ?? '';
  const named = [...modifiers, key].map((part) => {
    const special = (mac ? MAC : OTHER)[part] ?? BOTH[part];
    return special ?? (part.length === 1 ? part.toUpperCase() : part);
  });
  return named.join(mac ? '' : ' ');
}
