// The facing page beside the one on the desk: real, a step darker, and not to be worked on until it is clicked.
import type { Id, PageState, Point, Rect } from '../bridge/types';
import { toPixels, type Camera } from '../desk/camera';
import type { Desk } from '../desk/desk';
import { facing } from '../desk/kernels/spreads';
import { GroupBitmaps } from './bitmaps';
import type { FullFrame } from './print';
import { deviceScale } from './sheet';

/** What the facing page is dimmed with. */
const DIM = 'rgb(19 21 23 / 12%)';

/** Time that one frame may spend on painting its groups anew, in milliseconds. */
const BUDGET = 8;

export class Beside {
  readonly #desk: Desk;
  readonly #frames = new Map<Id, FullFrame>();
  readonly #asked = new Set<Id>();
  readonly #due: () => void;

  /** `due` asks for another frame. */
  constructor(desk: Desk, due: () => void) {
    this.#desk = desk;
    this.#due = due;
  }

  /** Drops pages whose print has changed; all of them when null. */
  forget(pages: readonly Id[] | null): void {
    for (const page of pages ?? [...this.#frames.keys()]) this.#frames.delete(page);
    this.#asked.clear();
  }

  /** The page that faces the one on the desk, if it is to be shown, and how far to the right it lies in CSS pixels. */
  page(page: PageState, camera: Camera): { page: PageState; across: number } | null {
    const found = this.#desk.view.isSpread ? facing(this.#desk.state.pages, page.id) : null;
    if (found === null) return null;
    const wide = found.isRight ? page.paper.width : -found.page.paper.width;
    return { page: found.page, across: toPixels(wide, camera.zoom) };
  }

  /** Whether there is a facing page to be shown that has not come yet. */
  isWaiting(page: PageState, camera: Camera): boolean {
    const beside = this.page(page, camera);
    return beside !== null && !this.#frames.has(beside.page.id);
  }

  /** Whether a point of the viewport lies on the facing page. */
  isAt(point: Point, page: PageState, camera: Camera): boolean {
    const beside = this.page(page, camera);
    if (beside === null) return false;
    const { paper } = beside.page;
    const left = camera.pan.x + beside.across;
    const box: Rect = { x: left, y: camera.pan.y, width: toPixels(paper.width, camera.zoom), height: toPixels(paper.height, camera.zoom) };
    return point.x >= box.x && point.y >= box.y && point.x < box.x + box.width && point.y < box.y + box.height;
  }

  /** Brings the facing page onto the desk; what is seen stays where it is. */
  turn(page: PageState, camera: Camera): void {
    const beside = this.page(page, camera);
    if (beside === null) return;
    this.#desk.goTo(beside.page.id);
    this.#desk.setCamera({ zoom: camera.zoom, pan: { x: camera.pan.x + beside.across, y: camera.pan.y } });
  }

  /** Draws it beside the page on the desk; false when something of it is still to be painted. */
  draw(canvas: HTMLCanvasElement, page: PageState, camera: Camera, paper: string): boolean {
    const beside = this.page(page, camera);
    const context = canvas.getContext('2d');
    if (beside === null || context === null) return true;
    const ratio = devicePixelRatio;
    const scale = deviceScale(camera, ratio);
    const corner = { x: Math.round((camera.pan.x + beside.across) * ratio), y: Math.round(camera.pan.y * ratio) };
    context.setTransform(1, 0, 0, 1, 0, 0);
    // Without a shadow, which would fall on the page one works on.
    context.fillStyle = paper;
    context.fillRect(corner.x, corner.y, beside.page.paper.width * scale, beside.page.paper.height * scale);
    const isSettled = this.#groups(context, beside.page.id, scale, corner);
    context.fillStyle = DIM;
    context.fillRect(corner.x, corner.y, beside.page.paper.width * scale, beside.page.paper.height * scale);
    return isSettled;
  }

  #groups(context: CanvasRenderingContext2D, id: Id, scale: number, corner: Point): boolean {
    const frame = this.#frames.get(id);
    if (frame === undefined) {
      this.#ask(id);
      return true;
    }
    const { bitmaps, painter } = this.#desk.print;
    const { groups } = frame.list;
    const end = performance.now() + BUDGET;
    let isSettled = true;
    for (const group of groups) {
      const at = { x: corner.x + group.origin.x * scale, y: corner.y + group.origin.y * scale };
      if (!GroupBitmaps.fits(groups, scale)) {
        painter.paint(context, group, { scale, origin: at, clip: { x: 0, y: 0, width: context.canvas.width, height: context.canvas.height } });
        continue;
      }
      if (!bitmaps.isReady(group, scale, at)) {
        if (performance.now() > end) isSettled = false;
        else bitmaps.prepare(group, scale, at);
      }
      bitmaps.copy(context, group, scale, at);
    }
    return isSettled;
  }

  #ask(id: Id): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    void this.#desk.print.page(id).then(
      (frame) => {
        this.#frames.set(id, frame);
        this.#due();
      },
      (error: unknown) => console.warn('the facing page did not come', error),
    );
  }
}
