// What a length may be said in: cells, lines, millimetres, points, and the trade's sizes of type (字号).
import type { Grid } from '../../bridge/types';
import { EMU_PER_MM, EMU_PER_POINT } from '../../desk/kernels/emu';
import type { Measure } from './arithmetic';

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
  { points: 6.5, name: '小六' },
  { points: 5.5, name: '七号' },
];

const FIGURES: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7' };

/** Every way to write a trade name, with its points: 小五, 小五号, 小5, 小5号. */
const NAMES: readonly (readonly [string, number])[] = TYPE_SIZES.flatMap(({ points, name }) => {
  if (name === undefined) return [];
  const figures = name.replace(/[一二三四五六七]/, (each) => FIGURES[each] ?? each);
  const all = name.startsWith('小') ? [name, `${name}号`, figures, `${figures}号`] : [name, figures];
  return [...new Set(all)].map((each) => [each, points] as const);
});

/** What a field counts in. */
export type Unit = 'cell' | 'line' | 'point' | 'millimetre';

/** What a field understands that counts in `own`, on a page of that grid; without a page there are no cells and lines. */
export function measureIn(own: Unit, grid: Pick<Grid, 'cell' | 'leading'> | undefined): Measure {
  const emu = { cell: grid?.cell ?? 0, line: grid?.leading ?? 0, point: EMU_PER_POINT, millimetre: EMU_PER_MM };
  const one = emu[own] === 0 ? 1 : emu[own];
  const units: Record<string, number> = {};
  const say = (value: number, ...names: string[]): void => {
    // What the page does not tell is refused, but a field always knows its own unit.
    if (value > 0) for (const name of names) units[name] = value / one;
  };
  say(own === 'cell' ? one : emu.cell, '字', 'c', 'cell', 'cells');
  say(own === 'line' ? one : emu.line, '行', 'l', 'line', 'lines');
  say(emu.point, 'pt', '磅', '点');
  say(emu.millimetre, 'mm', '毫米');
  say(emu.millimetre * 10, 'cm', '厘米');
  return { units, names: Object.fromEntries(NAMES.map(([name, points]) => [name, (points * EMU_PER_POINT) / one])) };
}

/** The trade name of a size; none where it has none. */
export function sizeName(points: number): string | undefined {
  return TYPE_SIZES.find((size) => size.points === points)?.name;
}
