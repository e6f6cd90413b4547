// The page on the desk: paints it, carries the overlay and the rulers, and hands the pointer to the tools.
import './canvas.css';
import type { Area, Command, Id, PageState, Point, Rect } from '../bridge/types';
import type { Camera } from '../desk/camera';
import type { Desk, DeskSnapshot } from '../desk/desk';
import { Latest } from '../desk/latest';
import type { Ghost, HeldGuide, Outcome, Stage } from '../desk/tools/stage';
import type { Written } from '../desk/writing/writing';
import { toPress } from '../desk/tools/tools';
import { Ahead } from './ahead';
import { Beside } from './beside';
import { Compositor, type Moved } from './compositor';
import { FirstPaint, reached } from './first-paint';
import { Overlay } from './overlay';
import type { FullFrame } from './print';
import { RULER, paintCellRuler, paintLineRuler, paintMillimetreRuler, type RulerColours } from './rulers';
import { deviceScale, paintFold } from './sheet';
import { WritingLayer } from './writing-layer';

/** Zoom for a turn of the wheel by one pixel. */
const WHEEL = 0.0022;

/** How many previews of one drag are kept: a hand comes back to where it was more often than not. */
const MOST_PREVIEWS = 160;

interface Colours extends RulerColours {
  paper: string;
}

/** Puts the page on the desk into `host`, which must be positioned; the returned function takes it away. */
export function mountPage(host: HTMLElement, desk: Desk): () => void {
  const view = new PageView(desk);
  host.append(view.element);
  view.start();
  return () => view.stop();
}

class PageView implements Stage {
  readonly element = document.createElement('div');
  readonly #desk: Desk;
  readonly #viewport = document.createElement('div');
  readonly #canvas = document.createElement('canvas');
  readonly #across = document.createElement('canvas');
  readonly #down = document.createElement('canvas');
  readonly #overlay: Overlay;
  readonly #compositor: Compositor;
  readonly #beside: Beside;
  readonly #first: FirstPaint;
  readonly #ahead: Ahead;
  readonly #frames = new Map<Id, FullFrame>();
  readonly #previews: Latest<{ page: Id; command: Command }, FullFrame>;
  /** The previews of the drag that goes on, by page and verb. */
  readonly #passed = new Map<string, FullFrame>();
  readonly #writes: Latest<{ page: Id; command: Command | null; text: Id }, FullFrame>;
  readonly #layer: WritingLayer;
  readonly #ends: (() => void)[] = [];
  #preview: { frame: FullFrame; area: Area | null } | null = null;
  #shifts: { id: Id | null; from: Area | null; to: Area }[] = [];
  #ghost: Ghost | null = null;
  #marquee: Rect | null = null;
  #guide: HeldGuide | null = null;
  #isHeld = false;
  #isPressed = false;
  #isDue = false;
  #isFitted = false;
  #asked = 0;
  /** The preview that the hand wants, and the one that is shown. */
  #wanted: string | null = null;
  #answered: string | null = null;
  #theme: { name: string; colours: Colours } | null = null;
  /** What the rulers were last painted for. */
  #rulers = '';
  /** The page that was last shown or is on its way. */
  #page: Id | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#overlay = new Overlay(desk);
    this.#compositor = new Compositor(desk.print);
    this.#first = new FirstPaint(desk.bridge);
    this.#ahead = new Ahead(desk, this.#frames);
    this.#beside = new Beside(desk, () => this.#due());
    this.#previews = new Latest(({ page, command }) => this.#ask(page, command));
    this.#writes = new Latest(({ page, command, text }) => desk.print.written(page, command, text));
    this.#layer = new WritingLayer(desk);
    this.element.className = 'page-view';
    this.element.tabIndex = 0;
    this.element.dataset['testid'] = 'page-view';
    this.element.dataset['pane'] = 'page';
    this.#viewport.className = 'viewport';
    this.#canvas.dataset['testid'] = 'page-canvas';
    this.#viewport.append(this.#canvas, this.#layer.shade, this.#overlay.element, this.#layer.element);
    this.#across.className = 'ruler across';
    this.#down.className = 'ruler down';
    this.element.append(this.#viewport, this.#across, this.#down);
  }

