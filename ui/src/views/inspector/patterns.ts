// The patterns of a package as little pictures.

import type { Pattern } from '../../desk/kernels/patterns';

/** A box of a pattern's little picture, in units of its 36 × 44 field. */
export interface Block {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What the little picture of a pattern shows. */
export interface Drawing {
  head: Block | null;
  photo: Block | null;
  /** Lines of text, each a hairline. */
  lines: Block[];
}

const WIDE = 36;
const HIGH = 44;
const LINE = 4;

/** Draws a pattern: black for the head, grey for the photo, hairlines for three columns of text. */
export function draw(pattern: Pattern): Drawing {
  const isOver = pattern.head === 'over';
  let top = 0;
  let left = 0;
  let head: Block | null = null;
  let photo: Block | null = null;

  if (pattern.head === 'side') head = { x: 0, y: 0, width: 10, height: 8 };
  if (pattern.head === 'vertical') head = { x: 0, y: 0, width: 6, height: HIGH - 2 };
  if (pattern.head === 'inset') head = { x: 12, y: 13, width: 12, height: 9 };
  if (pattern.head === 'side') left = 13;
  if (pattern.head === 'vertical') left = 13;

  if (isOver && pattern.photo === 'above-head') {
    photo = { x: 0, y: 0, width: WIDE, height: 14 };
    head = { x: 0, y: 17, width: WIDE, height: 5 };
    top = 25;
  } else if (isOver) {
    head = { x: 0, y: 0, width: WIDE, height: 6 };
    top = 9;
  }

  const width = WIDE - left;
  const half = Math.round((width * 2) / 3) - 1;
  switch (pattern.photo) {
    case 'top':
      photo = { x: left, y: top, width, height: 12 };
      top += 15;
      break;
    case 'right':
      photo = { x: WIDE - half, y: top, width: half, height: 14 };
      break;
    case 'left':
      photo = { x: left, y: top, width: half, height: 14 };
      break;
    case 'bottom-right':
      photo = { x: WIDE - half, y: HIGH - 16, width: half, height: 14 };
      break;
    case 'bottom':
      photo = { x: left, y: HIGH - 14, width, height: 12 };
      break;
    default:
      break;
  }
  return { head, photo, lines: textLines(left, top, pattern.head === 'inset' ? [photo, head] : [photo]) };
}

function textLines(left: number, top: number, boxes: (Block | null)[]): Block[] {
  const columns = left === 0 ? 3 : 2;
  const width = (WIDE - left - (columns - 1) * 1.5) / columns;
  const lines: Block[] = [];
  for (let column = 0; column < columns; column += 1) {
    const x = left + column * (width + 1.5);
    for (let y = top; y <= HIGH - 3; y += LINE) {
      const line = { x, y, width, height: 1 };
      if (!boxes.some((box) => box !== null && meets(line, box))) lines.push(line);
    }
  }
  return lines;
}

/** Whether a line runs into a box, or comes within a hairline of it. */
function meets(line: Block, box: Block): boolean {
  return (
    line.x < box.x + box.width &&
    box.x < line.x + line.width &&
    line.y < box.y + box.height + 1 &&
    box.y - 2 < line.y + line.height
  );
}
