// A page as a list of placements: the real page where its text is at hand beside the repository, a page of the sample elsewhere.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Edition } from './edition';

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../../..');

/** One story's place, as `place` takes it. */
export interface Placement {
  verb: string;
  story: { headline: string };
  column: number;
  span: number;
  line: number;
  lines: number;
  columns?: number;
  head?: { size?: number; lines?: number; rows?: number };
  head_face?: string;
  photos?: { photo: { name: string }; lines?: number }[];
}

/** The page to be made. */
export interface Plan {
  placements: Placement[];
  /** Cells and lines of an area on the page, x in thousandths of a cell. */
  area(placement: Placement): { x: number; line: number; width: number; lines: number };
}

/** The grid of the page whose first line of the list sets its columns. */
const CELLS = 21_000;
const GUTTER = 1_500;

/** Fills the edition's pool with the stories of the page and sets the page up as its paper's pages are; places nothing. */
export function prepare(edition: Edition): Plan {
  const text = join(root, '../shared/seed/page.txt');
  const isReal = existsSync(text);
  const folder = isReal ? join(root, 'tests/suite/seed') : join(root, 'assets/samples');
  const lines = isReal ? readFileSync(join(folder, 'place.jsonl'), 'utf8').trim().split('\n') : SAMPLE;
  edition.remake('new', '--date', '2026-02-09', '--pages', '1');
  edition.run('import', isReal ? text : join(folder, 'page-1.txt'), '--page-text');
  const photos = isReal ? ['deputies.jpg', 'meeting.jpg'] : ['p1-bridge.jpg', 'p1-tea.jpg'];
  edition.run('import', ...photos.map((name) => join(folder, name)));
  const all = lines.map((line) => JSON.parse(line) as Placement);
  edition.apply(all.filter(({ verb }) => verb !== 'place'));
  return {
    placements: all.filter(({ verb }) => verb === 'place'),
    area: ({ column, span, line, lines: deep }) => ({ x: column * (CELLS + GUTTER), line, width: span * (CELLS + GUTTER) - GUTTER, lines: deep }),
  };
}

/** Places everything by the list, as the command line does: what a hand is to come to. */
export function placeAll(edition: Edition, { placements }: Plan): void {
  edition.apply(placements);
}

/** A front page of the sample's stories, on the same grid as the real one. */
const SAMPLE = [
  '{"verb":"set-page","page":1,"name":"要闻","nameplate_lines":11,"columns":{"columns":5,"cells":21,"gutter":1500}}',
  '{"verb":"attach-photo","photo":{"name":"p1-bridge.jpg"},"story":{"headline":"一条江"}}',
  '{"verb":"attach-photo","photo":{"name":"p1-tea.jpg"},"story":{"headline":"山上采茶"}}',
  '{"verb":"place","story":{"headline":"一条江"},"page":1,"column":0,"span":3,"line":11,"lines":51,"photos":[{"photo":{"name":"p1-bridge.jpg"},"lines":24}]}',
  '{"verb":"place","story":{"headline":"山上采茶"},"page":1,"column":3,"span":2,"line":11,"lines":47,"columns":1,"head":{"size":330200},"head_face":"hei-700","photos":[{"photo":{"name":"p1-tea.jpg"},"lines":29}]}',
  '{"verb":"place","story":{"headline":"看得见"},"page":1,"column":0,"span":2,"line":62,"lines":30,"head":{"size":304800,"rows":1,"lines":6}}',
  '{"verb":"place","story":{"headline":"早稻"},"page":1,"column":2,"span":1,"line":62,"lines":28,"head":{"size":203200,"rows":2},"head_face":"hei-700"}',
];
