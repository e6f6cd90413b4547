// The words of whole pages proposed, in Chinese.

export const arrangeWords = {
  title: '整版方案',
  short: '方案',
  tip: '用本版的稿件排出几个整版',
  facts: (stories: number, candidates: number, seconds: string) => `${stories} 篇，${candidates} 个方案，${seconds} 秒`,
  searching: '正在排',
  candidate: (number: number) => `方案 ${number}`,
  score: (score: string) => `扣 ${score}`,
  scoreName: '扣分',
  faults: (count: number) => `${count} 处`,
  faultless: '无硬伤',
  take: '采用',
  takeOne: (number: number) => `采用方案 ${number}`,
  leave: '退出',
  onward: '再找',
  another: '再来七个',
  more: '多来这样的',
  less: '少来这样的',
  causes: '扣分',
  causesHint: '点一条，版上亮出来',
  wholePage: '全版',
  weights: '看重什么',
  weightsHint: '拖动，次序马上变',
  usualWeights: '恢复',
  none: '这些稿件排不满一版',
  full: (percent: number) => `稿件约占版面 ${percent} %`,
  remedies: '怎样能排满',
  remedyTake: '照这样排',
  keys: '← → 看下一个 · 1–7 直接看 · 回车采用 · R 再来 · + − 多来少来 · Esc 退出',
};

export type ArrangeWords = typeof arrangeWords;
