// The languages that text is set in, each by its own name.

export const LANGUAGES: readonly { value: string; text: string }[] = [
  { value: 'zh-Hans', text: '简体中文' },
  { value: 'zh-Hant', text: '繁體中文' },
  { value: 'ja', text: '日本語' },
  { value: 'en', text: 'English' },
];
