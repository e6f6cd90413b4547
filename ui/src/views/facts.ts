// What is said of stories, packages and pages at a glance: pure readings of the edition.

import type { PackageState, PageState, StoryState } from '../bridge/types';
import { folioOf } from '../locales';

/** How a story stands, as its row in the pool says it. */
export type StoryStatus =
  | { kind: 'unplaced' }
  | { kind: 'placed' | 'locked'; pages: string }
  | { kind: 'over' | 'under'; lines: number; pages: string };

/** Which stories of the pool are shown. */
export type PoolFilter = 'all' | 'unplaced' | 'placed';

/** How a story stands; text that does not print comes before everything else. */
export function statusOf(story: StoryState, placements: readonly PackageState[]): StoryStatus {
  if (story.placed.length === 0) return { kind: 'unplaced' };
  const pages = story.placed.map(folioOf).join(' ');
  const over = Math.max(0, ...placements.map((item) => item.report.overset.lines));
  if (over > 0) return { kind: 'over', lines: over, pages };
  const under = Math.max(0, ...placements.map((item) => item.report.underset.lines));
  if (under > 0) return { kind: 'under', lines: under, pages };
  const isLocked = placements.length > 0 && placements.every((item) => item.is_locked);
  return { kind: isLocked ? 'locked' : 'placed', pages };
}

/** Whether a story has the words looked for in its headline, text or byline. */
export function matches(story: StoryState, search: string): boolean {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return true;
  const heads = [story.headline, story.kicker, story.deck, story.logo, story.byline, story.credit, story.section];
  return (
    heads.some((text) => text?.toLowerCase().includes(wanted) === true) ||
    story.parts.some((paragraph) => paragraph.text.toLowerCase().includes(wanted))
  );
}

/** The stories of the pool that a filter lets through. */
export function isInFilter(story: StoryState, filter: PoolFilter): boolean {
  if (filter === 'all') return true;
  return (story.placed.length === 0) === (filter === 'unplaced');
}

/** The writer's name without the marks and titles before it: 沈知遥 from ●本报记者 沈知遥 通讯员 叶敏. */
export function authorOf(story: StoryState): string {
  const line = story.byline ?? story.credit ?? '';
  const plain = line
    .replace(/[●■□◆▲（）()]/gu, ' ')
    .replace(/(本报|首席|见习|实习|特约|图片|责任)*(记者|通讯员|评论员|编辑|读者|摄影报道|文\/图)/gu, ' ')
    .replace(/\s*(摄|文|整理|绘|供图)\s*$/u, '')
    .trim();
  return plain.split(/\s+/u)[0] ?? '';
}

/** What dividing a width into columns gives: whole cells in each, and the cells left over. */
export interface Division {
  cells: number;
  rest: number;
}

/** The columns that a width of `width` thousandths of a cell makes with gutters of `gutter`. */
export function divide(width: number, columns: number, gutter: number): Division {
  const text = width - (columns - 1) * gutter;
  const cells = Math.max(0, Math.floor((text + 2) / columns / 1000));
  return { cells, rest: Math.max(0, Math.round(text - cells * columns * 1000)) / 1000 };
}

/** How a resolution prints on newsprint: under 150 blurred, under 200 at the edge. */
export function sharpness(ppi: number): 'sharp' | 'soft' | 'rough' {
  return ppi >= 200 ? 'sharp' : ppi >= 150 ? 'soft' : 'rough';
}

/** Whether a page is made up, and all of it fits. */
export function isDone(page: PageState): boolean {
  return page.packages.length > 0 && page.overset === 0 && page.underset === 0;
}
