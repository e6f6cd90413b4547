// The guides of a page over it: a line each, and the one in the hand with its place in words.
import type { PageState } from '../bridge/types';
import { toPixels, type Camera } from '../desk/camera';
import type { HeldGuide } from '../desk/tools/stage';
import type { View } from '../desk/view';
import { guideText } from '../desk/words';
import { lay, part } from './parts';

/** The elements of a page's guides; `held` is the one in the hand, which may not be on the page. */
export function guideLines(page: PageState, held: HeldGuide | null, camera: Camera, view: View): HTMLElement[] {
  const { viewport } = view;
  const place = (axis: 'across' | 'down', at: number): { x: number; y: number; width: number; height: number } => {
    const pixel = toPixels(at, camera.zoom);
    return axis === 'down'
      ? { x: Math.round(camera.pan.x + pixel), y: 0, width: 1, height: viewport.height }
      : { x: 0, y: Math.round(camera.pan.y + pixel), width: viewport.width, height: 1 };
  };
  const lines = page.guides.flatMap(({ axis, at }, index) => {
    if (!view.showGuides || index === held?.index) return [];
    return [lay(part('drawn-guide', '', 'guide'), place(axis, at))];
  });
  if (held === null || held.at === null) return lines;
  const line = lay(part('drawn-guide is-held', '', 'held-guide'), place(held.axis, held.at));
  const tag = part('tag drawn', guideText(held.axis, held.at, page, view.rulerUnit, view.locale), 'guide-tag');
  Object.assign(tag.style, held.axis === 'down' ? { left: '6px', top: '6px' } : { left: '6px', top: '4px' });
  line.append(tag);
  return [...lines, line];
}
