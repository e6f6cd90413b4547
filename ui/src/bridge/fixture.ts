// A small made-up edition for the bridge in memory: two pages, a placed story and some that wait.
import type { EditionState, PackageState, PageState, ParagraphState, StoryState } from './types';

const PT = 12700;
const MM = 36000;

function page(number: number, name: string, packages: string[]): PageState {
  return {
    id: `a${number}`,
    number,
    name,
    paper: { width: 390 * MM, height: 545 * MM, left: 18.8 * MM, top: 27 * MM, bleed: 0 },
    grid: { cell: 9 * PT, leading: 12.5 * PT, cells: 111, lines: 111, columns: { columns: 8, cells: 13, gutter: 1000 } },
    nameplate_lines: number === 1 ? 14 : 0,
    plates: 'four',
    staff: { editor: '', designer: '', proofreader: '' },
    guides: [],
    packages,
    characters: packages.length * 640,
    overset: packages.length > 0 ? 1 : 0,
    underset: 0,
    faults: 0,
  };
}

function part(id: string, role: ParagraphState['role'], text: string): ParagraphState {
  return { id, role, text, style: {}, opening: {}, spans: [] };
}

function story(id: string, headline: string, section: string, byline: string, characters: number, placed: number[]): StoryState {
  const parts: StoryState['parts'] = [
    part(`${id}1`, 'headline', headline),
    part(`${id}2`, 'byline', byline),
    part(`${id}3`, 'body', '清晨六点，码头的第一班渡船已经坐满了人。'),
  ];
  return {
    id,
    kind: 'text',
    section,
    table: { columns: [], rules: 'rows' },
    logo: null,
    kicker: null,
    headline,
    deck: null,
    byline,
    credit: null,
    characters,
    lines: Math.ceil(characters / 12),
    paragraphs: parts.slice(2),
    parts,
    photos: [],
    placed,
  };
}

function placedPackage(id: string, shown: string, x: number, line: number, width: number, lines: number, over: number): PackageState {
  return {
    id,
    page: 'a1',
    story: shown,
    area: { x, line, width, lines },
    columns: 2,
    gutter: null,
    remainder: 'gutters',
    head: { place: 'over', columns: 0, lines: 0, size: 0, rows: 0, fill: false, least: 0, greatest: 0, inset: { x: 0, line: 0, width: 0 } },
    head_face: '',
    byline: 'column',
    photos: [],
    frame: 'none',
    tint: 0,
    is_locked: false,
    rank: 0,
    cuts: [],
    continues: null,
    group: null,
    report: {
      box_mm: [18.8, 120, 85.7, 200],
      columns: 2,
      lines,
      measure_cells: 13,
      overset: { lines: over, characters: over * 13 },
      underset: { lines: 0 },
      column_ends: [lines, lines],
      regions: [],
      headline_size: 36 * PT,
      photo_ppi: [],
      thread: null,
    },
  };
}

/** The edition. */
export function fixtureState(): EditionState {
  return {
    path: 'memory.edition',
    readOnly: false,
    notice: null,
    revision: 1,
    info: {
      name: '版心日报',
      latin_name: 'BANXIN DAILY',
      date: '2026-02-09',
      issue: 10482,
      cn_number: '',
      post_code: '',
      publisher: '',
      telephone: '',
      ear: '',
      ink_limit: 0,
      typography: { cjk_latin_gap: 250, level: 'gb', punctuation: 'quanjiao', indent: 2, hanging: false, language: 'zh-Hans', styles: {} },
    },
    pages: [page(1, '要闻', ['c1']), page(2, '城事', [])],
    stories: [
      story('b1', '渡口添了早班船', '要闻', '●本报记者 林禾', 742, [1]),
      story('b2', '老街修旧如旧', '城事', '●本报记者 沈砚', 641, []),
      story('b3', '社区食堂提前到五点半', '民生', '●本报记者 许晴川', 544, []),
      story('b4', '十二条修灯热线接通', '简讯', '', 77, []),
    ],
    photos: [],
    packages: [placedPackage('c1', 'b1', 0, 20, 27000, 40, 3)],
    history: { undo: null, redo: null },
    presets: [],
  };
}

/** A page of the edition as bytes, with paper and nothing on it. */
export function emptyFrame(page: PageState): ArrayBuffer {
  const { paper, grid } = page;
  const head = { reports: {}, faults: [], refusal: null, focus: null };
  const list = {
    number: page.number,
    trim: { width: paper.width, height: paper.height },
    bleed: paper.bleed,
    typeArea: { x: paper.left, y: paper.top, width: grid.cell * grid.cells, height: grid.leading * grid.lines },
    groups: [],
  };
  const parts = [padded(head), padded(list)];
  const [first = new Uint8Array(), second = new Uint8Array()] = parts;
  const buffer = new ArrayBuffer(4 + first.length + 8 + second.length);
  const bytes = new Uint8Array(buffer);
  const view = new DataView(buffer);
  view.setUint32(0, first.length, true);
  bytes.set(first, 4);
  bytes.set(new TextEncoder().encode('BXL1'), 4 + first.length);
  view.setUint32(8 + first.length, second.length, true);
  bytes.set(second, 12 + first.length);
  return buffer;
}

/** JSON as bytes, filled with spaces to a multiple of four. */
function padded(value: unknown): Uint8Array {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const full = new Uint8Array(Math.ceil(bytes.length / 4) * 4).fill(0x20);
  full.set(bytes);
  return full;
}
