// Files dropped on the window from the file manager.

import type { Chosen } from './dialogs';

/** A point of the window in CSS pixels. */
interface Spot {
  x: number;
  y: number;
}

/** What happens to files over the window. */
export interface DropListener {
  /** Files are over a point of the window; null when they have left it. */
  hover(at: Spot | null): void;
  drop(chosen: Chosen, at: Spot): void;
}

/** Listens for dropped files until the returned function is called. */
export function listenToDrops(isDesktop: boolean, listener: DropListener): () => void {
  return isDesktop ? listenInProgram(listener) : listenInBrowser(listener);
}

/** The desktop program's webview keeps drops from the page and tells their paths instead, in pixels of the screen. */
function listenInProgram(listener: DropListener): () => void {
  const spot = ({ x, y }: Spot): Spot => ({ x: x / devicePixelRatio, y: y / devicePixelRatio });
  const stop = import('@tauri-apps/api/webview').then(({ getCurrentWebview }) =>
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === 'enter' || payload.type === 'over') listener.hover(spot(payload.position));
      if (payload.type === 'leave' || payload.type === 'drop') listener.hover(null);
      if (payload.type === 'drop' && payload.paths.length > 0)
        listener.drop({ kind: 'paths', paths: payload.paths }, spot(payload.position));
    }),
  );
  return () => void stop.then((unlisten) => unlisten());
}

function listenInBrowser(listener: DropListener): () => void {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
  const spot = (event: DragEvent): Spot => ({ x: event.clientX, y: event.clientY });
  const over = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    listener.hover(spot(event));
  };
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) listener.hover(null);
  };
  const drop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    listener.hover(null);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) listener.drop({ kind: 'files', files }, spot(event));
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', leave);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
  };
}
