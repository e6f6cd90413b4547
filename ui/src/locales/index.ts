// Which language the window speaks, and how it writes days and numbers.

import { en } from './en';
import { zhHans, type Words } from './zh-Hans';

export type { Words } from './zh-Hans';

/** A language of the window, by its BCP 47 tag. */
export type Locale = 'zh-Hans' | 'en';

const ALL: Record<Locale, Words> = { 'zh-Hans': zhHans, en };

/** The language of a system that asks for `tags`, in its order of wish. */
export function localeFor(tags: readonly string[]): Locale {
  const first = tags.find((tag) => /^(zh|en)\b/i.test(tag));
  return first !== undefined && /^zh/i.test(first) ? 'zh-Hans' : 'en';
}

/** The words of a language. */
export function wordsOf(locale: Locale): Words {
  return ALL[locale];
}

/** `2026-02-09` with its weekday, as the title bar writes it; what is not a day is given back as it came. */
export function dayOf(date: string, locale: Locale): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  if (locale === 'zh-Hans') {
    return `${date} ${new Intl.DateTimeFormat('zh-Hans', { weekday: 'short', timeZone: 'UTC' }).format(day)}`;
  }
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
    .format(day)
    .replace(',', '');
}

/** Hour and minute of a moment, such as `21:47`. */
export function clockOf(moment: Date): string {
  return `${String(moment.getHours()).padStart(2, '0')}:${String(moment.getMinutes()).padStart(2, '0')}`;
}

/** A page number as the paper prints it: at least two digits. */
export function folioOf(number: number): string {
  return String(number).padStart(2, '0');
}

/** A number with at most one decimal, without an empty one: `13`, `8.5`. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
