// Files dropped on the window from the file manager.

import type { Chosen } from './dialogs';

/** What happens to files over the window. */
export interface DropListener {
  /** Files have come over the window, or left it. */
  hover(isOver: boolean): void;
  drop(chosen: Chosen): void;
}

/** Listens for dropped files until the returned function is called. */
export function listenToDrops(isDesktop: boolean, listener: DropListener): () => void {
  return isDesktop ? listenInProgram(listener) : listenInBrowser(listener);
}

/** The desktop program's webview keeps drops from the page and tells their paths instead. */
function listenInProgram(listener: DropListener): () => void {
  const stop = import('@tauri-apps/api/webview').then(({ getCurrentWebview }) =>
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === 'enter') listener.hover(payload.paths.length > 0);
      if (payload.type === 'leave' || payload.type === 'drop') listener.hover(false);
      if (payload.type === 'drop' && payload.paths.length > 0) listener.drop({ kind: 'paths', paths: payload.paths });
    }),
  );
  return () => void stop.then((unlisten) => unlisten());
}

function listenInBrowser(listener: DropListener): () => void {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
  const over = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    listener.hover(true);
  };
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) listener.hover(false);
  };
  const drop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    listener.hover(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) listener.drop({ kind: 'files', files });
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
