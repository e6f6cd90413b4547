// Rulers in cells across and lines down, with the span of what is selected lit.
import type { Area, PageState } from '../bridge/types';
import { EMU_PER_PIXEL, type Camera } from '../desk/camera';
import { EMU_PER_MM } from '../desk/kernels/emu';
import { placeArea } from '../desk/kernels/grid';

/** Thickness of a ruler in CSS pixels. */
export const RULER = 20;

export interface RulerColours {
  ground: string;
  line: string;
  text: string;
  lit: string;
}

/** Paints the ruler over the page: a long tick at each column, a short one at cells where there is room. */
export function paintCellRuler(canvas: HTMLCanvasElement, length: number, page: PageState, camera: Camera, lit: Area | null, colours: RulerColours): void {
  const context = begin(canvas, length, RULER, colours);
  if (context === null) return;
  const { grid, paper } = page;
  const at = (cells: number): number => camera.pan.x + ((paper.left + cells * grid.cell) / EMU_PER_PIXEL) * camera.zoom;
  if (lit !== null) {
    context.fillStyle = colours.lit;
    context.fillRect(at(lit.x / 1000), 0, at((lit.x + lit.width) / 1000) - at(lit.x / 1000), RULER - 1);
  }
  const pitch = at(1) - at(0);
  const step = grid.columns.cells + grid.columns.gutter / 1000;
  context.fillStyle = colours.text;
  for (let cell = 0; pitch >= 4 && cell <= grid.cells; cell += 1) tick(context, at(cell), 16, 3, colours.line);
  for (let column = 0; column <= grid.columns.columns; column += 1) {
    const cell = Math.min(grid.cells, column * step);
    tick(context, at(cell), 11, 8, colours.line);
    if (column < grid.columns.columns) context.fillText(String(Math.round(cell * 10) / 10), at(cell) + 3, 11);
  }
  context.fillStyle = colours.line;
  context.fillRect(0, RULER - 1, length, 1);
}

/** Paints the ruler beside the page: a long tick every ten lines, a short one at lines where there is room. */
export function paintLineRuler(canvas: HTMLCanvasElement, length: number, page: PageState, camera: Camera, lit: Area | null, colours: RulerColours): void {
  const context = begin(canvas, RULER, length, colours);
  if (context === null) return;
  const { grid, paper } = page;
  const at = (line: number): number => camera.pan.y + ((paper.top + line * grid.leading) / EMU_PER_PIXEL) * camera.zoom;
  if (lit !== null) {
    context.fillStyle = colours.lit;
    context.fillRect(0, at(lit.line), RULER - 1, at(lit.line + lit.lines) - at(lit.line));
  }
  const pitch = at(1) - at(0);
  for (let line = 0; line <= grid.lines; line += 1) {
    const isTen = line % 10 === 0;
    if (!isTen && pitch < 4 && line % 5 !== 0) continue;
    context.fillStyle = colours.line;
    const width = isTen ? 8 : line % 5 === 0 ? 5 : 3;
    context.fillRect(RULER - 1 - width, Math.round(at(line)), width, 1);
    if (isTen) digits(context, String(line), at(line), colours.text);
  }
  context.fillStyle = colours.line;
  context.fillRect(RULER - 1, 0, 1, length);
}

/** Paints a ruler in millimetres from the trimmed edge, across or down. */
export function paintMillimetreRuler(
  canvas: HTMLCanvasElement,
  length: number,
  page: PageState,
  camera: Camera,
  isDown: boolean,
  lit: Area | null,
  colours: RulerColours,
): void {
  const context = isDown ? begin(canvas, RULER, length, colours) : begin(canvas, length, RULER, colours);
  if (context === null) return;
  const start = isDown ? camera.pan.y : camera.pan.x;
  const pixel = (EMU_PER_MM / EMU_PER_PIXEL) * camera.zoom;
  if (lit !== null) {
    const box = placeArea(lit, page);
    const [from, size] = isDown ? [box.y, box.height] : [box.x, box.width];
    const [at, wide] = [start + (from / EMU_PER_MM) * pixel, (size / EMU_PER_MM) * pixel];
    context.fillStyle = colours.lit;
    if (isDown) context.fillRect(0, at, RULER - 1, wide);
    else context.fillRect(at, 0, wide, RULER - 1);
  }
  // The finest step that leaves ticks apart, and figures that leave room for their digits.
  const step = [1, 5, 10, 50].find((each) => each * pixel >= 4) ?? 100;
  const named = [10, 20, 50, 100].find((each) => each * pixel >= 36) ?? 200;
  const most = (isDown ? page.paper.height : page.paper.width) / EMU_PER_MM;
  for (let millimetre = 0; millimetre <= most + 0.01; millimetre += step) {
    const at = start + millimetre * pixel;
    const isNamed = millimetre % named === 0;
    const size = isNamed ? 8 : millimetre % 10 === 0 ? 6 : millimetre % 5 === 0 ? 5 : 3;
    context.fillStyle = colours.line;
    if (isDown) context.fillRect(RULER - 1 - size, Math.round(at), size, 1);
    else context.fillRect(Math.round(at), RULER - 1 - size, 1, size);
    if (!isNamed) continue;
    if (isDown) digits(context, String(millimetre), at, colours.text);
    else {
      context.fillStyle = colours.text;
      context.fillText(String(millimetre), at + 3, 11);
    }
  }
  context.fillStyle = colours.line;
  if (isDown) context.fillRect(RULER - 1, 0, 1, length);
  else context.fillRect(0, RULER - 1, length, 1);
}

/** Digits read upwards along the ruler, as on every desk. */
function digits(context: CanvasRenderingContext2D, text: string, y: number, colour: string): void {
  context.save();
  context.fillStyle = colour;
  context.translate(10, y + 3);
  context.rotate(Math.PI / 2);
  context.fillText(text, 0, 0);
  context.restore();
}

function tick(context: CanvasRenderingContext2D, x: number, y: number, height: number, colour: string): void {
  const before = context.fillStyle;
  context.fillStyle = colour;
  context.fillRect(Math.round(x), y, 1, height);
  context.fillStyle = before;
}

function begin(canvas: HTMLCanvasElement, width: number, height: number, colours: RulerColours): CanvasRenderingContext2D | null {
  const ratio = devicePixelRatio;
  const pixels = [Math.round(width * ratio), Math.round(height * ratio)] as const;
  if (canvas.width !== pixels[0] || canvas.height !== pixels[1]) {
    [canvas.width, canvas.height] = pixels;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, width, height);
  context.font = '10px system-ui, sans-serif';
  return context;
}
