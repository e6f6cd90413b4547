// What stands over the page: outlines of packages, handles, 超 and 欠, the ghost of a drag and its guides.
import type { Area, Id, PackageState, PageState, Rect, Report } from '../bridge/types';
import type { Camera } from '../desk/camera';
import type { Desk } from '../desk/desk';
import type { OutlinePoint } from '../bridge/wire';
import { cornerAt, middles, outlineOf } from '../desk/kernels/corners';
import { isArt } from '../desk/kernels/crop';
import { areaAround, placeArea } from '../desk/kernels/grid';
import { groupKey } from '../desk/kernels/groups';
import { handlePoint } from '../desk/kernels/hit';
import { HANDLES } from '../desk/kernels/resize';
import type { Ghost, HeldGuide } from '../desk/tools/stage';
import type { View } from '../desk/view';
import { cropText, emptyText, overText, packageLabel, sizeText, underText } from '../desk/words';
import { fitMarks } from './fit-marks';
import { frameEdges, waitsFor } from './frame-edges';
import { ghostParts } from './ghost';
import { guideLines } from './guide-lines';
import { lay, onScreen, part } from './parts';
import { threadKey, threadLayer, threadMarks } from './thread-marks';

/** Everything that the overlay shows at one moment. */
export interface OverlayState {
  page: PageState;
  packages: PackageState[];
  reports: Record<Id, Report>;
  ghost: Ghost | null;
  marquee: Rect | null;
  guide: HeldGuide | null;
  /** The photo that is worked on, and how fine it is. */
  cropping: View['cropping'];
  camera: Camera;
  /** The packages that the ghost stands for, which hide their own outlines. */
  moving: readonly Id[];
}

export class Overlay {
  readonly element = document.createElement('div');
  readonly #desk: Desk;
  readonly #boxes = new Map<Id, HTMLElement>();
  readonly #guides = document.createElement('div');
  readonly #threads = threadLayer();
  readonly #floating = document.createElement('div');

