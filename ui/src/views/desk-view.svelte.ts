// The desk as components read it: a reactive mirror of its snapshot, in the window's language.

import { createContext } from 'svelte';
import type { Desk, DeskSnapshot } from '../desk/desk';
import type { Command, EditionState, Id, PackageState, PageState, StoryState, Words as Both } from '../bridge/types';
import type { View } from '../desk/view';
import { wordsOf, type Locale, type Words } from '../locales';
import { keysText } from './keys';
import type { MenuVerb } from './package-menu';

/** A context menu: where it opens, what it is about, what it offers. */
export interface OpenMenu {
  at: { x: number; y: number };
  name: string;
  verbs: readonly MenuVerb[];
}

/** What every component reads; the desk itself stays free of the framework. */
export class DeskView {
  readonly desk: Desk;
  #snapshot = $state.raw() as DeskSnapshot;

  readonly state: EditionState = $derived(this.#snapshot.state);
  readonly view: View = $derived(this.#snapshot.view);
  readonly locale: Locale = $derived(this.view.locale);
  readonly t: Words = $derived(wordsOf(this.locale));

  /** The page on the desk. */
  readonly page: PageState | null = $derived(this.state.pages.find((page) => page.id === this.view.page) ?? null);

  /** The packages selected, in the order of the edition. */
  readonly selected: PackageState[] = $derived.by(() => {
    const selection = this.view.selection;
    return selection.length === 0 ? [] : this.state.packages.filter((item) => selection.includes(item.id));
  });

  readonly #stories: Map<Id, StoryState> = $derived(new Map(this.state.stories.map((story) => [story.id, story])));
  readonly #placements: Map<Id, PackageState[]> = $derived(byStory(this.state.packages));

  /** The context menu that is open. */
  menu: OpenMenu | null = $state.raw(null);
  /** The story or photo of the pool whose name is being changed. */
  renaming: Id | null = $state(null);

  constructor(desk: Desk) {
    this.desk = desk;
    this.#snapshot = desk.snapshot;
    desk.subscribe((snapshot) => (this.#snapshot = snapshot));
  }

  story(id: Id | null): StoryState | undefined {
    return id === null ? undefined : this.#stories.get(id);
  }

  /** Where a story stands: its packages on all pages. */
  placements(story: Id): readonly PackageState[] {
    return this.#placements.get(story) ?? [];
  }

  /** The headline of a story, or what is said of one that has none: its first words, or the name of its photo. */
  nameOf(story: StoryState | undefined): string {
    const photo = this.state.photos.find(({ id }) => story?.photos.includes(id));
    const names = [story?.headline, story?.logo, story?.paragraphs[0]?.text.slice(0, 16), photo?.name];
    return names.find((name) => name !== undefined && name !== null && name.trim() !== '') ?? this.t.pool.untitled;
  }

  /** A text of the engine in the window's language. */
  say(text: Both): string {
    return this.locale === 'zh-Hans' ? text.zh : text.en;
  }

  /** Opens a context menu at the pointer, or beside what has the focus when the keyboard asks for it. */
  openMenu(event: MouseEvent, name: string, verbs: readonly MenuVerb[]): void {
    event.preventDefault();
    event.stopPropagation();
    const isPointed = event.clientX > 0 || event.clientY > 0;
    const box = event.currentTarget instanceof Element ? event.currentTarget.getBoundingClientRect() : null;
    const at = isPointed || box === null ? { x: event.clientX, y: event.clientY } : { x: box.left + 24, y: box.top + 24 };
    this.menu = { at, name, verbs };
  }

  /** Shows the page as a verb would leave it, while it is only looked at; null goes back to the page as it is. */
  look(command: Command | null): void {
    const { stage } = this.desk.tools;
    if (command === null) stage?.endPreview(false);
    else stage?.preview(command, () => undefined);
  }

  /** Whether a verb of the desk can run now. */
  can(command: string): boolean {
    void this.#snapshot;
    return this.desk.commands.find(command)?.isEnabled() ?? false;
  }

  /** The keys of a verb as they stand on the keyboard; empty when it has none. */
  keys(command: string): string {
    void this.#snapshot;
    const first = this.desk.commands.find(command)?.keys[0];
    return first === undefined ? '' : keysText(first);
  }

  /** What a tooltip says of a verb: its name and its key. */
  tip(text: string, command: string): string {
    const keys = this.keys(command);
    return keys === '' ? text : `${text}  ${keys}`;
  }
}

function byStory(packages: readonly PackageState[]): Map<Id, PackageState[]> {
  const placements = new Map<Id, PackageState[]>();
  for (const item of packages) {
    const before = placements.get(item.story);
    if (before === undefined) placements.set(item.story, [item]);
    else before.push(item);
  }
  return placements;
}

/** The desk view of the component tree. */
export const [useDesk, provideDesk] = createContext<DeskView>();
