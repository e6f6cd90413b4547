// Threads over the page: lines from where a story leaves a package to where it goes on, and the ports to click.
import type { PackageState, PageState, Rect } from '../bridge/types';
import type { Camera } from '../desk/camera';
import type { Desk } from '../desk/desk';
import { placeArea } from '../desk/kernels/grid';
import { portText } from '../desk/words';
import { onScreen, part } from './parts';

const SVG = 'http://www.w3.org/2000/svg';

/** How far a port stands from the corner it belongs to, in CSS pixels. */
const ASIDE = 10;

/** What the marks of threads are made from; the same key makes the same marks. */
export function threadKey(desk: Desk, packages: readonly PackageState[], camera: Camera): string {
  const { selection, showThreads, locale, arranging, writing } = desk.view;
  const threads = packages.map(({ id, area, continues, report }) => [id, area, continues, report.thread, report.overset.lines]);
  return JSON.stringify([threads, selection, showThreads, locale, arranging === null, writing === null, desk.tools.state.name === 'idle', camera]);
}

/** The lines of the threads in sight, and the ports of the one package selected. */
export function threadMarks(desk: Desk, page: PageState, packages: readonly PackageState[], camera: Camera): Element[] {
  const { selection, showThreads, arranging, writing } = desk.view;
  if (arranging !== null || writing !== null) return [];
  const box = (item: PackageState): Rect => onScreen(placeArea(item.area, page), camera);
  const chosen = packages.filter(({ id }) => selection.includes(id)).map(({ story }) => story);
  const joined = packages.filter(({ story, continues }) => continues !== null && (showThreads || chosen.includes(story)));
  const lines = joined.flatMap((item) => {
    const before = packages.find(({ id }) => id === item.continues);
    return before === undefined ? [] : [line(box(before), box(item))];
  });
  const marks: Element[] = lines.length === 0 ? [] : [drawing(lines)];
  const [only, second] = packages.filter(({ id }) => selection.includes(id));
  if (only !== undefined && second === undefined && !only.is_locked) marks.push(...ports(desk, only, box(only)));
  return marks;
}

function line(from: Rect, to: Rect): SVGElement {
  const [x, y] = [from.x + from.width, from.y + from.height - ASIDE];
  const [u, v] = [to.x, to.y + ASIDE];
  const bend = Math.max(24, Math.abs(u - x) / 3);
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', `M${x} ${y}C${x + bend} ${y} ${u - bend} ${v} ${u} ${v}`);
  path.setAttribute('marker-end', 'url(#thread-end)');
  return path;
}

function drawing(lines: readonly SVGElement[]): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'threads');
  svg.dataset['testid'] = 'threads';
  svg.innerHTML = '<defs><marker id="thread-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8Z"/></marker></defs>';
  svg.append(...lines);
  return svg;
}

/** Where the story comes in and where it leaves; a click follows it, or takes up what is left over. */
function ports(desk: Desk, item: PackageState, box: Rect): HTMLElement[] {
  const { thread, overset } = item.report;
  const { locale, selection } = desk.view;
  const out = thread?.after ?? null;
  const kind = out !== null ? 'is-joined' : overset.lines > 0 ? 'is-over' : '';
  const words = portText(out !== null ? 'after' : overset.lines > 0 ? 'over' : 'end', thread?.after_page ?? null, locale);
  const leave = port(`port out ${kind}`, out !== null ? '▸' : overset.lines > 0 ? '+' : '', words, 'port-out', () => {
    if (selection.length !== 1) return;
    if (out !== null) desk.show(out);
    else desk.tools.startThread(item.id);
  });
  Object.assign(leave.style, { left: `${box.x + box.width - 1}px`, top: `${box.y + box.height - ASIDE - 8}px` });
  const before = thread?.before ?? null;
  if (before === null) return [leave];
  const come = port('port in is-joined', '▸', portText('before', thread?.before_page ?? null, locale), 'port-in', () => desk.show(before));
  Object.assign(come.style, { left: `${box.x - 15}px`, top: `${box.y + ASIDE - 8}px` });
  return [come, leave];
}

function port(className: string, sign: string, name: string, testId: string, run: () => void): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = className;
  button.textContent = sign;
  button.title = name;
  button.setAttribute('aria-label', name);
  button.dataset['testid'] = testId;
  button.addEventListener('pointerdown', (event) => event.stopPropagation());
  button.addEventListener('click', run);
  return button;
}

/** An element that holds marks of threads. */
export function threadLayer(): HTMLElement {
  return part('thread-layer');
}
