// A package on its way to another place: it moves as a finished picture, since a move sets nothing anew.
import type { Area, PackageState, Point } from '../../bridge/types';
import { obstacles } from '../kernels/obstacles';
import { snapMove } from '../kernels/snap';
import type { Press, ToolState } from './tool';
import type { Tools } from './tools';

export class Translating implements ToolState {
  readonly name = 'translating';
  readonly #tools: Tools;
  readonly #item: PackageState;
  readonly #start: Point | null;
  readonly #others: Area[];
  #area: Area;

  constructor(tools: Tools, start: Press, item: PackageState) {
    this.#tools = tools;
    this.#item = item;
    this.#area = item.area;
    this.#start = tools.toPage(start.client);
    const others = tools.desk.packagesOn(item.page).filter(({ id }) => id !== item.id).map(({ area }) => area);
    const page = tools.desk.findPage(item.page);
    this.#others = page === undefined ? others : obstacles(page, others);
  }

  move(press: Press): void {
    const { desk, stage } = this.#tools;
    const page = desk.findPage(this.#item.page);
    const point = this.#tools.toPage(press.client);
    if (stage === null || page === undefined || point === null || this.#start === null) return;
    const { grid } = page;
    let cells = ((point.x - this.#start.x) / grid.cell) * 1000;
    let lines = (point.y - this.#start.y) / grid.leading;
    if (press.shift) {
      // Shift keeps to the nearer axis.
      if (Math.abs(point.x - this.#start.x) > Math.abs(point.y - this.#start.y)) lines = 0;
      else cells = 0;
    }
    const from = this.#item.area;
    const snapped = snapMove(from, { x: from.x + cells, line: from.line + lines }, grid, this.#others, !press.mod);
    this.#area = snapped.area;
    stage.setCursor('grabbing');
    stage.shift(this.#item.id, snapped.area);
    const { overset, underset } = this.#item.report;
    const readout = { over: overset.lines, under: underset.lines, columns: this.#item.columns };
    stage.showGhost({ area: snapped.area, kind: 'translating', ...readout, report: this.#item.report, isRefused: false, guides: snapped.guides, offers: [] });
    this.#tools.readOut({ story: this.#item.story, package: this.#item.id, ...snapped.area, ...readout, refusal: null });
  }

  release(press: Press): void {
    this.move(press);
    const { desk, stage } = this.#tools;
    const { x, line } = this.#area;
    stage?.setCursor('');
    stage?.showGhost(null);
    this.#tools.rest();
    if (x === this.#item.area.x && line === this.#item.area.line) {
      stage?.endPreview(false);
      return;
    }
    stage?.endPreview(true);
    void desk.apply({ verb: 'move-package', package: this.#item.id, x, line }).then((applied) => {
      if (applied === null) stage?.endPreview(false);
    });
  }

  cancel(): void {
    const { stage } = this.#tools;
    stage?.setCursor('');
    stage?.showGhost(null);
    stage?.endPreview(false);
  }
}
