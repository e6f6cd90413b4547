// The families of type that the machine has, asked for once.

import type { FontFamilyView } from '../bridge/wire';
import type { Desk } from '../desk/desk';

/** What is known so far; empty until the engine has answered. */
const known = $state<{ list: readonly FontFamilyView[] }>({ list: [] });
let asked: Promise<void> | null = null;

/** The installed families that may be printed, Chinese ones first. */
export function families(desk: Desk): readonly FontFamilyView[] {
  asked ??= desk.bridge.call<FontFamilyView[]>('fonts').then(
    (list) => void (known.list = list.filter((family) => !family.is_bundled && family.refusal === null)),
    (error: unknown) => console.warn('the fonts were not listed', error),
  );
  return known.list;
}
