// A photo worked on inside its frame: what is seen of it moves and scales, the frame stays.
import type { Command, Id, PackageState, Point, Rect } from '../bridge/types';
import type { Desk } from './desk';
import { cropOf, panned, sightOf, zoomed, type Sight } from './kernels/crop';
import { placeArea } from './kernels/grid';

interface Session {
  package: Id;
  index: number;
  /** The frame, in EMU on the page. */
  frame: Rect;
  lines: number;
  before: Sight;
  sight: Sight;
}

/** Share of the picture that an arrow key moves it. */
const NUDGE = 0.005;

export class Cropping {
  readonly #desk: Desk;
  #session: Session | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  get isOn(): boolean {
    return this.#session !== null;
  }

  /** Takes up the photo of a package. */
  begin(id: Id, index: number): void {
    const desk = this.#desk;
    const item = desk.findPackage(id);
    const page = item === undefined ? undefined : desk.findPage(item.page);
    const slot = item?.photos[index];
    const photo = slot === undefined ? undefined : desk.findPhoto(slot.photo);
    if (item === undefined || page === undefined || slot === undefined || photo === undefined) return;
    const region = framesOf(item)[index];
    if (region === undefined || item.is_locked || desk.state.readOnly) return;
    const corner = placeArea(item.area, page);
    const lines = Math.max(1, Math.round(region.height / page.grid.leading));
    // The picture ends at the foot of its last line's cell, as type does; in a free frame it fills the frame.
    const below = item.free === undefined ? page.grid.leading - page.grid.cell : 0;
    const frame = { x: corner.x + region.x, y: corner.y + region.y, width: region.width, height: region.height - below };
    const sight = sightOf(photo, slot.crop, frame);
    desk.select([id]);
    this.#session = { package: id, index, frame, lines, before: sight, sight };
    this.#show();
  }

  /** Ends the work; `keeps` makes a step of it. */
  end(keeps = true): void {
    const session = this.#session;
    if (session === null) return;
    this.#session = null;
    this.#desk.patch({ cropping: null });
    const { stage } = this.#desk.tools;
    if (!keeps || JSON.stringify(cropOf(session.sight)) === JSON.stringify(cropOf(session.before))) {
      stage?.endPreview(false);
      return;
    }
    stage?.endPreview(true);
    void this.#desk.apply(commandOf(session)).then((applied) => {
      if (applied === null) stage?.endPreview(false);
    });
  }

  /** Another package was chosen, or this one is gone: the work ends and is kept. */
  follow(): void {
    const session = this.#session;
    if (session === null) return;
    const item = this.#desk.findPackage(session.package);
    const isThere = item !== undefined && item.page === this.#desk.view.page && this.#desk.view.selection.includes(item.id);
    if (!isThere) this.end(item !== undefined);
  }

  /** Whether a point of the page lies in the frame. */
  holds(point: Point): boolean {
    const frame = this.#session?.frame;
    return frame !== undefined && point.x >= frame.x && point.y >= frame.y && point.x <= frame.x + frame.width && point.y <= frame.y + frame.height;
  }

  /** Moves the picture under the frame from where it was at the drag's begin, by EMU on the page. */
  drag(from: Sight, x: number, y: number): void {
    const session = this.#session;
    if (session === null) return;
    const { frame } = session;
    this.#set(panned(from, (-x / frame.width) * from.width, (-y / frame.height) * from.height));
  }

  /** What is seen now. */
  get sight(): Sight | null {
    return this.#session?.sight ?? null;
  }

  /** Scales the picture about a point of the page; more than 1 makes it larger. */
  zoom(factor: number, point: Point | null = null): void {
    const session = this.#session;
    if (session === null) return;
    const { frame, sight } = session;
    const at = point === null ? undefined : { x: (point.x - frame.x) / frame.width, y: (point.y - frame.y) / frame.height };
    this.#set(zoomed(sight, 1 / factor, at));
  }

  /** A key while a photo is worked on; true when it was used. */
  key(name: string): boolean {
    const session = this.#session;
    if (session === null) return false;
    const far = name.startsWith('Shift-') ? 10 : 1;
    const step = NUDGE * far;
    switch (name.replace('Shift-', '')) {
      case 'Escape':
        this.end(false);
        return true;
      case 'Enter':
        this.end();
        return true;
      case 'ArrowLeft':
        this.#set(panned(session.sight, step, 0));
        return true;
      case 'ArrowRight':
        this.#set(panned(session.sight, -step, 0));
        return true;
      case 'ArrowUp':
        this.#set(panned(session.sight, 0, step));
        return true;
      case 'ArrowDown':
        this.#set(panned(session.sight, 0, -step));
        return true;
      case '+':
      case '=':
        this.zoom(1.05);
        return true;
      case '-':
        this.zoom(1 / 1.05);
        return true;
      default:
        return false;
    }
  }

  #set(sight: Sight): void {
    const session = this.#session;
    if (session === null) return;
    session.sight = sight;
    this.#show();
  }

  #show(): void {
    const session = this.#session;
    if (session === null) return;
    const { package: id, index, frame } = session;
    const ppi = this.#desk.findPackage(id)?.report.photo_ppi[index] ?? 0;
    // The finer the part that is seen, the fewer pixels stand behind an inch.
    const now = (ppi * session.sight.width) / session.before.width;
    this.#desk.patch({ cropping: { package: id, index, frame, ppi: now } });
    this.#desk.tools.stage?.preview(commandOf(session), () => undefined);
  }
}

function commandOf({ package: id, index, sight, lines }: Session): Command {
  return { verb: 'set-photo-slot', package: id, index, crop: cropOf(sight), lines };
}

/** The frames of a package's photos, from its corner. */
export function framesOf(item: PackageState): Rect[] {
  return item.report.regions.filter(({ kind }) => kind === 'photo').map(({ rect }) => rect);
}
