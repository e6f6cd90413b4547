// Finds a verb by what a hurried hand types: part of a word, letters in order, or pinyin initials.

/** The first character of each initial in the order of pinyin; no syllable begins with I, U or V. */
const FIRST_OF: readonly (readonly [string, string])[] = [
  ['A', '阿'],
  ['B', '八'],
  ['C', '嚓'],
  ['D', '哒'],
  ['E', '妸'],
  ['F', '发'],
  ['G', '旮'],
  ['H', '哈'],
  ['J', '丌'],
  ['K', '咔'],
  ['L', '垃'],
  ['M', '妈'],
  ['N', '拏'],
  ['O', '噢'],
  ['P', '妑'],
  ['Q', '七'],
  ['R', '呥'],
  ['S', '仨'],
  ['T', '他'],
  ['W', '穵'],
  ['X', '夕'],
  ['Y', '丫'],
  ['Z', '帀'],
];

const byPinyin = new Intl.Collator('zh-Hans-u-co-pinyin');

/** The pinyin initials of the Han in a text with its other letters as they are: 导出 PDF → `dcpdf`. */
export function initialsOf(text: string): string {
  return [...text]
    .map((character) => {
      if (/[a-z0-9]/i.test(character)) return character.toLowerCase();
      if (!/\p{Script=Han}/u.test(character)) return '';
      const found = FIRST_OF.findLast(([, first]) => byPinyin.compare(first, character) <= 0);
      return found?.[0].toLowerCase() ?? '';
    })
    .join('');
}

/** How well a text answers what was typed: higher is better, 0 is not at all. */
export function score(typed: string, text: string): number {
  const wanted = typed.trim().toLowerCase();
  const offered = text.toLowerCase();
  if (wanted === '') return 1;
  const at = offered.indexOf(wanted);
  if (at === 0) return 100;
  if (at > 0) return offered[at - 1] === ' ' ? 90 : 80;
  let from = 0;
  let gaps = 0;
  for (const letter of wanted.replaceAll(' ', '')) {
    const next = offered.indexOf(letter, from);
    if (next < 0) return 0;
    gaps += next - from;
    from = next + 1;
  }
  return Math.max(1, 50 - gaps);
}

/** The best score of a verb's names in both languages. */
export function scoreOf(typed: string, names: { zh: string; en: string }): number {
  const initials = initialsOf(names.zh);
  const byInitials =
    typed !== '' && initials.includes(typed.trim().toLowerCase())
      ? initials.startsWith(typed.trim().toLowerCase())
        ? 95
        : 70
      : 0;
  return Math.max(score(typed, names.zh), score(typed, names.en), byInitials);
}
