// Putting several packages in line with each other, and leaving the same room between them.
import type { Area, Command, PackageState, Words } from '../../bridge/types';
import type { Desk } from '../desk';
import { areaAround } from '../kernels/grid';
import { canShape } from './package';
import type { DeskCommand } from './registry';

/** Where an area goes in the box round all of them. */
type Place = (area: Area, box: Area) => { x: number; line: number };

const PLACES: { id: string; title: Words; key: string; place: Place }[] = [
  { id: 'align-left', title: { zh: '左边对齐', en: 'Align left edges' }, key: 'ArrowLeft', place: ({ line }, box) => ({ x: box.x, line }) },
  { id: 'align-right', title: { zh: '右边对齐', en: 'Align right edges' }, key: 'ArrowRight', place: ({ width, line }, box) => ({ x: box.x + box.width - width, line }) },
  { id: 'align-centre', title: { zh: '左右居中', en: 'Align centres' }, key: 'c', place: ({ width, line }, box) => ({ x: box.x + Math.round((box.width - width) / 2000) * 1000, line }) },
  { id: 'align-top', title: { zh: '上边对齐', en: 'Align top edges' }, key: 'ArrowUp', place: ({ x }, box) => ({ x, line: box.line }) },
  {
    id: 'align-middle',
    title: { zh: '上下居中', en: 'Align middles' },
    key: 'm',
    place: ({ x, lines }, box) => ({ x, line: box.line + Math.round((box.lines - lines) / 2) }),
  },
  { id: 'align-bottom', title: { zh: '下边对齐', en: 'Align bottom edges' }, key: 'ArrowDown', place: ({ x, lines }, box) => ({ x, line: box.line + box.lines - lines }) },
];

export function alignCommands(desk: Desk): DeskCommand[] {
  const group = 'package' as const;
  return [
    ...PLACES.map(
      ({ id, title, key, place }): DeskCommand => ({
        id,
        group,
        title,
        keys: [`Alt-Mod-${key}`],
        isEnabled: () => canShape(desk) && desk.selected.length > 1,
        run: () =>
          desk.inTurn(async () => {
            const box = areaAround(desk.selected.map(({ area }) => area));
            if (box !== null) await moveAll(desk, desk.selected, desk.selected.map(({ area }) => place(area, box)));
          }),
      }),
    ),
    {
      id: 'distribute-across',
      group,
      title: { zh: '左右等距', en: 'Distribute across' },
      keys: ['Alt-Mod-h'],
      isEnabled: () => canShape(desk) && desk.selected.length > 2,
      run: () => desk.inTurn(() => distribute(desk, 'x', 'width', 1000)),
    },
    {
      id: 'distribute-down',
      group,
      title: { zh: '上下等距', en: 'Distribute down' },
      keys: ['Alt-Mod-v'],
      isEnabled: () => canShape(desk) && desk.selected.length > 2,
      run: () => desk.inTurn(() => distribute(desk, 'line', 'lines', 1)),
    },
  ];
}

/** The first and the last stay; the others stand between them with gaps that differ by one unit at most. */
function distribute(desk: Desk, start: 'x' | 'line', length: 'width' | 'lines', unit: number): Promise<void> {
  const items = [...desk.selected].sort((a, b) => a.area[start] - b.area[start]);
  const places = spread(
    items.map(({ area }) => ({ start: area[start], length: area[length] })),
    unit,
  );
  return moveAll(desk, items, items.map(({ area }, index) => ({ x: area.x, line: area.line, [start]: places[index] ?? area[start] })));
}

/** Where stretches begin that keep the first and the last in place and share the room between them evenly. */
export function spread(stretches: readonly { start: number; length: number }[], unit: number): number[] {
  const first = stretches[0];
  const last = stretches.at(-1);
  if (first === undefined || last === undefined || stretches.length < 3) return stretches.map(({ start }) => start);
  const inner = stretches.slice(1, -1);
  const room = last.start - first.start - first.length - inner.reduce((sum, { length }) => sum + length, 0);
  let at = first.start + first.length;
  return stretches.map(({ start, length }, index) => {
    if (index === 0 || index === stretches.length - 1) return start;
    const gap = Math.round((room * index) / (inner.length + 1) / unit) * unit - Math.round((room * (index - 1)) / (inner.length + 1) / unit) * unit;
    const begin = at + gap;
    at = begin + length;
    return begin;
  });
}

async function moveAll(desk: Desk, items: readonly PackageState[], places: readonly { x: number; line: number }[]): Promise<void> {
  const commands = items.flatMap((item, index): Command[] => {
    const place = places[index];
    if (place === undefined || (place.x === item.area.x && place.line === item.area.line)) return [];
    return [{ verb: 'move-package', package: item.id, ...place }];
  });
  const only = commands[0];
  if (only !== undefined) await desk.apply(commands.length === 1 ? only : { verb: 'batch', commands });
}
