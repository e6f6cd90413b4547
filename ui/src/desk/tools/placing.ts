// A story from the pool over the page: it snaps, shows its real type, and becomes a package on release.
import type { Area, Command, Fit, PackageState, PageState, Refusal, Report, StoryState } from '../../bridge/types';
import { overlaps } from '../kernels/grid';
import { filling, holeAt } from '../kernels/holes';
import { obstacles } from '../kernels/obstacles';
import { freeLines, roughLines, sensibleSpan, snapMove, widthOf, type Guide } from '../kernels/snap';
import type { Outcome, Stage } from './stage';
import type { Press, ToolState } from './tool';
import type { Tools } from './tools';

/** Where the pointer holds the package: in the middle across, so many lines under its top. */
const HELD_AT_LINES = 1.5;

export class Placing implements ToolState {
  readonly name = 'placing';
  readonly #tools: Tools;
  readonly #story: StoryState;
  readonly #page: PageState;
  #fits: Fit[] = [];
  /** Exact depths by span, as the engine set them. */
  readonly #depths = new Map<number, number>();
  #span: number;
  /** The span when neither the hand nor the place says another. */
  readonly #usual: number;
  /** Whether the hand has said a span. */
  #isChosen = false;
  #last: Press | null = null;
  #area: Area | null = null;
  /** The package whose place the story takes over. */
  #target: PackageState | null = null;
  #guides: Guide[] = [];
  #outcome: Outcome = { report: null, refusal: null };
  #asked = '';
  #isOver = false;
  #isEnded = false;

  constructor(tools: Tools, story: StoryState, page: PageState) {
    this.#tools = tools;
    this.#story = story;
    this.#page = page;
    this.#usual = sensibleSpan(story.characters, page.grid);
    this.#span = this.#usual;
    tools.desk.patch({ story: story.id, selection: [] });
    void this.#measure();
  }

  /** The exact depths arrive while the hand is on its way. */
  async #measure(): Promise<void> {
    try {
      this.#fits = await this.#tools.desk.measure(this.#story.id, this.#page.id);
    } catch {
      return; // The rough depth serves until the first preview says the exact one.
    }
    if (!this.#isEnded && this.#last !== null) this.move(this.#last);
  }

