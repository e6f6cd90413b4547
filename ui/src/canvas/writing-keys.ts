// What the keys mean while there is a caret in the type.
import type { Desk } from '../desk/desk';
import { lineOf } from '../desk/writing/lines';

/** Does what a key means to the caret; false when it means nothing to it. */
export function writingKey(event: KeyboardEvent, desk: Desk): boolean {
  const { writing } = desk;
  const isMod = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key.startsWith('Arrow')) {
    if (event.altKey) return false;
    arrow(key, isMod, event.shiftKey, desk);
    return true;
  }
  switch (key) {
    case 'Home':
    case 'End':
      if (isMod) writing.move('story', key === 'End', event.shiftKey);
      else writing.moveToLineEnd(key === 'End', event.shiftKey);
      return true;
    case 'Backspace':
    case 'Delete':
      writing.erase(isMod ? 'word' : 'character', key === 'Delete');
      return true;
    case 'Enter':
      if (isMod) return false;
      writing.enter();
      return true;
    case 'Escape':
      writing.end();
      return true;
    default:
      return isMod && !event.altKey && modKey(key, event.shiftKey, desk);
  }
}

function modKey(key: string, isShift: boolean, { writing }: Desk): boolean {
  if (key === 'a') writing.selectAll();
  else if (key === 'z') void writing.turn(isShift ? 'redo' : 'undo');
  else if (key === 'y') void writing.turn('redo');
  else return false;
  return true;
}

/** In a line that runs downwards the arrows keep their direction on the page. */
function arrow(key: string, isMod: boolean, isShift: boolean, desk: Desk): void {
  const { writing } = desk;
  const view = desk.view.writing;
  const line = view === null ? undefined : view.lines[lineOf(view.lines, view.caret, view.side)];
  const isDown = line?.isDown === true;
  const isAlong = isDown ? key === 'ArrowUp' || key === 'ArrowDown' : key === 'ArrowLeft' || key === 'ArrowRight';
  // Lines that run downwards follow each other from right to left.
  const isForward = isDown ? key === 'ArrowDown' || key === 'ArrowLeft' : key === 'ArrowRight' || key === 'ArrowDown';
  if (isAlong) writing.move(isMod ? 'word' : 'character', isForward, isShift);
  else if (isMod) writing.move('paragraph', isForward, isShift);
  else writing.moveLine(isForward, isShift);
}
