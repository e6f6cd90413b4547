// Pictures of the window's screens, kept small: what a screen looks like is held against what somebody looked at.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { isAsking } from './window';

const folder = resolve(dirname(fileURLToPath(import.meta.url)), '../pictures');

/** Width of a kept picture in pixels. */
const WIDE = 440;
/** Inks of a kept picture: enough to tell every meaning from the greys. */
const INKS = 48;
/** Largest file of a kept picture, in bytes. */
export const MOST_BYTES = 30_000;
/** Side of the squares that pictures are compared by, in pixels: type and its edges melt in them. */
const SQUARE = 11;
/** A square differs when one of its colours does by more than this, of 255. */
const SLIGHT = 14;
/** Share of the squares that may differ: a clock, a caret, a name of a folder. */
const FEW = 0.02;
/** Whether pictures are written anew, and where they are laid at full size for somebody to look at. */
const isBlessing = process.env['BANXIN_BLESS'] === '1';
const full = process.env['BANXIN_PICTURES'];

export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue and cover of each. */
  data: Uint8Array;
}

/** Reads a PNG, made as narrow as a kept picture is, by a page that is there for it. */
async function read(page: Page, png: Buffer): Promise<Pixels> {
  const scribe = await page.context().newPage();
  const { width, height, base64 } = await scribe.evaluate(
    async ({ source, wide }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${source}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = wide;
      canvas.height = Math.round((image.height * wide) / image.width);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let text = '';
      for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
      return { width: canvas.width, height: canvas.height, base64: btoa(text) };
    },
    { source: png.toString('base64'), wide: WIDE },
  );
  await scribe.close();
  return { width, height, data: new Uint8Array(Buffer.from(base64, 'base64')) };
}

/** Means of red, green and blue in squares of a picture. */
function squares({ width, height, data }: Pixels): number[][] {
  const means: number[][] = [];
  for (let top = 0; top < height; top += SQUARE) {
    for (let left = 0; left < width; left += SQUARE) {
      const sum = [0, 0, 0];
      let count = 0;
      for (let y = top; y < Math.min(height, top + SQUARE); y += 1) {
        for (let x = left; x < Math.min(width, left + SQUARE); x += 1) {
          for (const part of [0, 1, 2]) sum[part] = (sum[part] ?? 0) + (data[(y * width + x) * 4 + part] ?? 0);
          count += 1;
        }
      }
      means.push(sum.map((each) => each / count));
    }
  }
  return means;
}

/** Share of the squares in which two pictures differ to the eye; all of them when their shapes do. */
export function difference(a: Pixels, b: Pixels): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  const others = squares(b);
  const all = squares(a);
  const unlike = all.filter((own, at) => own.some((each, part) => Math.abs(each - (others[at]?.[part] ?? 0)) > SLIGHT));
  return unlike.length / all.length;
}

/** Whether two pictures show the same screen. */
export function isSameScreen(a: Pixels, b: Pixels): boolean {
  return difference(a, b) <= FEW;
}

/** The window as it is now, as small as it is kept. */
export async function picture(page: Page): Promise<Pixels> {
  return read(page, await settled(page));
}

/** How long nothing may have been asked and nothing may have moved before a window is at rest, in milliseconds. */
const REST = 900;
/** How long a window is given to come to rest, in milliseconds: a slow machine paints its photos one by one. */
const PATIENCE = 30_000;

/** What says of itself that something of it is still to come: the page on the desk, pages before press. */
const COMING = ['[data-testid="page-canvas"][data-whole="false"]', '.sheet[data-whole="false"]', '[data-testid="preview-mode"][data-waiting="true"]'];

/** Waits until the pages in sight are painted with everything that is on them. */
async function whole(page: Page): Promise<void> {
  const isPreview = (await page.getByTestId('preview-mode').count()) > 0;
  // Before press the desk lies behind the preview, and nothing is painted on it.
  for (const coming of isPreview ? COMING.slice(1) : COMING.slice(0, 1)) {
    await expect(page.locator(coming), coming).toHaveCount(0, { timeout: 60_000 });
  }
}

