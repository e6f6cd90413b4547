// What every change of shape under the hand shares: it is asked for, shown, kept or left.
import type { Command } from '../../bridge/types';
import type { Outcome } from './stage';
import type { Press, ToolState } from './tool';
import type { Tools } from './tools';

/** A verb that the hand makes up as it goes; the page is set anew at every step. */
export abstract class Reshaping implements ToolState {
  readonly name = 'resizing';
  protected readonly tools: Tools;
  protected outcome: Outcome = { report: null, refusal: null };
  #asked = '';
  #isEnded = false;

  /** Whether the hand has let go. */
  protected get isEnded(): boolean {
    return this.#isEnded;
  }

  constructor(tools: Tools) {
    this.tools = tools;
  }

  abstract move(press: Press): void;

  /** The verb as it stands; null while it would change nothing. */
  protected abstract command(): Command | null;

  /** Draws what the verb comes to. */
  protected abstract show(): void;

  /** What is shown beside the page goes with the hand. */
  protected left(): void {
    // Most show nothing but the ghost.
  }

  /** The verb that the hand will want next if it goes on as it does; null when that cannot be told. */
  protected ahead(): Command | null {
    return null;
  }

  /** Asks for the page as the verb would leave it, and draws. */
  protected ask(): void {
    const command = this.command();
    const key = JSON.stringify(command);
    if (key !== this.#asked) {
      this.#asked = key;
      if (command === null) this.tools.stage?.endPreview(false);
      else {
        const show = (outcome: Outcome): void => {
          if (this.#isEnded) return;
          this.outcome = outcome;
          this.show();
        };
        this.tools.stage?.preview(command, show, this.ahead() ?? undefined);
      }
    }
    this.show();
  }

  release(press: Press): void {
    this.move(press);
    const command = this.command();
    this.#leave(command !== null);
    this.tools.rest();
    if (command === null) return;
    void this.tools.desk.apply(command).then((applied) => {
      if (applied === null) this.tools.stage?.endPreview(false);
    });
  }

  cancel(): void {
    this.#leave(false);
  }

  #leave(keep: boolean): void {
    this.#isEnded = true;
    const { stage } = this.tools;
    stage?.setCursor('');
    stage?.showGhost(null);
    stage?.endPreview(keep);
    this.left();
  }
}
