// How the preview is looked at: which leaf, how large, on what paper.

import { createContext } from 'svelte';
import { PageShots } from '../../canvas/page-shots';
import type { DeskView } from '../desk-view.svelte';
import { keep, recall } from '../memory';
import { spreadsOf } from '../../desk/kernels/spreads';
import { sheetsOf, type Leaf, type Look } from './sheets';

export class PressView {
  readonly win: DeskView;
  /** Pages as the desk paints them, at once. */
  readonly shots: PageShots;

  look = $state<Look>(recall('preview-look', ['single', 'spread', 'sheet'] as const) ?? 'single');
  isPhysical = $state(false);
  isCalibrating = $state(false);
  isPaneOpen = $state(recall('preview-pane', ['yes', 'no'] as const) !== 'no');
  isNewsprint = $state(true);
  hasFolds = $state(true);
  isTopHalf = $state(false);
  hasKeys = $state(false);
  /** What has the keyboard while pages are looked at. */
  root: HTMLElement | null = null;
  /** What scrolls the pages when they are larger than their place. */
  scroller: HTMLElement | null = null;

  readonly leaves: Leaf[] = $derived.by(() => {
    const pages = this.win.state.pages;
    if (this.look === 'sheet') return sheetsOf(pages);
    const groups = this.look === 'spread' ? spreadsOf(pages) : pages.map((page) => [page]);
    return groups.map((group) => ({ pages: group, sheet: null }));
  });
  readonly at: number = $derived(
    Math.max(
      0,
      this.leaves.findIndex((leaf) => leaf.pages.some((page) => page.id === this.win.view.page)),
    ),
  );
  readonly leaf: Leaf = $derived(this.leaves[this.at] ?? { pages: [], sheet: null });

  constructor(win: DeskView) {
    this.win = win;
    this.shots = new PageShots(win.desk.print);
  }

  go(to: number): void {
    const leaf = this.leaves[Math.min(this.leaves.length - 1, Math.max(0, to))];
    if (leaf === undefined || leaf === this.leaf) return;
    const page = leaf.pages[0];
    if (page !== undefined) this.win.desk.goTo(page.id);
  }

  setLook(look: Look): void {
    this.look = look;
    keep('preview-look', look);
  }

  togglePane(): void {
    this.isPaneOpen = !this.isPaneOpen;
    keep('preview-pane', this.isPaneOpen ? 'yes' : 'no');
  }

  /** Scrolls pages that are larger than their place, by shares of it; false when they are not. */
  scroll(share: number): boolean {
    const at = this.scroller;
    if (at === null || at.scrollHeight <= at.clientHeight + 1) return false;
    at.scrollBy({ top: at.clientHeight * share });
    return true;
  }
}

/** The preview's state in its component tree. */
export const [usePress, providePress] = createContext<PressView>();
