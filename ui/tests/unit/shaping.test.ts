// Arithmetic under the hand: what a crop shows, how two packages share a gap, equal room, patterns, the clipboard.
import { describe, expect, test } from 'vitest';
import { fixtureState } from '../../src/bridge/fixture';
import type { PackageState, PageState, PhotoSlot } from '../../src/bridge/types';
import { copyOf, pasteCommand, plainText, readClip } from '../../src/desk/clip';
import { spread } from '../../src/desk/commands/align';
import { cropOf, panned, sightOf, zoomed } from '../../src/desk/kernels/crop';
import { areaAround, nearestArea, placeArea } from '../../src/desk/kernels/grid';
import { nextPattern, patternCommand } from '../../src/desk/kernels/patterns';
import { findDivider } from '../../src/desk/tools/dividers';
import { divideAcross, divideDown, stopAhead } from '../../src/desk/tools/dividing';

const state = fixtureState();
const page = state.pages[0] as PageState;

function item(id: string, x: number, line: number, width: number, lines: number): PackageState {
  return { ...structuredClone(state.packages[0] as PackageState), id, area: { x, line, width, lines } };
}

describe('crop', () => {
  const picture = { width: 3000, height: 2000 };
  const whole = { left: 0, top: 0, right: 0, bottom: 0 };

  test('a square frame shows the middle of a picture that is wider', () => {
    const sight = sightOf(picture, whole, { width: 100, height: 100 });
    expect(sight.width).toBeCloseTo(2 / 3);
    expect(sight.x).toBeCloseTo(1 / 6);
    expect(cropOf(sight)).toEqual({ left: 167, top: 0, right: 167, bottom: 0 });
  });

  test('what is shown stays inside the picture, however it is moved or scaled', () => {
    const sight = sightOf(picture, whole, { width: 100, height: 100 });
    expect(panned(sight, 9, 9)).toMatchObject({ x: 1 - sight.width, y: 0 });
    const near = zoomed(sight, 0.5, { x: 0, y: 0 });
    expect(near).toMatchObject({ x: sight.x, y: sight.y, height: 0.5 });
    expect(zoomed(near, 100)).toMatchObject({ y: 0, height: 1 });
    expect(zoomed(sight, 0).width).toBeGreaterThan(0);
    // The same crop is read back from what it shows.
    expect(cropOf(sightOf(picture, cropOf(near), { width: 100, height: 100 }))).toEqual(cropOf(near));
  });
});

describe('gaps', () => {
  const upper = item('a', 0, 10, 27_000, 20);
  const lower = item('b', 0, 32, 27_000, 20);
  const beside = item('c', 28_000, 10, 27_000, 42);

  test('the gap under the pointer belongs to the two packages that face each other over it', () => {
    const rect = placeArea(upper.area, page);
    const between = { x: rect.x + 1000, y: rect.y + rect.height + 1000 };
    expect(findDivider(between, page, [upper, lower, beside])).toMatchObject({ axis: 'down', first: { id: 'a' }, second: { id: 'b' } });
    const aside = { x: rect.x + rect.width + 1000, y: rect.y + 1000 };
    expect(findDivider(aside, page, [upper, lower, beside])).toMatchObject({ axis: 'across', second: { id: 'c' } });
    expect(findDivider({ x: rect.x + 1000, y: rect.y + 1000 }, page, [upper, lower])).toBeNull();
  });

  test('the stop that comes next lies the way the hand goes', () => {
    const stops = [-9, -4, 0, 3, 8].map((offset) => ({ offset, cost: 0, command: { verb: 'batch' as const, commands: [] } }));
    const at = (index: number): (typeof stops)[number] => stops[index] as (typeof stops)[number];
    expect(stopAhead(stops, null, at(3))?.offset).toBe(8);
    expect(stopAhead(stops, at(2), at(1))?.offset).toBe(-9);
    expect(stopAhead(stops, at(0), at(1))).toBeNull();
    expect(stopAhead(stops, at(3), at(4))).toBeNull();
    expect(stopAhead(stops, null, at(2))).toBeNull();
  });

  test('what one gains the other gives, and neither goes under its least', () => {
    expect(divideDown(upper.area, lower.area, 5).map(({ line, lines }) => [line, lines])).toEqual([[10, 25], [37, 15]]);
    expect(divideDown(upper.area, lower.area, 99).map(({ lines }) => lines)).toEqual([38, 2]);
    expect(divideAcross(upper.area, beside.area, -13_800, page.grid).map(({ x, width }) => [x, width])).toEqual([[0, 13_000], [14_000, 41_000]]);
    expect(divideAcross(upper.area, beside.area, -99_000, page.grid)[0].width).toBe(4000);
  });
});

describe('several packages', () => {
  test('equal room, the first and the last in place', () => {
    const places = spread([{ start: 0, length: 10 }, { start: 11, length: 10 }, { start: 12, length: 10 }, { start: 50, length: 10 }], 1);
    expect(places).toEqual([0, 17, 33, 50]);
    expect(spread([{ start: 3, length: 1 }, { start: 9, length: 1 }], 1)).toEqual([3, 9]);
  });

  test('the box round them and the nearest neighbour', () => {
    const a = item('a', 0, 10, 27_000, 20);
    const b = item('b', 28_000, 10, 27_000, 20);
    const c = item('c', 70_000, 60, 27_000, 20);
    expect(areaAround([a.area, c.area])).toEqual({ x: 0, line: 10, width: 97_000, lines: 70 });
    expect(areaAround([])).toBeNull();
    expect(nearestArea(a, [c, b])?.id).toBe('b');
    expect(nearestArea(a, [])).toBeUndefined();
  });
});

describe('patterns', () => {
  test('one key goes through all of them and comes round again', () => {
    const plain = item('a', 0, 10, 27_000, 20);
    const seen = [plain.head.place];
    let now = plain;
    for (let turn = 0; turn < 5; turn += 1) {
      const next = nextPattern(now, 1);
      if (next === undefined) throw new Error('there is always another');
      now = { ...now, head: { ...now.head, place: next.head } };
      seen.push(now.head.place);
    }
    expect(seen).toEqual(['over', 'side', 'vertical', 'inset', 'none', 'over']);
    expect(nextPattern(plain, -1)?.head).toBe('none');
    const slot: PhotoSlot = { photo: 'p', place: 'top', columns: 0, lines: 0, crop: { top: 0, right: 0, bottom: 0, left: 0 }, inset: { x: 0, line: 0 } as PhotoSlot['inset'], outline: [] };
    const withPhoto = { ...plain, photos: [slot] };
    expect(patternCommand(withPhoto, { head: 'over', photo: 'right' })).toMatchObject({ verb: 'batch', commands: [{}, { index: 0, place: 'right' }] });
  });
});

describe('clipboard', () => {
  test('a copy brings the story along, and its words as plain text', () => {
    const clip = copyOf(state, [state.packages[0] as PackageState]);
    expect(clip.packages[0]?.package).not.toHaveProperty('report');
    expect(plainText(clip)).toBe('渡口添了早班船\n●本报记者 林禾\n清晨六点，码头的第一班渡船已经坐满了人。');
    expect(readClip(JSON.stringify(clip))).toEqual(clip);
    expect(readClip('{"packages":1}')).toBeNull();
    expect(readClip('not at all')).toBeNull();
    expect(pasteCommand(clip, 'a2', { x: 1000, line: 3 })).toMatchObject({ verb: 'paste-packages', page: 'a2', x: 1000, line: 3 });
  });
});
