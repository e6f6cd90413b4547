// A corner of an outline in the hand: what runs round it is set anew at every step.
import type { Command } from '../../bridge/types';
import type { OutlinePoint } from '../../bridge/wire';
import { cornersCommand, moved, without, type Hit, type Outline } from '../kernels/corners';
import { Reshaping } from './reshaping';
import { DRAG_BEGINS, distance, type Press } from './tool';
import type { Tools } from './tools';

export class Cornering extends Reshaping {
  readonly #start: Press;
  readonly #outline: Outline;
  readonly #hit: Hit;
  readonly #reach: number;
  #corners: readonly OutlinePoint[];

  /** `reach` is how near another corner's place counts as in line with it, in EMU. */
  constructor(tools: Tools, start: Press, outline: Outline, hit: Hit, reach: number) {
    super(tools);
    this.#start = start;
    this.#outline = outline;
    this.#hit = hit;
    this.#reach = reach;
    this.#corners = outline.corners;
    tools.stage?.setCursor('crosshair');
  }

  move(press: Press): void {
    const point = this.tools.toPage(press.client);
    if (point === null) return;
    const isDragged = distance(this.#start.client, press.client) >= DRAG_BEGINS;
    // A press with Alt that stays where it is takes the corner away.
    if (this.#start.alt && !this.#hit.isNew && !isDragged) this.#corners = without(this.#outline.corners, this.#hit.index);
    else if (isDragged) this.#corners = moved(this.#outline, this.#hit, point, press.mod ? 0 : this.#reach);
    else return;
    this.ask();
  }

  protected command(): Command | null {
    if (JSON.stringify(this.#corners) === JSON.stringify(this.#outline.corners)) return null;
    return cornersCommand(this.#outline, [...this.#corners]);
  }

  protected show(): void {
    this.tools.desk.patch({ corners: this.#corners });
  }

  protected override left(): void {
    this.tools.desk.patch({ corners: null });
  }
}
