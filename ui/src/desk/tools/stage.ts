// What the tools need of the page on screen; the canvas gives it, tests may give another.
import type { Area, Command, Id, Point, Report, Refusal } from '../../bridge/types';
import type { Guide } from '../kernels/snap';
import type { Written } from '../writing/writing';

/** What a preview of a verb came to. */
export interface Outcome {
  report: Report | null;
  refusal: Refusal | null;
}

/** What a drop on something does. */
export type Offer = 'swap' | 'replace' | 'photo' | 'place';

/** A package that is not there yet, or not yet there. */
export interface Ghost {
  area: Area;
  kind: 'placing' | 'translating' | 'resizing' | 'drawing';
  columns: number;
  over: number;
  under: number;
  /** How the package comes out at this area; null until the engine has said. */
  report: Report | null;
  isRefused: boolean;
  /** Whether its depth is a guess, until the engine has said the exact one. */
  isGuessed?: boolean;
  /** Whether it lies on what stands there already: a drop would set type on type. */
  isCovering?: boolean;
  /** What a drop here does instead of moving or placing: change places, take over the place, become the photo. */
  offer: Offer | null;
  guides: Guide[];
  /** Other spans at which the story fits exactly, drawn as dashed rectangles. */
  offers: { area: Area; columns: number }[];
}

/** A guide in the hand. */
export interface HeldGuide {
  axis: 'across' | 'down';
  /** In EMU on the page; null while it is off it. */
  at: number | null;
  /** Its number among the page's; null for a new one. */
  index: number | null;
}

/** The page on screen. */
export interface Stage {
  /** A point of the window as a point of the viewport, in CSS pixels. */
  locate(client: Point): Point;
  /** Whether a point of the window lies over the viewport. */
  isOver(client: Point): boolean;
  /** Draws the ghost; null takes it away. */
  showGhost(ghost: Ghost | null): void;
  /** Draws the guide in the hand; null when there is none. */
  showGuide(guide: HeldGuide | null): void;
  /** Draws a rectangle of selection, in EMU on the page; null takes it away. */
  showMarquee(rect: { x: number; y: number; width: number; height: number } | null): void;
  /** Paints a package of the page, or of the latest preview, at another place. */
  shift(id: Id | null, area: Area | null): void;
  /** Paints several packages of the page at other places. */
  shiftMany(moves: readonly { id: Id; to: Area }[]): void;
  /**
   * Asks for the page as it would be after a verb; of several requests the latest wins. `ahead` is the verb that
   * the hand will want next if it goes on as it does: it is asked for while nothing else is.
   */
  preview(command: Command, settle: (outcome: Outcome) => void, ahead?: Command): void;
  /** Shows the page after a verb, or as it is, with the lines of a package for a caret; null when it is gone. */
  write(id: Id, command: Command | null, settle: (written: Written | null) => void): void;
  /** Goes back to the page as it is; `keep` holds the preview until the page has been set anew. */
  endPreview(keep: boolean): void;
  setCursor(cursor: string): void;
}
