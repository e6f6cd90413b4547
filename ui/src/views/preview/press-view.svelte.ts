// How the preview is looked at: which leaf, how large, which plates, beside what; and the proofs themselves.

import { createContext } from 'svelte';
import type { Id, PageState } from '../../bridge/types';
import type { InkMap } from '../../canvas/ink-map';
import { PageShots } from '../../canvas/page-shots';
import { ProofShelf, type ProofLook } from '../../canvas/proof-shelf';
import type { PressPage, PressView as PressState } from '../../bridge/wire';
import type { DeskView } from '../desk-view.svelte';
import { keep, recall } from '../memory';
import { spreadsOf } from '../../desk/kernels/spreads';
import { fillScreen } from './full-screen';
import { sheetsOf, type Leaf, type Look } from './sheets';

export type Comparison = 'off' | 'blink' | 'overlay';

/** What lies under the pointer: a page, and a point of it as shares of its width and height. */
export interface Pointed {
  page: Id;
  x: number;
  y: number;
}

/** Widths in which proofs are asked for, so that a small change of size fetches nothing. */
const WIDTHS = [480, 800, 1200, 1800, 2400];
/** Width in which the films of single plates are asked for: they are as small as stamps. */
const FILM = 240;
const PROCESS: readonly string[] = ['c', 'm', 'y', 'k'];

export class PressView {
  readonly win: DeskView;
  /** Pages as the desk paints them, at once. */
  readonly shots: PageShots;
  /** Pages as the press prints them, a moment later. */
  readonly shelf: ProofShelf;

  look = $state<Look>(recall('preview-look', ['single', 'spread', 'sheet'] as const) ?? 'single');
  isPhysical = $state(false);
  isCalibrating = $state(false);
  isPaneOpen = $state(recall('preview-pane', ['yes', 'no'] as const) !== 'no');
  isNewsprint = $state(true);
  doesOverprint = $state(true);
  hasFolds = $state(true);
  isTopHalf = $state(false);
  hasHeat = $state(false);
  hasKeys = $state(false);
  /** Whether the preview has the whole screen. */
  isOnScreen = $state(false);
  comparison = $state<Comparison>('off');
  /** Plates that are switched off. */
  hidden = $state.raw<ReadonlySet<string>>(new Set());
  pointed = $state.raw<Pointed | null>(null);
  /** What the press prints with and printed last, once it is known. */
  press = $state.raw<PressState | null>(null);
  /** Width of a page in CSS pixels. */
  width = $state(0);
  /** What has the keyboard while pages are looked at. */
  root: HTMLElement | null = null;
  /** What scrolls the pages when they are larger than their place. */
  scroller: HTMLElement | null = null;
  /** Pages whose proofs may be asked for; those at hand are shown in any case. */
  #proved = $state.raw<ReadonlySet<Id>>(new Set());
  /** Grows whenever a proof has come or gone, so that what shows proofs looks again. */
  arrivals = $state(0);

  readonly leaves: Leaf[] = $derived.by(() => {
    const pages = this.win.state.pages;
    if (this.look === 'sheet') return sheetsOf(pages);
    const groups = this.look === 'spread' ? spreadsOf(pages) : pages.map((page) => [page]);
    return groups.map((group) => ({ pages: group, sheet: null }));
  });
  readonly at: number = $derived(
    Math.max(
      0,
      this.leaves.findIndex((leaf) => leaf.pages.some((page) => page.id === this.win.view.page)),
    ),
  );
  readonly leaf: Leaf = $derived(this.leaves[this.at] ?? { pages: [], sheet: null });

  /** The plates of the leaf in sight, process inks first. */
  readonly inks: string[] = $derived.by(() => {
    const spots = this.leaf.pages.flatMap((page) => this.pressOf(page.id)?.plates ?? []);
    return [...new Set([...PROCESS, ...spots])];
  });

  /** Pixels across in which proofs of this size are asked for. */
  readonly proofWidth: number = $derived.by(() => {
    const wanted = this.width * devicePixelRatio;
    return WIDTHS.find((each) => each >= wanted * 0.9) ?? 2400;
  });

  constructor(win: DeskView) {
    this.win = win;
    this.shots = new PageShots(win.desk.print);
    this.shelf = new ProofShelf(win.desk.bridge);
    this.shelf.onArrival(() => (this.arrivals += 1));
  }

  /** Lets the pages in sight be proved: from then on their proofs are asked for; none while a leaf has just been turned to. */
  proofs(pages: readonly PageState[] | null): void {
    this.#proved = new Set(pages?.map(({ id }) => id));
  }

  /** Asks what the press prints with and what it printed last. */
  async ask(): Promise<void> {
    this.press = await this.win.desk.bridge.call<PressState>('press');
    if (!this.wasExported) this.comparison = 'off';
  }

  /** What the press says of a page. */
  pressOf(page: Id): PressPage | undefined {
    return this.press?.pages.find((each) => each.id === page);
  }

  /** Whether any page has been exported. */
  get wasExported(): boolean {
    return this.press?.pages.some((page) => page.exported !== null) === true;
  }

  get limit(): number {
    return this.press?.inkLimit ?? 240;
  }

