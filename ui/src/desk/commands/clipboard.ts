// Copy, cut, paste and duplicate: packages between pages and editions, with their words for other programs.
import type { Applied } from '../../bridge/types';
import { CLIP_TYPE, copyOf, pasteCommand, plainText, readClip, type Clip } from '../clip';
import type { Desk } from '../desk';
import { canShape } from './package';
import type { DeskCommand } from './registry';

export function clipboardCommands(desk: Desk): DeskCommand[] {
  return [
    {
      id: 'duplicate',
      group: 'edit',
      title: { zh: '再排一块', en: 'Duplicate' },
      keys: ['Mod-d'],
      isEnabled: () => canShape(desk),
      run: () => paste(desk, copyOf(desk.state, desk.selected)),
    },
    {
      id: 'paste-story',
      group: 'edit',
      title: { zh: '粘贴稿块', en: 'Paste packages' },
      keys: [],
      isEnabled: () => !desk.state.readOnly && desk.view.mode === 'desk' && held !== null,
      run: () => (held === null ? undefined : paste(desk, held)),
    },
  ];
}

/** The latest clip of this window, for the palette: a browser lets the clipboard be read only by its own keys. */
let held: Clip | null = null;

/** Listens to copy, cut and paste over the page until the returned function is called. */
export function listenToClipboard(desk: Desk, target: Window = window): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  const copy = (event: ClipboardEvent): boolean => {
    if (event.defaultPrevented || isInField(event.target) || desk.view.mode !== 'desk' || desk.selected.length === 0) return false;
    held = copyOf(desk.state, desk.selected);
    event.clipboardData?.setData(CLIP_TYPE, JSON.stringify(held));
    event.clipboardData?.setData('text/plain', plainText(held));
    event.preventDefault();
    return true;
  };
  target.addEventListener('copy', copy, { signal });
  target.addEventListener(
    'cut',
    (event) => {
      if (canShape(desk) && copy(event)) desk.commands.run('remove-package');
    },
    { signal },
  );
  target.addEventListener(
    'paste',
    (event) => {
      if (event.defaultPrevented || isInField(event.target) || desk.view.mode !== 'desk' || desk.state.readOnly) return;
      const clip = readClip(event.clipboardData?.getData(CLIP_TYPE) ?? '');
      if (clip === null) return;
      event.preventDefault();
      void paste(desk, clip);
    },
    { signal },
  );
  return () => ends.abort();
}

async function paste(desk: Desk, clip: Clip): Promise<void> {
  const page = desk.page;
  if (page === null) return;
  const applied: Applied | null = await desk.paste(pasteCommand(clip, page.id), clip.from);
  if (applied !== null) desk.select(applied.created.filter((id) => desk.findPackage(id) !== undefined));
}

/** Whether the clipboard belongs to a field or to words that are selected. */
function isInField(target: EventTarget | null): boolean {
  if (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null) return true;
  return (document.getSelection()?.toString() ?? '') !== '';
}
