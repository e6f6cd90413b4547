// What is seen of a photo in its frame: a window on the upright picture, moved and scaled without leaving it.
import type { Crop, PhotoState } from '../../bridge/types';

/** A window on a picture, in shares of its width and height. */
export interface Sight {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Least share of a picture that may be seen. */
const LEAST = 0.04;

/** Whether a picture is drawn art, which is as fine as the press at any size. */
export function isArt(picture: PhotoState | undefined): boolean {
  return picture?.format === 'pdf' || picture?.format === 'svg';
}

/** What a frame shows of a picture with a crop: the crop covers the frame and is cut alike on both sides. */
export function sightOf(picture: { width: number; height: number }, crop: Crop, frame: { width: number; height: number }): Sight {
  const across = picture.width * (1 - (crop.left + crop.right) / 1000);
  const down = picture.height * (1 - (crop.top + crop.bottom) / 1000);
  const scale = Math.max(frame.width / across, frame.height / down);
  const width = frame.width / scale / picture.width;
  const height = frame.height / scale / picture.height;
  const middle = { x: (1000 + crop.left - crop.right) / 2000, y: (1000 + crop.top - crop.bottom) / 2000 };
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
}

/** The sight moved by shares of the picture and held inside it. */
export function panned(sight: Sight, x: number, y: number): Sight {
  return { ...sight, x: clamp(sight.x + x, 0, 1 - sight.width), y: clamp(sight.y + y, 0, 1 - sight.height) };
}

/** The sight scaled about a point of the frame, given in shares of it; less than 1 shows less of the picture, larger. */
export function zoomed(sight: Sight, factor: number, at = { x: 0.5, y: 0.5 }): Sight {
  const most = Math.min(1 / sight.width, 1 / sight.height);
  const least = LEAST / Math.min(sight.width, sight.height);
  const by = clamp(factor, Math.min(1, least), most);
  const width = sight.width * by;
  const height = sight.height * by;
  const next = { x: sight.x + (sight.width - width) * at.x, y: sight.y + (sight.height - height) * at.y, width, height };
  return panned(next, 0, 0);
}

/** The crop that shows a sight, in thousandths from each edge. */
export function cropOf({ x, y, width, height }: Sight): Crop {
  const thousandths = (share: number): number => clamp(Math.round(share * 1000), 0, 999);
  return { left: thousandths(x), top: thousandths(y), right: thousandths(1 - x - width), bottom: thousandths(1 - y - height) };
}

function clamp(value: number, least: number, greatest: number): number {
  return Math.min(greatest, Math.max(least, value));
}
