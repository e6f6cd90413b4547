// How the page is shown: zoom, grid, preview, theme, language.
import type { Desk } from '../desk';
import type { DeskCommand } from './registry';

/** Zoom steps of the − and + buttons. */
const STEPS = [0.1, 0.15, 0.2, 0.25, 0.33, 0.5, 0.6, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8];

export function viewCommands(desk: Desk): DeskCommand[] {
  const group = 'view' as const;
  const always = () => true;
  const onDesk = () => desk.view.mode === 'desk' && desk.page !== null;
  return [
    {
      id: 'zoom-in',
      group,
      title: { zh: '放大', en: 'Zoom in' },
      keys: ['Mod-=', 'Mod-+'],
      isEnabled: onDesk,
      run: () => desk.setZoom(STEPS.find((step) => step > desk.view.zoom * 1.01) ?? desk.view.zoom),
    },
    {
      id: 'zoom-out',
      group,
      title: { zh: '缩小', en: 'Zoom out' },
      keys: ['Mod--'],
      isEnabled: onDesk,
      run: () => desk.setZoom(STEPS.findLast((step) => step < desk.view.zoom * 0.99) ?? desk.view.zoom),
    },
    {
      id: 'fit-page',
      group,
      title: { zh: '看整版', en: 'Fit page' },
      keys: ['Mod-0'],
      isEnabled: onDesk,
      run: () => desk.fit('page'),
    },
    {
      id: 'physical-size',
      group,
      title: { zh: '原大 1:1', en: 'Physical size 1:1' },
      keys: ['Mod-1'],
      isEnabled: onDesk,
      run: () => desk.fit('physical'),
    },
    {
      id: 'fit-width',
      group,
      title: { zh: '看版宽', en: 'Fit width' },
      keys: ['Mod-2'],
      isEnabled: onDesk,
      run: () => desk.fit('width'),
    },
    {
      id: 'fit-selection',
      group,
      title: { zh: '看所选', en: 'Fit selection' },
      keys: ['Mod-3'],
      isEnabled: () => onDesk() && desk.selected.length > 0,
      run: () => desk.fit('selection'),
    },
    {
      id: 'spread',
      group,
      title: { zh: '带上对页', en: 'Show the facing page' },
      keys: ['Mod-4'],
      isEnabled: onDesk,
      run: () => {
        desk.patch({ isSpread: !desk.view.isSpread });
        desk.fit('page');
      },
    },
    {
      id: 'navigator',
      group,
      title: { zh: '导航小图', en: 'Navigator' },
      keys: ['n'],
      isEnabled: onDesk,
      run: () => desk.patch({ hasNavigator: !desk.view.hasNavigator }),
    },
    {
      id: 'fold',
      group,
      title: { zh: '显示或隐藏折线', en: 'Show or hide the fold' },
      keys: ['Shift-f'],
      isEnabled: onDesk,
      run: () => desk.patch({ showFold: !desk.view.showFold }),
    },
    {
      id: 'squint',
      group,
      title: { zh: '眯眼看轻重', en: 'Squint to see weights' },
      keys: ['q'],
      isEnabled: onDesk,
      run: () => desk.patch({ isSquinting: !desk.view.isSquinting }),
    },
    {
      id: 'ruler-unit',
      group,
      title: { zh: '标尺换单位：字行、毫米', en: 'Ruler unit: cells and lines, millimetres' },
      keys: ['Shift-r'],
      isEnabled: onDesk,
      run: () => desk.patch({ rulerUnit: desk.view.rulerUnit === 'mm' ? 'grid' : 'mm' }),
    },
    {
      id: 'grid',
      group,
      title: { zh: '显示或隐藏栏线', en: 'Show or hide the grid' },
      keys: ['g'],
      isEnabled: onDesk,
      run: () => desk.patch({ showGrid: !desk.view.showGrid }),
    },
    {
      id: 'preview',
      group,
      title: { zh: '预览', en: 'Preview' },
      keys: ['p'],
      isEnabled: () => desk.page !== null,
      run: () => desk.setMode(desk.view.mode === 'preview' ? 'desk' : 'preview'),
    },
    {
      id: 'palette',
      group,
      title: { zh: '按名字找命令', en: 'Find a command by name' },
      keys: ['Mod-k'],
      isEnabled: always,
      run: () => desk.patch({ isPaletteOpen: !desk.view.isPaletteOpen }),
    },
    {
      id: 'theme',
      group,
      title: { zh: '切换深色与浅色', en: 'Switch dark and light' },
      keys: [],
      isEnabled: always,
      run: () => desk.setTheme(isDark(desk) ? 'light' : 'dark'),
    },
    {
      id: 'language',
      group,
      title: { zh: '切换到英文', en: '切换到中文 · Switch to Chinese' },
      keys: [],
      isEnabled: always,
      run: () => desk.setLocale(desk.view.locale === 'en' ? 'zh-Hans' : 'en'),
    },
  ];
}

function isDark(desk: Desk): boolean {
  const theme = desk.view.theme;
  return theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}
