// The words that help one find one's way, in English: history, saving, help, tour, keys, the welcome screen.

import type { GuideWords } from './zh-Hans.guide';

export const guideWords: GuideWords = {
  close: 'Close',
  history: 'History',
  historyTip: 'See every step and go back to any',
  historyNote: 'Click a step to go back to it',
  historyBegin: 'As it was first opened',
  historyMore: 'Earlier steps',

  savedTip: 'What is saved',
  savedText:
    'Every step is written to the file as you do it. There is nothing to save by hand, and a power cut loses no step that was done.',
  savedFailed:
    'The last step was not written; the page stands as before it. See whether the disk is full or write-protected, then do it again.',
  savedReadOnly: 'This edition is open elsewhere: here it can be read and exported, and nothing is written.',
  savedFile: 'File',
  savedSteps: 'Version',
  savedRevision: (revision) => `${revision}`,
  savedHistory: 'See the history',

  help: 'Help',
  helpTip: 'How it works, and all keys',
  tourStart: 'Five-step tour',
  tourCount: (step, all) => `${step} of ${all}`,
  tourBack: 'Back',
  tourNext: 'Next',
  tourDone: 'Begin',
  tourEnd: 'Leave',
  tour: {
    pool: {
      title: 'Stories are on the left',
      text: 'Drag one onto the page: it is set in real type before you let go. A double click finds the best free place by itself.',
    },
    page: {
      title: 'The page is in the middle',
      text: 'Click a package, drag an edge to resize it, its middle to move it. Red says how many lines are over, blue how many are missing.',
    },
    inspector: {
      title: 'Numbers are on the right',
      text: 'Whatever is selected has its size, columns and pattern here. Change a number, or write a sum such as 27+1.',
    },
    strip: {
      title: 'The edition is below',
      text: 'Each page is its real picture. Click one, or use PgUp and PgDn. What is over or under is seen at a glance.',
    },
    press: {
      title: 'Look before you print',
      text: 'P shows the pages as they go to press: folds, plates, ink. Ctrl K finds any command by name. And you can always undo.',
    },
  },

  keys: 'Keys',
  keysFind: 'Find a command',
  keysHint: 'Click a key on the right, then press the new one; Backspace for none, Esc to leave it.',
  keysReset: 'Reset all',
  keyReset: 'Reset this one',
  keyPress: 'Press a key…',
  keyNone: 'none',
  keyTaken: (key, command) => `${key} belonged to “${command}” and has been given to this one.`,
  groups: { edit: 'Editing', package: 'Packages', page: 'Pages', view: 'View', edition: 'Edition' },
};
