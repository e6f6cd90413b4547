// Free frames: drawing one of each kind, and whether text gives way to those selected.
import type { Words } from '../../bridge/types';
import type { FreeKind } from '../../bridge/wire';
import type { Desk } from '../desk';
import { applyToEach, canShape } from './package';
import type { DeskCommand } from './registry';

const KINDS: { kind: FreeKind; key: string; title: Words }[] = [
  { kind: 'text', key: 'Alt-t', title: { zh: '画文字框', en: 'Draw a text frame' } },
  { kind: 'picture', key: 'Alt-p', title: { zh: '画图片框', en: 'Draw a picture frame' } },
  { kind: 'rule', key: 'Alt-r', title: { zh: '画线', en: 'Draw a rule' } },
  { kind: 'shape', key: 'Alt-s', title: { zh: '画图形', en: 'Draw a shape' } },
  { kind: 'table', key: 'Alt-b', title: { zh: '画表格框', en: 'Draw a table frame' } },
];

export function frameCommands(desk: Desk): DeskCommand[] {
  return [
    ...KINDS.map(
      ({ kind, key, title }): DeskCommand => ({
        id: `draw-${kind}`,
        group: 'page',
        title,
        keys: [key],
        isEnabled: () => !desk.state.readOnly && desk.view.mode === 'desk' && desk.page !== null,
        run: () => desk.tools.startDrawing(kind),
      }),
    ),
    {
      id: 'frame-wrap',
      group: 'package',
      title: { zh: '稿件文字绕开自由框，或不绕', en: 'Let text give way to free frames, or not' },
      keys: ['w'],
      isEnabled: () => canShape(desk) && desk.selected.some(({ free }) => free !== undefined),
      run: () => applyToEach(desk, ({ id, free }) => (free === undefined ? null : { verb: 'set-frame', package: id, free: { wraps: !free.wraps } })),
    },
  ];
}