  move(press: Press): void {
    this.#last = press;
    const stage = this.#tools.stage;
    if (stage === null) return;
    this.#isOver = stage.isOver(press.client);
    stage.setCursor('grabbing');
    if (!this.#isOver) {
      this.#area = null;
      stage.showGhost(null);
      stage.endPreview(false);
      this.#asked = '';
      if (this.#tools.desk.view.drag !== null) this.#tools.desk.patch({ drag: null });
      return;
    }
    const id = press.mod ? null : this.#tools.middleAt(press.client, []);
    const target = id === null ? undefined : this.#tools.desk.findPackage(id);
    this.#target = target === undefined || target.is_locked ? null : target;
    if (this.#target !== null) {
      this.#area = this.#target.area;
      this.#guides = [];
      stage.shift(null, null);
      this.#ask(stage);
      this.#show(stage);
      return;
    }
    const snapped = this.#snap(press);
    if (snapped === null) return;
    this.#area = snapped.area;
    this.#guides = snapped.guides;
    stage.shift(null, snapped.area);
    this.#ask(stage);
    this.#show(stage);
  }

  key(name: string): boolean {
    const span = Number(name);
    if (!Number.isInteger(span) || span < 1 || span > this.#page.grid.columns.columns) return false;
    this.#span = span;
    this.#isChosen = true;
    if (this.#last !== null) this.move(this.#last);
    return true;
  }

  release(press: Press): void {
    this.move(press);
    this.#isEnded = true;
    const { desk, stage } = this.#tools;
    stage?.setCursor('');
    stage?.showGhost(null);
    const area = this.#area;
    if (area === null) {
      stage?.endPreview(false);
      this.#tools.rest();
      return;
    }
    stage?.endPreview(true);
    this.#tools.rest();
    void desk.apply(this.#command(area, area.lines >= this.#depth(this.#span))).then((applied) => {
      if (applied === null) stage?.endPreview(false);
      else desk.select(applied.created.filter((id) => desk.findPackage(id) !== undefined).slice(0, 1));
    });
  }

  cancel(): void {
    this.#isEnded = true;
    const stage = this.#tools.stage;
    stage?.setCursor('');
    stage?.showGhost(null);
    stage?.endPreview(false);
  }

  #snap(press: Press): { area: Area; guides: Guide[] } | null {
    const point = this.#tools.toPage(press.client);
    if (point === null) return null;
    const { grid, paper } = this.#page;
    const width = widthOf(this.#isChosen ? this.#span : this.#usual, grid);
    const free = {
      x: ((point.x - paper.left) / grid.cell) * 1000 - width / 2,
      line: (point.y - paper.top) / grid.leading - HELD_AT_LINES,
    };
    const others = this.#others();
    // A place that the story fills from side to side is what a hand there means, until it says another width.
    const filled = this.#isChosen || press.mod ? null : filling(holeAt({ x: free.x + width / 2, line: free.line + HELD_AT_LINES }, grid, others), this.#fits);
    this.#span = filled?.span ?? (this.#isChosen ? this.#span : this.#usual);
    if (filled !== null) {
      const guides: Guide[] = [
        { axis: 'x', at: filled.area.x, met: 'column' },
        { axis: 'line', at: filled.area.line, met: 'neighbour' },
      ];
      return { area: filled.area, guides };
    }
    const wanted = this.#depth(this.#span);
    // A long story may begin anywhere: only its first lines must lie on the page.
    const { area, guides } = snapMove({ width, lines: Math.min(wanted, 3) }, free, grid, others, !press.mod, this.#tools.drawn(this.#page));
    const lines = Math.min(wanted, freeLines(area, grid, others));
    return { area: { ...area, lines }, guides };
  }

  /** Depth of a span: as it was set, as it was measured, or a guess until then. */
  #depth(span: number): number {
    const fit = this.#fits.find((each) => each.columns === span);
    const lines = this.#depths.get(span) ?? fit?.lines ?? roughLines(this.#story.lines, span, this.#page.grid);
    return Math.min(lines, this.#page.grid.lines);
  }

  /** Whether the engine has said how deep the story is in that span. */
  #isKnown(span: number): boolean {
    return this.#depths.has(span) || this.#fits.some((fit) => fit.columns === span);
  }

  #others(): Area[] {
    return obstacles(this.#page, this.#tools.desk.packagesOn(this.#page.id));
  }

  /** The verb for an area; a whole story says no depth, so that the engine sets the exact one. */
  #command(area: Area, isWhole: boolean): Command {
    const { x, line, width, lines } = area;
    if (this.#target !== null) {
      const { id, columns } = this.#target;
      const place: Command = { verb: 'place', story: this.#story.id, page: this.#page.id, area, columns };
      return { verb: 'batch', commands: [{ verb: 'remove-package', package: id }, place] };
    }
    const place = { verb: 'place', story: this.#story.id, page: this.#page.id, x, line, width } as const;
    return isWhole ? place : { ...place, lines };
  }

  #ask(stage: Stage): void {
    const area = this.#area;
    if (area === null) return;
    const span = this.#span;
    // A guess gives way to what the engine makes of the story, wherever it hovers.
    const isWhole = this.#target === null && (!this.#isKnown(span) || area.lines >= this.#depth(span));
    const command = this.#command(area, isWhole);
    const key = JSON.stringify(command);
    if (key === this.#asked) return;
    this.#asked = key;
    stage.preview(command, (outcome) => {
      if (this.#isEnded) return;
      this.#outcome = outcome;
      const isNew = isWhole && this.#learn(span, outcome.report);
      if (isNew && this.#last !== null && this.#isOver) this.move(this.#last);
      else this.#show(stage);
    });
  }

  /** Keeps the depth of a span as it was set whole; what the foot of the page cut short teaches nothing. */
  #learn(span: number, report: Report | null): boolean {
    if (report === null || report.overset.lines > 0 || report.lines === this.#depths.get(span)) return false;
    this.#depths.set(span, report.lines);
    return true;
  }

  #show(stage: Stage): void {
    const area = this.#area;
    if (area === null) return;
    const { report, refusal } = this.#outcome;
    const over = report?.overset.lines ?? 0;
    const under = report?.underset.lines ?? 0;
    stage.showGhost({
      area,
      kind: 'placing',
      columns: this.#span,
      over,
      under,
      report: null,
      isGuessed: this.#isGuessed,
      isRefused: refusal !== null,
      isCovering: this.#target === null && this.#others().some((other) => overlaps(area, other)),
      offer: this.#target === null ? null : 'replace',
      guides: this.#guides,
      offers: this.#target === null ? this.#offers(area) : [],
    });
    this.#readOut(area, over, under, refusal);
  }

  /** The other spans at this place that would fit exactly and stay on the page. */
  #offers(area: Area): { area: Area; columns: number }[] {
    const { grid } = this.#page;
    return this.#fits
      .filter((fit) => fit.columns !== this.#span)
      .map((fit) => ({ columns: fit.columns, area: { ...area, width: fit.width, lines: this.#depth(fit.columns) } }))
      .filter((offer) => offer.area.x + offer.area.width <= grid.cells * 1000 + 2 && area.line + offer.area.lines <= grid.lines);
  }

  #readOut(area: Area, over: number, under: number, refusal: Refusal | null): void {
    this.#tools.readOut({ story: this.#story.id, package: null, ...area, columns: this.#span, over, under, refusal, isGuessed: this.#isGuessed });
  }

  /** Whether the depth under the hand is none that the engine has said. */
  get #isGuessed(): boolean {
    return this.#target === null && !this.#isKnown(this.#span);
  }
}
