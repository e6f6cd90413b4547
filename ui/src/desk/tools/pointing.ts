// Pressed on the page but not yet dragged: a click selects, three pixels make it a drag.
import type { Id } from '../../bridge/types';
import { withGroups } from '../kernels/groups';
import type { Handle } from '../kernels/resize';
import { Brushing } from './brushing';
import { Resizing } from './resizing';
import { DRAG_BEGINS, distance, type Press, type ToolState } from './tool';
import type { Tools } from './tools';
import { Translating } from './translating';

export class Pointing implements ToolState {
  readonly name = 'pointing';
  readonly #tools: Tools;
  readonly #start: Press;
  readonly #item: Id | null;
  readonly #handle: Handle | null;

  constructor(tools: Tools, start: Press, item: Id | null, handle: Handle | null) {
    this.#tools = tools;
    this.#start = start;
    this.#item = item;
    this.#handle = handle;
  }

  move(press: Press): void {
    if (distance(press.client, this.#start.client) < DRAG_BEGINS) return;
    const tools = this.#tools;
    const next = this.#drag();
    if (next === null) return;
    tools.become(next);
    next.move(press);
  }

  #drag(): ToolState | null {
    const tools = this.#tools;
    const { desk } = tools;
    if (this.#item === null) return new Brushing(tools, this.#start);
    const item = desk.findPackage(this.#item);
    if (item === undefined) return null;
    if (!desk.view.selection.includes(item.id)) desk.selectWhole([item.id]);
    const items = desk.selected.filter(({ page }) => page === item.page);
    if (desk.state.readOnly || items.some(({ is_locked }) => is_locked)) return null;
    return this.#handle === null
      ? new Translating(tools, this.#start, item, items)
      : new Resizing(tools, this.#start, items, this.#handle);
  }

  release(): void {
    const { desk } = this.#tools;
    const item = this.#item;
    if (item === null) {
      if (!this.#start.shift) desk.select([]);
    } else if (this.#start.shift || this.#start.mod) {
      const chosen = desk.view.selection;
      const whole = withGroups(desk.state.packages, [item]);
      desk.select(chosen.includes(item) ? chosen.filter((id) => !whole.includes(id)) : [...chosen, ...whole.filter((id) => !chosen.includes(id))]);
    } else if (this.#handle === null) {
      this.#choose(item);
    }
    this.#tools.rest();
  }

  /** A click chooses the whole group; another on the same one goes through to the package itself. */
  #choose(item: Id): void {
    const { desk } = this.#tools;
    const whole = withGroups(desk.state.packages, [item]);
    const chosen = desk.view.selection;
    const isChosen = whole.length === chosen.length && whole.every((id) => chosen.includes(id));
    desk.select(isChosen ? [item] : whole);
  }

  cancel(): void {
    // Nothing was begun.
  }
}
