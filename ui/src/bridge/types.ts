// What travels between the window and the engine: the engine's own types under the window's names, and what only the wire adds.
import type { Arranged, EditionInfo, Failure, StateView, TroubleKind } from './wire';

export type {
  Area,
  BylinePlace,
  Changed as Applied,
  ColumnSystem,
  Command,
  Crop,
  Direction,
  EditionInfo,
  Fault,
  Found,
  Frame,
  Grid,
  Guide,
  Hit,
  HeadPlace,
  HeadSpec,
  Imported,
  Inset,
  LineView,
  PackageView as PackageState,
  PageView as PageState,
  PaperPreset,
  PaperSize,
  ParagraphView as ParagraphState,
  PhotoPlace,
  PhotoSlot,
  PhotoView as PhotoState,
  RegionKind,
  Remainder,
  Report,
  Role,
  Sentence as Words,
  TextView,
  Staff,
  StoryKind,
  StoryView as StoryState,
  Typography,
} from './wire';

/** Name of a record: lower-case hex. */
export type Id = string;

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

/** The whole edition as the window mirrors it; what is said once for it is always there. */
export interface EditionState extends Omit<StateView, 'info'> {
  info: EditionInfo;
}

/** The depth at which a story fits exactly, for one span of the page's columns. */
export interface Fit {
  columns: number;
  width: number;
  lines: number;
}

/** A step of the edition's history. */
export interface Step {
  /** Its number, growing with time. */
  seq: number;
  verb: string;
  zh: string;
  en: string;
  /** When, in ISO 8601. */
  at: string;
  /** Whether it stands, can be redone, or gave way to a later one. */
  state: 'done' | 'undone' | 'dropped';
}

/** What is looked for in the copy, and where. */
export interface FindRequest {
  find: string;
  with: string;
  regex: boolean;
  matchCase: boolean;
  page?: Id;
  story?: Id;
}

/** Why the state of the edition forbids a verb. */
export type Refusal = Omit<Failure, 'kind'>;

/** How a call can fail: the state forbids it, something broke, or the call makes no sense. */
export interface Trouble extends Refusal {
  kind: TroubleKind;
}

/** What the engine says on its own. */
export type DeskEvent =
  | { event: 'changed'; revision: number; pages: Id[] }
  | { event: 'arranged'; arranged: Arranged }
  | { event: 'progress'; job: number; done: number; total: number; label: { zh: string; en: string } }
  | { event: 'finished'; job: number; path: string | null; error: Trouble | null };
