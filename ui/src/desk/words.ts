// The few words that stand on the page itself while one works on it.
import type { PageState, Role } from '../bridge/types';
import { wordsOf } from '../locales';
import type { Offer } from './tools/stage';
import type { Locale } from './view';

/** A width in thousandths of a cell as cells, with a decimal where it needs one. */
export function cellCount(thousandths: number): string {
  return String(Math.round(thousandths / 100) / 10);
}

/** `27 字 × 46 行`. */
export function sizeText(width: number, lines: number, locale: Locale): string {
  const cells = cellCount(width);
  if (locale === 'zh-Hans') return `${cells} 字 × ${lines} 行`;
  return `${cells} ${cells === '1' ? 'cell' : 'cells'} × ${lines} ${lines === 1 ? 'line' : 'lines'}`;
}

/** `超 3 行`. */
export function overText(lines: number, locale: Locale): string {
  return locale === 'zh-Hans' ? `超 ${lines} 行` : `over ${lines}`;
}

/** `欠 2 行`. */
export function underText(lines: number, locale: Locale): string {
  return locale === 'zh-Hans' ? `欠 ${lines} 行` : `under ${lines}`;
}

/** Said beside the size when the text fits exactly. */
export function exactText(locale: Locale): string {
  return locale === 'zh-Hans' ? '正好' : 'exact';
}

/** Said of what hovers over another package. */
export function coverText(locale: Locale): string {
  return locale === 'zh-Hans' ? '压住别的稿块' : 'covers another';
}

/** What to do with a frame that shows nothing yet. */
export function emptyText(waits: 'photo' | 'words' | 'line', locale: Locale): string {
  const zh = { photo: '把图片拖到这里', words: '双击写字', line: '还没有底色和边线' };
  const en = { photo: 'Drop a photo here', words: 'Double-click to write', line: 'no fill and no line yet' };
  return (locale === 'zh-Hans' ? zh : en)[waits];
}

/** `3 栏` over `41 × 29` in an offer of another span. */
export function offerText(columns: number, locale: Locale): string {
  return locale === 'zh-Hans' ? `${columns} 栏` : `${columns} col`;
}

/** `58 行` on the guide of a line, counted from 0 as the ruler and the inspector count. */
export function lineText(line: number, locale: Locale): string {
  return locale === 'zh-Hans' ? `${line} 行` : `line ${line}`;
}

/** Where a guide stands, as the rulers count: `27 字`, `40 行`, `120.5 mm`. */
export function guideText(axis: 'across' | 'down', at: number, { grid, paper }: PageState, unit: 'grid' | 'mm', locale: Locale): string {
  if (unit === 'mm') return `${Math.round(at / 3_600) / 10} mm`;
  if (axis === 'across') return lineText(Math.round(((at - paper.top) / grid.leading) * 10) / 10, locale);
  const cells = cellCount(((at - paper.left) / grid.cell) * 1000);
  return locale === 'zh-Hans' ? `${cells} 字` : `${cells} cells`;
}

/** What a port of a package does: it follows the story to its other parts, or takes up what is left of it. */
export function portText(kind: 'before' | 'after' | 'over' | 'end', page: number | null, locale: Locale): string {
  const folio = page === null ? '' : String(page).padStart(2, '0');
  const zh = { before: `上接 ${folio} 版，点一下过去`, after: `下转 ${folio} 版，点一下过去`, over: '排不下的文字：点一下拿起，再点空处续排', end: '续排到另一块：点一下，再点空处' };
  const en = {
    before: `Continued from page ${folio}: click to go there`,
    after: `Continues on page ${folio}: click to go there`,
    over: 'Text left over: click to take it up, then click free space',
    end: 'Continue in another package: click, then click free space',
  };
  return locale === 'zh-Hans' ? zh[kind] : en[kind];
}

/** What a screen reader says of a package. */
export function packageLabel(headline: string, size: string, state: string, locale: Locale): string {
  const parts = [locale === 'zh-Hans' ? `稿块：${headline}` : `Package: ${headline}`, size, state].filter((part) => part !== '');
  return parts.join(locale === 'zh-Hans' ? '，' : ', ');
}

/** What a part of a story is called. */
export function roleText(role: Role, locale: Locale): string {
  return wordsOf(locale).roles[role];
}

/** What a screen reader says of the caret. */
export function writingLabel(role: Role, locale: Locale): string {
  return locale === 'zh-Hans' ? `在版面上写：${roleText(role, locale)}` : `Writing on the page: ${roleText(role, locale)}`;
}

const DROPS: Record<Offer, { zh: string; en: string }> = {
  swap: { zh: '松手对调', en: 'drop to swap' },
  replace: { zh: '松手替换', en: 'drop to replace' },
  photo: { zh: '松手放图', en: 'drop the photo here' },
  place: { zh: '松手放在这里', en: 'drop to place here' },
};

/** What a drop here does. */
export function dropText(offer: Offer, locale: Locale): string {
  return locale === 'zh-Hans' ? DROPS[offer].zh : DROPS[offer].en;
}

/** What is said on the frame of a photo that is worked on. */
export function cropText(ppi: number, locale: Locale): string {
  const fine = `${Math.round(ppi)} ppi`;
  return locale === 'zh-Hans' ? `${fine} · 拖动移位 · 滚轮缩放 · 回车定` : `${fine} · drag to move · wheel to scale · Enter keeps`;
}
