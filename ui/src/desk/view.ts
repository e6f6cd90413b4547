// What the window shows that the edition does not hold: camera, selection, hover, tool, notices.
import type { Id, Rect, Refusal, Report, Trouble, Words } from '../bridge/types';
import type { FreeKind, OutlinePoint } from '../bridge/wire';
import type { ArrangeView } from './arranging';
import type { Part, Place, Stretch } from './writing/copy';
import type { Side, TextLine } from './writing/lines';
import { ASSUMED_DENSITY } from './screen';

export type Locale = 'zh-Hans' | 'en';
export type Theme = 'system' | 'light' | 'dark';
export type Mode = 'desk' | 'preview';

/** What floats over the desk and is neither the palette nor the export. */
export type Panel = 'history' | 'saved' | 'help' | 'keys' | 'check';

/** What the pointer is doing: the name of the tool state that has it. */
export type ToolName =
  | 'idle'
  | 'pointing'
  | 'placing'
  | 'translating'
  | 'resizing'
  | 'panning'
  | 'brushing'
  | 'selecting-text'
  | 'guiding'
  | 'threading'
  | 'drawing';

/** Work that runs in the background. */
export interface Job {
  id: number;
  label: Words;
  done: number;
  total: number;
}

/** The end of an export. */
export interface Exported {
  job: number;
  path: string | null;
  error: Trouble | null;
}

/** A sentence for the user: a refusal passes quietly, a failure stays until it is dismissed. */
export interface Notice {
  id: number;
  kind: 'refusal' | 'failure' | 'note';
  code: string;
  text: Words;
}

/** Numbers of the package under the pointer while it is placed, moved or resized. */
export interface DragReadout {
  story: Id;
  /** Package that is moved; null while a story is placed. */
  package: Id | null;
  x: number;
  line: number;
  width: number;
  lines: number;
  columns: number;
  over: number;
  under: number;
  /** Why a drop here would be refused; null when it would not. */
  refusal: Refusal | null;
  /** Whether its depth is a guess, until the engine has said the exact one. */
  isGuessed?: boolean;
}

/** A caret in the type of a package. */
export interface Writing {
  package: Id;
  story: Id;
  /** The copy as it is shown, with what an input method is making up. */
  parts: readonly Part[];
  lines: readonly TextLine[];
  report: Report | null;
  caret: Place;
  /** Where the selection began; the caret itself when nothing is selected. */
  anchor: Place;
  side: Side;
  /** What an input method is making up. */
  composing: Stretch | null;
}

export interface View {
  /** The page on the desk. */
  page: Id | null;
  /** 1 shows the page at its physical size (96 CSS pixels to the inch). */
  zoom: number;
  /** CSS pixels to an inch of the screen as it was measured, or as browsers assume. */
  density: number;
  /** Where the page's top left corner lies in the viewport, in CSS pixels. */
  pan: { x: number; y: number };
  /** Size of the viewport in CSS pixels. */
  viewport: { width: number; height: number };
  /** Packages selected. */
  selection: Id[];
  /** Package under the pointer. */
  hover: Id | null;
  /** Story chosen in the pool. */
  story: Id | null;
  /** Where the pointer is on the grid; null when it is off the page. */
  pointer: { cell: number; line: number } | null;
  tool: ToolName;
  /** The free frame that is about to be drawn, while the tool is `drawing`. */
  drawing: FreeKind | null;
  drag: DragReadout | null;
  /** The photo that is worked on inside its frame. */
  cropping: { package: Id; index: number; frame: Rect; ppi: number } | null;
  /** The corners of an outline while one of them is in the hand. */
  corners: readonly OutlinePoint[] | null;
  /** The caret; null while nobody writes. */
  writing: Writing | null;
  theme: Theme;
  locale: Locale;
  showGrid: boolean;
  /** Whether the page's guides are shown and met. */
  showGuides: boolean;
  /** Whether the threads of every story are drawn, not only those of what is selected. */
  showThreads: boolean;
  /** Whether the fold is drawn. */
  showFold: boolean;
  /** Whether the page is blurred, so that its weights are seen and its words are not. */
  isSquinting: boolean;
  /** Whether the facing page lies beside the one on the desk. */
  isSpread: boolean;
  /** Whether the small map of the page is shown. */
  hasNavigator: boolean;
  /** What the rulers count in: cells and lines, or millimetres. */
  rulerUnit: 'grid' | 'mm';
  mode: Mode;
  /** Whether the command palette is open. */
  isPaletteOpen: boolean;
  /** Whether words are looked for. */
  isFindOpen: boolean;
  /** Whether the export panel is open. */
  isExportOpen: boolean;
  /** The panel that is open. */
  panel: Panel | null;
  /** Proposals for the page on the desk while they are looked at. */
  arranging: ArrangeView | null;
  /** Whether the welcome screen lies over the desk, to open or make another edition. */
  isWelcome: boolean;
  /** The step of the tour that is shown, from 0; null when it is not. */
  tour: number | null;
  jobs: Job[];
  exported: Exported | null;
  notices: Notice[];
  saved: 'saved' | 'saving' | 'failed' | 'read-only';
  /** When the last change reached the disk. */
  savedAt: Date | null;
}

/** The zoom in percent of the page's real size on this screen. */
export function percentOf(view: View): number {
  return Math.round((view.zoom * 100 * ASSUMED_DENSITY) / view.density);
}

/** The view of a window that was just opened. */
export function initialView(locale: Locale, theme: Theme): View {
  return {
    page: null,
    zoom: 0.6,
    density: ASSUMED_DENSITY,
    pan: { x: 0, y: 0 },
    viewport: { width: 0, height: 0 },
    selection: [],
    hover: null,
    story: null,
    pointer: null,
    tool: 'idle',
    drawing: null,
    drag: null,
    cropping: null,
    corners: null,
    writing: null,
    theme,
    locale,
    showGrid: true,
    showGuides: true,
    showThreads: false,
    showFold: false,
    isSquinting: false,
    isSpread: false,
    hasNavigator: false,
    rulerUnit: 'grid',
    mode: 'desk',
    isPaletteOpen: false,
    isFindOpen: false,
    isExportOpen: false,
    panel: null,
    arranging: null,
    isWelcome: false,
    tour: null,
    jobs: [],
    exported: null,
    notices: [],
    saved: 'saved',
    savedAt: null,
  };
}
