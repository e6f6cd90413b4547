// Free frames that paint nothing yet: a light outline on the desk, with a cross where a picture is wanted. Never in print.
import type { PackageState, Rect, StoryState } from '../bridge/types';
import type { FreeFrame } from '../bridge/wire';
import { toPixels } from '../desk/camera';
import { emptyText } from '../desk/words';
import type { Locale } from '../desk/view';
import { part } from './parts';

const SVG = 'http://www.w3.org/2000/svg';
const WHOLE = 1000;
/** Least box in which it is written what to do, in CSS pixels. */
const ROOM = { width: 152, height: 40 };

/** What an empty frame waits for; null for what can be seen on paper. */
export function waitsFor(item: PackageState, story: StoryState | undefined): 'photo' | 'words' | 'line' | null {
  const { free } = item;
  if (free === undefined || free.kind === 'rule' || free.kind === 'table') return null;
  if (free.kind === 'picture') return item.photos.length === 0 ? 'photo' : null;
  if (free.fill !== null || free.line.weight > 0) return null;
  if (free.kind === 'shape') return 'line';
  return (story?.characters ?? 0) === 0 ? 'words' : null;
}

/** The outline of an empty frame within its package's box, and what to do with it where there is room. */
export function frameEdges(free: FreeFrame, waits: 'photo' | 'words' | 'line', box: Rect, zoom: number, locale: Locale): Element[] {
  const { top, right, bottom, left } = free.edges;
  const x = toPixels(left, zoom);
  const y = toPixels(top, zoom);
  const width = Math.max(1, box.width - x - toPixels(right, zoom));
  const height = Math.max(1, box.height - y - toPixels(bottom, zoom));
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'frame-edge');
  svg.dataset['testid'] = 'frame-edge';
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  Object.assign(svg.style, { left: `${x}px`, top: `${y}px` });
  svg.append(outline(free, width, height, toPixels(free.radius, zoom)));
  const parts: Element[] = [svg];
  if (waits === 'photo') svg.append(shape('path', { d: `M0 0L${width} ${height}M${width} 0L0 ${height}` }));
  if (waits !== 'line' && width >= ROOM.width && height >= ROOM.height) {
    const hint = part('frame-hint');
    // Painted by the style sheet: the package's own name says it to whoever listens.
    hint.dataset['text'] = emptyText(waits, locale);
    Object.assign(hint.style, { left: `${x + width / 2}px`, top: `${y + height / 2}px` });
    parts.push(hint);
  }
  return parts;
}

function outline({ kind, form, corners }: FreeFrame, width: number, height: number, radius: number): SVGElement {
  if (kind !== 'picture' && form === 'ellipse') {
    return shape('ellipse', { cx: width / 2, cy: height / 2, rx: width / 2, ry: height / 2 });
  }
  if (kind !== 'picture' && form === 'polygon') {
    return shape('polygon', { points: corners.map((at) => `${(at.x * width) / WHOLE},${(at.y * height) / WHOLE}`).join(' ') });
  }
  return shape('rect', { width, height, rx: kind !== 'picture' && form === 'rounded' ? radius : 0 });
}

function shape(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
