// The words of the welcome screen in Chinese.

export const welcomeWords = {
  title: '版心',
  line: '报纸排版台：拖稿上版，立刻按真字真行排好。',
  recent: '最近打开',
  recentNone: '还没有打开过。先看样报，或者新建一期。',
  recentGone: '文件不在了',
  openFile: '打开文件…',
  openPath: '文件在哪里',
  open: '打开',
  sample: '看样报',
  sampleNote: '四个版，真稿真图，随便改。',
  create: '新建一期',
  createNow: '建好打开',
  paper: '版面',
  paperSize: (width: number, height: number) => `${width} × ${height} 毫米`,
  paperGrid: (columns: number, cells: number, lines: number) => `${columns} 栏 × ${cells} 字，${lines} 行`,
  name: '报名',
  nameUsual: '我的日报',
  date: '日期',
  pages: '版数',
  nameplate: '报头',
  nameplateNote: '一版排报头',
  file: '存到',
  chooseFile: '选择…',
  back: '回到版面',
  opening: '正在打开',
  pageUnit: '版',
  other: '打开或新建另一期',
};

export type WelcomeWords = typeof welcomeWords;
