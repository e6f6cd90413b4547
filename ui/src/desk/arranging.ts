// Whole pages proposed by the engine: asked for, looked at one after the other, and one of them taken as a single step.
import type { Arranged, ArrangeRequest, CandidateView, Stop } from '../bridge/wire';
import type { Area, Command, EditionInfo, Id } from '../bridge/types';
import type { Desk } from './desk';

/** What is proposed: the whole page, some packages of it anew, other forms of one package, stories for a hole. */
export type ArrangeKind = 'page' | 'region' | 'forms' | 'hole';

/** What the window shows while pages are proposed. */
export interface ArrangeView {
  kind: ArrangeKind;
  page: Id;
  /** The packages that are arranged anew, or whose other forms are shown. */
  packages: readonly Id[];
  /** By how many lines each proposal falls short of a hole; empty for everything else. */
  short: readonly number[];
  /** Stories chosen by hand; null for those that the page has, or the pool offers. */
  stories: Id[] | null;
  /** The last answer; null until the first proposal is there. */
  arranged: Arranged | null;
  /** Whether the engine is still searching. */
  isBusy: boolean;
  /** The proposal looked at, from 0. */
  chosen: number;
  /** Whether the hand chose it; until then it is the best one found. */
  isHeld: boolean;
  /** The proposal or remedy under the pointer, shown while it is there. */
  hovered: Command | null;
  /** The fault that is lit on the page, from 0. */
  cause: number | null;
  seed: number;
  weights: Readonly<Record<string, number>>;
  liked: readonly number[];
  disliked: readonly number[];
  /** Whether a long story may go on on a later page; null for what the edition says. */
  jumps: boolean | null;
}

/** How many pages are proposed at a time: as many as there are keys for one hand. */
const CANDIDATES = 7;

/** How many forms of a package, or stories for a hole, are shown at most. */
const MOST_STOPS = 12;

