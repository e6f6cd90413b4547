// The five steps of the tour: what each points at, and on which side its words stand.

/** A step of the tour, named as its words are. */
export interface TourStep {
  id: 'pool' | 'page' | 'inspector' | 'strip' | 'press';
  /** The `data-testid` of what it points at. */
  at: string;
  side: 'right' | 'left' | 'above' | 'below' | 'within';
}

export const TOUR: readonly TourStep[] = [
  { id: 'pool', at: 'pool', side: 'right' },
  { id: 'page', at: 'page-view', side: 'within' },
  { id: 'inspector', at: 'inspector', side: 'left' },
  { id: 'strip', at: 'strip', side: 'above' },
  { id: 'press', at: 'preview', side: 'below' },
];

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where a card of the given size stands beside a box, kept `margin` inside the window. */
export function cardAt(
  box: Box,
  side: TourStep['side'],
  card: { width: number; height: number },
  window: { width: number; height: number },
  margin = 16,
): { x: number; y: number } {
  const middle = { x: (box.left + box.right - card.width) / 2, y: (box.top + box.bottom - card.height) / 2 };
  const places: Record<TourStep['side'], { x: number; y: number }> = {
    right: { x: box.right + margin, y: box.top + margin },
    left: { x: box.left - card.width - margin, y: box.top + margin },
    above: { x: middle.x, y: box.top - card.height - margin },
    below: { x: middle.x, y: box.bottom + margin },
    within: { x: middle.x, y: box.bottom - card.height - 2 * margin },
  };
  const { x, y } = places[side];
  return {
    x: Math.max(margin, Math.min(window.width - card.width - margin, x)),
    y: Math.max(margin, Math.min(window.height - card.height - margin, y)),
  };
}
