// The bare page: paper with its shadow, and the faint grid of columns and lines on it.
import type { PageState, Rect } from '../bridge/types';
import { EMU_PER_PIXEL, type Camera } from '../desk/camera';
import { columnStart, foldOf, typeArea } from '../desk/kernels/grid';

/** Device pixels to the EMU for a camera. */
export function deviceScale(camera: Camera, ratio: number): number {
  return (camera.zoom * ratio) / EMU_PER_PIXEL;
}

/** A box on the page in device pixels, for a page whose corner stands at `corner`. */
export function toDevice(rect: Rect, scale: number, corner: { x: number; y: number }): Rect {
  return { x: corner.x + rect.x * scale, y: corner.y + rect.y * scale, width: rect.width * scale, height: rect.height * scale };
}

/** Paints the paper. */
export function paintSheet(context: CanvasRenderingContext2D, page: PageState, scale: number, corner: { x: number; y: number }, paper: string, ratio: number): void {
  const sheet = toDevice({ x: 0, y: 0, width: page.paper.width, height: page.paper.height }, scale, corner);
  context.save();
  context.shadowColor = 'rgb(0 0 0 / 22%)';
  context.shadowBlur = 14 * ratio;
  context.shadowOffsetY = 2 * ratio;
  context.fillStyle = paper;
  context.fillRect(sheet.x, sheet.y, sheet.width, sheet.height);
  context.restore();
}

/** Paints the edges of the columns, and the lines where they stand far enough apart to be of use. */
export function paintGrid(context: CanvasRenderingContext2D, page: PageState, scale: number, corner: { x: number; y: number }): void {
  const { grid, paper } = page;
  const area = toDevice(typeArea(page), scale, corner);
  const pitch = grid.leading * scale;
  if (pitch >= 7) {
    for (let line = 0; line < grid.lines; line += 1) {
      // The foot of a line's cell is where its type stands.
      const y = Math.round(corner.y + (paper.top + line * grid.leading + grid.cell) * scale);
      context.fillStyle = line % 10 === 9 ? 'rgb(0 60 80 / 14%)' : 'rgb(0 60 80 / 6%)';
      context.fillRect(area.x, y, area.width, 1);
    }
  }
  context.fillStyle = 'rgb(0 115 107 / 22%)';
  for (let column = 0; column < grid.columns.columns; column += 1) {
    const left = corner.x + (paper.left + (columnStart(grid, column) * grid.cell) / 1000) * scale;
    const right = left + grid.columns.cells * grid.cell * scale;
    context.fillRect(Math.round(left), area.y, 1, area.height);
    context.fillRect(Math.round(right), area.y, 1, area.height);
  }
}

/** Paints where the page will be folded, a little over its edges on both sides. */
export function paintFold(canvas: HTMLCanvasElement, page: PageState, camera: Camera): void {
  const context = canvas.getContext('2d');
  const fold = foldOf(page);
  if (context === null || fold === null) return;
  const ratio = devicePixelRatio;
  const scale = deviceScale(camera, ratio);
  const left = Math.round(camera.pan.x * ratio);
  const y = Math.round(camera.pan.y * ratio + page.paper.height * fold * scale) + 0.5;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.strokeStyle = 'rgb(122 61 184 / 80%)';
  context.lineWidth = ratio;
  context.setLineDash([6 * ratio, 4 * ratio]);
  context.beginPath();
  context.moveTo(left - 12 * ratio, y);
  context.lineTo(left + page.paper.width * scale + 12 * ratio, y);
  context.stroke();
  context.restore();
}
