// What is left of a story in the hand: a click or a drag says where it goes on, on this page or another.
import type { Area, Command, Id, PageState, Point } from '../../bridge/types';
import { obstacles } from '../kernels/obstacles';
import { freeLines, snapEdge, snapMove, widthOf } from '../kernels/snap';
import type { Outcome } from './stage';
import { DRAG_BEGINS, distance, type Press, type ToolState } from './tool';
import type { Tools } from './tools';

/** Least depth of a part that is drawn by a drag, in lines. */
const LEAST_LINES = 2;

/** Depth of a part that nothing is left for yet. */
const EMPTY_LINES = 12;

/**
 * The depth of a part that goes on in `span` columns of `lines` free lines. Where the rest of the text finds room, a jump
 * line and a blank counted in, nothing is said: the engine sets the exact depth.
 */
export function depthOf(over: number, span: number, lines: number): { lines?: number } {
  if (over === 0) return { lines: Math.min(lines, EMPTY_LINES) };
  return Math.ceil(over / span) + 2 <= lines ? {} : { lines };
}

export class Threading implements ToolState {
  readonly name = 'threading';
  readonly #tools: Tools;
  readonly #package: Id;
  #span: number;
  #area: Area | null = null;
  #isDrawn = false;
  #start: Press | null = null;
  #last: Press | null = null;
  #outcome: Outcome = { report: null, refusal: null };
  #asked = '';
  #isEnded = false;

  constructor(tools: Tools, id: Id) {
    this.#tools = tools;
    this.#package = id;
    this.#span = Math.max(1, Math.min(2, tools.desk.findPackage(id)?.columns ?? 1));
    tools.stage?.setCursor('copy');
  }

  press(press: Press): void {
    this.#start = press;
  }

  move(press: Press): void {
    this.#last = press;
    const { desk, stage } = this.#tools;
    const page = desk.page;
    if (stage === null || page === null) return;
    stage.setCursor('copy');
    const point = this.#tools.toPage(press.client);
    if (point === null || !stage.isOver(press.client)) {
      this.#area = null;
      this.#asked = '';
      stage.showGhost(null);
      stage.endPreview(false);
      return;
    }
    const start = this.#start;
    this.#isDrawn = start !== null && distance(start.client, press.client) >= DRAG_BEGINS;
    this.#area = this.#isDrawn && start !== null ? this.#drawn(page, start, point) : this.#snapped(page, point, press);
    const command = this.#command(page, this.#area);
    const key = JSON.stringify(command);
    if (key !== this.#asked) {
      this.#asked = key;
      stage.preview(command, (outcome) => {
        if (this.#isEnded) return;
        this.#outcome = outcome;
        this.#show();
      });
    }
    this.#show();
  }

  key(name: string): boolean {
    const page = this.#tools.desk.page;
    const span = Number(name);
    if (page === null || !Number.isInteger(span) || span < 1 || span > page.grid.columns.columns) return false;
    this.#span = span;
    if (this.#last !== null) this.move(this.#last);
    return true;
  }

  release(press: Press): void {
    // The click that took the text up is not yet one that puts it down.
    if (this.#start === null) return;
    this.move(press);
    const { desk, stage } = this.#tools;
    const area = this.#area;
    const page = desk.page;
    this.#leave(area !== null);
    this.#tools.rest();
    if (area === null || page === null) return;
    void desk.apply(this.#command(page, area)).then((applied) => {
      if (applied === null) stage?.endPreview(false);
      else desk.select(applied.created.filter((id) => desk.findPackage(id) !== undefined).slice(0, 1));
    });
  }

  cancel(): void {
    this.#leave(false);
  }

  #leave(keep: boolean): void {
    this.#isEnded = true;
    const { stage } = this.#tools;
    stage?.setCursor('');
    stage?.showGhost(null);
    stage?.endPreview(keep);
  }

  /** The text decides how deep a part is that was only clicked. */
  #command(page: PageState, area: Area): Command {
    const { x, line, width, lines } = area;
    const left = this.#tools.desk.findPackage(this.#package)?.report.overset.lines ?? 0;
    const depth = this.#isDrawn ? { lines } : depthOf(left, this.#span, lines);
    return { verb: 'thread', package: this.#package, page: page.id, x, line, width, ...depth };
  }

  #snapped(page: PageState, point: Point, press: Press): Area {
    const { grid, paper } = page;
    const width = widthOf(this.#span, grid);
    const free = { x: ((point.x - paper.left) / grid.cell) * 1000 - width / 2, line: (point.y - paper.top) / grid.leading - 1 };
    const others = obstacles(page, this.#tools.desk.packagesOn(page.id));
    const { area } = snapMove({ width, lines: 3 }, free, grid, others, !press.mod, this.#tools.drawn(page));
    return { ...area, lines: freeLines(area, grid, others) };
  }

  #drawn(page: PageState, start: Press, to: Point): Area {
    const from = this.#tools.toPage(start.client) ?? to;
    const { grid, paper } = page;
    const cells = (x: number): number => ((x - paper.left) / grid.cell) * 1000;
    const line = (y: number): number => Math.min(grid.lines, Math.max(0, Math.round((y - paper.top) / grid.leading)));
    const left = Math.max(0, snapEdge(cells(Math.min(from.x, to.x)), 'left', grid));
    const right = Math.min(grid.cells * 1000, snapEdge(cells(Math.max(from.x, to.x)), 'right', grid));
    const top = Math.min(line(Math.min(from.y, to.y)), grid.lines - LEAST_LINES);
    const least = grid.columns.cells * 1000;
    const x = Math.min(left, grid.cells * 1000 - least);
    return { x, line: top, width: Math.max(least, right - x), lines: Math.max(LEAST_LINES, line(Math.max(from.y, to.y)) - top) };
  }

  #show(): void {
    const area = this.#area;
    if (area === null) return;
    const { report, refusal } = this.#outcome;
    const lines = report?.lines ?? area.lines;
    const readout = { columns: this.#span, over: report?.overset.lines ?? 0, under: report?.underset.lines ?? 0 };
    this.#tools.stage?.showGhost({ area: { ...area, lines }, kind: 'placing', ...readout, report: null, isRefused: refusal !== null, offer: null, guides: [], offers: [] });
  }
}
