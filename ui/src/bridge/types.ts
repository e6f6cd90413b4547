// What travels between the window and the engine: records as they are stored, and what the wire adds.

/** Name of a record: lower-case hex. */
export type Id = string;

/** A text in both languages of the window. */
export interface Words {
  zh: string;
  en: string;
}

/** A rectangle on the grid: x and width in thousandths of a cell, the rest in lines. */
export interface Area {
  x: number;
  line: number;
  width: number;
  lines: number;
}

/** A point in EMU (36,000 to the millimetre). */
export interface Point {
  x: number;
  y: number;
}

/** A box in EMU. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface ColumnSystem {
  columns: number;
  cells: number;
  /** In thousandths of a cell. */
  gutter: number;
}

export interface Grid {
  /** Body em, in EMU. */
  cell: number;
  /** Baseline to baseline, in EMU. */
  leading: number;
  cells: number;
  lines: number;
  columns: ColumnSystem;
}

export interface PaperSize {
  width: number;
  height: number;
  left: number;
  top: number;
  bleed: number;
}

export interface Staff {
  editor: string;
  designer: string;
  proofreader: string;
}

export interface PageState {
  id: Id;
  number: number;
  name: string;
  paper: PaperSize;
  grid: Grid;
  nameplate_lines: number;
  staff: Staff;
  packages: Id[];
  characters: number;
  /** Number of packages with more text than room. */
  overset: number;
  /** Number of packages with more room than text. */
  underset: number;
  /** Number of faults of every kind. */
  faults: number;
}

export type StoryKind = 'text' | 'photo';

export type Role =
  | 'logo'
  | 'kicker'
  | 'headline'
  | 'deck'
  | 'summary'
  | 'editors-note'
  | 'byline'
  | 'body'
  | 'crosshead'
  | 'caption'
  | 'credit'
  | 'jump';

export interface ParagraphState {
  id: Id;
  role: Role;
  text: string;
}

export interface StoryState {
  id: Id;
  kind: StoryKind;
  section: string;
  logo: string | null;
  kicker: string | null;
  headline: string | null;
  deck: string | null;
  byline: string | null;
  credit: string | null;
  characters: number;
  /** Lines at the page's standard column. */
  lines: number;
  /** Running text, crossheads and captions in order. */
  paragraphs: ParagraphState[];
  /** Every part in order, heads too. */
  parts: ParagraphState[];
  photos: Id[];
  /** Numbers of the pages that show it. */
  placed: number[];
}

export interface PhotoState {
  id: Id;
  story: Id | null;
  rank: number;
  name: string;
  hash: string;
  format: string;
  width: number;
  height: number;
  colour: 'rgb' | 'gray' | 'cmyk';
  orientation: number;
  caption: string;
  credit: string;
  /** Numbers of the pages that show it. */
  placed: number[];
}

export type HeadPlace = 'over' | 'side' | 'vertical' | 'none';
export type BylinePlace = 'column' | 'head' | 'none';
export type Remainder = 'gutters' | 'first-column';
export type Frame = 'none' | 'box' | 'rule-above' | 'rule-below';
export type PhotoPlace = 'top' | 'above-head' | 'right' | 'left' | 'bottom-right' | 'bottom';

export interface HeadSpec {
  place: HeadPlace;
  columns: number;
  lines: number;
  /** In EMU; 0 for the greatest usual size that fits. */
  size: number;
  rows: number;
}

export interface Crop {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface PhotoSlot {
  photo: Id;
  place: PhotoPlace;
  columns: number;
  lines: number;
  crop: Crop;
}

export type RegionKind = 'head' | 'byline' | 'column' | 'photo' | 'caption';

/** What a package turned out to be when it was set. */
export interface Report {
  box_mm: [number, number, number, number];
  columns: number;
  lines: number;
  measure_cells: number;
  overset: { lines: number; characters: number };
  underset: { lines: number };
  /** The line, from 0 at the package's top, after the last one each column uses. */
  column_ends: number[];
  regions: { kind: RegionKind; rect: Rect }[];
  /** In EMU; 0 without a headline. */
  headline_size: number;
  /** Resolution of each photo as placed. */
  photo_ppi: number[];
}

export interface PackageState {
  id: Id;
  page: Id;
  story: Id;
  area: Area;
  columns: number;
  gutter: number | null;
  remainder: Remainder;
  head: HeadSpec;
  head_face: string;
  byline: BylinePlace;
  photos: PhotoSlot[];
  frame: Frame;
  tint: number;
  is_locked: boolean;
  rank: number;
  report: Report;
}

export interface Typography {
  cjk_latin_gap: number;
  level: string;
  punctuation: string;
  indent: number;
  hanging: boolean;
}

export interface EditionInfo {
  name: string;
  latin_name: string;
  date: string;
  issue: number;
  cn_number: string;
  post_code: string;
  publisher: string;
  telephone: string;
  ear: string;
  typography: Typography;
}

export interface PaperPreset {
  id: string;
  zh: string;
  en: string;
  trim_um: [number, number];
  type_area_um: [number, number];
  bleed_um: number;
  body_size: number;
  leading: number;
  cells: number;
  lines: number;
  columns: ColumnSystem[];
}

/** The whole edition as the window mirrors it. */
export interface EditionState {
  path: string;
  readOnly: boolean;
  notice: Words | null;
  revision: number;
  info: EditionInfo;
  pages: PageState[];
  stories: StoryState[];
  photos: PhotoState[];
  packages: PackageState[];
  history: { undo: Words | null; redo: Words | null };
  presets: PaperPreset[];
}

/** A verb with its fields, as `banxin apply` takes it. */
export interface Command {
  verb: string;
  [field: string]: unknown;
}

export interface Applied {
  revision: number;
  pages: Id[];
  created: Id[];
  done?: Words;
}

/** The depth at which a story fits exactly, for one span. */
export interface Fit {
  columns: number;
  width: number;
  lines: number;
}

export interface Fault {
  code: string;
  severity: 'error' | 'warning' | 'info';
  /** Number of the page it stands on. */
  page: number;
  /** Id of the package it concerns; empty when it concerns the page. */
  subject: string;
  message: Words;
  fix: Words;
}

/** What one file became. */
export interface Imported {
  stories: Id[];
  photos: Id[];
  repairs: number;
  notes: Words[];
}

export interface Refusal extends Words {
  code: string;
}

/** How a call can fail: the state forbids it, something broke, or the call makes no sense. */
export interface Trouble extends Refusal {
  kind: 'refusal' | 'failure' | 'bad-request';
}

export type DeskEvent =
  | { event: 'changed'; revision: number; pages: Id[] }
  | { event: 'progress'; job: number; done: number; total: number; label: Words }
  | { event: 'finished'; job: number; path: string | null; error: Trouble | null };
