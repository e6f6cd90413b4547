// What a copy of packages takes along: words with everything they are set in.
import { expect, test } from 'vitest';
import { fixtureState } from '../../src/bridge/fixture';
import type { PackageState } from '../../src/bridge/types';
import { copyOf, plainText, readClip } from '../../src/desk/clip';

test('a copy keeps the styles of words, paragraphs and tables', () => {
  const state = fixtureState();
  const story = state.stories[0];
  const part = story?.parts[0];
  if (story === undefined || part === undefined) throw new Error('the fixture has a story with words');
  const styled = { ...part, style: { face: 'kai-400' }, opening: { drop_lines: 3 }, spans: [{ start: 0, end: 3, style: { bold: true } }] };
  const table = { columns: [{ cells: 4, align: 'right' as const }], rules: 'grid' as const };
  const own = { ...story, parts: [styled], table };
  const item = { id: 'a', story: story.id, photos: [], report: {} } as unknown as PackageState;
  const clip = copyOf({ ...state, stories: [own] }, [item]);
  expect(clip.packages[0]?.story.paragraphs).toEqual([{ role: part.role, text: part.text, style: styled.style, opening: styled.opening, spans: styled.spans }]);
  expect(clip.packages[0]?.story.table).toEqual(table);
  expect(plainText(clip)).toBe(part.text);
  expect(readClip(JSON.stringify(clip))).toEqual(clip);
});
