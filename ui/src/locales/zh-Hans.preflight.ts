// The words of preflight in Chinese.

export const preflightWords = {
  title: '印前检查',
  live: '随改随查',
  close: '关闭',
  all: (count: number) => `整期 ${count}`,
  onPage: (folio: string, count: number) => `${folio} 版 ${count}`,
  edition: '整期',
  none: '没有要处理的问题',
  noneHint: '每块稿都正好，可以导出。',
  go: '到那里',
  mend: '修好',
  why: '为什么',
  pass: '放行…',
  by: '放行人',
  reason: '理由',
  sign: '签字放行',
  passed: (by: string, reason: string) => `${by} 放行：${reason}`,
  rules: '规则',
  rulesTip: '每条规则在本报有多严重',
  rulesNote: '“要改”不放行就不能付印。改动随本期文件保存。',
  here: '这条规则在本报',
  gradeOf: (why: string) => `轻重：${why}`,
  usual: (grade: string) => `照常（${grade}）`,
  grades: { error: '要改', warning: '留意', info: '说明', off: '不查' },
  severities: { error: '要改', warning: '留意', info: '说明' },
};

export type PreflightWords = typeof preflightWords;
