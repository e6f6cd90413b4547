// The hand's machine: hands pointer and keys to the state that has them, idle when none has.
import type { Id, PackageState, PageState, Point } from '../../bridge/types';
import type { FreeKind } from '../../bridge/wire';
import { toPage } from '../camera';
import { framesOf } from '../cropping';
import type { Desk } from '../desk';
import { hitCorner, outlineOf, type Hit, type Outline } from '../kernels/corners';
import { areaAround, placeArea } from '../kernels/grid';
import { guideAt, guidesOf } from '../kernels/guides';
import { contains, hitHandle, hitPackage, type Target } from '../kernels/hit';
import type { Handle } from '../kernels/resize';
import type { Drawn } from '../kernels/snap';
import type { DragReadout } from '../view';
import { findDivider, type Divider } from './dividers';
import { DraggingGuide } from './dragging-guide';
import { Drawing } from './drawing';
import { Idle } from './idle';
import { Panning } from './panning';
import { PanningPhoto } from './panning-photo';
import { PlacingPhoto } from './placing-photo';
import { PointingStory } from './pointing-story';
import type { Stage } from './stage';
import { SelectingText } from './selecting-text';
import { Threading } from './threading';
import { DRAG_BEGINS, distance, type Press, type ToolState } from './tool';

/** Presses that follow each other within this many milliseconds belong together. */
const DOUBLE = 450;

/** Share of a package at each side that is not its middle. */
const MIDDLE = 0.25;

/** How near to a handle counts as on it, in CSS pixels. */
const REACH = 6;

export class Tools {
  readonly desk: Desk;
  #stage: Stage | null = null;
  #state: ToolState;
  #isSpaceDown = false;
  #pressed: { client: Point; time: number; count: number } | null = null;

  constructor(desk: Desk) {
    this.desk = desk;
    this.#state = new Idle(this);
  }

  /** The page on screen; drags wait until there is one. */
  get stage(): Stage | null {
    return this.#stage;
  }

  get state(): ToolState {
    return this.#state;
  }

