// Keys to commands: one table, read from the commands themselves.
import type { Desk } from './desk';
import { keyName } from './kernels/keys';

/** Listens to the window's keys until the returned function is called. */
export function listenToKeys(desk: Desk, target: Window = window): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const name = keyName(event);
    // A tool in the middle of a drag has the keyboard to itself.
    if (desk.tools.key(event, name)) {
      event.preventDefault();
      return;
    }
    // A field has the letters; what goes with Ctrl, and F1 or F6, is the desk's.
    if (isTyping(event.target) && !name.includes('Mod-') && !/F\d+$/.test(name)) return;
    if (isTyping(event.target) && isTextEditingKey(name)) return;
    if (isPressing(event.target, name)) return;
    const command = desk.commands.byKey(name);
    if (command === undefined) return;
    // Browser defaults such as zoom and print must not run in place of a command that is off.
    event.preventDefault();
    if (command.isEnabled()) void command.run();
  };
  const release = (event: KeyboardEvent): void => desk.tools.keyReleased(event);
  target.addEventListener('keydown', press);
  target.addEventListener('keyup', release);
  return () => {
    target.removeEventListener('keydown', press);
    target.removeEventListener('keyup', release);
  };
}

/** Whether the key belongs to a field, a panel or a menu that is open. */
function isTyping(target: EventTarget | null): boolean {
  const fields = 'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="alertdialog"], [role="menu"]';
  return target instanceof HTMLElement && target.closest(fields) !== null;
}

/** Whether the key presses the button that has the focus. */
function isPressing(target: EventTarget | null, name: string): boolean {
  return (name === 'Enter' || name === ' ') && target instanceof HTMLElement && target.closest('button, a[href]') !== null;
}

/** Keys that belong to the field one types in. */
function isTextEditingKey(name: string): boolean {
  return /^(Shift-)?Mod-[azcvxy]$/.test(name);
}
