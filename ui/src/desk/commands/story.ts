// Placing a story without a drag: the engine finds the best free place on the page on the desk.
import { wordsOf } from '../../locales';
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
    {
      id: 'new-story',
      group: 'edit',
      title: { zh: '新写一篇稿件', en: 'Write a new story' },
      keys: [],
      isEnabled: () => !desk.state.readOnly && desk.view.mode === 'desk',
      run: () => newStory(desk),
    },
    {
      id: 'add-table',
      group: 'edit',
      title: { zh: '加表格，选中稿件时加在它后面', en: 'Add a table, to the story chosen or by itself' },
      keys: [],
      isEnabled: () => !desk.state.readOnly && desk.view.mode === 'desk',
      run: () => addTable(desk),
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

/** A story of a headline and a first paragraph: words to be written over, for a paragraph is never empty. */
async function newStory(desk: Desk): Promise<void> {
  const { headline, body } = wordsOf(desk.view.locale).newStory;
  const paragraphs = [{ role: 'headline', text: headline } as const, { role: 'body', text: body } as const];
  const applied = await desk.apply({ verb: 'add-story', paragraphs });
  const made = applied?.created.find((id) => desk.findStory(id) !== undefined);
  if (made !== undefined) desk.selectStory(made);
}

async function addTable(desk: Desk): Promise<void> {
  const { newHeadline: headline, newRows: tsv } = wordsOf(desk.view.locale).table;
  const { story } = desk.view;
  const applied = await desk.apply(story === null ? { verb: 'add-table', headline, tsv } : { verb: 'add-table', story, tsv });
  const made = applied?.created.find((id) => desk.findStory(id) !== undefined);
  if (made !== undefined) desk.selectStory(made);
}
