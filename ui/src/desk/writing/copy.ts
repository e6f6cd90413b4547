// The words of a story as a hand changes them: pure arithmetic on paragraphs, the same that the engine does.
import type { Command, ParagraphState, Role } from '../../bridge/types';
import type { CharStyle } from '../../bridge/wire';

/** A place between two characters: a part of the story and the UTF-16 units before it. */
export interface Place {
  part: number;
  at: number;
}

/** A stretch of copy, its beginning first. */
export interface Stretch {
  from: Place;
  to: Place;
}

/** A stretch replaced by words, in which each line end begins a paragraph. */
export interface Edit extends Stretch {
  text: string;
}

/** A part of a story; one that the engine has not seen yet has no id. */
export type Part = ParagraphState;

export function isBefore(a: Place, b: Place): boolean {
  return a.part < b.part || (a.part === b.part && a.at < b.at);
}

export function isSame(a: Place, b: Place): boolean {
  return a.part === b.part && a.at === b.at;
}

/** The stretch between two places, whichever comes first. */
export function stretch(a: Place, b: Place): Stretch {
  return isBefore(b, a) ? { from: b, to: a } : { from: a, to: b };
}

/** A place held inside the copy. */
export function inside(parts: readonly Part[], place: Place): Place {
  const part = Math.max(0, Math.min(place.part, parts.length - 1));
  const length = parts[part]?.text.length ?? 0;
  return { part, at: place.part > part ? length : Math.max(0, Math.min(place.at, length)) };
}

/** The words of a stretch, a line for each paragraph. */
export function wordsIn(parts: readonly Part[], { from, to }: Stretch): string {
  if (from.part === to.part) return (parts[from.part]?.text ?? '').slice(from.at, to.at);
  const middle = parts.slice(from.part + 1, to.part).map(({ text }) => text);
  return [(parts[from.part]?.text ?? '').slice(from.at), ...middle, (parts[to.part]?.text ?? '').slice(0, to.at)].join('\n');
}

/** The role of a paragraph that begins after one of `role`, as the engine has it. */
export function following(role: Role): Role {
  return role === 'editors-note' || role === 'summary' || role === 'caption' ? role : 'body';
}

/** The copy after an edit, and the place after its new words. */
export function edited(parts: readonly Part[], { from, to, text }: Edit): { parts: Part[]; end: Place } {
  const first = parts[from.part];
  const last = parts[to.part];
  if (first === undefined || last === undefined) return { parts: [...parts], end: from };
  const head = first.text.slice(0, from.at);
  const tail = last.text.slice(to.at);
  const pieces = text.split('\n');
  const isGone = from.part !== to.part && pieces.length === 1 && head === '' && text === '';
  const lastRole = from.part === to.part ? following(first.role) : last.role;
  const own = parts.slice(from.part, to.part + 1);
  const made = pieces.map((piece, index): Part => {
    const before = own[index];
    const words = (index === 0 ? head : '') + piece + (index === pieces.length - 1 ? tail : '');
    // As many paragraphs as before: each keeps what it is for.
    if (pieces.length === own.length && before !== undefined) return { ...before, text: words };
    if (index === 0) return { ...first, role: isGone ? last.role : first.role, text: words };
    return { id: '', role: index === pieces.length - 1 ? lastRole : following(first.role), text: words, style: {}, opening: {}, spans: [] };
  });
  const end = { part: from.part + pieces.length - 1, at: (pieces.length === 1 ? head.length : 0) + (pieces.at(-1)?.length ?? 0) };
  return { parts: [...parts.slice(0, from.part), ...made, ...parts.slice(to.part + 1)], end };
}

