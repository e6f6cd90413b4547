// Pages as they will print: fetches their display lists, keeps what does not change, paints them.
import type { Bridge } from '../bridge/bridge';
import type { Command, Id } from '../bridge/types';
import { GroupBitmaps } from './bitmaps';
import { decodeFrame, type Frame, type Group, type Item } from './display-list';
import { GlyphShelf } from './outlines';
import { Painter } from './painter';
import { PhotoShelf } from './photos';

/** How many groups' items are remembered. */
const MOST_GROUPS = 800;

/** A page whose groups all have their items. */
export interface FullGroup extends Group {
  items: Item[];
}

export interface FullFrame extends Omit<Frame, 'list'> {
  list: Omit<Frame['list'], 'groups'> & { groups: FullGroup[] };
}

export class Print {
  readonly painter: Painter;
  readonly bitmaps: GroupBitmaps;
  readonly #bridge: Bridge;
  readonly #items = new Map<number, Item[]>();
  readonly #shown = new Map<Id, number[]>();
  #expected: { page: Id; frame: Promise<FullFrame> } | null = null;
  /** Resolves when the first page stands on the screen with its photos, or could not come. */
  readonly begun: Promise<void>;
  /** Says that it does. */
  begin: () => void = () => undefined;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
    this.painter = new Painter(new GlyphShelf(bridge), new PhotoShelf(bridge));
    this.bitmaps = new GroupBitmaps(this.painter);
    this.begun = new Promise((resolve) => (this.begin = resolve));
  }

  /** Asks for a page before anybody wants it: whoever wants it first gets this answer. */
  expect(page: Id): void {
    const frame = this.page(page);
    // Who waits for it hears of its trouble.
    frame.catch(() => undefined);
    this.#expected = { page, frame };
  }

  /** What was asked for ahead is out of date. */
  expectNothing(): void {
    this.#expected = null;
  }

  /** The page as it is, with every glyph at hand. */
  page(page: Id): Promise<FullFrame> {
    const expected = this.#expected;
    this.#expected = null;
    if (expected?.page === page) return expected.frame;
    const fetched = this.#fetch('page', page, { page });
    fetched.catch(() => this.begin());
    return fetched;
  }

  /** The page as it would be after a verb; nothing is saved. */
  preview(page: Id, command: Command): Promise<FullFrame> {
    return this.#fetch('preview', page, { command, page });
  }

  /** The page after a verb, or as it is, with the lines of a package for a caret. */
  written(page: Id, command: Command | null, text: Id): Promise<FullFrame> {
    return command === null ? this.#fetch('page', page, { page, text }) : this.#fetch('preview', page, { command, page, text });
  }

  async #fetch(name: string, page: Id, params: object): Promise<FullFrame> {
    const known = this.#shown.get(page)?.filter((digest) => this.#items.has(digest)) ?? [];
    let frame = decodeFrame(await this.#bridge.bytes(name, { ...params, known }));
    if (frame.list.groups.some((group) => group.items === null && !this.#items.has(group.digest))) {
      // What was known when the question went out has been forgotten since; ask for all of it.
      frame = decodeFrame(await this.#bridge.bytes(name, { ...params, known: [] }));
    }
    const groups = frame.list.groups.map((group): FullGroup => ({ ...group, items: group.items ?? this.#items.get(group.digest) ?? [] }));
    const fresh = groups.filter((group) => !this.#items.has(group.digest));
    await this.painter.shelf.need(fresh.flatMap((group) => group.items));
    for (const group of groups) this.#remember(group);
    const before = name === 'page' ? [] : (this.#shown.get(page) ?? []).slice(-200);
    this.#shown.set(page, [...new Set([...before, ...groups.map((group) => group.digest)])]);
    return { ...frame, list: { ...frame.list, groups } };
  }

  #remember(group: FullGroup): void {
    this.#items.delete(group.digest);
    this.#items.set(group.digest, group.items);
    for (const digest of this.#items.keys()) {
      if (this.#items.size <= MOST_GROUPS) return;
      this.#items.delete(digest);
    }
  }

  /**
   * Paints a whole page onto `canvas`, `width` CSS pixels wide, on paper of the colour given; `onPaint` is
   * called when its type stands there, and again when its photos do. Resolves at the end.
   */
  async paint(canvas: HTMLCanvasElement, { list }: FullFrame, width: number, paper: string, onPaint: () => void): Promise<void> {
    const scale = (width * devicePixelRatio) / list.trim.width;
    canvas.width = Math.round(list.trim.width * scale);
    canvas.height = Math.round(list.trim.height * scale);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${canvas.height / devicePixelRatio}px`;
    const context = canvas.getContext('2d');
    if (context === null) return;
    const paint = (): void => {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = paper;
      context.fillRect(0, 0, canvas.width, canvas.height);
      for (const group of list.groups) {
        this.painter.paint(context, group, { scale, origin: { x: group.origin.x * scale, y: group.origin.y * scale } });
      }
      onPaint();
    };
    paint();
    const photos = list.groups.flatMap((group) => group.items).filter((item) => item.kind === 'picture');
    await Promise.all(
      photos.map(({ hash, image }) => this.painter.photos.need(hash, Math.max(image.width, image.height) * scale)),
    );
    if (photos.length > 0) paint();
  }
}
