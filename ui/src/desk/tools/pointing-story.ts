// Pressed on a story of the pool: a click chooses it, three pixels begin to place it.
import type { Id, Point } from '../../bridge/types';
import { Placing } from './placing';
import { DRAG_BEGINS, distance, type Press, type ToolState } from './tool';
import type { Tools } from './tools';

export class PointingStory implements ToolState {
  readonly name = 'pointing';
  readonly #tools: Tools;
  readonly #story: Id;
  readonly #start: Point;

  constructor(tools: Tools, story: Id, start: Point) {
    this.#tools = tools;
    this.#story = story;
    this.#start = start;
  }

  move(press: Press): void {
    const tools = this.#tools;
    if (distance(press.client, this.#start) < DRAG_BEGINS) return;
    if (tools.desk.state.readOnly || tools.stage === null) return;
    const story = tools.desk.findStory(this.#story);
    const page = tools.desk.page;
    if (story === undefined || page === null) return;
    const placing = new Placing(tools, story, page);
    tools.become(placing);
    placing.move(press);
  }

  release(): void {
    this.#tools.desk.selectStory(this.#story);
    this.#tools.rest();
  }

  cancel(): void {
    // Nothing was begun.
  }
}
