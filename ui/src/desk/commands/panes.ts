// From pane to pane by one key: pool, page, inspector, strip; Tab goes on inside each.
import type { DeskCommand } from './registry';

/** What can have the focus inside a pane. */
const REACHABLE = 'input:not([disabled]), select:not([disabled]), button:not([disabled]), [tabindex="0"]';

export function paneCommands(): DeskCommand[] {
  return ([1, -1] as const).map((by) => ({
    id: by === 1 ? 'next-pane' : 'previous-pane',
    group: 'view' as const,
    title: by === 1 ? { zh: '到下一个窗格', en: 'Go to the next pane' } : { zh: '到上一个窗格', en: 'Go to the previous pane' },
    keys: [by === 1 ? 'F6' : 'Shift-F6'],
    isEnabled: () => true,
    run: () => step(by),
  }));
}

function step(by: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  // From nowhere the way begins at the page.
  const from = at < 0 ? panes.findIndex(({ dataset }) => dataset['pane'] === 'page') - by : at;
  const pane = panes[(from + by + panes.length) % panes.length];
  const first = pane?.tabIndex === 0 ? pane : pane?.querySelector<HTMLElement>(REACHABLE);
  first?.focus();
}
