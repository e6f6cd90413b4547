// The caret and what is selected, over the type itself; a hidden field beside the caret takes keys and input methods.
import type { PageState, Rect } from '../bridge/types';
import type { Camera } from '../desk/camera';
import type { Desk } from '../desk/desk';
import { placeArea } from '../desk/kernels/grid';
import type { Writing as WritingView } from '../desk/view';
import { overText, writingLabel } from '../desk/words';
import { isSame, stretch } from '../desk/writing/copy';
import { caretBar, shortLines, stretchBoxes, type CaretBar } from '../desk/writing/lines';
import { lay, onScreen, part } from './parts';
import { writingKey } from './writing-keys';

/** Cells on a last line that count as few: a cut of so many characters saves the line. */
export const FEW_CELLS = 3;

/** How near the caret may come to the edge of the viewport, in CSS pixels. */
const MARGIN = 56;

export class WritingLayer {
  readonly element = document.createElement('div');
  /** Lies under the outlines of packages and over their type, except where one writes. */
  readonly shade = document.createElement('div');
  readonly #desk: Desk;
  readonly #field = document.createElement('textarea');
  readonly #marks = document.createElement('div');
  #caret: HTMLElement | null = null;
  #at = '';
  #wasOn = false;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.element.className = 'writing';
    this.shade.className = 'writing-shade';
    this.#field.className = 'writing-field';
    this.#field.dataset['testid'] = 'writing-field';
    this.#field.setAttribute('autocapitalize', 'off');
    this.#field.setAttribute('autocomplete', 'off');
    this.#field.spellcheck = false;
    this.element.append(this.#marks, this.#field);
    this.element.hidden = true;
    this.shade.hidden = true;
    this.#listen();
  }