  /** A page as it prints with the plates that are on; null while it is on its way. */
  proof(page: Id): ImageBitmap | null {
    void this.arrivals;
    const own = this.pressOf(page)?.plates ?? PROCESS;
    const shown = own.filter((ink) => !this.hidden.has(ink));
    return this.shelf.image(page, this.#lookWith(shown.length === own.length ? [] : shown, this.isNewsprint, ''), this.#proved.has(page));
  }

  /** One plate of a page as a small picture of its film. */
  film(page: Id, ink: string): ImageBitmap | null {
    void this.arrivals;
    if (this.pressOf(page)?.plates.includes(ink) === false) return null;
    return this.shelf.image(page, { ...this.#lookWith([ink], false, ''), width: FILM }, this.#proved.has(page));
  }

  /** A page as it was last exported, or both states at once. */
  before(page: Id, view: 'last' | 'overlay'): ImageBitmap | null {
    void this.arrivals;
    return this.shelf.image(page, this.#lookWith([], this.isNewsprint, view), this.#proved.has(page));
  }

  /** The ink of a page; null while it is on its way. */
  ink(page: Id): InkMap | null {
    void this.arrivals;
    return this.shelf.ink(page, this.proofWidth, this.doesOverprint, this.#proved.has(page));
  }

  #lookWith(plates: readonly string[], paper: boolean, view: ProofLook['view']): ProofLook {
    return { width: this.proofWidth, plates, paper, overprint: this.doesOverprint, view };
  }

  /** What an ink is called. */
  nameOf(ink: string): string {
    const names: Readonly<Record<string, string>> = this.win.t.preview.plateNames;
    return names[ink] ?? ink;
  }

  /** Whether proofs of the leaf in sight are on their way. */
  get isWaiting(): boolean {
    void this.arrivals;
    return this.leaf.pages.some((page) => this.shelf.isWaiting(page.id));
  }

  /** Whether a proof of the leaf in sight could not be made. */
  get hasFailed(): boolean {
    void this.arrivals;
    return this.leaf.pages.some((page) => this.shelf.hasFailed(page.id));
  }

  go(to: number): void {
    const leaf = this.leaves[Math.min(this.leaves.length - 1, Math.max(0, to))];
    if (leaf === undefined || leaf === this.leaf) return;
    const page = leaf.pages[0];
    if (page !== undefined) this.win.desk.goTo(page.id);
    this.pointed = null;
  }

  setLook(look: Look): void {
    this.look = look;
    keep('preview-look', look);
  }

  togglePane(): void {
    this.isPaneOpen = !this.isPaneOpen;
    keep('preview-pane', this.isPaneOpen ? 'yes' : 'no');
  }

  togglePlate(ink: string): void {
    const hidden = new Set(this.hidden);
    if (!hidden.delete(ink)) hidden.add(ink);
    // A page without any ink tells nothing.
    this.hidden = this.inks.every((each) => hidden.has(each)) ? new Set() : hidden;
  }

  /** Shows one plate by itself; all of them again when it was by itself already. */
  showAlone(ink: string): void {
    const others = this.inks.filter((each) => each !== ink);
    const isAlone = !this.hidden.has(ink) && others.every((each) => this.hidden.has(each));
    this.hidden = new Set(isAlone ? [] : others);
  }

  /** Turns the spot inks of the leaf on or off, all at once. */
  toggleSpots(): void {
    const spots = this.inks.filter((ink) => !PROCESS.includes(ink));
    const hidden = new Set(this.hidden);
    const isOn = spots.some((ink) => !hidden.has(ink));
    for (const ink of spots) if (isOn) hidden.add(ink);
      else hidden.delete(ink);
    this.hidden = this.inks.every((each) => hidden.has(each)) ? new Set() : hidden;
  }

  /** Shows the first spot ink by itself, then the next; all plates after the last. */
  showNextSpot(): void {
    const spots = this.inks.filter((ink) => !PROCESS.includes(ink));
    const shown = this.inks.filter((ink) => !this.hidden.has(ink));
    const next = spots[shown.length === 1 && shown[0] !== undefined ? spots.indexOf(shown[0]) + 1 : 0];
    this.hidden = new Set(next === undefined ? [] : this.inks.filter((ink) => ink !== next));
  }

  /** Gives the preview the whole screen, or the window its place back. */
  toggleScreen(): void {
    void fillScreen(this.root, this.win.desk.bridge.isDesktop, !this.isOnScreen).then((isOn) => (this.isOnScreen = isOn));
  }

  /** Gives the window its place back, if it had the whole screen. */
  leaveScreen(): void {
    if (this.isOnScreen) this.toggleScreen();
  }

  compare(how: Comparison): void {
    // Before it is known what was exported the wish stands; the answer may end it.
    const cannot = this.press !== null && !this.wasExported;
    this.comparison = this.comparison === how || cannot ? 'off' : how;
  }

  /** Scrolls pages that are larger than their place, by shares of it; false when they are not. */
  scroll(share: number): boolean {
    const at = this.scroller;
    if (at === null || at.scrollHeight <= at.clientHeight + 1) return false;
    at.scrollBy({ top: at.clientHeight * share });
    return true;
  }

  /** Drops what was painted and proved of pages whose print has changed; of all when null. */
  forget(pages: readonly Id[] | null): void {
    this.shots.forget(pages);
    this.shelf.forget(pages);
    this.arrivals += 1;
  }

  /** The page of the leaf that the side pane speaks of: the one pointed at, or the one on the desk. */
  get spoken(): PageState | undefined {
    const id = this.pointed?.page ?? this.win.view.page;
    return this.leaf.pages.find((page) => page.id === id) ?? this.leaf.pages[0];
  }
}

/** The preview's state in its component tree. */
export const [usePress, providePress] = createContext<PressView>();
