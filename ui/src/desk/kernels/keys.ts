// Names of keys: what a keyboard event is called in the table of commands.

/** What a keyboard event says, without the DOM, so that tests can make one. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

/** The name of a key press: `Shift-Mod-z`, `Alt-ArrowUp`, `g`; modifiers in the order Shift, Alt, Mod. */
export function keyName(press: KeyPress): string {
  const key = baseKey(press);
  const shift = press.shiftKey && (key.length > 1 || /[a-z[\]]/.test(key)) ? 'Shift-' : '';
  const alt = press.altKey ? 'Alt-' : '';
  const mod = press.ctrlKey || press.metaKey ? 'Mod-' : '';
  return `${shift}${alt}${mod}${key}`;
}

function baseKey(press: KeyPress): string {
  if (press.key === '{' || press.code === 'BracketLeft') return '[';
  if (press.key === '}' || press.code === 'BracketRight') return ']';
  // With Alt or an input method on, `key` may be a composed letter; the place on the keyboard is meant.
  if (press.altKey && /^Key[A-Z]$/.test(press.code)) return press.code.slice(3).toLowerCase();
  return press.key.length === 1 ? press.key.toLowerCase() : press.key;
}
