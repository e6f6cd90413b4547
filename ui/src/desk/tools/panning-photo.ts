// The picture in its frame in the hand.
import type { Point } from '../../bridge/types';
import type { Sight } from '../kernels/crop';
import type { Press, ToolState } from './tool';
import type { Tools } from './tools';

export class PanningPhoto implements ToolState {
  readonly name = 'panning';
  readonly #tools: Tools;
  readonly #start: Point | null;
  readonly #sight: Sight | null;

  constructor(tools: Tools, start: Press) {
    this.#tools = tools;
    this.#start = tools.toPage(start.client);
    this.#sight = tools.desk.cropping.sight;
    tools.stage?.setCursor('grabbing');
  }

  move(press: Press): void {
    const point = this.#tools.toPage(press.client);
    if (point === null || this.#start === null || this.#sight === null) return;
    this.#tools.desk.cropping.drag(this.#sight, point.x - this.#start.x, point.y - this.#start.y);
  }

  release(): void {
    this.#tools.stage?.setCursor('');
    this.#tools.rest();
  }

  cancel(): void {
    this.#tools.stage?.setCursor('');
    if (this.#sight !== null) this.#tools.desk.cropping.drag(this.#sight, 0, 0);
  }
}