  constructor(desk: Desk) {
    this.#desk = desk;
    this.element.className = 'overlay';
    this.element.append(this.#guides, this.#threads, this.#floating);
  }

  show(state: OverlayState): void {
    const seen = new Set<Id>();
    for (const item of state.packages) {
      seen.add(item.id);
      this.#showPackage(item, state);
    }
    for (const [id, box] of this.#boxes) {
      if (seen.has(id)) continue;
      box.remove();
      this.#boxes.delete(id);
    }
    this.#floating.replaceChildren(...this.#float(state));
    this.#showGuides(state);
    this.#showThreads(state);
  }

  clear(): void {
    for (const box of this.#boxes.values()) box.remove();
    this.#boxes.clear();
    this.#guides.replaceChildren();
    delete this.#guides.dataset['parts'];
    this.#threads.replaceChildren();
    delete this.#threads.dataset['parts'];
    this.#floating.replaceChildren();
  }

  /** The guides are made anew only when they would differ. */
  #showGuides({ page, guide, camera }: OverlayState): void {
    const { view } = this.#desk;
    const key = JSON.stringify([page.guides, guide, camera, view.showGuides, view.viewport, view.rulerUnit, view.locale]);
    if (this.#guides.dataset['parts'] === key) return;
    this.#guides.dataset['parts'] = key;
    this.#guides.replaceChildren(...guideLines(page, guide, camera, view));
  }

  /** The threads with their ports, made anew only when they would differ, so that a port can be clicked. */
  #showThreads({ page, packages, camera, ghost }: OverlayState): void {
    const key = ghost === null ? threadKey(this.#desk, packages, camera) : '';
    if (this.#threads.dataset['parts'] === key) return;
    this.#threads.dataset['parts'] = key;
    this.#threads.replaceChildren(...(ghost === null ? threadMarks(this.#desk, page, packages, camera) : []));
  }

  #showPackage(item: PackageState, state: OverlayState): void {
    const { locale, selection, hover } = this.#desk.view;
    const box = this.#boxOf(item.id);
    const rect = onScreen(placeArea(item.area, state.page), state.camera);
    lay(box, rect);
    const isSelected = selection.includes(item.id);
    box.classList.toggle('is-selected', isSelected);
    box.classList.toggle('is-hovered', hover === item.id && !isSelected);
    box.classList.toggle('is-locked', item.is_locked);
    box.hidden = state.moving.includes(item.id);
    const report = state.reports[item.id] ?? item.report;
    const over = report.overset.lines;
    const under = report.underset.lines;
    const story = this.#desk.findStory(item.story);
    const headline = story?.headline ?? '';
    const waits = this.#desk.view.writing?.package === item.id ? null : waitsFor(item, story);
    const fit = over > 0 ? overText(over, locale) : under > 0 ? underText(under, locale) : '';
    // What its marks show is said as part of its name.
    // Art without pixels is as fine as the press: there is nothing to say of it.
    const pixels = report.photo_ppi.map((ppi, index) => (isArt(this.#desk.findPhoto(item.photos[index]?.photo ?? '')) ? 0 : Math.round(ppi)));
    const fine = isSelected ? pixels.filter((ppi) => ppi > 0).map((ppi) => `${ppi} ppi`) : [];
    const marks = [waits === null ? '' : emptyText(waits, locale), fit, ...fine].filter((text) => text !== '').join(locale === 'en' ? ', ' : '，');
    box.setAttribute('aria-label', packageLabel(headline, sizeText(item.area.width, item.area.lines, locale), marks, locale));
    box.setAttribute('aria-pressed', String(isSelected));
    const isWritten = this.#desk.view.writing?.package === item.id;
    const isCropped = state.cropping?.package === item.id;
    const isAlone = isSelected && selection.length === 1 && !item.is_locked && !this.#desk.state.readOnly && !isWritten;
    const key = JSON.stringify([rect.width, rect.height, over, under, isAlone, isSelected, isWritten, isCropped, pixels, locale, state.camera.zoom, report.regions.length, waits, waits === null ? null : item.free]);
    // Parts are made anew only when they would differ: a pan moves boxes and makes nothing.
    if (box.dataset['parts'] === key) return;
    box.dataset['parts'] = key;
    box.replaceChildren(
      // In the order in which the package's own name says them.
      ...(isAlone ? [sizeTag(item.area, rect, locale, over > 0 || under > 0)] : []),
      ...(waits === null || item.free === undefined ? [] : frameEdges(item.free, waits, rect, state.camera.zoom, locale)),
      // Whoever writes has the lines that are over in type below, with their number.
      ...(isWritten && over > 0 ? fitMarks(report, item.area, state.page, state.camera.zoom) : fitParts(report, item.area, state.page, rect, state.camera, locale)),
      ...(isSelected && !isWritten && !isCropped ? ppiTags(report, state.camera.zoom, pixels) : []),
      ...(isAlone ? handles(rect) : []),
    );
  }

  #boxOf(id: Id): HTMLElement {
    const found = this.#boxes.get(id);
    if (found !== undefined) return found;
    const box = document.createElement('div');
    box.className = 'package';
    box.dataset['testid'] = 'package';
    box.dataset['package'] = id;
    box.tabIndex = 0;
    box.setAttribute('role', 'button');
    // Tab reaches every package; a press with the pointer goes through to the page.
    box.addEventListener('focus', () => {
      if (!this.#desk.view.selection.includes(id)) this.#desk.select([id]);
    });
    this.#boxes.set(id, box);
    this.element.insertBefore(box, this.#threads);
    return box;
  }

  /** The box round several packages that are selected, with handles by which they are resized as one. */
  #boxRound({ packages, page, ghost, camera }: OverlayState): HTMLElement | null {
    const { selection } = this.#desk.view;
    const chosen = packages.filter(({ id }) => selection.includes(id));
    const area = areaAround(chosen.map((item) => item.area));
    if (chosen.length < 2 || area === null || ghost !== null) return null;
    const rect = onScreen(placeArea(area, page), camera);
    const isFree = !this.#desk.state.readOnly && chosen.every((item) => !item.is_locked);
    const isGroup = groupKey(chosen[0] as PackageState) !== null && new Set(chosen.map(groupKey)).size === 1;
    const box = lay(part(isGroup ? 'many is-group' : 'many', '', 'selection-box'), rect);
    if (isFree) box.append(...handles(rect), sizeTag(area, rect, this.#desk.view.locale, false, TAG));
    return box;
  }

  /** The corners of what is selected, each a handle, with one between every two where a corner may be put. */
  #corners({ packages, page, ghost, camera, cropping }: OverlayState): HTMLElement[] {
    const { selection, writing, corners } = this.#desk.view;
    const item = packages.find(({ id }) => selection.length === 1 && id === selection[0]);
    if (item === undefined || item.is_locked || ghost !== null || cropping !== null || writing !== null || this.#desk.state.readOnly) return [];
    const outline = outlineOf(item, page);
    if (outline === null) return [];
    const now = { ...outline, corners: corners ?? outline.corners };
    const handle = (className: string, name: string) => (corner: OutlinePoint, index: number): HTMLElement => {
      const { x, y } = onScreen({ ...cornerAt(now, corner), width: 0, height: 0 }, camera);
      const element = part(className, '', name);
      element.dataset['corner'] = String(index);
      element.style.transform = `translate(${x}px, ${y}px)`;
      return element;
    };
    // While one is in the hand, none is offered between.
    const between = corners === null ? middles(now.corners).map(handle('corner is-new', 'corner-new')) : [];
    return [...between, ...now.corners.map(handle('corner', 'corner'))];
  }

  #float(state: OverlayState): HTMLElement[] {
    const parts: HTMLElement[] = [];
    if (state.ghost !== null) {
      const place = (area: Area): Rect => onScreen(placeArea(area, state.page), state.camera);
      const page = onScreen({ x: 0, y: 0, width: state.page.paper.width, height: state.page.paper.height }, state.camera);
      parts.push(...ghostParts(state.ghost, { place, page: state.page, camera: state.camera, sheet: page }, this.#desk.view.locale));
    }
    if (state.cropping !== null) {
      const frame = lay(part('crop', '', 'crop'), onScreen(state.cropping.frame, state.camera));
      frame.append(part('tag size', cropText(state.cropping.ppi, this.#desk.view.locale)));
      parts.push(frame);
    }
    const box = this.#boxRound(state);
    if (box !== null) parts.push(box);
    parts.push(...this.#corners(state));
    if (state.marquee !== null) parts.push(lay(part('marquee'), onScreen(state.marquee, state.camera)));
    return parts;
  }
}

/** The marks of a package's fit with a tag below that says it in words. */
function fitParts(report: Report, area: Area, page: PageState, box: Rect, camera: Camera, locale: Desk['view']['locale']): HTMLElement[] {
  const over = report.overset.lines;
  const under = report.underset.lines;
  const marks = fitMarks(report, area, page, camera.zoom);
  if (over > 0) return [...marks, tagBelow('tag over', overText(over, locale), 'over-tag', box)];
  if (under > 0) return [...marks, tagBelow('tag under', underText(under, locale), 'under-tag', box)];
  return [];
}

function tagBelow(className: string, text: string, testId: string, box: Rect): HTMLElement {
  const tag = part(className, text, testId);
  Object.assign(tag.style, { right: '0', top: `${box.height + 2}px` });
  return tag;
}

/** Height of the tags of the lowest packages, which the size of several stands under. */
const TAG = 22;

/** The size below the package: in the middle, or at its left where 超 or 欠 has the right. */
function sizeTag(area: Area, box: Rect, locale: Desk['view']['locale'], isAside: boolean, below = 0): HTMLElement {
  // A blank parts it from what is read after it, as the name's comma does; between Han there is none.
  const tag = part('tag size', `${sizeText(area.width, area.lines, locale)}${locale === 'en' && isAside ? ' ' : ''}`);
  const across = isAside ? { left: '0' } : { left: `${box.width / 2}px`, transform: 'translateX(-50%)' };
  // Where a narrow package has no room for two tags in a row, the size goes under the other.
  const down = (isAside && box.width < 190 ? 28 : 6) + below;
  Object.assign(tag.style, { ...across, top: `${box.height + down}px` });
  return tag;
}

function handles(box: Rect): HTMLElement[] {
  const whole = { x: 0, y: 0, width: box.width, height: box.height };
  return HANDLES.map((name) => {
    const handle = part('handle');
    const at = handlePoint(whole, name);
    Object.assign(handle.style, { left: `${at.x}px`, top: `${at.y}px` });
    handle.dataset['handle'] = name;
    return handle;
  });
}

/** How fine each photo is as it stands, at its own corner; only what has room for it says so. */
function ppiTags(report: Report, zoom: number, pixels: readonly number[]): HTMLElement[] {
  const frames = report.regions.filter(({ kind }) => kind === 'photo');
  return frames.flatMap(({ rect }, index) => {
    const { x, y, width } = onScreen(rect, { zoom, pan: { x: 0, y: 0 } });
    const ppi = pixels[index] ?? 0;
    if (width < 90 || ppi <= 0) return [];
    const tag = part(ppi < 200 ? 'ppi is-low' : 'ppi', '', 'ppi');
    // Painted by the style sheet: the package's own name says it to whoever listens.
    tag.dataset['text'] = `${ppi} ppi`;
    Object.assign(tag.style, { left: `${x + 4}px`, top: `${y + 4}px` });
    return [tag];
  });
}
