// The words of whole pages proposed, in English.

import type { ArrangeWords } from './zh-Hans.arrange';

export const arrangeWords: ArrangeWords = {
  title: 'Whole pages',
  short: 'Arrange',
  tip: 'Propose whole pages made of this page’s stories',
  facts: (stories, candidates, seconds) => `${stories} stories, ${candidates} pages, ${seconds} s`,
  searching: 'Searching',
  candidate: (number) => `Page ${number}`,
  score: (score) => `−${score}`,
  scoreName: 'Faults',
  faults: (count) => (count === 1 ? '1 fault' : `${count} faults`),
  faultless: 'no faults',
  take: 'Take it',
  takeOne: (number) => `Take page ${number}`,
  leave: 'Leave',
  onward: 'Look on',
  another: 'Seven others',
  more: 'More like this',
  less: 'Less like this',
  causes: 'Faults',
  causesHint: 'click one to light it on the page',
  wholePage: 'whole page',
  weights: 'What counts',
  weightsHint: 'drag; the order changes at once',
  usualWeights: 'Reset',
  none: 'These stories do not fill a page',
  full: (percent) => `The copy is about ${percent} % of the page`,
  remedies: 'What would fill it',
  remedyTake: 'Lay it so',
  keys: '← → next · 1–7 go to · Enter takes · R others · + − more, less · Esc leaves',
};
