// The gap between two packages in the hand: what the one gains the other gives.
import type { Area, Command, Grid, PackageState, Point } from '../../bridge/types';
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

  constructor(tools: Tools, start: Press, divider: Divider) {
    super(tools);
    this.#divider = divider;
    this.#start = tools.toPage(start.client);
    this.#areas = [divider.first.area, divider.second.area];
  }

  move(press: Press): void {
    const { desk, stage } = this.tools;
    const { axis, first, second } = this.#divider;
    const grid = desk.findPage(first.page)?.grid;
    const point = this.tools.toPage(press.client);
    if (stage === null || grid === undefined || point === null || this.#start === null) return;
    stage.setCursor(axis === 'down' ? 'row-resize' : 'col-resize');
    this.#areas = axis === 'down' ? divideDown(first.area, second.area, (point.y - this.#start.y) / grid.leading) : divideAcross(first.area, second.area, ((point.x - this.#start.x) / grid.cell) * 1000, grid, !press.mod);
    this.ask();
  }

  /** The one that gives room goes first, so that the two never overlap on the way. */
  protected command(): Command | null {
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
