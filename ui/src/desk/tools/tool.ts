// A state of the hand: what pointer moves, releases and keys mean while it lasts.
import type { Point } from '../../bridge/types';
import type { ToolName } from '../view';

/** A pointer event without the DOM. */
export interface Press {
  /** In the window, in CSS pixels. */
  client: Point;
  button: number;
  shift: boolean;
  /** Ctrl or Cmd: suspends snapping. */
  mod: boolean;
  alt: boolean;
}

/** One state of the machine; it computes from what it saw at its start, never from its last step. */
export interface ToolState {
  readonly name: ToolName;
  /** The button was pressed while the state lasts, for those that go on without it. */
  press?(press: Press): void;
  /** The pointer moved. */
  move(press: Press): void;
  /** The button was released: the state ends and leaves its work done. */
  release(press: Press): void;
  /** The state ends and leaves everything as it was. */
  cancel(): void;
  /** A key was pressed; true when the state used it. */
  key?(name: string): boolean;
}

/** How far the pointer must go before a press becomes a drag, in CSS pixels. */
export const DRAG_BEGINS = 3;

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
