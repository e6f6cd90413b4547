// Verbs on the packages selected: what they look like and whether they stay.
import type { Command, HeadPlace, PackageState } from '../../bridge/types';
import type { Desk } from '../desk';
import { nearestArea } from '../kernels/grid';
import { FRAMES, nextPattern, patternCommand } from '../kernels/patterns';
import type { DeskCommand } from './registry';

const HEADS: HeadPlace[] = ['over', 'side', 'vertical', 'inset'];

/** One undo step for a verb on every package selected, worked out from what each is once earlier verbs are done. */
export function applyToEach(desk: Desk, make: (item: PackageState) => Command | null): Promise<void> {
  const ids = desk.view.selection;
  return desk.inTurn(async () => {
    const items = desk.state.packages.filter(({ id }) => ids.includes(id));
    const commands = items.map(make).filter((command) => command !== null);
    const only = commands[0];
    if (only === undefined) return;
    await desk.apply(commands.length === 1 ? only : { verb: 'batch', commands });
  });
}

/** Whether the form of what is selected may change. */
export function canShape(desk: Desk): boolean {
  if (desk.state.readOnly || desk.view.mode !== 'desk') return false;
  return desk.selected.length > 0 && desk.selected.every((item) => !item.is_locked);
}

/** Whether what is selected are stories alone: a free frame has no head and no pattern. */
export function areStories(desk: Desk): boolean {
  return desk.selected.every(({ free }) => free === undefined);
}

/** The package that the selected one would change places with: the other one selected, or its nearest neighbour. */
export function otherOf(desk: Desk): PackageState | undefined {
  const [item, second, third] = desk.selected;
  if (item === undefined || third !== undefined || item.free !== undefined || second?.free !== undefined) return undefined;
  if (second !== undefined) return second;
  const open = desk.packagesOn(item.page).filter(({ id, is_locked, free }) => id !== item.id && !is_locked && free === undefined);
  return nearestArea(item, open);
}

export function packageCommands(desk: Desk): DeskCommand[] {
  const group = 'package' as const;
  const can = () => canShape(desk);
  const hasSelection = () => !desk.state.readOnly && desk.selected.length > 0;
  const columns = [1, 2, 3, 4, 5, 6, 7, 8].map(
    (count): DeskCommand => ({
      id: `columns-${count}`,
      group,
      title: { zh: `分 ${count} 栏`, en: count === 1 ? 'Set in 1 column' : `Set in ${count} columns` },
      keys: [`${count}`],
      isEnabled: can,
      run: () => applyToEach(desk, ({ id }) => ({ verb: 'set-package', package: id, columns: count })),
    }),
  );
  return [
    {
      id: 'fit-package',
      group,
      title: { zh: '按文字定高', en: 'Fit depth to text' },
      keys: ['f'],
      isEnabled: can,
      run: () => applyToEach(desk, ({ id }) => ({ verb: 'fit-package', package: id })),
    },
    {
      id: 'next-head',
      group,
      title: { zh: '换标题位置：上、侧、竖、嵌', en: 'Next head place: over, side, vertical, inset' },
      keys: ['h'],
      isEnabled: () => can() && areStories(desk),
      run: () =>
        applyToEach(desk, ({ id, head }) => ({
          verb: 'set-package',
          package: id,
          head: { place: HEADS[(HEADS.indexOf(head.place) + 1) % HEADS.length] },
        })),
    },
    {
      id: 'box',
      group,
      title: { zh: '加框或去框', en: 'Box on or off' },
      keys: ['b'],
      isEnabled: can,
      run: () =>
        applyToEach(desk, ({ id, frame }) => ({ verb: 'set-package', package: id, frame: frame === 'box' ? 'none' : 'box' })),
    },
    {
      id: 'next-frame',
      group,
      title: { zh: '换框线：无、框、上线、下线、各种花边', en: 'Next frame: none, box, rules, borders' },
      keys: ['Shift-b'],
      isEnabled: can,
      run: () =>
        applyToEach(desk, ({ id, frame }) => ({
          verb: 'set-package',
          package: id,
          frame: FRAMES[(FRAMES.indexOf(frame) + 1) % FRAMES.length],
        })),
    },
    ...([1, -1] as const).map(
      (by): DeskCommand => ({
        id: by === 1 ? 'next-pattern' : 'previous-pattern',
        group,
        title: by === 1 ? { zh: '换下一种版式', en: 'Next pattern' } : { zh: '换上一种版式', en: 'Previous pattern' },
        keys: [by === 1 ? 't' : 'Shift-t'],
        isEnabled: () => can() && areStories(desk),
        run: () =>
          applyToEach(desk, (item) => {
            const pattern = nextPattern(item, by);
            return pattern === undefined ? null : patternCommand(item, pattern);
          }),
      }),
    ),
    ...columns,
    {
      id: 'crop',
      group,
      title: { zh: '在框里移动和缩放图片', en: 'Move and scale the photo in its frame' },
      keys: ['c'],
      isEnabled: () => can() && desk.selected.length === 1 && (desk.selected[0]?.photos.length ?? 0) > 0,
      run: () => {
        const [item] = desk.selected;
        if (item !== undefined) desk.cropping.begin(item.id, 0);
      },
    },
    {
      id: 'swap',
      group,
      title: { zh: '互换两块，只选一块时与相邻的互换', en: 'Swap two packages, or one with its neighbour' },
      keys: ['x'],
      isEnabled: () => can() && otherOf(desk) !== undefined,
      run: () =>
        desk.inTurn(async () => {
          const [a] = desk.selected;
          const b = otherOf(desk);
          if (a !== undefined && b !== undefined) await desk.apply({ verb: 'swap-packages', a: a.id, b: b.id });
        }),
    },
    {
      id: 'lock',
      group,
      title: { zh: '锁定或解锁', en: 'Lock or unlock' },
      keys: ['l'],
      isEnabled: hasSelection,
      run: () => applyToEach(desk, ({ id, is_locked }) => ({ verb: 'lock-package', package: id, locked: !is_locked })),
    },
    {
      id: 'bring-to-front',
      group,
      title: { zh: '移到最前', en: 'Bring to front' },
      keys: ['Shift-Mod-]'],
      isEnabled: can,
      run: () => applyToEach(desk, ({ id }) => ({ verb: 'order-package', package: id, to: 'front' })),
    },
    {
      id: 'send-to-back',
      group,
      title: { zh: '移到最后', en: 'Send to back' },
      keys: ['Shift-Mod-['],
      isEnabled: can,
      run: () => applyToEach(desk, ({ id }) => ({ verb: 'order-package', package: id, to: 'back' })),
    },
    {
      id: 'bring-forward',
      group,
      title: { zh: '上移一层', en: 'Bring forward' },
      keys: ['Mod-]'],
      isEnabled: can,
      run: () => applyToEach(desk, ({ id }) => ({ verb: 'order-package', package: id, to: 'forward' })),
    },
    {
      id: 'send-backward',
      group,
      title: { zh: '下移一层', en: 'Send backward' },
      keys: ['Mod-['],
      isEnabled: can,
      run: () => applyToEach(desk, ({ id }) => ({ verb: 'order-package', package: id, to: 'backward' })),
    },
    {
      id: 'remove-package',
      group,
      title: { zh: '从版面撤下', en: 'Take off the page' },
      keys: ['Delete', 'Backspace'],
      isEnabled: can,
      run: () => applyToEach(desk, ({ id }) => ({ verb: 'remove-package', package: id })),
    },
  ];
}
