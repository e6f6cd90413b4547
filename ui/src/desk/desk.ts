// The editor: mirrors the edition, keeps the view, and turns what a hand does into verbs of the engine.
import { toBase64 } from '../bridge/base64';
import { BridgeError, toTrouble, type Bridge } from '../bridge/bridge';
import type {
  Applied,
  Command,
  DeskEvent,
  EditionState,
  FindRequest,
  Fit,
  Found,
  Id,
  Imported,
  PackageState,
  PageState,
  PhotoState,
  Rect,
  Step,
  StoryState,
  Trouble,
} from '../bridge/types';
import type { CheckedFault } from '../bridge/wire';
import { centred, fitBox, fitWidth, held, zoomAt, type Camera } from './camera';
import { reached } from '../canvas/first-paint';
import { Print } from '../canvas/print';
import { Arranging } from './arranging';
import { Cropping } from './cropping';
import { Commands } from './commands/registry';
import { allCommands } from './commands/all';
import { around, placeArea } from './kernels/grid';
import { withGroups } from './kernels/groups';
import { facing } from './kernels/spreads';
import { readState } from './read-state';
import { ASSUMED_DENSITY } from './screen';
import { Store } from './store';
import { Tools } from './tools/tools';
import { Writing } from './writing/writing';
import { initialView, type Locale, type Mode, type Notice, type Theme, type View } from './view';

/** What a reader of the desk sees at one moment; both parts are replaced, never changed. */
export interface DeskSnapshot {
  state: EditionState;
  view: View;
}

/** How long a refusal stays on screen, in milliseconds. */
const REFUSAL_STAYS = 6000;

const NOTHING_TO_TURN: Trouble = {
  kind: 'refusal',
  code: 'no-step',
  zh: '历史里没有这一步了。',
  en: 'That step is no longer in the history.',
};

/** How a PDF is made: a press standard with or without marks, or a proof on an office printer's sheet. */
export interface ExportHow {
  standard?: 'x4' | 'x1a';
  marks?: boolean;
  /** Whether every page gets a file of its own. */
  split?: boolean;
  /** The files' name, or a pattern of them, such as `{date}-{page}.pdf`. */
  name?: string;
  proof?: 'a3' | 'a4' | 'a3-tiles' | 'a4-tiles';
  /** Which proof-reading a proof is for (校次). */
  round?: number;
}

/** The editor without a framework. */
export class Desk {
  readonly bridge: Bridge;
  readonly commands = new Commands();
  readonly tools: Tools;
  /** Whole pages proposed by the engine. */
  readonly arranging: Arranging;
  /** The photo worked on inside its frame. */
  readonly cropping: Cropping;
  /** The caret in the type. */
  readonly writing: Writing;
  /** Pages as they will print. */
  readonly print: Print;
  readonly #store: Store<DeskSnapshot>;
  readonly #changed = new Set<(pages: Id[] | null) => void>();
  #stopEvents: () => void = () => undefined;
  #notices = 0;
  #thumbnails: Promise<unknown>;
  #loading: Promise<void> | null = null;
  #isStale = false;
  /** Resolves when every change and all that waits for it is done, and how many of them there are. */
  #turn: Promise<void> = Promise.resolve();
  #underWay = 0;
  /** Changes of our own under way, and the pages that were said to change meanwhile. */
  #changing = 0;
  readonly #heard = new Set<Id>();

  private constructor(bridge: Bridge, state: EditionState, view: View) {
    this.bridge = bridge;
    this.#store = new Store({ state, view });
    this.print = new Print(bridge);
    this.#thumbnails = this.print.begun;
    this.tools = new Tools(this);
    this.arranging = new Arranging(this);
    this.cropping = new Cropping(this);
    this.writing = new Writing(this);
    this.commands.add(allCommands(this));
  }

