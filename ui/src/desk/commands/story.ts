// Placing a story without a drag: the engine finds the best free place on the page on the desk.
import type { Desk } from '../desk';
import type { DeskCommand } from './registry';

export function storyCommands(desk: Desk): DeskCommand[] {
  return [
    {
      id: 'place-story',
      group: 'package',
      title: { zh: '把选中的稿件放到空处', en: 'Place the story in free space' },
      keys: ['Shift-Enter'],
      isEnabled: () => !desk.state.readOnly && desk.view.story !== null && desk.page !== null,
      run: () => placeInFreeSpace(desk),
    },
  ];
}

async function placeInFreeSpace(desk: Desk): Promise<void> {
  const page = desk.page;
  const story = desk.view.story;
  if (page === null || story === null) return;
  const applied = await desk.apply({ verb: 'place', story, page: page.id });
  if (applied !== null) desk.select(applied.created.filter((id) => desk.findPackage(id) !== undefined).slice(0, 1));
}
