// The verbs of the window in the order in which a menu or the palette lists them.
import type { Desk } from '../desk';
import { arrangeCommands } from './arrange';
import { editionCommands } from './edition';
import { helpCommands } from './help';
import { historyCommands } from './history';
import { packageCommands } from './package';
import { pageCommands } from './page';
import { shapeCommands } from './shape';
import { storyCommands } from './story';
import { viewCommands } from './view';
import type { DeskCommand } from './registry';

export function allCommands(desk: Desk): DeskCommand[] {
  return [
    ...historyCommands(desk),
    ...storyCommands(desk),
    ...packageCommands(desk),
    ...shapeCommands(desk),
    ...pageCommands(desk),
    ...arrangeCommands(desk),
    ...viewCommands(desk),
    ...editionCommands(desk),
    ...helpCommands(desk),
  ];
}