  /** Opens the edition behind `bridge`. */
  static async open(bridge: Bridge, options: { locale: Locale; theme: Theme }): Promise<Desk> {
    const state = await readState(bridge);
    reached('opened');
    const view = initialView(options.locale, options.theme);
    const desk = new Desk(bridge, state, {
      ...view,
      page: state.pages[0]?.id ?? null,
      saved: state.readOnly ? 'read-only' : 'saved',
    });
    // The engine sets the first page while the window's panes are made.
    if (desk.view.page !== null) desk.print.expect(desk.view.page);
    desk.#stopEvents = bridge.onEvent((event) => desk.#hear(event));
    desk.subscribe(() => {
      desk.writing.follow();
      desk.cropping.follow();
      desk.arranging.follow();
    });
    return desk;
  }

  /** Calls `run` now and after every change, as a Svelte store does. */
  subscribe(run: (snapshot: DeskSnapshot) => void): () => void {
    return this.#store.subscribe(run);
  }

  get snapshot(): DeskSnapshot {
    return this.#store.value;
  }

  get state(): EditionState {
    return this.#store.value.state;
  }

  get view(): View {
    return this.#store.value.view;
  }

  /** Ends the desk's listening. */
  close(): void {
    this.#stopEvents();
  }

  // ── Reading ────────────────────────────────────────────────────────────────────────────────

  /** The page on the desk. */
  get page(): PageState | null {
    return this.state.pages.find((page) => page.id === this.view.page) ?? null;
  }

  /** The packages selected, in the order of the edition. */
  get selected(): PackageState[] {
    const selection = this.view.selection;
    return this.state.packages.filter((item) => selection.includes(item.id));
  }

  findPage(id: Id): PageState | undefined {
    return this.state.pages.find((page) => page.id === id);
  }

  findPackage(id: Id): PackageState | undefined {
    return this.state.packages.find((item) => item.id === id);
  }

  findStory(id: Id): StoryState | undefined {
    return this.state.stories.find((story) => story.id === id);
  }

  findPhoto(id: Id): PhotoState | undefined {
    return this.state.photos.find((photo) => photo.id === id);
  }

  /** Packages on a page, in stacking order. */
  packagesOn(page: Id): PackageState[] {
    return this.state.packages.filter((item) => item.page === page).sort((a, b) => a.rank - b.rank);
  }


  /** The depths at which a story fits exactly on a page, one for each span of columns. */
  measure(story: Id, page: Id): Promise<Fit[]> {
    return this.bridge.call<Fit[]>('measure', { story, page });
  }

  /** Where words stand in the copy. */
  find(wanted: FindRequest): Promise<Found> {
    return this.bridge.call<Found>('find', wanted);
  }

  /** What preflight finds. */
  /** What preflight finds; with `files` it looks into photos and fonts that it has not looked into before. */
  check(files = false): Promise<CheckedFault[]> {
    return this.bridge.call<CheckedFault[]>('check', { files });
  }

  /**
   * A page as a PNG in an object URL, which the caller revokes. One is made at a time, and none before
   * the page on the desk is there: small pictures must not keep the large one waiting.
   */
  async thumbnail(page: Id, width: number): Promise<string> {
    const made = this.#thumbnails.then(() => this.bridge.bytes('thumbnail', { page, width }));
    this.#thumbnails = made.catch(() => undefined);
    const bytes = await made;
    return URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
  }

