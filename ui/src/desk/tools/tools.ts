// The hand's machine: hands pointer and keys to the state that has them, idle when none has.
import type { Id, Point } from '../../bridge/types';
import { toPage } from '../camera';
import type { Desk } from '../desk';
import { placeArea } from '../kernels/grid';
import { hitHandle, hitPackage, type Target } from '../kernels/hit';
import type { Handle } from '../kernels/resize';
import type { DragReadout } from '../view';
import { Idle } from './idle';
import { Panning } from './panning';
import { PointingStory } from './pointing-story';
import type { Stage } from './stage';
import type { Press, ToolState } from './tool';

/** How near to a handle counts as on it, in CSS pixels. */
const REACH = 6;

export class Tools {
  readonly desk: Desk;
  #stage: Stage | null = null;
  #state: ToolState;
  #isSpaceDown = false;

  constructor(desk: Desk) {
    this.desk = desk;
    this.#state = new Idle(this);
  }

  /** The page on screen; drags wait until there is one. */
  get stage(): Stage | null {
    return this.#stage;
  }

  get state(): ToolState {
    return this.#state;
  }

  /** Gives the tools a page to work on; the returned function takes it away. */
  attach(stage: Stage): () => void {
    this.#stage = stage;
    return () => {
      this.cancel();
      if (this.#stage === stage) this.#stage = null;
    };
  }

  /** Hands the pointer to a state. */
  become(state: ToolState): void {
    this.#state = state;
    if (this.desk.view.tool !== state.name) this.desk.patch({ tool: state.name });
  }

  /** Back to rest. */
  rest(): void {
    this.become(new Idle(this));
    if (this.desk.view.drag !== null) this.desk.patch({ drag: null });
  }

  /** Says the numbers of a drag; numbers that are said already are not said again. */
  readOut(drag: DragReadout): void {
    if (JSON.stringify(drag) !== JSON.stringify(this.desk.view.drag)) this.desk.patch({ drag });
  }

  /** Escape: leaves whatever goes on and restores what was. */
  cancel(): void {
    if (this.#state.name === 'idle') return;
    this.#state.cancel();
    this.rest();
  }

  /**
   * Begins to drag a story out of the pool. A row calls this on `pointerdown`; until the pointer has
   * gone three pixels the press stays a click.
   */
  startPlacing(story: Id, event: PointerEvent): void {
    if (event.button !== 0 || this.#state.name !== 'idle') return;
    this.become(new PointingStory(this, story, { x: event.clientX, y: event.clientY }));
    const move = (moved: PointerEvent): void => this.#state.move(toPress(moved));
    const end = (released: PointerEvent): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', drop);
      this.#state.release(toPress(released));
    };
    const drop = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', drop);
      this.cancel();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', drop);
  }

  press(press: Press): void {
    if (this.#state.name !== 'idle') return;
    if (press.button === 1 || (press.button === 0 && this.#isSpaceDown)) {
      this.become(new Panning(this, press));
    } else if (press.button === 0 && this.#state instanceof Idle) {
      this.#state.press(press);
    }
  }

  move(press: Press): void {
    this.#state.move(press);
  }

  release(press: Press): void {
    this.#state.release(press);
  }

  /** True when the key was used by what goes on. */
  key(event: { key: string }, name: string): boolean {
    if (event.key === ' ' && this.#stage !== null && this.desk.view.mode === 'desk' && !isInField()) {
      this.#isSpaceDown = true;
      this.#stage.setCursor('grab');
      return true;
    }
    if (this.#state.name === 'idle') return false;
    if (name === 'Escape') {
      this.cancel();
      return true;
    }
    return this.#state.key?.(name) ?? false;
  }

  keyReleased(event: { key: string }): void {
    if (event.key !== ' ' || !this.#isSpaceDown) return;
    this.#isSpaceDown = false;
    this.#stage?.setCursor('');
  }

  // ── What the states look up ────────────────────────────────────────────────────────────────

  /** A point of the window as a point of the page, in EMU. */
  toPage(client: Point): Point | null {
    if (this.#stage === null) return null;
    const { zoom, pan } = this.desk.view;
    return toPage(this.#stage.locate(client), { zoom, pan });
  }

  /** The packages of the page on the desk where they lie. */
  targets(): Target[] {
    const page = this.desk.page;
    if (page === null) return [];
    return this.desk.packagesOn(page.id).map(({ id, area }) => ({ id, rect: placeArea(area, page) }));
  }

  packageAt(client: Point): Id | null {
    const point = this.toPage(client);
    return point === null ? null : hitPackage(point, this.targets());
  }

  /** The handle of the one package selected that lies under a point. */
  handleAt(client: Point): { id: Id; handle: Handle } | null {
    const point = this.toPage(client);
    const page = this.desk.page;
    const [item, second] = this.desk.selected;
    if (point === null || page === null || item === undefined || second !== undefined) return null;
    if (item.page !== page.id || item.is_locked || this.desk.state.readOnly) return null;
    const reach = (REACH * 9525) / this.desk.view.zoom;
    const handle = hitHandle(point, placeArea(item.area, page), reach);
    return handle === null ? null : { id: item.id, handle };
  }
}

/** A pointer event as the states see it. */
export function toPress(event: PointerEvent): Press {
  return {
    client: { x: event.clientX, y: event.clientY },
    button: event.button,
    shift: event.shiftKey,
    mod: event.ctrlKey || event.metaKey,
    alt: event.altKey,
  };
}

function isInField(): boolean {
  const active = document.activeElement;
  return active instanceof HTMLElement && active.closest('input, textarea, select, button, [contenteditable="true"]') !== null;
}
