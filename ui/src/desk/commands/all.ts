// The verbs of the window in the order in which a menu or the palette lists them.
import type { Desk } from '../desk';
import { alignCommands } from './align';
import { arrangeCommands } from './arrange';
import { clipboardCommands } from './clipboard';
import { editionCommands } from './edition';
import { frameCommands } from './frames';
import { groupCommands } from './group';
import { guideCommands } from './guides';
import { helpCommands } from './help';
import { historyCommands } from './history';
import { packageCommands } from './package';
import { pageCommands } from './page';
import { paneCommands } from './panes';
import { shapeCommands } from './shape';
import { storyCommands } from './story';
import { threadCommands } from './threads';
import { viewCommands } from './view';
import { writingCommands } from './writing';
import type { DeskCommand } from './registry';

export function allCommands(desk: Desk): DeskCommand[] {
  return [
    ...historyCommands(desk),
    ...storyCommands(desk),
    ...writingCommands(desk),
    ...clipboardCommands(desk),
    ...packageCommands(desk),
    ...groupCommands(desk),
    ...alignCommands(desk),
    ...shapeCommands(desk),
    ...frameCommands(desk),
    ...threadCommands(desk),
    ...pageCommands(desk),
    ...guideCommands(desk),
    ...arrangeCommands(desk),
    ...viewCommands(desk),
    ...paneCommands(),
    ...editionCommands(desk),
    ...helpCommands(desk),
  ];
}
