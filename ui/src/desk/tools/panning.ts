// The page in the hand: Space or the middle button moves the view.
import type { Point } from '../../bridge/types';
import type { Press, ToolState } from './tool';
import type { Tools } from './tools';

export class Panning implements ToolState {
  readonly name = 'panning';
  readonly #tools: Tools;
  readonly #start: Point;
  readonly #pan: Point;

  constructor(tools: Tools, start: Press) {
    this.#tools = tools;
    this.#start = start.client;
    this.#pan = tools.desk.view.pan;
    tools.stage?.setCursor('grabbing');
  }

  move(press: Press): void {
    const { desk } = this.#tools;
    desk.setCamera({
      zoom: desk.view.zoom,
      pan: { x: this.#pan.x + press.client.x - this.#start.x, y: this.#pan.y + press.client.y - this.#start.y },
    });
  }

  release(): void {
    this.#tools.stage?.setCursor('');
    this.#tools.rest();
  }

  cancel(): void {
    const { desk, stage } = this.#tools;
    stage?.setCursor('');
    desk.setCamera({ zoom: desk.view.zoom, pan: this.#pan });
  }
}
