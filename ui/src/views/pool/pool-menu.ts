// What can be done with a story or a photo of the pool: the verbs of its context menu.

import type { PackageState, PhotoState, StoryState } from '../../bridge/types';
import type { DeskView } from '../desk-view.svelte';
import type { MenuVerb } from '../package-menu';

/** A verb that can always run unless told otherwise. */
function verb(id: string, text: string, run: () => void, more: Partial<MenuVerb> = {}): MenuVerb {
  return { id, text, run, keys: '', isDisabled: false, isApart: false, ...more };
}

/** The verbs on a story. */
export function storyMenu(win: DeskView, story: StoryState): MenuVerb[] {
  const { desk, t } = win;
  const placements = win.placements(story.id);
  const isFixed = win.state.readOnly;
  return [
    verb('place', t.pool.place, () => placeStory(win, story), { isDisabled: isFixed, keys: win.keys('place-story') }),
    verb('write', t.pool.openText, () => openText(win, story, placements), { isDisabled: isFixed || placements.length === 0 }),
    verb('find', t.pool.findOnPage, () => show(win, placements), { isDisabled: placements.length === 0 }),
    verb('rename', t.pool.rename, () => (win.renaming = story.id), { isDisabled: isFixed, keys: 'F2', isApart: true }),
    verb('copy-text', t.pool.copyText, () => void copyText(win, story)),
    verb('save-text', t.pool.saveText, () => void desk.saveText(story.id)),
    verb('take-off', t.pool.takeOff, () => takeOff(win, placements), { isDisabled: isFixed || placements.length === 0, isApart: true }),
    verb('delete', t.pool.deleteStory, () => void desk.apply({ verb: 'remove-story', story: story.id }), { isDisabled: isFixed }),
  ];
}

/** The verbs on a photo. */
export function photoMenu(win: DeskView, photo: PhotoState): MenuVerb[] {
  const { desk, t } = win;
  const isFixed = win.state.readOnly;
  const shows = win.state.packages.filter((item) => item.photos.some((slot) => slot.photo === photo.id));
  const [target] = win.selected;
  const isShown = target?.photos.some((slot) => slot.photo === photo.id) === true;
  return [
    verb('place', t.pool.placePhoto, () => void desk.placePhoto(photo.id), { isDisabled: isFixed || win.page === null }),
    verb('add', t.pool.addToPackage, () => void desk.apply(desk.photoOnto(photo, target as PackageState)), {
      isDisabled: isFixed || win.selected.length !== 1 || isShown || target?.is_locked === true,
    }),
    verb('find', t.pool.findOnPage, () => show(win, shows), { isDisabled: shows.length === 0 }),
    verb('rename', t.pool.renamePhoto, () => (win.renaming = photo.id), { isDisabled: isFixed, keys: 'F2', isApart: true }),
    verb('detach', t.pool.detach, () => void desk.apply({ verb: 'attach-photo', photo: photo.id }), {
      isDisabled: isFixed || photo.story === null,
    }),
    verb('delete', t.pool.deletePhoto, () => void desk.apply({ verb: 'remove-photo', photo: photo.id }), { isDisabled: isFixed, isApart: true }),
  ];
}

function placeStory(win: DeskView, story: StoryState): void {
  win.desk.selectStory(story.id);
  win.desk.commands.run('place-story');
}

/** Goes to where packages stand: the next one when the first is looked at already. */
export function show(win: DeskView, placements: readonly PackageState[]): void {
  const at = placements.findIndex((item) => item.page === win.view.page && win.view.selection.includes(item.id));
  const item = placements[(at + 1) % placements.length];
  if (item === undefined) return;
  win.desk.goTo(item.page);
  win.desk.select([item.id]);
  win.desk.fit('selection');
}

function openText(win: DeskView, story: StoryState, placements: readonly PackageState[]): void {
  const item = placements.find(({ page, continues }) => page === win.view.page && continues === null) ?? placements[0];
  if (item === undefined) return;
  win.desk.goTo(item.page);
  win.desk.select([item.id]);
  win.desk.writing.begin(item.id, null);
  if (!win.desk.writing.isOn) win.desk.selectStory(story.id);
}

async function copyText(win: DeskView, story: StoryState): Promise<void> {
  const text = story.parts.map((part) => part.text).join('\n');
  await navigator.clipboard.writeText(text).catch((error: unknown) => win.desk.reportError(error));
}

function takeOff(win: DeskView, placements: readonly PackageState[]): void {
  const commands = placements.map((item) => ({ verb: 'remove-package', package: item.id }) as const);
  void win.desk.apply({ verb: 'batch', commands });
}

/** Gives a story another headline: the words of its headline, or a headline of its own where it has none. */
export async function renameStory(win: DeskView, story: StoryState, text: string): Promise<void> {
  const headline = story.parts.find((part) => part.role === 'headline');
  if (headline !== undefined) {
    if (text !== headline.text && text !== '') await win.desk.apply({ verb: 'set-text', paragraph: headline.id, text });
    return;
  }
  if (text !== '') await win.desk.apply({ verb: 'add-paragraph', story: story.id, role: 'headline', text });
}
