// Puts a page together on the visible canvas: paper, grid, and each group from its finished picture.
import type { Area, PageState, Point } from '../bridge/types';
import type { Camera, Viewport } from '../desk/camera';
import { placeArea } from '../desk/kernels/grid';
import { GroupBitmaps } from './bitmaps';
import type { FullFrame, FullGroup, Print } from './print';
import { deviceScale, paintGrid, paintSheet, toDevice } from './sheet';

/** Time that one frame may spend on painting groups anew, in milliseconds; a page that is seen first comes in one piece. */
const BUDGET = 12;
const FIRST_BUDGET = 400;

/** How long the zoom must rest before groups are painted sharp for it, in milliseconds. */
const REST = 140;

/** How long a group that has changed is expected to change again, in milliseconds. */
const RESTLESS = 1500;

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
  readonly #ground: Ground;
  readonly #restless = new Restless();
  #zoom = 0;
  #zoomedAt = 0;
  /** The page that was last seen whole. */
  #whole = '';

  constructor(print: Print) {
    this.#print = print;
    this.#ground = new Ground(print);
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
    const { page, camera, moved } = scene;
    const scale = deviceScale(camera, ratio);
    // The page stands on whole pixels, so that a pan never blurs what was painted.
    const corner = { x: Math.round(camera.pan.x * ratio), y: Math.round(camera.pan.y * ratio) };
    const groups = scene.frame?.list.groups ?? [];
    const isCached = GroupBitmaps.fits(groups, scale);
    const isZooming = this.#isZooming(camera.zoom);
    const end = performance.now() + (this.#whole === page.id ? BUDGET : FIRST_BUDGET);
    let isSettled = scene.frame === null || !isZooming;
    const painter =
      (onto: CanvasRenderingContext2D) =>
      (group: FullGroup, at: Point, isMoved: boolean): void => {
        if (!isInSight(group, at, scale, canvas)) return;
        if (!isCached) {
          const clip = { x: 0, y: 0, width: canvas.width, height: canvas.height };
          this.#print.painter.paint(onto, group, { scale, origin: at, clip });
          return;
        }
        const bitmaps = this.#print.bitmaps;
        const wait = isZooming || performance.now() > end;
        if (!isMoved && !bitmaps.isReady(group, scale, at)) {
          if (!wait) bitmaps.prepare(group, scale, at);
          else isSettled = false;
        }
        if (bitmaps.copy(onto, group, scale, at)) return;
        // What is in the hand, or was never painted, is wanted at once if time allows.
        if (isMoved || !wait) {
          bitmaps.prepare(group, scale, at);
          bitmaps.copy(onto, group, scale, at);
        } else {
          isSettled = false;
        }
      };
    const paintSome = (onto: CanvasRenderingContext2D, some: readonly FullGroup[]): void => {
      const paint = painter(onto);
      for (const group of some) paint(group, place(group, corner, scale), false);
    };
    const paintUnder = (onto: CanvasRenderingContext2D, some: readonly FullGroup[]): void => {
      onto.setTransform(1, 0, 0, 1, 0, 0);
      onto.clearRect(0, 0, canvas.width, canvas.height);
      paintSheet(onto, page, scale, corner, scene.paper, ratio);
      if (scene.showGrid) paintGrid(onto, page, scale, corner);
      paintSome(onto, some);
    };

    const standing = groups.filter((group) => !moved.some((each) => each.group === group.id));
    const lively = this.#restless.among(page.id, standing);
    if (lively.size === 0 && moved.length === 0) {
      this.#ground.drop();
      paintUnder(context, standing);
    } else {
      const still = standing.filter((group) => !lively.has(group));
      const digests = still.map(({ id, digest, origin }) => [id, digest, origin.x, origin.y]);
      const key = JSON.stringify([page.id, page.grid, page.paper, scale, corner, canvas.width, canvas.height, scene.showGrid, scene.paper, digests]);
      context.setTransform(1, 0, 0, 1, 0, 0);
      this.#ground.copy(context, key, (onto) => {
        paintUnder(onto, still);
        return isSettled;
      });
      paintSome(context, standing.filter((group) => lively.has(group)));
    }
    for (const each of moved) this.#paintMoved(context, scene, each, scale, corner, painter(context));
    if (isSettled && scene.frame !== null) this.#whole = page.id;
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

/** Everything that stays as it is while something is in the hand, as one finished picture. */
class Ground {
  #canvas: HTMLCanvasElement | null = null;
  #key = '';

  constructor(print: Print) {
    print.painter.photos.onArrival(() => (this.#key = ''));
  }

  /** Copies the picture; one that was painted for something else, or not to its end, is painted anew. */
  copy(context: CanvasRenderingContext2D, key: string, paint: (onto: CanvasRenderingContext2D) => boolean): void {
    const { width, height } = context.canvas;
    const canvas = (this.#canvas ??= document.createElement('canvas'));
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      this.#key = '';
    }
    const onto = canvas.getContext('2d');
    if (onto === null) return;
    if (key !== this.#key) this.#key = paint(onto) ? key : '';
    // The copy takes the place of what was there, so that nothing needs to be cleared before.
    context.globalCompositeOperation = 'copy';
    context.drawImage(canvas, 0, 0);
    context.globalCompositeOperation = 'source-over';
  }

  drop(): void {
    this.#canvas = null;
    this.#key = '';
  }
}

/** Remembers which groups of a page have changed a moment ago: those that will change again. */
class Restless {
  #page = '';
  readonly #seen = new Map<string, { digest: number; changed: number }>();

  /** The groups that are likely to change, and whatever lies over them. */
  among(page: string, groups: readonly FullGroup[]): Set<FullGroup> {
    const now = performance.now();
    const isNew = page !== this.#page || this.#seen.size === 0;
    if (isNew) this.#seen.clear();
    this.#page = page;
    const found = new Set<FullGroup>();
    for (const group of groups) {
      const before = this.#seen.get(group.id);
      const changed = before === undefined ? (isNew ? -RESTLESS : now) : before.digest === group.digest ? before.changed : now;
      this.#seen.set(group.id, { digest: group.digest, changed });
      if (now - changed < RESTLESS || [...found].some((below) => meet(below, group))) found.add(group);
    }
    return found;
  }
}

function meet(a: FullGroup, b: FullGroup): boolean {
  const [left, top] = [a.origin.x + a.bounds.x - b.origin.x - b.bounds.x, a.origin.y + a.bounds.y - b.origin.y - b.bounds.y];
  return left < b.bounds.width && left + a.bounds.width > 0 && top < b.bounds.height && top + a.bounds.height > 0;
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
