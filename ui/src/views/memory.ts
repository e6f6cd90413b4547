// What the window remembers of its own between two openings: nothing of the edition, only how it is looked at.

const PREFIX = 'banxin.';

/** What was kept under `name`, if it is one of `allowed`; a browser without storage remembers nothing. */
export function recall<T extends string>(name: string, allowed: readonly T[]): T | undefined {
  const kept = read(name);
  return allowed.find((value) => value === kept);
}

/** What was kept under `name`, whatever it is; null when nothing was. */
export function recallText(name: string): string | null {
  return read(name);
}

/** A pane's width kept under `name`: 0 when it was folded away, else held between `least` and `most`. */
export function recallWidth(name: string, usual: number, least: number, most: number): number {
  const kept = Number(read(name) ?? Number.NaN);
  if (!Number.isFinite(kept)) return usual;
  return kept === 0 ? 0 : Math.min(most, Math.max(least, kept));
}

/** Keeps a value under `name`. */
export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Private windows have no storage; the choice then lasts as long as the window.
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}
