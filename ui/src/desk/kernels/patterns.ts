// The patterns of a package: where its head stands and where its first photo, in the order in which one key steps on.
import type { Command, Frame, HeadPlace, PackageState, PhotoPlace } from '../../bridge/types';

/** A head place with a photo place; without photos the second is null. */
export interface Pattern {
  head: HeadPlace;
  photo: PhotoPlace | null;
}

const HEADS: readonly HeadPlace[] = ['over', 'side', 'vertical', 'inset', 'none'];

const WITH_PHOTO: readonly Pattern[] = [
  { head: 'over', photo: 'top' },
  { head: 'over', photo: 'above-head' },
  { head: 'over', photo: 'right' },
  { head: 'over', photo: 'left' },
  { head: 'over', photo: 'bottom-right' },
  { head: 'over', photo: 'bottom' },
  { head: 'side', photo: 'top' },
  { head: 'side', photo: 'right' },
  { head: 'side', photo: 'bottom' },
  { head: 'vertical', photo: 'top' },
  { head: 'vertical', photo: 'right' },
  { head: 'vertical', photo: 'bottom' },
];

/** Nothing, a box, and plain rules: what may stand round a package beside the borders (花边). */
export const PLAIN_FRAMES: readonly Frame[] = ['none', 'box', 'rule-above', 'rule-below'];

/** What may stand round a package, in the order in which one key steps on. */
export const FRAMES: readonly Frame[] = [
  ...PLAIN_FRAMES,
  ...(['double', 'thick-thin', 'triple', 'dashed', 'dots', 'wave', 'scallop', 'rope', 'fret', 'lozenge', 'beads'] as const),
  ...(['bamboo', 'plum', 'stars', 'surf', 'corners'] as const),
];

/** The patterns to choose from, with or without a photo. */
export function patternsFor(item: PackageState): readonly Pattern[] {
  return item.photos.length > 0 ? WITH_PHOTO : HEADS.map((head) => ({ head, photo: null }));
}

/** Whether a package is arranged so. */
export function isPattern(item: PackageState, pattern: Pattern): boolean {
  return item.head.place === pattern.head && (pattern.photo === null || item.photos[0]?.place === pattern.photo);
}

/** The verbs that arrange a package so, as one step. */
export function patternCommand(item: PackageState, pattern: Pattern): Command {
  const head: Command = { verb: 'set-package', package: item.id, head: { place: pattern.head } };
  if (pattern.photo === null) return head;
  return { verb: 'batch', commands: [head, { verb: 'set-photo-slot', package: item.id, index: 0, place: pattern.photo }] };
}

/** The pattern after the one that a package has, or before it. */
export function nextPattern(item: PackageState, by: 1 | -1): Pattern | undefined {
  const patterns = patternsFor(item);
  const at = patterns.findIndex((pattern) => isPattern(item, pattern));
  return patterns[(Math.max(at, by === 1 ? -1 : 0) + by + patterns.length) % patterns.length];
}
