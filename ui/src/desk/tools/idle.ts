// At rest: says what lies under the pointer, and passes a press on to the state that it begins.
import type { Handle } from '../kernels/resize';
import { Cornering } from './cornering';
import { Dividing } from './dividing';
import { DraggingGuide } from './dragging-guide';
import { Pointing } from './pointing';
import type { Press, ToolState } from './tool';
import type { Tools } from './tools';

const CURSORS: Record<Handle, string> = {
  n: 'ns-resize',
  s: 'ns-resize',
  e: 'ew-resize',
  w: 'ew-resize',
  ne: 'nesw-resize',
  sw: 'nesw-resize',
  nw: 'nwse-resize',
  se: 'nwse-resize',
};

export class Idle implements ToolState {
  readonly name = 'idle';
  readonly #tools: Tools;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  press(press: Press): void {
    const tools = this.#tools;
    const corner = tools.cornerAt(press.client);
    if (corner !== null) {
      tools.become(new Cornering(tools, press, corner.outline, corner.hit, corner.reach));
      return;
    }
    const handle = tools.handleAt(press.client);
    const item = handle?.id ?? tools.packageAt(press.client);
    const guide = item === null ? tools.guideAt(press.client) : null;
    const page = tools.desk.page;
    if (guide !== null && page !== null) {
      tools.become(new DraggingGuide(tools, page, guide.axis, guide.index));
      return;
    }
    const divider = item === null && !press.shift ? tools.dividerAt(press.client) : null;
    if (divider !== null) {
      tools.become(new Dividing(tools, press, divider));
      return;
    }
    tools.become(new Pointing(tools, press, item, handle?.handle ?? null));
  }

  move(press: Press): void {
    const { desk, stage } = this.#tools;
    const hover = this.#tools.packageAt(press.client);
    const isText = hover !== null && hover === desk.writing.package;
    const handle = isText ? null : this.#tools.handleAt(press.client);
    const isBare = hover === null && handle === null;
    const guide = isBare ? this.#tools.guideAt(press.client) : null;
    const divider = isBare && guide === null ? this.#tools.dividerAt(press.client) : null;
    const isAcross = guide === null ? divider?.axis === 'down' : guide.axis === 'across';
    const between = divider === null && guide === null ? '' : isAcross ? 'row-resize' : 'col-resize';
    const corner = isText ? null : this.#tools.cornerAt(press.client);
    stage?.setCursor(corner !== null ? (corner.hit.isNew ? 'copy' : 'crosshair') : isText ? 'text' : handle !== null ? CURSORS[handle.handle] : hover !== null ? 'move' : between);
    const page = desk.page;
    const point = this.#tools.toPage(press.client);
    let pointer: { cell: number; line: number } | null = null;
    if (page !== null && point !== null) {
      const cell = Math.floor((point.x - page.paper.left) / page.grid.cell);
      const line = Math.floor((point.y - page.paper.top) / page.grid.leading);
      if (cell >= 0 && cell < page.grid.cells && line >= 0 && line < page.grid.lines) pointer = { cell, line };
    }
    const was = desk.view.pointer;
    const isSamePlace = was?.cell === pointer?.cell && was?.line === pointer?.line;
    if (hover !== desk.view.hover || !isSamePlace) desk.patch({ hover, pointer });
  }

  release(): void {
    // A release without a press of ours ends nothing.
  }

  cancel(): void {
    // Nothing goes on.
  }
}
