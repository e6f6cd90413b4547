// The elements that stand over the page, and where they are laid.
import type { Rect } from '../bridge/types';
import { toPixels, type Camera } from '../desk/camera';

/** A box in EMU on the page as a box of the viewport. */
export function onScreen(rect: Rect, { zoom, pan }: Camera): Rect {
  return { x: pan.x + toPixels(rect.x, zoom), y: pan.y + toPixels(rect.y, zoom), width: toPixels(rect.width, zoom), height: toPixels(rect.height, zoom) };
}

/** Puts an element where a box of the viewport is. */
export function lay<E extends HTMLElement>(element: E, rect: Rect): E {
  element.style.transform = `translate(${rect.x}px, ${rect.y}px)`;
  element.style.width = `${rect.width}px`;
  element.style.height = `${rect.height}px`;
  return element;
}

/** An element of the overlay. */
export function part(className: string, text = '', testId = ''): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = text;
  if (testId !== '') element.dataset['testid'] = testId;
  return element;
}