  /** Gives the keyboard to the caret, when there is one. */
  focus(): void {
    if (this.#desk.writing.isOn) this.#field.focus({ preventScroll: true });
  }

  show(page: PageState, camera: Camera): void {
    const { writing, locale } = this.#desk.view;
    const item = writing === null ? undefined : this.#desk.findPackage(writing.package);
    const isOn = writing !== null && item !== undefined && item.page === page.id;
    this.element.hidden = !isOn;
    this.shade.hidden = !isOn;
    if (!isOn) {
      if (this.#wasOn && document.activeElement === this.#field) this.element.closest<HTMLElement>('.page-view')?.focus({ preventScroll: true });
      this.#wasOn = false;
      this.#at = '';
      return;
    }
    const corner = placeArea(item.area, page);
    const place = (rect: Rect): Rect => onScreen({ ...rect, x: rect.x + corner.x, y: rect.y + corner.y }, camera);
    this.#showMarks(writing, place, page);
    this.#showShade(writing, place, onScreen(corner, camera), page);
    const bar = caretBar(writing.lines, writing.caret, writing.side) ?? { x: 0, y: 0, width: 0, height: page.grid.cell, isFlat: false };
    this.#showCaret(bar, place(bar), writing);
    const role = writing.parts[writing.caret.part]?.role ?? 'body';
    this.#field.setAttribute('aria-label', writingLabel(role, locale));
    if (!this.#wasOn) this.focus();
    this.#wasOn = true;
  }

  #showMarks(writing: WritingView, place: (rect: Rect) => Rect, page: PageState): void {
    const marks: HTMLElement[] = [];
    const selected = stretch(writing.anchor, writing.caret);
    if (!isSame(selected.from, selected.to)) {
      for (const box of stretchBoxes(writing.lines, selected)) marks.push(lay(part('chosen', '', 'chosen'), place(box)));
    }
    if (writing.composing !== null) {
      for (const box of stretchBoxes(writing.lines, writing.composing)) {
        marks.push(lay(part('composing', '', 'composing'), place(box)));
      }
    }
    if ((writing.report?.overset.lines ?? 0) > 0) {
      shortLines(writing.lines, writing.parts, FEW_CELLS).forEach(({ line }, index) => {
        const mark = lay(part('short-line'), place(line));
        mark.append(part('number', String(index + 1)));
        marks.push(mark);
      });
      const slip = slipBox(writing, page);
      if (slip !== null) {
        const box = lay(part('slip', '', 'slip'), place(slip));
        box.append(part('tag over', overText(writing.report?.overset.lines ?? 0, this.#desk.view.locale)));
        marks.push(box);
      }
    }
    this.#marks.replaceChildren(...marks);
  }

  #showShade(writing: WritingView, place: (rect: Rect) => Rect, own: Rect, page: PageState): void {
    const slip = slipBox(writing, page);
    const holes = slip === null ? [own] : [own, place(slip)];
    const paths = holes.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}Z`);
    this.shade.style.clipPath = `path(evenodd, "M0 0H9999V9999H0Z ${paths.join(' ')}")`;
  }

  #showCaret(bar: CaretBar, box: Rect, writing: WritingView): void {
    const isChosen = !isSame(writing.anchor, writing.caret);
    const at = JSON.stringify([writing.caret, writing.side, writing.composing]);
    const isMoved = at !== this.#at;
    this.#at = at;
    // A caret that has moved is made anew, so that it does not blink while one writes.
    if (this.#caret === null || isMoved) {
      this.#caret?.remove();
      this.#caret = part('caret', '', 'caret');
      this.element.append(this.#caret);
    }
    this.#caret.hidden = isChosen;
    const thick = 2;
    const rect = bar.isFlat ? { ...box, y: box.y - thick / 2, height: thick } : { ...box, x: box.x - thick / 2, width: thick };
    lay(this.#caret, rect);
    lay(this.#field, { ...box, width: 1, height: Math.max(12, box.height) });
    this.#field.style.fontSize = `${Math.max(12, box.height)}px`;
    if (isMoved) this.#follow(box);
  }

  /** Keeps the caret in sight. */
  #follow(box: Rect): void {
    const { viewport, pan, zoom } = this.#desk.view;
    const beyond = (from: number, to: number, size: number): number => {
      if (to - from > size - 2 * MARGIN) return 0;
      return from < MARGIN ? MARGIN - from : to > size - MARGIN ? size - MARGIN - to : 0;
    };
    const x = beyond(box.x, box.x + box.width, viewport.width);
    const y = beyond(box.y, box.y + box.height, viewport.height);
    if (x !== 0 || y !== 0) this.#desk.setCamera({ zoom, pan: { x: pan.x + x, y: pan.y + y } });
  }

  #listen(): void {
    const field = this.#field;
    const { writing } = this.#desk;
    let isComposing = false;
    field.addEventListener('keydown', (event) => {
      // 229: an input method has the key.
      if (event.isComposing || event.keyCode === 229) {
        event.stopPropagation();
        return;
      }
      if (writingKey(event, this.#desk)) {
        event.preventDefault();
        event.stopPropagation();
      }
    });
    field.addEventListener('compositionstart', () => (isComposing = true));
    field.addEventListener('compositionupdate', (event) => writing.compose(event.data));
    field.addEventListener('compositionend', (event) => {
      isComposing = false;
      field.value = '';
      writing.composed(event.data);
    });
    field.addEventListener('input', () => {
      if (isComposing) return;
      const text = field.value;
      field.value = '';
      writing.insert(text.replace(/\n/gu, ''));
    });
    field.addEventListener('paste', (event) => {
      event.preventDefault();
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text !== '') writing.paste(text);
    });
    const copy = (event: ClipboardEvent): boolean => {
      const text = writing.selectedText();
      event.preventDefault();
      if (text === '') return false;
      event.clipboardData?.setData('text/plain', text);
      return true;
    };
    field.addEventListener('copy', copy);
    field.addEventListener('cut', (event) => {
      if (copy(event)) writing.erase('character', true);
    });
    field.addEventListener('focus', () => this.element.classList.add('has-focus'));
    field.addEventListener('blur', () => {
      this.element.classList.remove('has-focus');
      void writing.flush();
    });
  }
}

/** The slip with the lines that found no room: as wide as the last column; null when all found room. */
function slipBox(writing: WritingView, page: PageState): Rect | null {
  const lines = writing.lines.filter((line) => line.isOver);
  const column = writing.report?.regions.findLast(({ kind }) => kind === 'column')?.rect;
  if (lines.length === 0 || column === undefined) return null;
  const pad = page.grid.cell / 2;
  const top = Math.min(...lines.map((line) => line.y));
  const bottom = Math.max(...lines.map((line) => line.y + line.height));
  return { x: column.x - pad, y: top - pad, width: column.width + 2 * pad, height: bottom - top + 2 * pad };
}
