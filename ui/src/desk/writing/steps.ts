// Where the next character, word, line or paragraph is.
import type { Part, Place } from './copy';

export type Unit = 'character' | 'word' | 'paragraph' | 'story';

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const words = new Intl.Segmenter('zh', { granularity: 'word' });

/** The place one unit on, or back; parts for which `isShown` says no are stepped over. */
export function step(parts: readonly Part[], from: Place, unit: Unit, forward: boolean, isShown: (part: number) => boolean): Place {
  const text = parts[from.part]?.text ?? '';
  if (unit === 'story') return forward ? endOf(parts, neighbour(parts, parts.length, -1, isShown) ?? from.part) : { part: neighbour(parts, -1, 1, isShown) ?? from.part, at: 0 };
  if (forward && from.at >= text.length) {
    const next = neighbour(parts, from.part, 1, isShown);
    return next === null ? from : { part: next, at: 0 };
  }
  if (!forward && from.at <= 0) {
    const before = neighbour(parts, from.part, -1, isShown);
    return before === null ? from : endOf(parts, before);
  }
  if (unit === 'paragraph') return { part: from.part, at: forward ? text.length : 0 };
  return { part: from.part, at: forward ? nextStop(text, from.at, unit) : previousStop(text, from.at, unit) };
}

/** The word round a place, as the units where it begins and ends. */
export function wordAt(text: string, at: number): { from: number; to: number } {
  const found = words.segment(text).containing(Math.min(at, Math.max(0, text.length - 1)));
  return found === undefined ? { from: at, to: at } : { from: found.index, to: found.index + found.segment.length };
}

function nextStop(text: string, at: number, unit: 'character' | 'word'): number {
  if (unit === 'character') {
    const found = graphemes.segment(text.slice(at, at + 40))[Symbol.iterator]().next();
    return at + (found.done === true ? 0 : found.value.segment.length);
  }
  let end = wordAt(text, at).to;
  // White space belongs to the word before it.
  while (end < text.length && /\s/u.test(text[end] ?? '')) end += 1;
  return end;
}

function previousStop(text: string, at: number, unit: 'character' | 'word'): number {
  if (unit === 'character') {
    const from = Math.max(0, at - 40);
    const last = [...graphemes.segment(text.slice(from, at))].at(-1);
    return last === undefined ? at : from + last.index;
  }
  let begin = at;
  while (begin > 0 && /\s/u.test(text[begin - 1] ?? '')) begin -= 1;
  return begin === 0 ? 0 : wordAt(text, begin - 1).from;
}

function neighbour(parts: readonly Part[], from: number, by: 1 | -1, isShown: (part: number) => boolean): number | null {
  for (let part = from + by; part >= 0 && part < parts.length; part += by) if (isShown(part)) return part;
  return null;
}

function endOf(parts: readonly Part[], part: number): Place {
  return { part, at: parts[part]?.text.length ?? 0 };
}