  /** Gives the tools a page to work on; the returned function takes it away. */
  attach(stage: Stage): () => void {
    this.#stage = stage;
    return () => {
      this.cancel();
      if (this.#stage === stage) this.#stage = null;
    };
  }

  /** Hands the pointer to a state. */
  become(state: ToolState): void {
    this.#state = state;
    if (this.desk.view.tool !== state.name) this.desk.patch({ tool: state.name });
  }

  /** Back to rest. */
  rest(): void {
    this.become(new Idle(this));
    if (this.desk.view.drag !== null) this.desk.patch({ drag: null });
  }

  /** Says the numbers of a drag; numbers that are said already are not said again. */
  readOut(drag: DragReadout): void {
    if (JSON.stringify(drag) !== JSON.stringify(this.desk.view.drag)) this.desk.patch({ drag });
  }

  /** Escape: leaves whatever goes on and restores what was. */
  cancel(): void {
    if (this.#state.name === 'idle') return;
    this.#state.cancel();
    this.rest();
  }

  /** Begins to drag a photo out of the pool. */
  startPhoto(photo: Id, event: PointerEvent): void {
    const record = this.desk.findPhoto(photo);
    const page = this.desk.page;
    if (event.button !== 0 || this.#state.name !== 'idle' || record === undefined || page === null || this.desk.state.readOnly) return;
    this.become(new PlacingPhoto(this, record, page, { x: event.clientX, y: event.clientY }));
    this.#followWindow();
  }

  /**
   * Begins to drag a story out of the pool. A row calls this on `pointerdown`; until the pointer has
   * gone three pixels the press stays a click.
   */
  startPlacing(story: Id, event: PointerEvent): void {
    if (event.button !== 0 || this.#state.name !== 'idle') return;
    this.become(new PointingStory(this, story, { x: event.clientX, y: event.clientY }));
    this.#followWindow();
  }

  /** Takes up what is left of a story, or the end of its chain: the next click says where it goes on. */
  startThread(id: Id): void {
    if (this.#state.name !== 'idle' || this.desk.state.readOnly || this.desk.findPackage(id) === undefined) return;
    this.become(new Threading(this, id));
  }

  /** Takes up the tool that draws a free frame: the next drag or click on the page makes one. */
  startDrawing(kind: FreeKind): void {
    if (this.#state.name === 'drawing') this.cancel();
    if (this.#state.name !== 'idle' || this.desk.state.readOnly || this.desk.page === null) return;
    this.desk.writing.end();
    this.desk.cropping.end();
    this.desk.patch({ drawing: kind });
    this.become(new Drawing(this, kind));
  }

  /** Whether moves without a button are followed. */
  get isHovering(): boolean {
    return this.#state.name === 'idle' || this.#state.name === 'threading' || this.#state.name === 'drawing';
  }

  /** Begins to drag a guide out of a ruler, or the one that stands at that place of it. */
  startGuide(axis: 'across' | 'down', event: PointerEvent): void {
    const page = this.desk.page;
    if (event.button !== 0 || this.#state.name !== 'idle' || page === null || this.desk.state.readOnly) return;
    const point = this.toPage({ x: event.clientX, y: event.clientY });
    const index = point === null ? null : guideAt(point, page, this.#reach(), axis);
    this.desk.patch({ showGuides: true });
    this.become(new DraggingGuide(this, page, axis, index));
    this.#followWindow();
  }

  /** The guide under a point of the page that no package covers. */
  guideAt(client: Point): { index: number; axis: 'across' | 'down' } | null {
    const point = this.toPage(client);
    const page = this.desk.page;
    if (point === null || page === null || !this.desk.view.showGuides || this.desk.state.readOnly) return null;
    const index = guideAt(point, page, this.#reach());
    const guide = index === null ? undefined : page.guides[index];
    return guide === undefined || index === null ? null : { index, axis: guide.axis };
  }

  /** The guides that are met on a page: its own while they are shown. */
  drawn(page: PageState): Drawn {
    return this.desk.view.showGuides ? guidesOf(page) : { cells: [], lines: [] };
  }

  /** How near counts as on it, in EMU. */
  #reach(): number {
    return (REACH * 9525) / this.desk.view.zoom;
  }

  /** What comes from a pane is followed by the window until the button is released. */
  #followWindow(): void {
    const ends = new AbortController();
    const { signal } = ends;
    window.addEventListener('pointermove', (event) => this.#state.move(toPress(event)), { signal });
    window.addEventListener(
      'pointerrawupdate',
      (event) => {
        if (event instanceof PointerEvent) this.#state.move(toPress(event));
      },
      { signal },
    );
    window.addEventListener(
      'pointerup',
      (event) => {
        ends.abort();
        this.#state.release(toPress(event));
      },
      { signal },
    );
    window.addEventListener(
      'pointercancel',
      () => {
        ends.abort();
        this.cancel();
      },
      { signal },
    );
  }

  press(press: Press): void {
    if (this.#state.name !== 'idle') {
      this.#state.press?.(press);
      return;
    }
    const presses = this.#count(press);
    const { cropping, writing } = this.desk;
    if (press.button === 0 && !this.#isSpaceDown && cropping.isOn) {
      const point = this.toPage(press.client);
      if (point !== null && cropping.holds(point)) {
        this.become(new PanningPhoto(this, press));
        return;
      }
      cropping.end();
    }
    if (press.button === 0 && !this.#isSpaceDown && writing.isOn) {
      if (this.packageAt(press.client) === writing.package) {
        this.become(new SelectingText(this, press, presses));
        return;
      }
      writing.end();
    }
    if (press.button === 0 && presses === 2 && !this.#isSpaceDown && this.#openText(press)) return;
    if (press.button === 1 || (press.button === 0 && this.#isSpaceDown)) {
      this.become(new Panning(this, press));
    } else if (press.button === 0 && this.#state instanceof Idle) {
      this.#state.press(press);
    }
  }

  /** A second press on a package goes a level deeper, to its text. */
  #openText(press: Press): boolean {
    const id = this.packageAt(press.client);
    if (id === null || press.shift || press.mod || this.desk.state.readOnly) return false;
    const photo = this.photoAt(press.client);
    if (photo !== null) {
      this.desk.cropping.begin(photo.package.id, photo.index);
      return this.desk.cropping.isOn;
    }
    this.desk.writing.begin(id, this.toPage(press.client));
    return this.desk.writing.isOn;
  }

  /** Which press this is in a row at one place. */
  #count(press: Press): number {
    const { client } = press;
    const before = this.#pressed;
    const isSame = before !== null && performance.now() - before.time < DOUBLE && distance(before.client, client) < DRAG_BEGINS;
    const count = isSame && press.button === 0 ? before.count + 1 : 1;
    this.#pressed = { client, time: performance.now(), count };
    return count;
  }

  move(press: Press): void {
    // A press that became a drag is no first half of a double one.
    if (this.#pressed !== null && distance(press.client, this.#pressed.client) >= DRAG_BEGINS) this.#pressed = null;
    this.#state.move(press);
  }

  release(press: Press): void {
    this.#state.release(press);
  }

  /** True when the key was used by what goes on. */
  key(event: { key: string }, name: string): boolean {
    if (event.key === ' ' && this.#stage !== null && this.desk.view.mode === 'desk' && !isInField()) {
      this.#isSpaceDown = true;
      this.#stage.setCursor('grab');
      return true;
    }
    if (this.#state.name === 'idle') return !isInField() && this.desk.cropping.key(name);
    if (name === 'Escape') {
      this.cancel();
      return true;
    }
    return this.#state.key?.(name) ?? false;
  }

  keyReleased(event: { key: string }): void {
    if (event.key !== ' ' || !this.#isSpaceDown) return;
    this.#isSpaceDown = false;
    this.#stage?.setCursor('');
  }

  // ── What the states look up ────────────────────────────────────────────────────────────────

  /** A point of the window as a point of the page, in EMU. */
  toPage(client: Point): Point | null {
    if (this.#stage === null) return null;
    const { zoom, pan } = this.desk.view;
    return toPage(this.#stage.locate(client), { zoom, pan });
  }

  /** The packages of the page on the desk where they lie. */
  targets(): Target[] {
    const page = this.desk.page;
    if (page === null) return [];
    return this.desk.packagesOn(page.id).map(({ id, area }) => ({ id, rect: placeArea(area, page) }));
  }

  packageAt(client: Point): Id | null {
    const point = this.toPage(client);
    return point === null ? null : hitPackage(point, this.targets());
  }

  /** The package whose middle lies under a point, those in the hand left out: a drop there means that package. */
  middleAt(client: Point, held: readonly Id[]): Id | null {
    const point = this.toPage(client);
    if (point === null) return null;
    const middles = this.targets()
      .filter(({ id }) => !held.includes(id))
      .map(({ id, rect: { x, y, width, height } }) => {
        const rect = { x: x + width * MIDDLE, y: y + height * MIDDLE, width: width * (1 - 2 * MIDDLE), height: height * (1 - 2 * MIDDLE) };
        return { id, rect };
      });
    return hitPackage(point, middles);
  }

  /** The photo of a package that lies under a point. */
  photoAt(client: Point): { package: PackageState; index: number } | null {
    const point = this.toPage(client);
    const page = this.desk.page;
    const item = this.desk.findPackage(this.packageAt(client) ?? '');
    if (point === null || page === null || item === undefined) return null;
    const corner = placeArea(item.area, page);
    const inside = { x: point.x - corner.x, y: point.y - corner.y };
    const index = framesOf(item).findIndex((frame) => contains(frame, inside));
    return index < 0 || index >= item.photos.length ? null : { package: item, index };
  }

  /** The gap between two packages that lies under a point. */
  dividerAt(client: Point): Divider | null {
    const point = this.toPage(client);
    const page = this.desk.page;
    if (point === null || page === null || this.desk.state.readOnly || this.desk.writing.isOn) return null;
    return findDivider(point, page, this.desk.packagesOn(page.id).filter((item) => !item.is_locked && item.free === undefined));
  }

  /** The outline of what is selected, and its corner that lies under a point. */
  cornerAt(client: Point): { outline: Outline; hit: Hit; reach: number } | null {
    const point = this.toPage(client);
    const page = this.desk.page;
    const [item, other] = this.desk.selected;
    if (point === null || page === null || item === undefined || other !== undefined) return null;
    if (this.desk.state.readOnly || item.page !== page.id || item.is_locked || this.desk.writing.isOn) return null;
    const outline = outlineOf(item, page);
    const hit = outline === null ? null : hitCorner(point, outline, this.#reach());
    return outline === null || hit === null ? null : { outline, hit, reach: this.#reach() };
  }

  /** The handle of what is selected that lies under a point: of the package, or of the box round several. */
  handleAt(client: Point): { id: Id; handle: Handle } | null {
    const point = this.toPage(client);
    const page = this.desk.page;
    const items = this.desk.selected;
    const [item] = items;
    if (point === null || page === null || item === undefined || this.desk.state.readOnly) return null;
    if (items.some((each) => each.page !== page.id || each.is_locked)) return null;
    const area = areaAround(items.map((each) => each.area));
    if (area === null) return null;
    const handle = hitHandle(point, placeArea(area, page), this.#reach());
    return handle === null ? null : { id: item.id, handle };
  }
}

/** A pointer event as the states see it. */
export function toPress(event: PointerEvent): Press {
  return {
    client: { x: event.clientX, y: event.clientY },
    button: event.button,
    shift: event.shiftKey,
    mod: event.ctrlKey || event.metaKey,
    alt: event.altKey,
  };
}

function isInField(): boolean {
  const active = document.activeElement;
  return active instanceof HTMLElement && active.closest('input, textarea, select, button, [contenteditable="true"]') !== null;
}
