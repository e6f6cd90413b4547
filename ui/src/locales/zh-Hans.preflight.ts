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
  severities: { error: '要改', warning: '留意', info: '说明' },
};

export type PreflightWords = typeof preflightWords;
