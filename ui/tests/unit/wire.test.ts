// Bytes from the engine: display lists and outlines, as they are written and as they may be broken.
import { describe, expect, test } from 'vitest';
import { emptyFrame, fixtureState } from '../../src/bridge/fixture';
import type { PageState } from '../../src/bridge/types';
import { decodeFrame, decodeList } from '../../src/canvas/display-list';
import { screenColour } from '../../src/canvas/ink';
import { decodeOutlines, type Pen } from '../../src/canvas/outlines';

function listOf(head: object, glyphs: number[]): ArrayBuffer {
  let text = JSON.stringify(head);
  while (text.length % 4 !== 0) text += ' ';
  const buffer = new ArrayBuffer(8 + text.length + glyphs.length * 4);
  const view = new DataView(buffer);
  new Uint8Array(buffer).set(new TextEncoder().encode('BXL1'));
  view.setUint32(4, text.length, true);
  new Uint8Array(buffer).set(new TextEncoder().encode(text), 8);
  glyphs.forEach((value, index) => view.setInt32(8 + text.length + index * 4, value, true));
  return buffer;
}

const run = { kind: 'glyphs', face: 'song-400', size: 114_300, scaleX: 1000, sideways: false, paint: 'black' };

function pageWith(items: object[] | null): object {
  const box = { x: 0, y: 0, width: 9, height: 9 };
  return { number: 1, trim: { width: 9, height: 9 }, bleed: 0, typeArea: box, groups: [{ id: 'package:1', origin: { x: 1, y: 2 }, bounds: box, digest: 7, items }] };
}

class Recorder implements Pen {
  readonly steps: string[] = [];
  moveTo(...at: number[]): void {
    this.steps.push(`M ${at.join(' ')}`);
  }
  lineTo(...at: number[]): void {
    this.steps.push(`L ${at.join(' ')}`);
  }
  quadraticCurveTo(...at: number[]): void {
    this.steps.push(`Q ${at.join(' ')}`);
  }
  bezierCurveTo(...at: number[]): void {
    this.steps.push(`C ${at.join(' ')}`);
  }
  closePath(): void {
    this.steps.push('Z');
  }
}

describe('display list', () => {
  test('a run finds its own glyphs among those of the page', () => {
    const items = [{ ...run, first: 0, count: 1 }, { ...run, first: 1, count: 2 }];
    const list = decodeList(listOf(pageWith(items), [5, 1, -1, 6, 2, -2, 7, 3, -3]), 0);
    const [first, second] = list.groups[0]?.items ?? [];
    expect(first?.kind === 'glyphs' && [...first.glyphs]).toEqual([5, 1, -1]);
    expect(second?.kind === 'glyphs' && [...second.glyphs]).toEqual([6, 2, -2, 7, 3, -3]);
  });

  test('a group that is known comes without items', () => {
    expect(decodeList(listOf(pageWith(null), []), 0).groups[0]?.items).toBeNull();
  });

  test('a run that names glyphs which did not come is refused', () => {
    expect(() => decodeList(listOf(pageWith([{ ...run, first: 0, count: 4 }]), [5, 1, -1]), 0)).toThrow(/glyphs/);
  });

  test('other bytes are refused', () => {
    expect(() => decodeList(new ArrayBuffer(4), 0)).toThrow(/display list/);
    expect(() => decodeList(new ArrayBuffer(64), 0)).toThrow(/display list/);
  });

  test('a frame carries what was said beside the list', () => {
    const frame = decodeFrame(emptyFrame(fixtureState().pages[0] as PageState));
    expect(frame.refusal).toBeNull();
    expect(frame.list.trim.width).toBe(390 * 36_000);
  });
});

describe('outlines', () => {
  test('commands come back in order with the box round them', () => {
    const bytes = [
      [0xe8, 0x03, 2, 0], // 1000 units, two glyphs
      [9, 0, 4, 0], // glyph 9, four commands
      [0, 10, 0, 0xfe, 0xff], // move 10 -2
      [1, 100, 0, 50, 0], // line 100 50
      [2, 1, 0, 2, 0, 3, 0, 4, 0], // quadratic
      [4],
      [3, 0, 0, 0], // glyph 3, nothing
    ].flat();
    const { unitsPerEm, glyphs } = decodeOutlines(new Uint8Array(bytes).buffer, () => new Recorder());
    expect(unitsPerEm).toBe(1000);
    expect(glyphs.get(3)).toBeNull();
    const outline = glyphs.get(9);
    expect(outline?.path.steps).toEqual(['M 10 -2', 'L 100 50', 'Q 1 2 3 4', 'Z']);
    expect(outline).toMatchObject({ left: 1, bottom: -2, right: 100, top: 50 });
  });

  test('a face that cannot be read has no glyphs', () => {
    expect(decodeOutlines(new ArrayBuffer(0), () => new Recorder()).glyphs.size).toBe(0);
  });
});

describe('ink', () => {
  test('each ink takes its complement away from paper', () => {
    expect(screenColour({ cmyk: [0, 0, 0, 0] })).toBe('rgb(255 255 255)');
    expect(screenColour({ cmyk: [5000, 0, 0, 0] })).toBe('rgb(0 255 255)');
    expect(screenColour({ gray: 500 })).toBe('rgb(128 128 128)');
    expect(screenColour({ spot: { ink: '套红', tint: 1000 } })).toBe('rgb(255 0 0)');
  });
});
