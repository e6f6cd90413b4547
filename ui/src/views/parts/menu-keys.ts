// The keys of an open menu: arrows go through it, Home and End to its ends, Escape and Tab leave.

/** Puts the focus on a menu's first entry and keeps it inside until `close` is asked for. */
export function menuKeys(menu: HTMLElement, close: () => void): { destroy: () => void } {
  const entries = (): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)')];

  function keydown(event: KeyboardEvent): void {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to: Partial<Record<string, number>> = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    const next = to[event.key];
    if (next !== undefined) {
      event.preventDefault();
      all[next]?.focus();
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
    }
    event.stopPropagation();
  }

  menu.addEventListener('keydown', keydown);
  const checked = menu.querySelector<HTMLElement>('[aria-checked="true"]');
  (checked ?? entries()[0] ?? menu).focus({ preventScroll: true });
  return { destroy: () => menu.removeEventListener('keydown', keydown) };
}
