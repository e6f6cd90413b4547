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

/** What every face is shown with: the eight strokes in one character, and one of many. */
const SAMPLE = '永和鹰雨';

/** Height of a sample in pixels of the screen. */
const HIGH = 22;

const samples = new Map<string, Promise<string | null>>();

/** A few words in a face as an object URL, drawn once; null where the face cannot be read. */
export function sampleOf(desk: Desk, face: string): Promise<string | null> {
  const known = samples.get(face);
  if (known !== undefined) return known;
  const made = desk.bridge.bytes('font-sample', { face, text: SAMPLE, pixels: Math.round(HIGH * devicePixelRatio) }).then(
    (bytes) => URL.createObjectURL(new Blob([bytes], { type: 'image/png' })),
    () => null,
  );
  samples.set(face, made);
  return made;
}
