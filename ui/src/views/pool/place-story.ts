// Places a story on the page on the desk by double click or by the keyboard.

import type { Id } from '../../bridge/types';
import type { Desk } from '../../desk/desk';
import { sensibleSpan } from '../../desk/kernels/snap';
import { firstFree } from './first-free';

/** Places a story in the first room that takes all of it, or says that there is none. */
export async function placeStory(desk: Desk, story: Id): Promise<void> {
  const page = desk.page;
  const found = desk.findStory(story);
  if (page === null || found === undefined || desk.state.readOnly) return;
  const taken = desk.packagesOn(page.id).map((item) => item.area);
  const fits = await desk.measure(story, page.id);
  const area = firstFree(page, taken, fits, sensibleSpan(found.characters, page.grid));
  if (area === null) {
    desk.notify({
      kind: 'refusal',
      code: 'no-room',
      text: {
        zh: '这一版没有放得下整篇的空处；把稿件拖上来，放不下的会标出超几行。',
        en: 'This page has no room for the whole story; drag it on, and what does not fit is marked as over.',
      },
    });
    return;
  }
  const applied = await desk.apply({ verb: 'place', story, page: page.id, area });
  const placed = applied?.created.find((id) => desk.findPackage(id) !== undefined);
  if (placed !== undefined) desk.select([placed]);
}
