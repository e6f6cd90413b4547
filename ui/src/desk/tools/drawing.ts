// A free frame about to be drawn: a drag says where it stands, a click puts one of the usual size there, Enter one where there is room.
import type { Area, Command, PageState, Point } from '../../bridge/types';
import type { FreeChange, FreeKind } from '../../bridge/wire';
import { snapEdge } from '../kernels/snap';
import { DRAG_BEGINS, distance, type Press, type ToolState } from './tool';
import type { Tools } from './tools';

/** What a drag makes: where the frame stands and, of a rule, which way it runs. */
export interface Drawn {
  area: Area;
  free: FreeChange | null;
}

export class Drawing implements ToolState {
  readonly name = 'drawing';
  readonly #tools: Tools;
  readonly #kind: FreeKind;
  #start: Press | null = null;

  constructor(tools: Tools, kind: FreeKind) {
    this.#tools = tools;
    this.#kind = kind;
    tools.stage?.setCursor('crosshair');
  }

  press(press: Press): void {
    this.#start = press;
  }

  move(press: Press): void {
    const { stage } = this.#tools;
    if (stage === null) return;
    stage.setCursor('crosshair');
    const drawn = this.#drawn(press);
    if (drawn === null) stage.showGhost(null);
    else stage.showGhost({ area: drawn.area, kind: 'drawing', columns: 1, over: 0, under: 0, report: null, isRefused: false, offer: null, guides: [], offers: [] });
  }

  key(name: string): boolean {
    if (name !== 'Enter') return false;
    this.#make(null);
    return true;
  }

  release(press: Press): void {
    // The click that chose the tool is not yet one on the page.
    const start = this.#start;
    if (start === null) return;
    const drawn = this.#drawn(press);
    const page = this.#tools.desk.page;
    const point = this.#tools.toPage(start.client);
    if (drawn !== null) this.#make(drawn);
    else if (page !== null && point !== null && this.#tools.stage?.isOver(start.client) === true) this.#make({ area: clicked(page, point), free: null });
    else this.#leave();
  }

  cancel(): void {
    const { stage } = this.#tools;
    stage?.setCursor('');
    stage?.showGhost(null);
  }

  #leave(): void {
    this.cancel();
    this.#tools.rest();
  }

  #drawn(press: Press): Drawn | null {
    const start = this.#start;
    const page = this.#tools.desk.page;
    if (start === null || page === null || distance(start.client, press.client) < DRAG_BEGINS) return null;
    const [from, to] = [this.#tools.toPage(start.client), this.#tools.toPage(press.client)];
    return from === null || to === null ? null : drawnBetween(this.#kind, page, from, to, { snaps: !press.mod, straight: press.shift });
  }

  #make(drawn: Drawn | null): void {
    const { desk } = this.#tools;
    const page = desk.page;
    this.#leave();
    if (page === null) return;
    const command: Command = { verb: 'add-frame', kind: this.#kind, page: page.id };
    if (drawn !== null) {
      const { x, line, width, lines } = drawn.area;
      Object.assign(command, { x, line, ...(width === 0 ? {} : { width, lines }), ...(drawn.free === null ? {} : { free: drawn.free }) });
    }
    void desk.apply(command).then((applied) => {
      const made = applied?.created.find((id) => desk.findPackage(id) !== undefined);
      if (made === undefined) return;
      desk.select([made]);
      if (this.#kind === 'text') desk.writing.begin(made, null);
    });
  }
}

/** A place without a size: the frame takes what is usual for its kind. */
function clicked(page: PageState, point: Point): Area {
  const { grid, paper } = page;
  return { x: Math.round((point.x - paper.left) / grid.cell) * 1000, line: Math.floor((point.y - paper.top) / grid.leading), width: 0, lines: 0 };
}

/** What a drag between two points of the page makes, in whole lines, its edges on columns when they are near. */
export function drawnBetween(kind: FreeKind, page: PageState, from: Point, to: Point, how: { snaps: boolean; straight: boolean }): Drawn {
  const { grid, paper } = page;
  const cells = (x: number): number => ((x - paper.left) / grid.cell) * 1000;
  const held = (value: number, least: number, greatest: number): number => Math.min(greatest, Math.max(least, value));
  // As far as the paper goes: a free frame may stand in the margin.
  const [first, last] = [Math.ceil(-paper.left / grid.cell) * 1000, Math.floor((paper.width - paper.left) / grid.cell) * 1000];
  const [top, foot] = [Math.ceil(-paper.top / grid.leading), Math.floor((paper.height - paper.top) / grid.leading)];
  const x = held(snapEdge(cells(Math.min(from.x, to.x)), 'left', grid, how.snaps), first, last - 1000);
  const right = held(snapEdge(cells(Math.max(from.x, to.x)), 'right', grid, how.snaps), x + 1000, last);
  const begin = held(Math.floor((Math.min(from.y, to.y) - paper.top) / grid.leading), top, foot - 1);
  const end = held(Math.ceil((Math.max(from.y, to.y) - paper.top) / grid.leading), begin + 1, foot);
  const area = { x, line: begin, width: right - x, lines: end - begin };
  if (kind !== 'rule') return { area, free: null };
  const [across, down] = [Math.abs(to.x - from.x), Math.abs(to.y - from.y)];
  // Nearly level or upright is meant so.
  if (area.lines === 1 || down * 8 < across || (how.straight && down <= across)) {
    const line = held(Math.floor((from.y - paper.top) / grid.leading), top, foot - 1);
    return { area: { ...area, line, lines: 1 }, free: { way: 'across' } };
  }
  if (area.width <= 1000 || across * 8 < down || how.straight) {
    const at = held(Math.floor(cells(from.x) / 1000) * 1000, first, last - 1000);
    return { area: { ...area, x: at, width: 1000 }, free: { way: 'down' } };
  }
  return { area, free: { way: to.x > from.x === to.y > from.y ? 'falling' : 'rising' } };
}
