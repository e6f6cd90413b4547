// The usual sizes of headlines (字号) and the faces that set them.

/** EMU in a point. */
export const EMU_PER_POINT = 12_700;

/** A size in points, with its trade name when it has one. */
export interface TypeSize {
  points: number;
  name?: string;
}

/** From the greatest down. */
export const TYPE_SIZES: readonly TypeSize[] = [
  { points: 72 },
  { points: 63 },
  { points: 54 },
  { points: 48 },
  { points: 42, name: '初号' },
  { points: 36, name: '小初' },
  { points: 30 },
  { points: 26, name: '一号' },
  { points: 24, name: '小一' },
  { points: 22, name: '二号' },
  { points: 18, name: '小二' },
  { points: 16, name: '三号' },
  { points: 15, name: '小三' },
  { points: 14, name: '四号' },
  { points: 12, name: '小四' },
  { points: 10.5, name: '五号' },
  { points: 9, name: '小五' },
  { points: 7.5, name: '六号' },
];

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
