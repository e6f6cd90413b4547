// Every verb the window can do, by name: the toolbar, the keys, the menus and the palette all read this.
import type { Words } from '../../bridge/types';

export type CommandGroup = 'edit' | 'package' | 'page' | 'view' | 'edition';

/** A verb of the window. */
export interface DeskCommand {
  id: string;
  group: CommandGroup;
  title: Words;
  /** Keys such as `Mod-z`, `Shift-Mod-z`, `Delete`, `f`; `Mod` is Ctrl, or Cmd on a Mac. */
  keys: string[];
  /** Whether it can run now. */
  isEnabled(): boolean;
  run(): void | Promise<void>;
}

/** The verbs of one desk in the order in which they were added. */
export class Commands {
  readonly #byId = new Map<string, DeskCommand>();

  add(commands: DeskCommand[]): void {
    for (const command of commands) {
      if (this.#byId.has(command.id)) throw new Error(`two commands are named ${command.id}`);
      this.#byId.set(command.id, command);
    }
  }

  all(): DeskCommand[] {
    return [...this.#byId.values()];
  }

  find(id: string): DeskCommand | undefined {
    return this.#byId.get(id);
  }

  /** Runs a command if it can run now; says whether it did. */
  run(id: string): boolean {
    const command = this.#byId.get(id);
    if (command === undefined || !command.isEnabled()) return false;
    void command.run();
    return true;
  }
}
