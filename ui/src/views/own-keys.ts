// The keys that this user has chosen, kept with the window and not with the edition.

import type { Commands, OwnKeys } from '../desk/commands/registry';
import { keep, recallText } from './memory';

const NAME = 'keys';

/** Gives the verbs the keys that were chosen earlier; what makes no sense is left out. */
export function recallKeys(commands: Commands): void {
  for (const [id, keys] of Object.entries(readKeys(recallText(NAME)))) commands.rebind(id, keys);
}

/** Keeps the keys as they are now. */
export function keepKeys(commands: Commands): void {
  keep(NAME, JSON.stringify(commands.ownKeys()));
}

/** The chosen keys out of what was kept. */
export function readKeys(text: string | null): OwnKeys {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const entries = Object.entries(kept as Record<string, unknown>);
    return Object.fromEntries(entries.filter((entry): entry is [string, string[]] => isKeys(entry[1])));
  } catch {
    return {};
  }
}

function isKeys(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((key) => typeof key === 'string' && key !== '');
}
