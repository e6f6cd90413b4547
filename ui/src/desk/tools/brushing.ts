// A rectangle drawn over bare paper: what it touches is selected.
import type { Id, Point } from '../../bridge/types';
import { withGroups } from '../kernels/groups';
import { between, touched } from '../kernels/hit';
import type { Press, ToolState } from './tool';
import type { Tools } from './tools';

export class Brushing implements ToolState {
  readonly name = 'brushing';
  readonly #tools: Tools;
  readonly #start: Point | null;
  readonly #before: readonly Id[];
  readonly #isAdding: boolean;

  constructor(tools: Tools, start: Press) {
    this.#tools = tools;
    this.#start = tools.toPage(start.client);
    this.#before = tools.desk.view.selection;
    this.#isAdding = start.shift;
  }

  move(press: Press): void {
    const { desk, stage } = this.#tools;
    const point = this.#tools.toPage(press.client);
    if (point === null || this.#start === null) return;
    const rect = between(this.#start, point);
    stage?.showMarquee(rect);
    const found = withGroups(desk.state.packages, touched(rect, this.#tools.targets()));
    const selection = this.#isAdding ? [...new Set([...this.#before, ...found])] : found;
    if (selection.join() !== desk.view.selection.join()) desk.select(selection);
  }

  release(): void {
    this.#tools.stage?.showMarquee(null);
    this.#tools.rest();
  }

  cancel(): void {
    this.#tools.stage?.showMarquee(null);
    this.#tools.desk.select(this.#before);
  }
}
