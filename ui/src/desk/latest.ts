// Questions asked faster than they are answered: one is in flight, and of those that wait the latest wins.

export class Latest<Q, A> {
  readonly #ask: (question: Q) => Promise<A>;
  #waiting: { question: Q; settle: (answer: A) => void } | null = null;
  #ahead: Q | null = null;
  #isBusy = false;
  #round = 0;

  constructor(ask: (question: Q) => Promise<A>) {
    this.#ask = ask;
  }

  /** Asks, or waits in place of whatever waited; `settle` is not called when a later question wins. */
  request(question: Q, settle: (answer: A) => void): void {
    this.#waiting = { question, settle };
    this.#ahead = null;
    if (!this.#isBusy) void this.#work();
  }

  /** Asks once nothing else is wanted, for whoever keeps the answers; the next request comes before it. */
  lookAhead(question: Q): void {
    this.#ahead = question;
    if (!this.#isBusy) void this.#work();
  }

  /** Forgets what waits and lets the answer in flight come to nothing. */
  forget(): void {
    this.#waiting = null;
    this.#ahead = null;
    this.#round += 1;
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting !== null || this.#ahead !== null) {
      const waiting = this.#waiting;
      const question = waiting?.question ?? this.#ahead;
      if (waiting !== null) this.#waiting = null;
      else this.#ahead = null;
      if (question === null) break;
      const round = this.#round;
      try {
        const answer = await this.#ask(question);
        if (round === this.#round) waiting?.settle(answer);
      } catch {
        // A preview that fails shows nothing; the verb itself says why when it is sent.
      }
    }
    this.#isBusy = false;
  }
}
