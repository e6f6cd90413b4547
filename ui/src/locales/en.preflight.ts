// The words of preflight in English.

import type { PreflightWords } from './zh-Hans.preflight';

export const preflightWords: PreflightWords = {
  title: 'Preflight',
  live: 'as you work',
  close: 'Close',
  all: (count) => `Edition ${count}`,
  onPage: (folio, count) => `Page ${folio}: ${count}`,
  edition: 'Whole edition',
  none: 'Nothing needs attention',
  noneHint: 'Every package fits. The edition can be exported.',
  go: 'Go there',
  mend: 'Mend it',
  why: 'Why',
  pass: 'Let pass…',
  by: 'Your name',
  reason: 'Reason',
  sign: 'Sign',
  passed: (by, reason) => `Let pass by ${by}: ${reason}`,
  rules: 'Rules',
  rulesTip: 'How grave each rule is in this paper',
  rulesNote: 'What is to fix keeps pages from press until it is let pass. Kept with the edition.',
  here: 'This rule here',
  gradeOf: (why) => `How grave: ${why}`,
  usual: (grade) => `Usual: ${grade}`,
  grades: { error: 'to fix', warning: 'to look at', info: 'to know', off: 'off' },
  severities: { error: 'to fix', warning: 'to look at', info: 'to know' },
};