  start(): void {
    const desk = this.#desk;
    const sizes = new ResizeObserver(() => this.#measure());
    sizes.observe(this.element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const redraw = (): void => this.#due();
    scheme.addEventListener('change', redraw);
    this.#ends.push(
      () => sizes.disconnect(),
      () => scheme.removeEventListener('change', redraw),
      desk.tools.attach(this),
      desk.print.painter.photos.onArrival(redraw),
      desk.onPagesChanged((pages) => this.#pagesChanged(pages)),
      desk.subscribe((snapshot) => this.#changed(snapshot)),
    );
    this.#listen();
    this.#measure();
  }

  stop(): void {
    for (const end of this.#ends.splice(0)) end();
    this.element.remove();
  }

  // ── Pages ──────────────────────────────────────────────────────────────────────────────────

  #changed(snapshot: DeskSnapshot): void {
    // Before press the page lies behind the preview: it is fetched and painted once it is looked at again.
    if (snapshot.view.mode === 'preview') return;
    if (this.#page !== snapshot.view.page) {
      this.#page = snapshot.view.page;
      this.#preview = null;
      void this.#load();
    }
    this.#due();
  }

  #pagesChanged(pages: Id[] | null): void {
    this.#beside.forget(pages);
    this.#passed.clear();
    for (const page of pages ?? [...this.#frames.keys()]) {
      if (page !== this.#desk.view.page) this.#frames.delete(page);
    }
    const current = this.#desk.view.page;
    if (this.#desk.view.mode === 'preview') {
      for (const page of pages ?? [...this.#frames.keys()]) this.#frames.delete(page);
      this.#page = null;
      return;
    }
    if (current !== null && (pages === null || pages.includes(current))) void this.#load(true);
    else if (this.#isHeld) this.endPreview(false);
  }

  /** Fetches the page on the desk unless it is at hand; of several fetches the last one is shown. */
  async #load(isStale = false): Promise<void> {
    const page = this.#desk.view.page;
    if (page === null || (!isStale && this.#frames.has(page))) return;
    const asked = (this.#asked += 1);
    try {
      const frame = await this.#desk.print.page(page);
      if (asked !== this.#asked) return;
      this.#frames.set(page, frame);
      reached('framed');
      if (this.#isHeld) this.endPreview(false);
      this.#due();
    } catch (error) {
      this.#desk.reportError(error);
    }
  }

  // ── Painting ───────────────────────────────────────────────────────────────────────────────

  #measure(): void {
    const width = Math.max(0, this.element.clientWidth - RULER);
    const height = Math.max(0, this.element.clientHeight - RULER);
    const { viewport } = this.#desk.view;
    if (width === viewport.width && height === viewport.height) return;
    this.#desk.patch({ viewport: { width, height } });
    if (!this.#isFitted && width > 0 && height > 0) {
      this.#isFitted = true;
      this.#desk.fit('width');
    }
  }

  /** Paints once at the next frame, however often it is asked. */
  #due(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#draw();
    });
  }

  #draw(): void {
    const desk = this.#desk;
    const page = desk.page;
    const { zoom, pan, viewport, showGrid } = desk.view;
    if (viewport.width <= 0 || viewport.height <= 0 || desk.view.mode === 'preview') return;
    const colours = this.#colours();
    if (page === null) {
      this.#overlay.clear();
      this.#compositor.clear(this.#canvas, viewport);
      return;
    }
    const camera = { zoom, pan };
    const frame = this.#preview?.frame ?? this.#frames.get(page.id) ?? null;
    const isSettled = this.#compositor.draw(this.#canvas, {
      page,
      frame,
      camera,
      viewport,
      showGrid,
      paper: colours.paper,
      moved: this.#moved(frame),
    });
    const isBesideSettled = this.#beside.draw(this.#canvas, page, camera, colours.paper);
    this.#saySettled();
    if (desk.view.showFold) paintFold(this.#canvas, page, camera);
    this.element.classList.toggle('squint', desk.view.isSquinting);
    this.element.classList.toggle('arranging', desk.view.arranging !== null);
    this.#overlay.show({
      page,
      packages: desk.packagesOn(page.id),
      reports: frame?.reports ?? {},
      ghost: this.#ghost,
      marquee: this.#marquee,
      guide: this.#guide,
      cropping: desk.view.cropping,
      camera,
      moving: this.#ghost === null ? [] : [...this.#shifts.map(({ id }) => id), this.#resized(), ...this.#swapped()].filter((id) => id !== null),
    });
    this.#layer.show(page, camera);
    this.#drawRulers(colours);
    if (frame !== null && isSettled) this.#stands(page, camera);
    const isComplete = frame !== null && isSettled && isBesideSettled && !this.#beside.isWaiting(page, camera);
    this.#sayWhole(isComplete && !desk.print.painter.photos.isWaiting);
    if (!isSettled || !isBesideSettled) this.#due();
  }

  /** All type of the page is painted; what can wait until then begins once its photos are too. */
  #stands({ id, number }: PageState, { zoom, pan }: Camera): void {
    const isWhole = !this.#desk.print.painter.photos.isWaiting;
    this.#canvas.dataset['shown'] = String(number);
    this.#first.drawn(isWhole);
    if (!isWhole) return;
    this.#desk.print.begin();
    const ratio = devicePixelRatio;
    if (this.#preview === null && !this.#isPressed) {
      this.#ahead.prepare(id, deviceScale({ zoom, pan }, ratio), { x: Math.round(pan.x * ratio), y: Math.round(pan.y * ratio) });
    }
  }

  /** The colours of the theme; asking for them makes the browser work out every style, so they are asked for once. */
  #colours(): Colours {
    const theme = document.documentElement.dataset['theme'] ?? '';
    if (this.#theme?.name === theme) return this.#theme.colours;
    const style = getComputedStyle(this.element);
    const colour = (name: string, other: string): string => style.getPropertyValue(name).trim() || other;
    const colours = {
      paper: colour('--paper', '#ffffff'),
      ground: colour('--bar', '#ecedef'),
      line: colour('--line2', '#b7bcc3'),
      text: colour('--ink3', '#60666e'),
      lit: colour('--acc-tint', '#dcebea'),
    };
    this.#theme = { name: theme, colours };
    return colours;
  }

  /** Says on the canvas whether it shows what the hand wants, or still waits for the engine. */
  #saySettled(): void {
    const isSettled = String(this.#wanted === null || this.#wanted === this.#answered);
    if (this.#canvas.dataset['settled'] !== isSettled) this.#canvas.dataset['settled'] = isSettled;
  }

  /** Says on the canvas whether all that is in sight is painted, the facing page and every photo too. */
  #sayWhole(is: boolean): void {
    if (this.#canvas.dataset['whole'] !== String(is)) this.#canvas.dataset['whole'] = String(is);
  }

  #drawRulers(colours: RulerColours): void {
    const desk = this.#desk;
    const page = desk.page;
    if (page === null) return;
    const { zoom, pan, viewport } = desk.view;
    const lit = this.#ghost?.area ?? (desk.selected.length === 1 ? (desk.selected[0]?.area ?? null) : null);
    // Rulers are painted when they would look different: in a drag that is once in many frames.
    const looks = JSON.stringify([zoom, pan, viewport, lit, colours, desk.view.rulerUnit, page.id, page.grid, page.paper, devicePixelRatio]);
    if (looks === this.#rulers) return;
    this.#rulers = looks;
    if (desk.view.rulerUnit === 'mm') {
      paintMillimetreRuler(this.#across, viewport.width, page, { zoom, pan }, false, lit, colours);
      paintMillimetreRuler(this.#down, viewport.height, page, { zoom, pan }, true, lit, colours);
      return;
    }
    paintCellRuler(this.#across, viewport.width, page, { zoom, pan }, lit, colours);
    paintLineRuler(this.#down, viewport.height, page, { zoom, pan }, lit, colours);
  }

  /** Which groups stand elsewhere than their list says, and from which areas to which. */
  #moved(frame: FullFrame | null): Moved[] {
    return this.#shifts.flatMap(({ id, from: began, to }) => {
      const from = id === null ? (this.#preview?.area ?? null) : began;
      const group = id ?? frame?.focus ?? null;
      return from === null || group === null ? [] : [{ group: `package:${group}`, from, to }];
    });
  }

  /** The two that would change places: each is seen in the other's place, so neither keeps its outline and its marks. */
  #swapped(): Id[] {
    const ghost = this.#ghost;
    if (ghost?.offer !== 'swap') return [];
    const isAimed = ({ area }: { area: Area }): boolean => area.x === ghost.area.x && area.line === ghost.area.line;
    const [aimed] = this.#desk.packagesOn(this.#desk.view.page ?? '').filter(isAimed);
    return [this.#desk.view.drag?.package, aimed?.id].filter((id) => id !== undefined && id !== null);
  }

  #resized(): Id | null {
    return this.#ghost?.kind === 'resizing' ? (this.#desk.view.drag?.package ?? null) : null;
  }

  // ── Stage ──────────────────────────────────────────────────────────────────────────────────

  locate(client: Point): Point {
    const box = this.#viewport.getBoundingClientRect();
    return { x: client.x - box.left, y: client.y - box.top };
  }

  isOver(client: Point): boolean {
    const { x, y } = this.locate(client);
    const { viewport } = this.#desk.view;
    return x >= 0 && y >= 0 && x < viewport.width && y < viewport.height;
  }

  showGhost(ghost: Ghost | null): void {
    this.#ghost = ghost;
    this.#due();
  }

  showGuide(guide: HeldGuide | null): void {
    this.#guide = guide;
    this.#due();
  }

  showMarquee(rect: Rect | null): void {
    this.#marquee = rect;
    this.#due();
  }

  shift(id: Id | null, area: Area | null): void {
    this.#setShifts(area === null ? [] : [{ id, to: area }]);
  }

  shiftMany(moves: readonly { id: Id; to: Area }[]): void {
    this.#setShifts(moves);
  }

  #setShifts(moves: readonly { id: Id | null; to: Area }[]): void {
    this.#shifts = moves.map(({ id, to }) => {
      // The area at the drag's begin stays the measure: the record changes before its picture does.
      const began = this.#shifts.find((shift) => shift.id === id)?.from ?? null;
      return { id, from: began ?? (id === null ? null : (this.#desk.findPackage(id)?.area ?? null)), to };
    });
    this.#due();
  }

  preview(command: Command, settle: (outcome: Outcome) => void, ahead?: Command): void {
    const page = this.#desk.view.page;
    if (page === null) return;
    const area = areaOf(command);
    const key = keyOf(page, command);
    this.#wanted = key;
    const show = (frame: FullFrame): void => {
      this.#answered = key;
      if (frame.refusal === null) this.#preview = { frame, area };
      // A verb that would change nothing has no focus; its package is still the one that is meant.
      const meant = frame.focus ?? ('package' in command ? String(command.package) : '');
      settle({ report: frame.reports[meant] ?? null, refusal: frame.refusal });
      this.#due();
    };
    const passed = this.#passed.get(key);
    if (passed === undefined) {
      this.#previews.request({ page, command }, show);
    } else {
      this.#previews.forget();
      show(passed);
    }
    if (ahead !== undefined && !this.#passed.has(keyOf(page, ahead))) this.#previews.lookAhead({ page, command: ahead });
  }

  async #ask(page: Id, command: Command): Promise<FullFrame> {
    const { revision } = this.#desk.state;
    const frame = await this.#desk.print.preview(page, command);
    // What the page looked like before it changed is of no use after.
    if (revision === this.#desk.state.revision && this.#passed.size < MOST_PREVIEWS) this.#passed.set(keyOf(page, command), frame);
    return frame;
  }

  write(id: Id, command: Command | null, settle: (written: Written | null) => void): void {
    const page = this.#desk.view.page;
    if (page === null) return;
    // Whoever begins to write while a step is on its way waits for his own lines, not for the end of that step.
    this.#isHeld = false;
    this.#writes.request({ page, command, text: id }, (frame) => {
      this.#preview = { frame, area: null };
      const text = frame.text ?? null;
      settle(text === null ? null : { lines: text.lines, parts: text.parts, report: frame.reports[id] ?? null });
      this.#due();
    });
  }

  endPreview(keep: boolean): void {
    this.#previews.forget();
    this.#passed.clear();
    this.#writes.forget();
    this.#isHeld = keep;
    if (!keep) {
      this.#preview = null;
      this.#shifts = [];
    }
    this.#due();
  }

  setCursor(cursor: string): void {
    if (cursor === this.#viewport.style.cursor) return;
    this.#viewport.style.cursor = cursor;
    document.documentElement.style.cursor = cursor === 'grabbing' ? cursor : '';
  }

  // ── Pointer ────────────────────────────────────────────────────────────────────────────────

  #listen(): void {
    const { tools } = this.#desk;
    const at = this.#viewport;
    at.addEventListener('pointerdown', (event) => {
      this.element.focus({ preventScroll: true });
      if (event.button === 2) this.#selectAt(event);
      if (event.button > 1) return;
      event.preventDefault();
      // What is proposed can be looked at; it is worked on once it is taken.
      if (this.#desk.view.arranging !== null && event.button === 0) return;
      const page = this.#desk.page;
      const camera = { zoom: this.#desk.view.zoom, pan: this.#desk.view.pan };
      if (page !== null && event.button === 0 && this.#beside.isAt(this.locate({ x: event.clientX, y: event.clientY }), page, camera)) {
        this.#beside.turn(page, camera);
        return;
      }
      at.setPointerCapture(event.pointerId);
      this.#isPressed = true;
      tools.press(toPress(event));
      this.#layer.focus();
    });
    at.addEventListener('pointermove', (event) => {
      // A story on its way from the pool is followed by the window itself.
      if (this.#isPressed || tools.isHovering) tools.move(toPress(event));
    });
    // Where the browser says so, a drag hears of the hand at once and not only when the next frame begins: the engine
    // has then often answered before that frame is painted.
    at.addEventListener('pointerrawupdate', (event) => {
      if (this.#isPressed && event instanceof PointerEvent) tools.move(toPress(event));
    });
    at.addEventListener('pointerup', (event) => {
      if (!this.#isPressed) return;
      this.#isPressed = false;
      tools.release(toPress(event));
    });
    at.addEventListener('pointercancel', () => {
      this.#isPressed = false;
      tools.cancel();
    });
    at.addEventListener('pointerleave', () => {
      if (!this.#isPressed) this.#desk.patch({ hover: null, pointer: null });
    });
    for (const [ruler, axis] of [[this.#across, 'across'], [this.#down, 'down']] as const) {
      ruler.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        tools.startGuide(axis, event);
      });
    }
    at.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
  }

  /** The context menu is about what lies under the pointer. */
  #selectAt(event: PointerEvent): void {
    const id = this.#desk.tools.packageAt({ x: event.clientX, y: event.clientY });
    if (id !== null && !this.#desk.view.selection.includes(id)) this.#desk.selectWhole([id]);
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const { zoom, pan } = this.#desk.view;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    const { cropping, tools } = this.#desk;
    const point = cropping.isOn ? tools.toPage({ x: event.clientX, y: event.clientY }) : null;
    if (point !== null && cropping.holds(point)) {
      cropping.zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY * unit)) * WHEEL), point);
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      // A pinch arrives as a wheel with Ctrl and smaller steps.
      const turn = Math.max(-120, Math.min(120, event.deltaY * unit));
      this.#desk.setZoom(zoom * Math.exp(-turn * WHEEL), this.locate({ x: event.clientX, y: event.clientY }));
      return;
    }
    const [across, down] = event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
    this.#desk.setCamera({ zoom, pan: { x: pan.x - across * unit, y: pan.y - down * unit } });
  }
}

function keyOf(page: Id, command: Command): string {
  return `${page} ${JSON.stringify(command)}`;
}

/** The area that a verb gives its package, of one line where the text decides; null when it gives none. */
function areaOf(command: Command): Area | null {
  if (command.verb !== 'place' && command.verb !== 'resize-package') return null;
  const { x, line, width, lines = 1 } = command;
  return x === undefined || line === undefined || width === undefined ? null : { x, line, width, lines };
}