/** A shot of the window at rest: every answer has come, and no picture and no pane moves any more. */
async function settled(page: Page): Promise<Buffer> {
  await whole(page);
  const shoot = (): Promise<Buffer> => page.screenshot({ animations: 'disabled', caret: 'hide' });
  const end = Date.now() + PATIENCE;
  let shot = await shoot();
  let since = Date.now();
  while (Date.now() - since < REST && Date.now() < end) {
    await page.waitForTimeout(150);
    const next = await shoot();
    if (isAsking(page) || !next.equals(shot)) since = Date.now();
    shot = next;
  }
  return shot;
}

/** Holds a screen against its kept picture, or keeps it; says what is wrong, or nothing. */
export async function keep(page: Page, look: string, name: string): Promise<string | null> {
  const shot = await settled(page);
  if (full !== undefined) {
    mkdirSync(join(full, look), { recursive: true });
    writeFileSync(join(full, look, `${name}.png`), shot);
  }
  const now = await read(page, shot);
  const file = join(folder, look, `${name}.png`);
  const kept = existsSync(file) ? await read(page, readFileSync(file)) : null;
  if (isBlessing) {
    // What looks the same stays the same file.
    if (kept !== null && difference(now, kept) === 0) return null;
    mkdirSync(dirname(file), { recursive: true });
    const small = encode(now);
    writeFileSync(file, small);
    return small.length > MOST_BYTES ? `${look}/${name} has ${small.length} bytes` : null;
  }
  if (kept === null) return `${look}/${name} is not kept yet: npm run bless`;
  const share = difference(now, kept);
  return share <= FEW ? null : `${look}/${name} looks otherwise in ${(share * 100).toFixed(1)} % of it: look at it, then npm run bless`;
}

/** A picture as PNG with a palette of its own. */
export function encode({ width, height, data }: Pixels): Buffer {
  const { palette, indices } = quantise(data);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const chunks = [chunk('IHDR', header), chunk('PLTE', Buffer.from(palette.flat())), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...chunks]);
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(checksum(named), named.length + 4);
  return framed;
}

function checksum(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

interface Colour {
  rgb: number[];
  count: number;
}

/** Few inks for many: boxes of colours are halved where they are longest, and each gives its mean. */
function quantise(data: Uint8Array): { palette: number[][]; indices: Uint8Array } {
  // Five bits a part are as fine as such a small picture can use.
  const key = (at: number): number => ((data[at] ?? 0) >> 3 << 10) | ((data[at + 1] ?? 0) >> 3 << 5) | ((data[at + 2] ?? 0) >> 3);
  const counts = new Map<number, Colour>();
  for (let at = 0; at < data.length; at += 4) {
    const found = counts.get(key(at));
    if (found === undefined) counts.set(key(at), { rgb: [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0], count: 1 });
    else found.count += 1;
  }
  const boxes: Colour[][] = [[...counts.values()]];
  while (boxes.length < INKS) {
    const { at, part } = longest(boxes);
    const box = boxes[at];
    if (box === undefined || box.length < 2) break;
    box.sort((a, b) => (a.rgb[part] ?? 0) - (b.rgb[part] ?? 0));
    boxes.push(box.splice(Math.ceil(box.length / 2)));
  }
  const palette = boxes.map((box) => [0, 1, 2].map((part) => Math.round(box.reduce((sum, { rgb, count }) => sum + (rgb[part] ?? 0) * count, 0) / box.reduce((sum, { count }) => sum + count, 0))));
  const nearest = new Map<number, number>();
  const indices = new Uint8Array(data.length / 4);
  for (let at = 0; at < data.length; at += 4) {
    let index = nearest.get(key(at));
    if (index === undefined) {
      const far = palette.map((ink) => ink.reduce((sum, each, part) => sum + (each - (data[at + part] ?? 0)) ** 2, 0));
      index = far.indexOf(Math.min(...far));
      nearest.set(key(at), index);
    }
    indices[at / 4] = index;
  }
  return { palette, indices };
}

/** The box that spans most, weighed by how much of the picture it is, and the part in which it does. */
function longest(boxes: readonly Colour[][]): { at: number; part: number } {
  let best = { at: 0, part: 0, weight: -1 };
  boxes.forEach((box, at) => {
    const count = box.reduce((sum, each) => sum + each.count, 0);
    for (const part of [0, 1, 2]) {
      const all = box.map(({ rgb }) => rgb[part] ?? 0);
      const weight = (Math.max(...all) - Math.min(...all)) * Math.sqrt(count);
      if (weight > best.weight) best = { at, part, weight };
    }
  });
  return best;
}
