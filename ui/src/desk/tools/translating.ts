// Packages on their way to another place: they move as finished pictures, since a move sets nothing anew.
import type { Area, Command, Id, PackageState, PageState, Point } from '../../bridge/types';
import type { Stop } from '../../bridge/wire';
import { copyOf, pasteCommand } from '../clip';
import { areaAround, overlaps } from '../kernels/grid';
import { obstacles } from '../kernels/obstacles';
import { snapMove, type Guide } from '../kernels/snap';
import type { Press, ToolState } from './tool';
import type { Tools } from './tools';

export class Translating implements ToolState {
  readonly name = 'translating';
  readonly #tools: Tools;
  readonly #item: PackageState;
  readonly #items: readonly PackageState[];
  readonly #start: Point | null;
  readonly #others: PackageState[];
  /** The box round everything in the hand, as it was and as it is. */
  readonly #from: Area;
  #area: Area;
  /** The package that a drop here changes places with. */
  #partner: PackageState | null = null;
  #isCopy = false;
  /** How each package that the hand was over changes places so that both are full; null where that is not known. */
  readonly #exact = new Map<Id, Command | null>();
  #asked = '';

  /** `item` is the one that was pressed, `items` all that move with it. */
  constructor(tools: Tools, start: Press, item: PackageState, items: readonly PackageState[] = [item]) {
    this.#tools = tools;
    this.#item = item;
    this.#items = items;
    this.#from = areaAround(items.map(({ area }) => area)) ?? item.area;
    this.#area = this.#from;
    this.#start = tools.toPage(start.client);
    this.#others = tools.desk.packagesOn(item.page).filter((other) => !items.includes(other));
  }

  move(press: Press): void {
    const { desk, stage } = this.#tools;
    const page = desk.findPage(this.#item.page);
    const point = this.#tools.toPage(press.client);
    if (stage === null || page === undefined || point === null || this.#start === null) return;
    stage.setCursor(press.alt ? 'copy' : 'grabbing');
    this.#partner = press.alt || press.mod ? null : this.#partnerAt(press);
    this.#isCopy = press.alt;
    if (this.#partner !== null) {
      this.#showSwap(this.#partner);
      return;
    }
    const { area, guides } = this.#snap(press, point, page);
    this.#area = area;
    // Text that gives way to a frame is set anew as the frame goes.
    if (press.alt || this.#items.some(({ free }) => free?.wraps === true)) {
      stage.shift(null, null);
      this.#ask(this.#command());
    } else {
      this.#ask(null);
      stage.shiftMany(this.#items.map((item) => ({ id: item.id, to: this.#moved(item) })));
    }
    this.#show(area, guides);
  }

  release(press: Press): void {
    this.move(press);
    const { desk, stage } = this.#tools;
    stage?.setCursor('');
    stage?.showGhost(null);
    this.#tools.rest();
    const isSame = this.#area.x === this.#from.x && this.#area.line === this.#from.line;
    if (isSame && this.#partner === null) {
      stage?.endPreview(false);
      return;
    }
    stage?.endPreview(true);
    const isCopy = this.#isCopy;
    void desk.apply(this.#command()).then((applied) => {
      if (applied === null) stage?.endPreview(false);
      else if (isCopy) desk.select(applied.created.filter((id) => desk.findPackage(id) !== undefined));
    });
  }

  cancel(): void {
    const { stage } = this.#tools;
    stage?.setCursor('');
    stage?.showGhost(null);
    stage?.endPreview(false);
  }

  #snap(press: Press, point: Point, page: PageState): { area: Area; guides: Guide[] } {
    const { grid } = page;
    const start = this.#start ?? point;
    let cells = ((point.x - start.x) / grid.cell) * 1000;
    let lines = (point.y - start.y) / grid.leading;
    if (press.shift) {
      // Shift keeps to the nearer axis.
      if (Math.abs(point.x - start.x) > Math.abs(point.y - start.y)) lines = 0;
      else cells = 0;
    }
    const from = this.#from;
    const others = obstacles(page, this.#others);
    return snapMove(from, { x: from.x + cells, line: from.line + lines }, grid, others, !press.mod, this.#tools.drawn(page));
  }

  /** A single package held over the middle of another may change places with it. */
  #partnerAt(press: Press): PackageState | null {
    if (this.#items.length > 1 || this.#item.free !== undefined) return null;
    const id = this.#tools.middleAt(press.client, this.#items.map((item) => item.id));
    const partner = this.#others.find((other) => other.id === id);
    return partner === undefined || partner.is_locked || partner.free !== undefined ? null : partner;
  }

  #moved({ area }: PackageState): Area {
    return { ...area, x: area.x + this.#area.x - this.#from.x, line: area.line + this.#area.line - this.#from.line };
  }

  /** The verb of a drop here. */
  #command(): Command {
    if (this.#partner !== null) return this.#exact.get(this.#partner.id) ?? { verb: 'swap-packages', a: this.#item.id, b: this.#partner.id };
    const { x, line } = this.#area;
    if (this.#isCopy) return pasteCommand(copyOf(this.#tools.desk.state, this.#items), this.#item.page, { x, line });
    const moves = this.#items.map((item): Command => {
      const area = this.#moved(item);
      return { verb: 'move-package', package: item.id, x: area.x, line: area.line };
    });
    return moves.length === 1 && moves[0] !== undefined ? moves[0] : { verb: 'batch', commands: moves };
  }

  /** Shows the page after a verb; null shows it as it is. */
  #ask(command: Command | null): void {
    const { stage } = this.#tools;
    const key = command === null ? '' : JSON.stringify(command);
    if (key === this.#asked) return;
    this.#asked = key;
    if (command === null) stage?.endPreview(false);
    else stage?.preview(command, () => undefined);
  }

  /** Two that are full are asked to be full again where they come to stand; the others merely change places. */
  async #learn(partner: PackageState): Promise<void> {
    if (this.#exact.has(partner.id)) return;
    this.#exact.set(partner.id, null);
    if ([this.#item, partner].some(({ report }) => report.overset.lines > 0 || report.underset.lines > 0)) return;
    try {
      const { command } = await this.#tools.desk.bridge.call<Stop>('arrange-swap', { page: partner.page, a: this.#item.id, b: partner.id });
      this.#exact.set(partner.id, command);
    } catch {
      return; // Nothing fills both: they change places as they are, and say what is over and under.
    }
    if (this.#partner?.id === partner.id && this.#tools.state === this) this.#ask(this.#command());
  }

  #showSwap(partner: PackageState): void {
    const { stage } = this.#tools;
    stage?.shift(null, null);
    void this.#learn(partner);
    this.#ask(this.#command());
    const { area, columns } = partner;
    stage?.showGhost({ area, kind: 'translating', columns, over: 0, under: 0, report: null, isRefused: false, offer: 'swap', guides: [], offers: [] });
  }

  #show(area: Area, guides: Guide[]): void {
    const { overset, underset } = this.#item.report;
    const isOne = this.#items.length === 1;
    const readout = { over: isOne ? overset.lines : 0, under: isOne ? underset.lines : 0, columns: this.#item.columns };
    const report = isOne ? this.#item.report : null;
    const page = this.#tools.desk.page;
    // A free frame may lie on anything.
    const isCovering = isOne && page !== null && this.#item.free === undefined && obstacles(page, this.#others).some((other) => overlaps(area, other));
    this.#tools.stage?.showGhost({ area, kind: 'translating', ...readout, report, isRefused: false, isCovering, offer: null, guides, offers: [] });
    this.#tools.readOut({ story: this.#item.story, package: this.#item.id, ...area, ...readout, refusal: null });
  }
}
