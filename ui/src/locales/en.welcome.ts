// The words of the welcome screen in English.

import type { WelcomeWords } from './zh-Hans.welcome';

export const welcomeWords: WelcomeWords = {
  title: 'Banxin',
  line: 'A newspaper’s layout desk: drag stories onto pages and see them set in real type at once.',
  recent: 'Recent',
  recentNone: 'Nothing opened yet. See the sample, or begin a new edition.',
  recentGone: 'the file is gone',
  openFile: 'Open a file…',
  openPath: 'Where the file is',
  open: 'Open',
  sample: 'See the sample',
  sampleNote: 'Four pages of real stories and photos, yours to change.',
  create: 'New edition',
  createNow: 'Make it',
  paper: 'Page',
  paperSize: (width, height) => `${width} × ${height} mm`,
  paperGrid: (columns, cells, lines) => `${columns} columns × ${cells} cells, ${lines} lines`,
  name: 'Name',
  nameUsual: 'My Daily',
  date: 'Date',
  pages: 'Pages',
  nameplate: 'Nameplate',
  nameplateNote: 'On page one',
  file: 'Saved as',
  chooseFile: 'Choose…',
  back: 'Back to the page',
  opening: 'Opening',
  pageUnit: 'pages',
  other: 'Open or make another edition',
};
