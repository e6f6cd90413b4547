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

/** Keys that a hand has chosen, by verb. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>;

/** The verbs of one desk in the order in which they were added. */
export class Commands {
  readonly #byId = new Map<string, DeskCommand>();
  /** The keys that verbs came with, for those whose keys were changed. */
  readonly #usual = new Map<string, string[]>();

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

  /** The verb that a key belongs to. */
  byKey(key: string): DeskCommand | undefined {
    return this.all().find((command) => command.keys.includes(key));
  }

  /** Gives a verb other keys; each is taken from the verb that had it. Null gives it the keys it came with. */
  rebind(id: string, keys: readonly string[] | null): void {
    const command = this.#byId.get(id);
    if (command === undefined) return;
    const wanted = [...(keys ?? this.#usual.get(id) ?? command.keys)];
    for (const key of wanted) {
      const other = this.byKey(key);
      if (other !== undefined && other !== command) this.#setKeys(other, other.keys.filter((each) => each !== key));
    }
    this.#setKeys(command, wanted);
  }

  /** Gives every verb the keys it came with. */
  unbindAll(): void {
    for (const [id, keys] of this.#usual) {
      const command = this.#byId.get(id);
      if (command !== undefined) command.keys = keys;
    }
    this.#usual.clear();
  }

  /** The keys that differ from those the verbs came with. */
  ownKeys(): OwnKeys {
    return Object.fromEntries([...this.#usual.keys()].map((id) => [id, this.#byId.get(id)?.keys ?? []]));
  }

  /** Whether a verb has other keys than it came with. */
  isRebound(id: string): boolean {
    return this.#usual.has(id);
  }

  #setKeys(command: DeskCommand, keys: string[]): void {
    const usual = this.#usual.get(command.id) ?? command.keys;
    command.keys = keys;
    if (keys.join(' ') === usual.join(' ')) this.#usual.delete(command.id);
    else this.#usual.set(command.id, usual);
  }

  /** Runs a command if it can run now; says whether it did. */
  run(id: string): boolean {
    const command = this.#byId.get(id);
    if (command === undefined || !command.isEnabled()) return false;
    void command.run();
    return true;
  }
}