  /** Calls `listener` when what is printed changes: with the pages touched, or null for all. */
  onPagesChanged(listener: (pages: Id[] | null) => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  // ── Changing the edition ───────────────────────────────────────────────────────────────────

  /** Sends a verb; null when it was refused or failed, which the user has then been told. */
  apply(command: Command): Promise<Applied | null> {
    return this.#change(() => this.bridge.call<Applied>('apply', { command }));
  }

  /** Places a photo by itself in the best free place of the page on the desk. */
  async placePhoto(photo: Id): Promise<void> {
    if (this.page === null || this.state.readOnly) return;
    const applied = await this.apply({ verb: 'place-photo', photo, page: this.page.id });
    if (applied !== null) this.select(applied.created.filter((id) => this.findPackage(id) !== undefined).slice(0, 1));
  }

  /** The verb that puts a photo into a package; one of no story becomes the package's story's own. */
  photoOnto(photo: PhotoState, item: PackageState): Command {
    if (item.free !== undefined) return { verb: 'add-photo-slot', package: item.id, photo: photo.id };
    const isWide = item.columns > 2;
    const add: Command = {
      verb: 'add-photo-slot',
      package: item.id,
      photo: photo.id,
      place: isWide ? 'right' : 'top',
      columns: isWide ? Math.ceil(item.columns / 2) : 0,
    };
    return { verb: 'batch', commands: [...this.#own(photo, item), add] };
  }

  /** The verb that shows a photo in place of another. */
  photoInto(photo: PhotoState, item: PackageState, index: number): Command {
    const show: Command = { verb: 'set-photo-slot', package: item.id, index, photo: photo.id, crop: { top: 0, right: 0, bottom: 0, left: 0 } };
    return { verb: 'batch', commands: [...this.#own(photo, item), show] };
  }

  /** A photo of no story belongs to the one that it is given to; its caption and credit come from its file. */
  #own(photo: PhotoState, item: PackageState): Command[] {
    return photo.story === null && item.free === undefined ? [{ verb: 'attach-photo', photo: photo.id, story: item.story }] : [];
  }

  /** Writes a story's words to a file beside the edition, and says where. */
  async saveText(story: Id): Promise<void> {
    try {
      const { path } = await this.bridge.call<{ path: string }>('save-text', { story });
      this.notify({ kind: 'note', code: 'saved-text', text: { zh: `文字存到 ${path}`, en: `The text is in ${path}` } });
    } catch (error) {
      this.reportError(error);
    }
  }

  /** Puts packages from a clipboard onto a page; photos that are not here are read from the file they came from. */
  paste(command: Command, from: string): Promise<Applied | null> {
    return this.#change(() => this.bridge.call<Applied>('paste', { command, from }));
  }

  undo(): Promise<Applied | null> {
    return this.travel(1);
  }

  redo(): Promise<Applied | null> {
    return this.travel(-1);
  }

  /** Goes back by that many steps of the history, or forwards when negative, as one change to the eye. */
  travel(steps: number): Promise<Applied | null> {
    return this.#change(async () => {
      const pages = new Set<Id>();
      let last: Applied | null = null;
      for (let step = 0; step < Math.abs(steps); step += 1) {
        const turned = await this.bridge.call<Applied | null>(steps > 0 ? 'undo' : 'redo');
        if (turned === null) break;
        last = turned;
        for (const page of turned.pages) pages.add(page);
      }
      if (last === null) throw new BridgeError(NOTHING_TO_TURN);
      return { ...last, pages: [...pages] };
    });
  }

  /** The latest steps of the edition's history, newest first. */
  history(limit: number): Promise<Step[]> {
    return this.bridge.call<Step[]>('log', { limit });
  }

  /**
   * Runs what is worked out from the edition, such as a toggle, once every change before it has been answered and read:
   * a key pressed again faster than the engine answers means what it would mean a moment later.
   */
  inTurn(act: () => unknown): Promise<void> {
    return this.#keepTurn(this.#underWay === 0 ? act() : this.#turn.then(act));
  }

  #keepTurn(act: unknown): Promise<void> {
    this.#underWay += 1;
    this.#turn = Promise.allSettled([this.#turn, act]).then(() => void (this.#underWay -= 1));
    return this.#turn;
  }

  #change(send: () => Promise<Applied>): Promise<Applied | null> {
    const change = this.#sendChange(send);
    void this.#keepTurn(change);
    return change;
  }

