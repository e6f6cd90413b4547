// What every floating panel does: it takes the focus and gives it back, and Escape closes it.

interface Ways {
  close: () => void;
  /** What in the panel gets the focus; the panel itself when left out. */
  focus?: string;
}

/** Gives a panel the focus until it goes; Escape asks for `close`. */
export function panelKeys(panel: HTMLElement, { close, focus }: Ways): { destroy: () => void } {
  const before = document.activeElement;
  function keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    close();
  }
  panel.addEventListener('keydown', keydown);
  ((focus === undefined ? null : panel.querySelector<HTMLElement>(focus)) ?? panel).focus();
  return {
    destroy: () => {
      panel.removeEventListener('keydown', keydown);
      if (before instanceof HTMLElement) before.focus();
    },
  };
}

interface Popover {
  isOpen: boolean;
  close: () => void;
  /** The button that opens it, which gets the focus back. */
  opener: string;
}

/** A panel that hangs on its button: Escape closes it and leaves the focus on the button, a press elsewhere closes it too. */
export function popover(root: HTMLElement, ways: Popover): { update: (ways: Popover) => void; destroy: () => void } {
  let { isOpen, close, opener } = ways;
  function away(event: PointerEvent): void {
    if (isOpen && event.target instanceof Node && !root.contains(event.target)) close();
  }
  function keydown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    close();
    root.querySelector<HTMLElement>(opener)?.focus();
  }
  window.addEventListener('pointerdown', away);
  root.addEventListener('keydown', keydown);
  return {
    update: (next) => ({ isOpen, close, opener } = next),
    destroy: () => {
      window.removeEventListener('pointerdown', away);
      root.removeEventListener('keydown', keydown);
    },
  };
}
