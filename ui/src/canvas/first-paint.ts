// How far the window had got when: marks in the browser's own clock, told to the shell once the first page stands.
import type { Bridge } from '../bridge/bridge';

/** The steps to the first page, in their order. */
export type Step = 'script' | 'opened' | 'framed' | 'type' | 'whole';

const PREFIX = 'banxin-';

/** Notes that a step was reached for the first time. */
export function reached(step: Step): void {
  const name = PREFIX + step;
  if (performance.getEntriesByName(name, 'mark').length === 0) performance.mark(name);
}

export class FirstPaint {
  readonly #bridge: Bridge;
  readonly #after = new MessageChannel();
  #isTold = false;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** A frame is being painted that shows all type of the page, and with `isWhole` its photos too. */
  drawn(isWhole: boolean): void {
    if (this.#isTold) return;
    this.#isTold = isWhole;
    // A message that is sent while a frame is made comes after that frame has been painted.
    this.#after.port1.onmessage = () => {
      reached('type');
      if (!this.#isTold) return;
      reached('whole');
      this.#after.port1.onmessage = null;
      this.#tell();
    };
    this.#after.port2.postMessage(null);
  }

  #tell(): void {
    const marks = performance.getEntriesByType('mark').filter(({ name }) => name.startsWith(PREFIX));
    const times = marks.map(({ name, startTime }): [string, number] => [name.slice(PREFIX.length), performance.timeOrigin + startTime]);
    this.#bridge.painted?.({ origin: performance.timeOrigin, ...Object.fromEntries(times) });
  }
}
