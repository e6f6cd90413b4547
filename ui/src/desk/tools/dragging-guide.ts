// A guide in the hand: out of a ruler onto the page, along it, or back to be rid of it.
import type { Command, Guide, PageState } from '../../bridge/types';
import { restGuide } from '../kernels/guides';
import type { Press, ToolState } from './tool';
import type { Tools } from './tools';

export class DraggingGuide implements ToolState {
  readonly name = 'guiding';
  readonly #tools: Tools;
  readonly #page: PageState;
  readonly #axis: Guide['axis'];
  /** Its number in the page's list; null for a new one. */
  readonly #index: number | null;
  #at: number | null;

  constructor(tools: Tools, page: PageState, axis: Guide['axis'], index: number | null) {
    this.#tools = tools;
    this.#page = page;
    this.#axis = axis;
    this.#index = index;
    this.#at = index === null ? null : (page.guides[index]?.at ?? null);
    tools.stage?.setCursor(axis === 'down' ? 'col-resize' : 'row-resize');
    this.#show();
  }

  move(press: Press): void {
    const { stage } = this.#tools;
    const point = this.#tools.toPage(press.client);
    const { paper } = this.#page;
    if (stage === null || point === null) return;
    const at = this.#axis === 'down' ? point.x : point.y;
    const most = this.#axis === 'down' ? paper.width : paper.height;
    const isOn = stage.isOver(press.client) && at >= 0 && at <= most;
    this.#at = isOn ? restGuide(this.#axis, at, this.#page, !press.mod) : null;
    this.#show();
  }

  release(press: Press): void {
    this.move(press);
    const command = this.#command();
    this.#leave();
    this.#tools.rest();
    if (command !== null) void this.#tools.desk.apply(command);
  }

  cancel(): void {
    this.#leave();
  }

  /** All guides of the page as the hand leaves them; null when nothing has changed. */
  #command(): Command | null {
    const { guides, id } = this.#page;
    if (this.#index === null && this.#at === null) return null;
    if (this.#index !== null && guides[this.#index]?.at === this.#at) return null;
    const others = guides.filter((_, index) => index !== this.#index);
    return { verb: 'set-guides', page: id, guides: this.#at === null ? others : [...others, { axis: this.#axis, at: this.#at }] };
  }

  #show(): void {
    this.#tools.stage?.showGuide({ axis: this.#axis, at: this.#at, index: this.#index });
  }

  #leave(): void {
    const { stage } = this.#tools;
    stage?.setCursor('');
    stage?.showGuide(null);
  }
}
