// The faces that come with the program, by their names in the trade.

/** A face by its name in the edition and in both languages. */
export interface FaceName {
  id: string;
  zh: string;
  en: string;
}

/** The faces a headline may take. */
export const HEAD_FACES: readonly FaceName[] = [
  { id: 'song-900', zh: '大标宋', en: 'Song black' },
  { id: 'song-700', zh: '标宋', en: 'Song bold' },
  { id: 'hei-900', zh: '大黑', en: 'Hei black' },
  { id: 'hei-700', zh: '黑体', en: 'Hei bold' },
  { id: 'kai-400', zh: '楷体', en: 'Kai' },
];

/** Every face that comes with the program, for words and paragraphs. */
export const FACES: readonly FaceName[] = [
  { id: 'song-400', zh: '报宋', en: 'Song' },
  ...HEAD_FACES,
  { id: 'hei-400', zh: '细黑', en: 'Hei' },
  { id: 'brush-400', zh: '行楷', en: 'Brush' },
];
