// Ink to light, for the screen only; the same arithmetic as the engine's own painter.
import type { Paint } from './display-list';

/** A paint as a CSS colour. Black type is a shade off black, as ink on newsprint is. */
export function screenColour(paint: Paint): string {
  if (paint === 'black') return '#111111';
  if ('gray' in paint) return fromInks(0, 0, 0, paint.gray);
  if ('cmyk' in paint) return fromInks(...paint.cmyk);
  // A spot ink shows as the red that newspapers print with (套红).
  return fromInks(0, paint.spot.tint, paint.spot.tint, 0);
}

function fromInks(cyan: number, magenta: number, yellow: number, black: number): string {
  const light = [cyan, magenta, yellow].map((ink) => Math.round((255 * left(ink) * left(black)) / 1_000_000));
  return `rgb(${light.join(' ')})`;
}

function left(amount: number): number {
  return 1000 - Math.min(1000, Math.max(0, amount));
}
