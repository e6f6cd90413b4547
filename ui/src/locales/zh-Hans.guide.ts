// The words that help one find one's way, in Chinese: history, saving, help, tour, keys, the welcome screen.

export const guideWords = {
  close: '关闭',
  history: '历史记录',
  historyTip: '看每一步，回到任何一步',
  historyNote: '点一步，就回到那一步之后',
  historyBegin: '最初打开时',
  historyMore: '更早的步骤',

  savedTip: '存盘情况',
  savedText: '每做一步，立刻写进文件。不用手动保存，断电也不会丢已经做完的步骤。',
  savedFailed: '最后一步没有写进文件，版面停在上一步。请看文件所在的磁盘是否已满、是否可写，再做一次。',
  savedReadOnly: '这一期在别处打开着，这里只能看和导出，什么也不会写进文件。',
  savedFile: '文件',
  savedSteps: '版本',
  savedRevision: (revision: number) => `${revision}`,
  savedHistory: '看历史记录',

  help: '帮助',
  helpTip: '用法和快捷键',
  tourStart: '五步导览',
  tourCount: (step: number, all: number) => `${step} / ${all}`,
  tourBack: '上一步',
  tourNext: '下一步',
  tourDone: '开始用',
  tourEnd: '不看了',
  tour: {
    pool: { title: '稿库在左边', text: '把一篇稿件拖到版上，还没松手就是真字真行。双击也行，程序会找最合适的空处。' },
    page: { title: '版在中间', text: '点一块稿，拖边改大小，拖中间移动。排不下标红“超”，没排满标蓝“欠”，都说差几行。' },
    inspector: { title: '数字在右边', text: '选中什么，这里就是什么的尺寸、栏数和版式。数字可以改，也可以写算式，比如 27+1。' },
    strip: { title: '一期在下面', text: '每一版都是真的小样，点一下就换版，PgUp 和 PgDn 也行。超和欠在这里一眼看到。' },
    press: { title: '先看后印', text: '按 P 看付印前的样子：折线、印版、墨量。按 Ctrl K 用名字或拼音首字母找任何命令。做错了随时撤销。' },
  },

  keys: '快捷键',
  keysFind: '搜命令名或拼音首字母',
  keysHint: '点一下右边的键，再按新的键；退格是不用键，Esc 是不改。',
  keysReset: '全部恢复',
  keyReset: '恢复这一个',
  keyPress: '请按键…',
  keyNone: '无',
  keyTaken: (key: string, command: string) => `${key} 原来是“${command}”的，已改给这里。`,
  groups: { edit: '编辑', package: '稿块', page: '版面', view: '查看', edition: '一期' },
};

export type GuideWords = typeof guideWords;
