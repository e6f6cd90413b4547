// An edge or a corner in the hand: what is selected is set anew at every step, with its final lines.
import type { Area, Command, PackageState, Point } from '../../bridge/types';
import { areaAround } from '../kernels/grid';
import { scaleAreas } from '../kernels/groups';
import { resizeArea, type Handle } from '../kernels/resize';
import { snapEdge, type Guide } from '../kernels/snap';
import { Reshaping } from './reshaping';
import type { Press } from './tool';
import type { Tools } from './tools';

export class Resizing extends Reshaping {
  readonly #items: readonly PackageState[];
  readonly #from: Area;
  readonly #handle: Handle;
  readonly #start: Point | null;
  #area: Area;
  /** The area that was asked for before this one. */
  #before: Area;
  #guides: Guide[] = [];

  /** `items` are one package, or several that are resized as one. */
  constructor(tools: Tools, start: Press, items: readonly PackageState[], handle: Handle) {
    super(tools);
    this.#items = items;
    this.#handle = handle;
    this.#from = areaAround(items.map(({ area }) => area)) ?? { x: 0, line: 0, width: 0, lines: 0 };
    this.#area = this.#from;
    this.#before = this.#from;
    this.#start = tools.toPage(start.client);
    this.outcome = { report: this.#only?.report ?? null, refusal: null };
  }

  get #only(): PackageState | undefined {
    return this.#items.length === 1 ? this.#items[0] : undefined;
  }

  move(press: Press): void {
    const page = this.tools.desk.findPage(this.#items[0]?.page ?? '');
    const point = this.tools.toPage(press.client);
    if (this.tools.stage === null || page === undefined || point === null || this.#start === null) return;
    const { grid } = page;
    const from = this.#from;
    const cells = ((point.x - this.#start.x) / grid.cell) * 1000;
    const lines = Math.round((point.y - this.#start.y) / grid.leading);
    const side = this.#handle.includes('w') ? 'left' : 'right';
    const edge = side === 'left' ? from.x : from.x + from.width;
    const drawn = this.tools.drawn(page).cells;
    const snapped = snapEdge(edge + cells, side, grid, !press.mod, drawn);
    const before = this.#area;
    this.#area = resizeArea(from, grid, this.#handle, snapped - edge, lines);
    if (JSON.stringify(before) !== JSON.stringify(this.#area)) this.#before = before;
    const at = side === 'left' ? this.#area.x : this.#area.x + this.#area.width;
    this.#guides = /[ew]/.test(this.#handle) ? [{ axis: 'x', at, met: drawn.includes(at) ? 'guide' : 'column' }] : [];
    this.ask();
  }

  /** The depth grows or shrinks by as much again; across, edges jump from column to column and nothing can be foretold. */
  protected override ahead(): Command | null {
    const [before, now, only] = [this.#before, this.#area, this.#only];
    const line = 2 * now.line - before.line;
    const lines = 2 * now.lines - before.lines;
    if (only === undefined || now.width !== before.width || lines < 1 || line < 0) return null;
    return { verb: 'resize-package', package: only.id, ...now, line, lines };
  }

  protected command(): Command | null {
    if (JSON.stringify(this.#area) === JSON.stringify(this.#from)) return null;
    const only = this.#only;
    if (only !== undefined) return { verb: 'resize-package', package: only.id, ...this.#area };
    const grid = this.tools.desk.findPage(this.#items[0]?.page ?? '')?.grid;
    if (grid === undefined) return null;
    const areas = scaleAreas(this.#items.map(({ area }) => area), this.#from, this.#area, grid);
    const commands = this.#items.flatMap((item, index): Command[] => {
      const area = areas[index];
      return area === undefined ? [] : [{ verb: 'resize-package', package: item.id, ...area }];
    });
    return { verb: 'batch', commands };
  }

  protected show(): void {
    const [first] = this.#items;
    if (first === undefined) return;
    const { report, refusal } = this.outcome;
    const area = this.#area;
    const readout = {
      columns: report?.columns ?? first.columns,
      over: report?.overset.lines ?? 0,
      under: report?.underset.lines ?? 0,
    };
    const isRefused = refusal !== null;
    this.tools.stage?.showGhost({ area, kind: 'resizing', ...readout, report, isRefused, offer: null, guides: this.#guides, offers: [] });
    this.tools.readOut({ story: first.story, package: this.#only?.id ?? null, ...area, ...readout, refusal });
  }
}