/** The smallest edit that makes `after` of `before`; null when they say the same. */
export function difference(before: readonly Part[], after: readonly Part[]): Edit | null {
  const isLike = (a: Part | undefined, b: Part | undefined): boolean => a !== undefined && b !== undefined && a.text === b.text;
  let start = 0;
  while (start < before.length && start < after.length && isLike(before[start], after[start])) start += 1;
  let beforeEnd = before.length;
  let afterEnd = after.length;
  while (beforeEnd > start && afterEnd > start && isLike(before[beforeEnd - 1], after[afterEnd - 1])) {
    beforeEnd -= 1;
    afterEnd -= 1;
  }
  if (start === beforeEnd && start === afterEnd) return null;
  if (start === beforeEnd || start === afterEnd) {
    // Whole paragraphs came or went: their neighbour is the stretch that they are joined to.
    if (start > 0) start -= 1;
    else {
      beforeEnd += 1;
      afterEnd += 1;
    }
  }
  const old = before.slice(start, beforeEnd);
  const now = after.slice(start, afterEnd);
  const [firstOld = '', lastOld = ''] = [old[0]?.text, old.at(-1)?.text];
  const [firstNow = '', lastNow = ''] = [now[0]?.text, now.at(-1)?.text];
  const head = alike(firstOld, firstNow);
  const most = Math.min(lastOld.length - (old.length === 1 ? head : 0), lastNow.length - (now.length === 1 ? head : 0));
  const tail = Math.min(most, alikeAtEnd(lastOld, lastNow, most));
  const words = now.map(({ text }) => text);
  words[words.length - 1] = lastNow.slice(0, lastNow.length - tail);
  words[0] = (words[0] ?? '').slice(head);
  return {
    from: { part: start, at: head },
    to: { part: start + old.length - 1, at: lastOld.length - tail },
    text: words.join('\n'),
  };
}

/** How many units two texts begin with alike, never half a character. */
function alike(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length > 0 && isHigh(a.charCodeAt(length - 1)) ? length - 1 : length;
}

function alikeAtEnd(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length += 1;
  return length > 0 && isLow(a.charCodeAt(a.length - length)) ? length - 1 : length;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** The verb for an edit of copy that the engine knows; null when it does not know a paragraph of it. */
export function editCommand(parts: readonly Part[], edit: Edit): Command | null {
  const from = toEngine(parts, edit.from);
  const to = toEngine(parts, edit.to);
  return from === null || to === null ? null : { verb: 'edit-text', from, to, text: edit.text };
}

/** A place as the engine counts it: in bytes of UTF-8. */
function toEngine(parts: readonly Part[], { part, at }: Place): { paragraph: string; at: number } | null {
  const record = parts[part];
  if (record === undefined || record.id === '') return null;
  return { paragraph: record.id, at: bytesTo(record.text, at) };
}

/** A place in a text as the engine counts it: in bytes of UTF-8. */
export function bytesTo(text: string, at: number): number {
  return new TextEncoder().encode(text.slice(0, at)).length;
}

/** What the words at a place are set in where that differs from their paragraph; the stretch before a caret at its end. */
export function styleAt(part: Part | undefined, at: number): Partial<CharStyle> {
  if (part === undefined) return {};
  const byte = bytesTo(part.text, at);
  return part.spans.find(({ start, end }) => start <= byte && byte < end)?.style ?? {};
}

/** Words from a clipboard made fit for a story: line ends of one kind, no empty paragraphs, no stray spaces. */
export function cleaned(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029|\u0085/gu, '\n')
    // What cannot be seen and would only be in the way: byte order marks, soft hyphens, control characters.
    .replace(/[\ufeff\u00ad\u200b\u2060\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu, '')
    .replace(/[\t\u00a0\u202f]/gu, ' ')
    .split(/\s*\n\s*/u)
    .filter((line, index, all) => line.trim() !== '' || all.length === 1 || index === 0 || index === all.length - 1)
    // A first-line indent is made by the page, not by spaces.
    .map((line, index) => (index === 0 ? line : line.replace(/^[\s\u3000]+/u, '')))
    .join('\n');
}

/** Characters as a desk counts them: everything but white space. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const character of text) if (!/\s/u.test(character)) count += 1;
  return count;
}
