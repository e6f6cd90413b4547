// The hand in the type of the package that is written in: it sets the caret and draws a selection.
import type { Press, ToolState } from './tool';
import { DRAG_BEGINS, distance } from './tool';
import type { Tools } from './tools';

export class SelectingText implements ToolState {
  readonly name = 'selecting-text';
  readonly #tools: Tools;
  readonly #start: Press;
  readonly #presses: number;

  constructor(tools: Tools, start: Press, presses: number) {
    this.#tools = tools;
    this.#start = start;
    this.#presses = presses;
    const point = tools.toPage(start.client);
    const { writing } = tools.desk;
    if (point === null) return;
    if (presses === 2) writing.pointUnit(point, 'word');
    else if (presses >= 3) writing.pointUnit(point, 'paragraph');
    else writing.point(point, start.shift);
  }

  move(press: Press): void {
    if (this.#presses > 1 || distance(press.client, this.#start.client) < DRAG_BEGINS) return;
    const point = this.#tools.toPage(press.client);
    if (point !== null) this.#tools.desk.writing.point(point, true);
  }

  release(): void {
    this.#tools.rest();
  }

  cancel(): void {
    // What is selected stays selected.
  }
}
