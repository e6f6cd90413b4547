// Puts a page together on the visible canvas: paper, grid, and each group from its finished picture.
import type { Area, PageState, Point } from '../bridge/types';
import type { Camera, Viewport } from '../desk/camera';
import { placeArea } from '../desk/kernels/grid';
import { GroupBitmaps } from './bitmaps';
import type { FullFrame, FullGroup, Print } from './print';
import { deviceScale, paintGrid, paintSheet, toDevice } from './sheet';

/** Time that one frame may spend on painting groups anew, in milliseconds. */
const BUDGET = 12;

/** How long the zoom must rest before groups are painted sharp for it, in milliseconds. */
const REST = 140;

/** A group in the hand. */
export interface Moved {
  group: string;
  from: Area;
  to: Area;
}

export interface Scene {
  page: PageState;
  frame: FullFrame | null;
  camera: Camera;
  viewport: Viewport;
  showGrid: boolean;
  paper: string;
  /** Groups that are drawn at other places, on top of the others. */
  moved: Moved[];
}

export class Compositor {
  readonly #print: Print;
  #zoom = 0;
  #zoomedAt = 0;

  constructor(print: Print) {
    this.#print = print;
  }

  clear(canvas: HTMLCanvasElement, viewport: Viewport): void {
    size(canvas, viewport, devicePixelRatio);
    canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
  }

  /** Draws the scene; false when something is still to be painted and another frame is wanted. */
  draw(canvas: HTMLCanvasElement, scene: Scene): boolean {
    const ratio = devicePixelRatio;
    size(canvas, scene.viewport, ratio);
    const context = canvas.getContext('2d');
    if (context === null) return true;
    const { page, camera } = scene;
    const scale = deviceScale(camera, ratio);
    // The page stands on whole pixels, so that a pan never blurs what was painted.
    const corner = { x: Math.round(camera.pan.x * ratio), y: Math.round(camera.pan.y * ratio) };
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    paintSheet(context, page, scale, corner, scene.paper, ratio);
    if (scene.showGrid) paintGrid(context, page, scale, corner);
    if (scene.frame === null) return true;

    const groups = scene.frame.list.groups;
    const isCached = GroupBitmaps.fits(groups, scale);
    const isZooming = this.#isZooming(camera.zoom);
    const end = performance.now() + BUDGET;
    let isSettled = !isZooming;
    const paintGroup = (group: FullGroup, at: Point, isMoved: boolean): void => {
      if (!isInSight(group, at, scale, canvas)) return;
      if (!isCached) {
        const clip = { x: 0, y: 0, width: canvas.width, height: canvas.height };
        this.#print.painter.paint(context, group, { scale, origin: at, clip });
        return;
      }
      const bitmaps = this.#print.bitmaps;
      const wait = isZooming || performance.now() > end;
      if (!isMoved && !bitmaps.isReady(group, scale, at)) {
        if (!wait) bitmaps.prepare(group, scale, at);
        else isSettled = false;
      }
      if (bitmaps.copy(context, group, scale, at)) return;
      // What is in the hand, or was never painted, is wanted at once if time allows.
      if (isMoved || !wait) {
        bitmaps.prepare(group, scale, at);
        bitmaps.copy(context, group, scale, at);
      } else {
        isSettled = false;
      }
    };
    const { moved } = scene;
    for (const group of groups) {
      if (!moved.some((each) => each.group === group.id)) paintGroup(group, place(group, corner, scale), false);
    }
    for (const each of moved) this.#paintMoved(context, scene, each, scale, corner, paintGroup);
    return isSettled;
  }

  #paintMoved(
    context: CanvasRenderingContext2D,
    scene: Scene,
    moved: Moved,
    scale: number,
    corner: Point,
    paintGroup: (group: FullGroup, at: Point, isMoved: boolean) => void,
  ): void {
    const from = placeArea(moved.from, scene.page);
    const to = placeArea(moved.to, scene.page);
    // Paper under the package in the hand: what it covers is not read through it.
    const sheet = toDevice(to, scale, corner);
    context.fillStyle = scene.paper;
    context.fillRect(sheet.x, sheet.y, sheet.width, sheet.height);
    const group = scene.frame?.list.groups.find((each) => each.id === moved.group);
    if (group === undefined) return;
    const at = place(group, corner, scale);
    paintGroup(group, { x: at.x + (to.x - from.x) * scale, y: at.y + (to.y - from.y) * scale }, true);
  }

  #isZooming(zoom: number): boolean {
    const now = performance.now();
    if (this.#zoom !== zoom) {
      // The first zoom of all is no gesture.
      this.#zoomedAt = this.#zoom === 0 ? 0 : now;
      this.#zoom = zoom;
    }
    return now - this.#zoomedAt < REST;
  }
}

function place(group: FullGroup, corner: Point, scale: number): Point {
  return { x: corner.x + group.origin.x * scale, y: corner.y + group.origin.y * scale };
}

function isInSight(group: FullGroup, at: Point, scale: number, canvas: HTMLCanvasElement): boolean {
  const { bounds } = group;
  const left = at.x + bounds.x * scale;
  const top = at.y + bounds.y * scale;
  return left < canvas.width && top < canvas.height && left + bounds.width * scale > 0 && top + bounds.height * scale > 0;
}

function size(canvas: HTMLCanvasElement, viewport: Viewport, ratio: number): void {
  const width = Math.round(viewport.width * ratio);
  const height = Math.round(viewport.height * ratio);
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${viewport.width}px`;
  canvas.style.height = `${viewport.height}px`;
}
