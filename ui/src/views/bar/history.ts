// The edition's history as a list that one can step to: pure readings of the journal.

import type { Step } from '../../bridge/types';

/** A step as the list shows it. */
export interface Row {
  step: Step;
  /** How many steps back to the moment after it; negative is forwards, 0 is where the edition stands. */
  back: number;
}

/** The steps that can be reached, newest first, each with the way to it. */
export function rowsOf(steps: readonly Step[]): Row[] {
  const reachable = steps.filter((step) => step.state !== 'dropped').toSorted((a, b) => b.seq - a.seq);
  const undone = reachable.filter((step) => step.state === 'undone').length;
  return reachable.map((step, index) => ({ step, back: index - undone }));
}

/** Steps back to the state before the oldest of them. */
export function backToBegin(rows: readonly Row[]): number {
  return rows.filter(({ step }) => step.state === 'done').length;
}