export class Arranging {
  readonly #desk: Desk;
  /** Changes of weights that are not answered yet. */
  #weighed = 0;
  /** The edition's own weights by which the last answer was judged. */
  #paper: EditionInfo['weights'];

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#paper = desk.state.info.weights;
  }

  get view(): ArrangeView | null {
    return this.#desk.view.arranging;
  }

  /** The proposal looked at. */
  get candidate(): CandidateView | undefined {
    return this.view?.arranged?.candidates[this.view.chosen];
  }

  /** Asks for pages made of the stories given, or of those that the page on the desk has. */
  async begin(stories: Id[] | null = null, seed = 1): Promise<void> {
    if (this.#open({ kind: 'page', stories, seed })) await this.#ask('arrange');
  }

  /** Asks for other ways in which some packages can share the room that they have together. */
  async beginRegion(packages: readonly Id[]): Promise<void> {
    if (this.#open({ kind: 'region', packages: [...packages] })) await this.#ask('arrange-region');
  }

  /** Asks for other forms of one package that fill its very place. */
  async beginForms(item: Id): Promise<void> {
    if (this.#open({ kind: 'forms', packages: [item] })) await this.#askStops('arrange-knobs', { package: item });
  }

  /** Asks for stories of the pool that fill a place, those that fit it to the line first. */
  async beginHole(area: Area): Promise<void> {
    const page = this.#desk.page;
    if (page !== null && this.#open({ kind: 'hole' })) await this.#askStops('arrange-hole', { page: page.id, area });
  }

  #open(asked: Pick<ArrangeView, 'kind'> & Partial<ArrangeView>): boolean {
    const page = this.#desk.page;
    if (page === null || this.#desk.state.readOnly) return false;
    this.#desk.select([]);
    this.#desk.patch({
      arranging: {
        page: page.id,
        packages: [],
        short: [],
        stories: null,
        arranged: null,
        isBusy: true,
        chosen: 0,
        isHeld: false,
        hovered: null,
        cause: null,
        seed: 1,
        weights: {},
        liked: [],
        disliked: [],
        jumps: null,
        ...asked,
      },
    });
    return true;
  }

  /** Takes a story into the page that is proposed, or leaves it out. */
  async toggle(story: Id): Promise<void> {
    const view = this.view;
    if (view === null || view.kind !== 'page') return;
    const now = view.stories ?? view.arranged?.stories ?? [];
    const stories = now.includes(story) ? now.filter((each) => each !== story) : [...now, story];
    if (stories.length === 0) return;
    if (view.isBusy && view.arranged !== null) void this.#desk.cancel(view.arranged.job);
    this.#patch({ stories, seed: view.seed + 1, isBusy: true, liked: [], disliked: [], cause: null, chosen: 0, isHeld: false });
    await this.#ask('arrange');
  }

  /** Whether a long story may go on on a later page where this one is too small. */
  get mayJump(): boolean {
    return this.view?.jumps ?? this.#desk.state.info.may_jump === true;
  }

  /** Lets long stories go on on later pages, or not: the pages follow, and the edition keeps it as one step. */
  async letJump(jumps: boolean): Promise<void> {
    const view = this.view;
    if (view === null || view.kind !== 'page') return;
    if (view.isBusy && view.arranged !== null) void this.#desk.cancel(view.arranged.job);
    this.#patch({ jumps, seed: view.seed + 1, isBusy: true, liked: [], disliked: [], cause: null, chosen: 0, isHeld: false });
    await this.#desk.apply({ verb: 'set-edition', may_jump: jumps });
    await this.#ask('arrange');
  }

  /** Whether the proposals come from a search, which can go on and be told what counts. */
  get isSearch(): boolean {
    return this.view?.kind === 'page' || this.view?.kind === 'region';
  }

  /** Seven others. */
  async another(): Promise<void> {
    const view = this.view;
    if (view === null || view.isBusy || !this.isSearch) return;
    this.#patch({ seed: view.seed + 1, isBusy: true, liked: [], disliked: [], cause: null, chosen: 0, isHeld: false });
    await this.#ask(view.kind === 'page' ? 'arrange' : 'arrange-region');
  }

  /** Judges the same pages anew when the edition's own weights are others: pulled here, undone, or changed elsewhere. */
  follow(): void {
    const paper = this.#desk.state.info.weights;
    if (paper === this.#paper) return;
    const isSame = JSON.stringify(paper ?? {}) === JSON.stringify(this.#paper ?? {});
    this.#paper = paper;
    if (!isSame && this.isSearch && this.view?.arranged != null && !this.view.isBusy) void this.#ask('arrange-again');
  }

  /** Keeps what was pulled in the edition, as one step of its history; null is the usual weight. */
  async keepWeights(weights: Readonly<Record<string, number | null>> = this.view?.weights ?? {}): Promise<void> {
    const kept = Object.entries(weights).map(([term, weight]) => [term, weight === null ? null : Math.round(weight * 100)] as const);
    if (kept.length === 0) return;
    const applied = await this.#desk.apply({ verb: 'set-edition', weights: Object.fromEntries(kept) });
    // From now on the edition says it; what was pulled further since stays.
    const now = this.view?.weights ?? {};
    const isPulledOn = ([term, weight]: [string, number]): boolean => !(term in weights) || (weights[term] !== null && weights[term] !== weight);
    if (applied !== null) this.#patch({ weights: Object.fromEntries(Object.entries(now).filter(isPulledOn)) });
    await this.#judgeAgain();
  }

  /** Judges the same pages with another weight for one term. */
  async weigh(term: string, weight: number): Promise<void> {
    const view = this.view;
    if (view === null) return;
    this.#patch({ weights: { ...view.weights, [term]: weight }, cause: null });
    await this.#judgeAgain();
  }

  async #judgeAgain(): Promise<void> {
    // A slider says more than an engine can answer: what comes while one answer is under way is asked for after it.
    this.#weighed += 1;
    if (this.#weighed > 1) return;
    for (let asked = 0; asked < this.#weighed; ) {
      asked = this.#weighed;
      await this.#ask('arrange-again');
    }
    this.#weighed = 0;
  }

  /** Asks for more like the proposal looked at, or for fewer. */
  async like(isLiked: boolean): Promise<void> {
    const view = this.view;
    if (view === null || view.arranged === null || view.isBusy || !this.isSearch) return;
    this.#patch({ isHeld: true, liked: isLiked ? [view.chosen] : [], disliked: isLiked ? [] : [view.chosen], cause: null });
    await this.#ask('arrange-again');
  }

  /** Looks at a proposal. */
  choose(index: number): void {
    const count = this.view?.arranged?.candidates.length ?? 0;
    if (index < 0 || index >= count) return;
    this.#patch({ chosen: index, isHeld: true, hovered: null, cause: null });
    this.#show();
  }

  /** Looks at the next proposal, or the one before. */
  step(by: number): void {
    const count = this.view?.arranged?.candidates.length ?? 0;
    if (this.view !== null && count > 0) this.choose((this.view.chosen + by + count) % count);
  }

  /** Shows a proposal or remedy while the pointer is on it. */
  hover(command: Command | null): void {
    if (this.view === null || this.view.hovered === command) return;
    this.#patch({ hovered: command });
    this.#show();
  }

  /** Lights a fault of the proposal looked at on the page; none when it is lit already. */
  light(cause: number): void {
    this.#patch({ cause: this.view?.cause === cause ? null : cause });
  }

  /** Takes what is given, or the proposal looked at: one step of the history. */
  async take(command: Command | undefined = this.candidate?.command): Promise<void> {
    if (this.view === null || command === undefined) return;
    // The page stays as it was seen until what was taken has been laid out.
    this.#desk.tools.stage?.endPreview(true);
    const job = this.view.isBusy ? this.view.arranged?.job : undefined;
    this.#desk.patch({ arranging: null });
    if (job !== undefined) void this.#desk.cancel(job);
    if ((await this.#desk.apply(command)) === null) this.#desk.tools.stage?.endPreview(false);
  }

  /** Leaves everything as it was. */
  leave(): void {
    const view = this.view;
    if (view === null) return;
    if (view.isBusy && view.arranged !== null) void this.#desk.cancel(view.arranged.job);
    this.#desk.patch({ arranging: null });
    this.#desk.tools.stage?.endPreview(false);
  }

  /** Proposals found on the way to the answer. */
  hear(arranged: Arranged): void {
    if (this.view?.isBusy === true && this.isSearch && arranged.page === this.view.page) this.#takeIn(arranged, true);
  }

  async #ask(name: 'arrange' | 'arrange-again' | 'arrange-region'): Promise<void> {
    const asked = this.view;
    if (asked === null) return;
    const { page, stories, packages, seed, weights, liked, disliked } = asked;
    const request: ArrangeRequest = { page, seed, weights, liked: [...liked], disliked: [...disliked], candidates: CANDIDATES };
    if (stories !== null) request.stories = [...stories];
    if (asked.jumps !== null) request.jumps = asked.jumps;
    try {
      const wanted = name === 'arrange-region' ? { ...request, packages } : request;
      const arranged = await this.#desk.bridge.call<Arranged>(name, wanted);
      // Somebody who has left, or asked for something else since, does not want this answer.
      if (this.view?.page === page && this.view.seed === seed) this.#takeIn(arranged, false);
    } catch (error) {
      this.#fail(page, error);
    }
  }

  /** Proposals that are no search: each is one command, the best first. */
  async #askStops(name: 'arrange-knobs' | 'arrange-hole', params: object): Promise<void> {
    const asked = this.view;
    if (asked === null) return;
    try {
      const began = performance.now();
      const stops = await this.#desk.bridge.call<Stop[]>(name, params);
      if (this.view?.page !== asked.page || this.view.kind !== asked.kind) return;
      const candidates = stops.slice(0, MOST_STOPS).map(({ cost, command }): CandidateView => ({ score: cost, root: '', causes: [], distances: [], jumps: [], command }));
      this.#patch({ short: asked.kind === 'hole' ? stops.map(({ offset }) => -offset) : [] });
      const milliseconds = performance.now() - began;
      this.#takeIn({ job: 0, page: asked.page, stories: [], candidates, remedies: [], filled: 1, isDone: true, milliseconds, terms: [] }, false);
    } catch (error) {
      this.#fail(asked.page, error);
    }
  }

  #fail(page: Id, error: unknown): void {
    if (this.view?.page === page && this.view.arranged === null) this.leave();
    else this.#patch({ isBusy: false });
    this.#desk.reportError(error);
  }

  #takeIn(arranged: Arranged, isBusy: boolean): void {
    const view = this.view;
    if (view === null) return;
    // A proposal that was chosen is still looked at, wherever it stands now.
    const before = view.isHeld ? JSON.stringify(view.arranged?.candidates[view.chosen]?.command) : undefined;
    const found = arranged.candidates.findIndex(({ command }) => JSON.stringify(command) === before);
    this.#patch({ arranged, isBusy, chosen: Math.max(0, found) });
    this.#show();
  }

  #show(): void {
    const command = this.view?.hovered ?? this.candidate?.command;
    if (command !== undefined) this.#desk.tools.stage?.preview(command, () => undefined);
    // Where nothing fits, the page shows itself and not the last one that did.
    else if (this.view?.arranged?.isDone === true) this.#desk.tools.stage?.endPreview(false);
  }

  #patch(change: Partial<ArrangeView>): void {
    const view = this.view;
    if (view !== null) this.#desk.patch({ arranging: { ...view, ...change } });
  }
}
