// An edge or a corner in the hand: the package is set anew at every step, with its final lines.
import type { Area, Command, PackageState, Point } from '../../bridge/types';
import { resizeArea, type Handle } from '../kernels/resize';
import { snapEdge, type Guide } from '../kernels/snap';
import type { Outcome } from './stage';
import type { Press, ToolState } from './tool';
import type { Tools } from './tools';

export class Resizing implements ToolState {
  readonly name = 'resizing';
  readonly #tools: Tools;
  readonly #item: PackageState;
  readonly #handle: Handle;
  readonly #start: Point | null;
  #area: Area;
  #guides: Guide[] = [];
  #outcome: Outcome;
  #asked: string;
  #isEnded = false;

  constructor(tools: Tools, start: Press, item: PackageState, handle: Handle) {
    this.#tools = tools;
    this.#item = item;
    this.#handle = handle;
    this.#area = item.area;
    this.#start = tools.toPage(start.client);
    this.#outcome = { report: item.report, refusal: null };
    this.#asked = JSON.stringify(item.area);
  }

  move(press: Press): void {
    const { desk, stage } = this.#tools;
    const page = desk.findPage(this.#item.page);
    const point = this.#tools.toPage(press.client);
    if (stage === null || page === undefined || point === null || this.#start === null) return;
    const { grid } = page;
    const from = this.#item.area;
    const cells = ((point.x - this.#start.x) / grid.cell) * 1000;
    const lines = Math.round((point.y - this.#start.y) / grid.leading);
    const side = this.#handle.includes('w') ? 'left' : 'right';
    const edge = side === 'left' ? from.x : from.x + from.width;
    const snapped = snapEdge(edge + cells, side, grid, !press.mod);
    this.#area = resizeArea(from, grid, this.#handle, snapped - edge, lines);
    this.#guides = /[ew]/.test(this.#handle)
      ? [{ axis: 'x', at: side === 'left' ? this.#area.x : this.#area.x + this.#area.width, met: 'column' }]
      : [];
    const key = JSON.stringify(this.#area);
    if (key !== this.#asked) {
      this.#asked = key;
      stage.preview(this.#command(), (outcome) => {
        if (this.#isEnded) return;
        this.#outcome = outcome;
        this.#show();
      });
    }
    this.#show();
  }

  release(press: Press): void {
    this.move(press);
    this.#isEnded = true;
    const { desk, stage } = this.#tools;
    stage?.showGhost(null);
    this.#tools.rest();
    if (JSON.stringify(this.#area) === JSON.stringify(this.#item.area)) {
      stage?.endPreview(false);
      return;
    }
    stage?.endPreview(true);
    void desk.apply(this.#command()).then((applied) => {
      if (applied === null) stage?.endPreview(false);
    });
  }

  cancel(): void {
    this.#isEnded = true;
    const { stage } = this.#tools;
    stage?.setCursor('');
    stage?.showGhost(null);
    stage?.endPreview(false);
  }

  #command(): Command {
    return { verb: 'resize-package', package: this.#item.id, ...this.#area };
  }

  #show(): void {
    const { stage } = this.#tools;
    const { report, refusal } = this.#outcome;
    const area = this.#area;
    const readout = {
      columns: report?.columns ?? this.#item.columns,
      over: report?.overset.lines ?? 0,
      under: report?.underset.lines ?? 0,
    };
    stage?.showGhost({ area, kind: 'resizing', ...readout, report, isRefused: refusal !== null, offer: null, guides: this.#guides, offers: [] });
    this.#tools.readOut({ story: this.#item.story, package: this.#item.id, ...area, ...readout, refusal });
  }
}
