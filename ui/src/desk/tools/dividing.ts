// The gap between two packages in the hand: what the one gains the other gives.
import type { Area, Command, Grid, PackageState, Point } from '../../bridge/types';
import type { Stop, StopsView } from '../../bridge/wire';
import { snapEdge } from '../kernels/snap';
import { Reshaping } from './reshaping';
import type { Press } from './tool';
import type { Tools } from './tools';

/** Two packages with a gap between them: over each other, or side by side. */
export interface Divider {
  axis: 'across' | 'down';
  first: PackageState;
  second: PackageState;
}

/** Least room that either keeps. */
const LEAST_LINES = 2;
const LEAST_WIDTH = 4000;

export class Dividing extends Reshaping {
  readonly #divider: Divider;
  readonly #start: Point | null;
  #areas: [Area, Area];
  /** Where the gap can rest so that everything on both sides is full again; null when the engine knows of none. */
  #stops: StopsView | null = null;
  #stop: Stop | null = null;
  /** The stop before this one: the hand comes from there. */
  #before: Stop | null = null;
  #last: Press | null = null;

  constructor(tools: Tools, start: Press, divider: Divider) {
    super(tools);
    this.#divider = divider;
    this.#start = tools.toPage(start.client);
    this.#areas = [divider.first.area, divider.second.area];
    void this.#learn();
  }

  /** A page that is full stays full: both sides are set anew at every stop. Ctrl divides the room and leaves the rest to the hand. */
  async #learn(): Promise<void> {
    const { first, second } = this.#divider;
    if ([first, second].some(({ report }) => report.overset.lines > 0 || report.underset.lines > 0)) return;
    let found: StopsView;
    try {
      found = await this.tools.desk.bridge.call<StopsView>('arrange-stops', { page: first.page, a: first.id, b: second.id });
    } catch {
      return; // No gap runs through between these two: the hand divides the room as it likes.
    }
    if (this.isEnded || !found.stops.some(({ offset }) => offset !== 0)) return;
    this.#stops = found;
    if (this.#last !== null) this.move(this.#last);
  }

  move(press: Press): void {
    this.#last = press;
    const { desk, stage } = this.tools;
    const { axis, first, second } = this.#divider;
    const grid = desk.findPage(first.page)?.grid;
    const point = this.tools.toPage(press.client);
    if (stage === null || grid === undefined || point === null || this.#start === null) return;
    stage.setCursor(axis === 'down' ? 'row-resize' : 'col-resize');
    const stop = this.#stops === null || press.mod ? null : nearestStop(this.#stops, this.#start, point, grid);
    if (stop !== this.#stop) [this.#before, this.#stop] = [this.#stop, stop];
    if (this.#stop !== null) this.#areas = [areaIn(this.#stop, first), areaIn(this.#stop, second)];
    else this.#areas = axis === 'down' ? divideDown(first.area, second.area, (point.y - this.#start.y) / grid.leading) : divideAcross(first.area, second.area, ((point.x - this.#start.x) / grid.cell) * 1000, grid, !press.mod);
    this.ask();
  }

  /** The stop that comes next if the hand goes on as it does: both sides are set for it before it is there. */
  protected override ahead(): Command | null {
    return this.#stop === null ? null : stopAhead(this.#stops?.stops ?? [], this.#before, this.#stop)?.command ?? null;
  }

  /** The one that gives room goes first, so that the two never overlap on the way. */
  protected command(): Command | null {
    // Back where it was, the page is as it was, and not another one that would fill the same room.
    if (this.#stop !== null) return this.#stop.offset === 0 ? null : this.#stop.command;
    const { first, second } = this.#divider;
    const [a, b] = this.#areas;
    if (a.lines === first.area.lines && a.width === first.area.width) return null;
    const commands: Command[] = [
      { verb: 'resize-package', package: first.id, ...a },
      { verb: 'resize-package', package: second.id, ...b },
    ];
    return { verb: 'batch', commands };
  }

  protected show(): void {
    const { first, axis } = this.#divider;
    const [area, other] = this.#areas;
    const at = axis === 'down' ? other.line : other.x;
    const { report, refusal } = this.outcome;
    const readout = { columns: report?.columns ?? first.columns, over: report?.overset.lines ?? 0, under: report?.underset.lines ?? 0 };
    this.tools.stage?.showGhost({
      area,
      kind: 'resizing',
      ...readout,
      report: null,
      isRefused: refusal !== null,
      offer: null,
      guides: [{ axis: axis === 'down' ? 'line' : 'x', at, met: 'neighbour' }],
      offers: [],
    });
    this.tools.readOut({ story: first.story, package: first.id, ...area, ...readout, refusal });
  }
}

/** The stop nearest to the hand. */
function nearestStop({ isAcross, stops }: StopsView, start: Point, point: Point, grid: Grid): Stop | null {
  const pitch = isAcross ? grid.leading : (grid.columns.cells + grid.columns.gutter / 1000) * grid.cell;
  const wanted = (isAcross ? point.y - start.y : point.x - start.x) / pitch;
  const far = ({ offset }: Stop): number => Math.abs(offset - wanted);
  return stops.reduce<Stop | null>((best, each) => (best === null || far(each) < far(best) ? each : best), null);
}

/** The stop after one, away from the one before it; null at the last one, and where the page is as it was. */
export function stopAhead(stops: readonly Stop[], before: Stop | null, now: Stop): Stop | null {
  const way = Math.sign(now.offset - (before?.offset ?? 0));
  const next = way === 0 ? undefined : stops[stops.indexOf(now) + way];
  return next === undefined || next.offset === 0 ? null : next;
}

/** Where a package's story stands at a stop. */
function areaIn({ command }: Stop, item: PackageState): Area {
  if (command.verb !== 'arrange-page') return item.area;
  return command.packages.find(({ story }) => String(story) === item.story)?.area ?? item.area;
}

/** Two areas over each other after their gap has moved by lines. */
export function divideDown(first: Area, second: Area, by: number): [Area, Area] {
  const lines = clamp(Math.round(by), LEAST_LINES - first.lines, second.lines - LEAST_LINES);
  return [
    { ...first, lines: first.lines + lines },
    { ...second, line: second.line + lines, lines: second.lines - lines },
  ];
}

/** Two areas side by side after their gap has moved by thousandths of a cell: the first ends on a column where one is near. */
export function divideAcross(first: Area, second: Area, by: number, grid: Grid, snaps = true): [Area, Area] {
  const right = first.x + first.width;
  const cells = clamp(snapEdge(right + by, 'right', grid, snaps) - right, LEAST_WIDTH - first.width, second.width - LEAST_WIDTH);
  return [
    { ...first, width: first.width + cells },
    { ...second, x: second.x + cells, width: second.width - cells },
  ];
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.min(greatest, Math.max(least, value));
}