  async #sendChange(send: () => Promise<Applied>): Promise<Applied | null> {
    this.patch({ saved: 'saving' });
    this.#changing += 1;
    try {
      const applied = await send().finally(() => (this.#changing -= 1));
      await this.reload([...new Set([...applied.pages, ...this.#takeHeard()])]);
      this.patch({ saved: 'saved', savedAt: new Date() });
      return applied;
    } catch (error) {
      const trouble = toTrouble(error);
      const ended = trouble.kind === 'failure' ? 'failed' : 'saved';
      this.patch({ saved: this.state.readOnly ? 'read-only' : ended });
      this.report(trouble);
      const heard = this.#takeHeard();
      if (heard.length > 0) void this.#catchUp(heard);
      return null;
    }
  }

  #takeHeard(): Id[] {
    const pages = [...this.#heard];
    this.#heard.clear();
    return pages;
  }

  /** Reads the edition again; `pages` are those whose print changed, all when null. */
  async reload(pages: Id[] | null): Promise<void> {
    if (this.#loading !== null) {
      this.#isStale = true;
      await this.#loading;
    } else {
      this.#loading = this.#load().finally(() => (this.#loading = null));
      await this.#loading;
    }
    this.print.expectNothing();
    for (const listener of [...this.#changed]) listener(pages);
  }

  /** Reads again what somebody else changed; an engine that does not answer is told to the user. */
  #catchUp(pages: Id[] | null): Promise<void> {
    return this.reload(pages).catch((error: unknown) => this.reportError(error));
  }

  async #load(): Promise<void> {
    do {
      this.#isStale = false;
      const state = await readState(this.bridge);
      const view = this.view;
      const packages = new Set(state.packages.map((item) => item.id));
      const page = state.pages.some((each) => each.id === view.page) ? view.page : (state.pages[0]?.id ?? null);
      this.#store.set({
        state,
        view: {
          ...view,
          page,
          selection: view.selection.filter((id) => packages.has(id)),
          hover: view.hover !== null && packages.has(view.hover) ? view.hover : null,
        },
      });
    } while (this.#isStale);
  }

  #hear(event: DeskEvent): void {
    switch (event.event) {
      case 'changed':
        // News of our own change comes before its answer, which has the edition read anyway.
        if (this.#changing > 0) for (const page of event.pages) this.#heard.add(page);
        else if (event.revision !== this.state.revision) void this.#catchUp(event.pages);
        break;
      case 'arranged':
        this.arranging.hear(event.arranged);
        break;
      case 'progress': {
        const { job: id, done, total, label } = event;
        this.patch({ jobs: [...this.view.jobs.filter((job) => job.id !== id), { id, done, total, label }] });
        break;
      }
      case 'finished':
        this.patch({
          jobs: this.view.jobs.filter((job) => job.id !== event.job),
          exported: { job: event.job, path: event.path, error: event.error },
        });
        if (event.error !== null) this.report(event.error);
        break;
    }
  }

  // ── Files in and out ───────────────────────────────────────────────────────────────────────

  /** Brings in files that the browser holds; gives what they became. */
  async importFiles(files: readonly File[], pageText = false): Promise<Imported[]> {
    const made: Imported[] = [];
    for (const file of files) {
      const base64 = await toBase64(file);
      made.push(...(await this.#import('import-data', { name: file.name, base64, pageText })));
    }
    return made;
  }

  /** Brings in files that the engine can open itself; gives what they became. */
  importPaths(paths: readonly string[], pageText = false): Promise<Imported[]> {
    return this.#import('import', { paths, pageText });
  }

  async #import(name: string, params: unknown): Promise<Imported[]> {
    try {
      const made = await this.bridge.call<Imported[]>(name, params);
      for (const text of made.flatMap((each) => each.notes)) this.notify({ kind: 'note', code: 'import', text });
      await this.reload([]);
      const first = made.flatMap((each) => each.stories)[0];
      if (first !== undefined) this.patch({ story: first });
      return made;
    } catch (error) {
      this.reportError(error);
      return [];
    }
  }

  /** Starts an export; progress arrives in `view.jobs`, the end in `view.exported`. */
  async exportPdf(path?: string, pages?: number[], how: ExportHow = {}): Promise<number | null> {
    this.patch({ exported: null });
    try {
      const { job } = await this.bridge.call<{ job: number }>('export', { path, pages, ...how });
      return job;
    } catch (error) {
      this.reportError(error);
      return null;
    }
  }

  async cancel(job: number): Promise<void> {
    await this.bridge.call('cancel', { job }).catch((error: unknown) => this.reportError(error));
  }

  // ── The view ───────────────────────────────────────────────────────────────────────────────

  /** Replaces parts of the view. */
  patch(view: Partial<View>): void {
    this.#store.set({ state: this.state, view: { ...this.view, ...view } });
  }

  /** Shows a page. */
  goTo(page: Id): void {
    if (page === this.view.page || this.findPage(page) === undefined) return;
    this.patch({ page, selection: [], hover: null });
  }

  /** Shows the page `by` places further on, or back. */
  turn(by: number): void {
    const index = this.state.pages.findIndex((page) => page.id === this.view.page);
    const page = this.state.pages[index + by];
    if (page !== undefined) this.goTo(page.id);
  }

  /** Chooses packages, and with one of them its story; choosing nothing leaves no story chosen either. */
  select(ids: readonly Id[]): void {
    const story = ids.length === 1 ? (this.findPackage(ids[0] ?? '')?.story ?? null) : ids.length === 0 ? null : this.view.story;
    this.patch({ selection: [...ids], story });
  }

  /** Goes to a package, on whatever page it stands, and chooses it. */
  show(id: Id): void {
    const item = this.findPackage(id);
    if (item === undefined) return;
    this.goTo(item.page);
    this.select([id]);
  }

  /** Chooses packages with all that belong to a group of theirs. */
  selectWhole(ids: readonly Id[]): void {
    this.select(withGroups(this.state.packages, ids));
  }

  /** Chooses a story in the pool, and its package where this page shows it. */
  selectStory(story: Id | null): void {
    const shown = this.state.packages.find((item) => item.story === story && item.page === this.view.page);
    this.patch({ story, selection: shown === undefined ? [] : [shown.id] });
  }

  setCamera(camera: Camera): void {
    const page = this.page;
    const { zoom, pan } = page === null ? camera : held(camera, page, this.view.viewport);
    this.patch({ zoom, pan });
  }

  /** Zooms with a point of the viewport held still; the middle when none is given. */
  setZoom(zoom: number, at?: { x: number; y: number }): void {
    const { viewport, pan } = this.view;
    const point = at ?? { x: viewport.width / 2, y: viewport.height / 2 };
    this.setCamera(zoomAt({ zoom: this.view.zoom, pan }, zoom, point));
  }

  fit(what: 'page' | 'width' | 'physical' | 'selection'): void {
    const page = this.page;
    if (page === null) return;
    const { viewport } = this.view;
    if (what === 'page') this.setCamera(fitBox(this.#sheets(page), viewport, 24));
    else if (what === 'width') this.setCamera(fitWidth(page, viewport));
    else if (what === 'physical') this.setCamera(centred(page, viewport, this.view.density / ASSUMED_DENSITY));
    else this.setCamera(fitBox(around(this.selected.map((item) => placeArea(item.area, page))), viewport));
  }

  /** The paper in sight, from the corner of the page on the desk: the facing page is part of it when it is shown. */
  #sheets({ id, paper }: PageState): Rect {
    const beside = this.view.isSpread ? facing(this.state.pages, id) : null;
    const other = beside?.page.paper.width ?? 0;
    const x = beside !== null && !beside.isRight ? -other : 0;
    return { x, y: 0, width: paper.width + other, height: paper.height };
  }

  setLocale(locale: Locale): void {
    this.patch({ locale });
  }

  setTheme(theme: Theme): void {
    this.patch({ theme });
  }

  setMode(mode: Mode): void {
    this.patch({ mode });
  }

  // ── Telling the user ───────────────────────────────────────────────────────────────────────

  /** Shows trouble: a refusal passes, a failure stays until it is dismissed. */
  report(trouble: Trouble): void {
    const kind = trouble.kind === 'failure' ? 'failure' : 'refusal';
    this.notify({ kind, code: trouble.code, text: { zh: trouble.zh, en: trouble.en } });
  }

  /** Shows whatever a call threw. */
  reportError(error: unknown): void {
    this.report(toTrouble(error));
  }

  notify(notice: Omit<Notice, 'id'>): void {
    const id = (this.#notices += 1);
    this.patch({ notices: [...this.view.notices, { ...notice, id }] });
    if (notice.kind !== 'failure') setTimeout(() => this.dismiss(id), REFUSAL_STAYS);
  }

  dismiss(id: number): void {
    this.patch({ notices: this.view.notices.filter((notice) => notice.id !== id) });
  }
}
