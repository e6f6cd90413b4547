// Packages on the clipboard: as the engine takes them back, and as plain words for other programs.
import type { Command, EditionState, Id, PackageState } from '../bridge/types';
import type { CopiedPackage, Package } from '../bridge/wire';

/** The clipboard's own type for packages. */
export const CLIP_TYPE = 'application/x-banxin-packages+json';

/** What a clipboard holds. */
export interface Clip {
  /** The file it came from: photos are read from there. */
  from: string;
  packages: CopiedPackage[];
}

/** Packages with everything that another edition would need to show them. */
export function copyOf(state: EditionState, items: readonly PackageState[]): Clip {
  return { from: state.path, packages: items.map((item) => copied(state, item)) };
}

function copied(state: EditionState, item: PackageState): CopiedPackage {
  const { id: _, report: __, ...record } = item;
  const story = state.stories.find(({ id }) => id === item.story);
  const shown = item.photos.map(({ photo }) => photo);
  const photos = state.photos
    .filter(({ id, story: own }) => own === item.story || shown.includes(id))
    .map(({ id, story: own, rank: ___, placed: ____, ...photo }) => ({ id, is_own: own === item.story, photo }));
  return {
    package: record satisfies Package,
    story: {
      kind: story?.kind ?? 'text',
      section: story?.section ?? '',
      ...(story === undefined ? {} : { table: story.table }),
      paragraphs: (story?.parts ?? []).map(({ role, text, style, opening, spans }) => ({ role, text, style, opening, spans })),
      photos,
    },
  };
}

/** The words of packages, a story after the other. */
export function plainText({ packages }: Clip): string {
  return packages.map(({ story }) => story.paragraphs.map(({ text }) => text).join('\n')).join('\n\n');
}

/** What a clipboard's own type holds; null when it is none of ours. */
export function readClip(text: string): Clip | null {
  try {
    const clip = JSON.parse(text) as Partial<Clip>;
    return typeof clip.from === 'string' && Array.isArray(clip.packages) ? { from: clip.from, packages: clip.packages } : null;
  } catch {
    return null;
  }
}

/** The verb that puts a clip onto a page, at a place or where there is room. */
export function pasteCommand(clip: Clip, page: Id, at?: { x: number; line: number }): Command {
  return { verb: 'paste-packages', page, ...at, packages: clip.packages };
}
