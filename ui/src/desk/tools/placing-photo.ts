// A photo from the pool over the page: onto a photo it takes its frame, onto a story it joins it, beside them it stands alone.
import type { Area, Command, PageState, PhotoState, Point } from '../../bridge/types';
import { framesOf } from '../cropping';
import { placeArea } from '../kernels/grid';
import { contains } from '../kernels/hit';
import { obstacles, takesPhotos } from '../kernels/obstacles';
import { freeLines, snapMove, widthOf } from '../kernels/snap';
import type { Offer, Outcome } from './stage';
import { DRAG_BEGINS, distance, type Press, type ToolState } from './tool';
import type { Tools } from './tools';

/** What a drop at a point does. */
export interface Drop {
  area: Area;
  command: Command;
  offer: Offer | null;
}

export class PlacingPhoto implements ToolState {
  readonly name = 'placing';
  readonly #tools: Tools;
  readonly #photo: PhotoState;
  readonly #page: PageState;
  readonly #start: Point;
  #span: number;
  #last: Press | null = null;
  #drop: Drop | null = null;
  #outcome: Outcome = { report: null, refusal: null };
  #asked = '';
  #isDragged = false;
  #isEnded = false;

  constructor(tools: Tools, photo: PhotoState, page: PageState, start: Point) {
    this.#tools = tools;
    this.#photo = photo;
    this.#page = page;
    this.#start = start;
    this.#span = usualSpan(photo, page);
  }

  move(press: Press): void {
    const stage = this.#tools.stage;
    if (stage === null) return;
    if (!this.#isDragged && distance(press.client, this.#start) < DRAG_BEGINS) return;
    this.#isDragged = true;
    this.#last = press;
    stage.setCursor('grabbing');
    this.#drop = stage.isOver(press.client) ? this.#dropAt(press) : null;
    const drop = this.#drop;
    if (drop === null) {
      stage.showGhost(null);
      stage.endPreview(false);
      this.#asked = '';
      return;
    }
    const key = JSON.stringify(drop.command);
    if (key !== this.#asked) {
      this.#asked = key;
      stage.preview(drop.command, (outcome) => {
        if (this.#isEnded) return;
        this.#outcome = outcome;
        this.#show(drop);
      });
    }
    this.#show(drop);
  }

  key(name: string): boolean {
    const span = Number(name);
    if (!Number.isInteger(span) || span < 1 || span > this.#page.grid.columns.columns) return false;
    this.#span = span;
    if (this.#last !== null) this.move(this.#last);
    return true;
  }

  release(press: Press): void {
    if (this.#isDragged) this.move(press);
    this.#isEnded = true;
    const { desk, stage } = this.#tools;
    const drop = this.#drop;
    stage?.setCursor('');
    stage?.showGhost(null);
    stage?.endPreview(drop !== null);
    this.#tools.rest();
    if (drop === null) return;
    void desk.apply(drop.command).then((applied) => {
      if (applied === null) stage?.endPreview(false);
      else if (drop.offer === null) desk.select(applied.created.filter((id) => desk.findPackage(id) !== undefined).slice(0, 1));
    });
  }

  cancel(): void {
    this.#isEnded = true;
    const { stage } = this.#tools;
    stage?.setCursor('');
    stage?.showGhost(null);
    stage?.endPreview(false);
  }

  #dropAt(press: Press): Drop | null {
    const point = this.#tools.toPage(press.client);
    return point === null ? null : photoDrop(this.#tools, this.#photo, this.#page, this.#span, press, point);
  }

  #show({ area, offer }: Drop): void {
    const { report, refusal } = this.#outcome;
    const over = report?.overset.lines ?? 0;
    const under = report?.underset.lines ?? 0;
    const columns = this.#span;
    this.#tools.stage?.showGhost({ area, kind: 'placing', columns, over, under, report: null, isRefused: refusal !== null, offer, guides: [], offers: [] });
  }
}

/** What a photo does where it is dropped: it takes over a frame, joins a story, or stands alone, `span` columns wide. */
export function photoDrop(tools: Tools, photo: PhotoState, page: PageState, span: number, press: Press, point: Point): Drop {
  const { desk } = tools;
  const item = desk.findPackage(tools.packageAt(press.client) ?? '');
  if (item !== undefined && !item.is_locked && takesPhotos(item)) {
    const corner = placeArea(item.area, page);
    const index = framesOf(item).findIndex((frame) => contains(frame, { x: point.x - corner.x, y: point.y - corner.y }));
    const isFrame = index >= 0 && index < item.photos.length;
    const command = isFrame ? desk.photoInto(photo, item, index) : desk.photoOnto(photo, item);
    return { area: item.area, command, offer: isFrame ? 'replace' : 'photo' };
  }
  const { grid, paper } = page;
  const width = widthOf(span, grid);
  const free = { x: ((point.x - paper.left) / grid.cell) * 1000 - width / 2, line: (point.y - paper.top) / grid.leading - 1.5 };
  const others = obstacles(page, desk.packagesOn(page.id));
  const { area } = snapMove({ width, lines: 3 }, free, grid, others, !press.mod, tools.drawn(page));
  const depth = Math.ceil(((width / 1000) * grid.cell * (photo.height / photo.width)) / grid.leading) + 3;
  const lines = Math.min(depth, freeLines(area, grid, others));
  const { x, line } = area;
  const place = { verb: 'place-photo', photo: photo.id, page: page.id, x, line, width } as const;
  return { area: { ...area, lines }, command: lines < depth ? { ...place, lines } : place, offer: null };
}

/** Columns that a photo spans when nobody says otherwise. */
export function usualSpan(photo: PhotoState, page: PageState): number {
  return Math.min(photo.width >= photo.height ? 3 : 2, page.grid.columns.columns);
}
