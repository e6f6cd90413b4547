// A caret in the type of a package: typing, selecting, deleting; a burst of typing becomes one step of history.
import type { Command, Id, Point, Report, Role } from '../../bridge/types';
import type { SetParagraph, StyleChange } from '../../bridge/wire';
import type { Desk } from '../desk';
import { placeArea } from '../kernels/grid';
import type { Writing as WritingView } from '../view';
import { bytesTo, cleaned, difference, edited, editCommand, inside, isSame, stretch, wordsIn, type Edit, type Part, type Place, type Stretch } from './copy';
import { caretBar, lineEnds, lineStep, placeAt, withEmptyLines, type Side, type TextLine } from './lines';
import { step, wordAt, type Unit } from './steps';

/** A pause this long ends a burst of typing, in milliseconds: what was typed becomes a step and is saved. */
const BURST_ENDS = 800;

/** Parts that a paragraph may be joined to or parted from. */
const FLOWING: readonly Role[] = ['body', 'crosshead', 'editors-note', 'summary'];

/** What the engine made of the copy as it is being written. */
export interface Written {
  lines: readonly TextLine[];
  parts: readonly Part[];
  report: Report | null;
}

interface Session {
  package: Id;
  story: Id;
  /** The copy as the engine has it, and as the hand has it. */
  base: readonly Part[];
  draft: readonly Part[];
  caret: Place;
  anchor: Place;
  side: Side;
  /** Words that an input method is still making up, at the caret. */
  composition: string;
  /** Where along the line the caret wants to stay while it goes up and down. */
  goal: number | null;
  lines: readonly TextLine[];
  report: Report | null;
  /** What is wanted before the first lines have come: a caret at a point of the page, or a stretch selected. */
  wanted: Point | Stretch | null;
}

export class Writing {
  readonly #desk: Desk;
  #session: Session | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #committing: Promise<void> | null = null;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Whether there is a caret. */
  get isOn(): boolean {
    return this.#session !== null;
  }

  /** The package that is written in. */
  get package(): Id | null {
    return this.#session?.package ?? null;
  }

  // ── Beginning and ending ───────────────────────────────────────────────────────────────────

  /** Puts a caret into a package, at a point of the page or at the begin of the running text. */
  begin(id: Id, wanted: Point | Stretch | null): void {
    const desk = this.#desk;
    const item = desk.findPackage(id);
    const story = item === undefined ? undefined : desk.findStory(item.story);
    if (item === undefined || story === undefined || desk.state.readOnly || desk.tools.stage === null) return;
    if (this.#session !== null) this.end();
    const body = Math.max(0, story.parts.findIndex(({ role }) => role === 'body'));
    const place = { part: body, at: 0 };
    desk.select([id]);
    this.#session = {
      package: id,
      story: story.id,
      base: story.parts,
      draft: story.parts,
      caret: place,
      anchor: place,
      side: 'after',
      composition: '',
      goal: null,
      lines: [],
      report: item.report,
      wanted,
    };
    this.#refresh();
  }

  /** Shows a stretch of copy in a package, selected. */
  show(id: Id, wanted: Stretch): void {
    if (this.#session?.package === id) this.select(wanted);
    else this.begin(id, wanted);
  }

  /** Takes the caret away; what was typed is kept. */
  end(): void {
    const session = this.#session;
    if (session === null) return;
    session.composition = '';
    const isChanged = difference(session.base, session.draft) !== null || this.#committing !== null;
    void this.flush();
    this.#session = null;
    this.#desk.tools.stage?.endPreview(isChanged);
    this.#desk.patch({ writing: null });
  }

  /** Makes what was typed since the last step a step of its own. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    // Whoever leaves while a step is being kept still has the words typed meanwhile kept.
    const session = this.#session;
    if (this.#committing !== null) await this.#committing;
    const command = session === null ? null : this.#pending(session, session.draft);
    if (session === null || command === null) return;
    this.#committing = this.#commit(session, command).finally(() => (this.#committing = null));
    await this.#committing;
    this.follow();
    // Whoever writes by now, here or in the next package, waited for this step.
    this.#refresh();
  }

  async #commit(session: Session, command: Command): Promise<void> {
    const sent = session.draft;
    const applied = await this.#desk.apply(command);
    const parts = this.#desk.findStory(session.story)?.parts;
    if (parts === undefined) return;
    session.base = parts;
    // What was typed meanwhile stays; what was refused does not.
    if (applied === null || session.draft === sent) session.draft = parts;
    session.caret = inside(session.draft, session.caret);
    session.anchor = inside(session.draft, session.anchor);
  }

  /** The copy was changed by something else than typing: undo, a panel, another window. */
  follow(): void {
    const session = this.#session;
    if (session === null || this.#committing !== null) return;
    const item = this.#desk.findPackage(session.package);
    const parts = this.#desk.findStory(session.story)?.parts;
    if (item === undefined || parts === undefined || item.page !== this.#desk.view.page || !this.#desk.view.selection.includes(item.id)) {
      this.end();
      return;
    }
    if (parts === session.base) return;
    const typed = difference(session.base, session.draft);
    const isNews = difference(session.base, parts) !== null || parts.some((part, index) => isSetOtherwise(part, session.base[index]));
    if (typed === null || isNews) session.draft = parts;
    session.base = parts;
    if (!isNews) return;
    session.caret = inside(parts, session.caret);
    session.anchor = inside(parts, session.anchor);
    this.#refresh();
  }

  // ── Reading ────────────────────────────────────────────────────────────────────────────────

  /** The words selected; empty when nothing is. */
  selectedText(): string {
    const session = this.#session;
    return session === null ? '' : wordsIn(session.draft, stretch(session.anchor, session.caret));
  }

  // ── Typing ─────────────────────────────────────────────────────────────────────────────────

  /** Puts words at the caret, in place of what is selected. */
  insert(text: string): void {
    const session = this.#session;
    if (session === null || text === '') return;
    const { from } = this.#clear(session);
    const role = session.draft[from.part]?.role ?? 'body';
    // A part of the head is one paragraph: lines pasted into it become its one line.
    const words = FLOWING.includes(role) || role === 'caption' ? text : text.replace(/\n+/gu, '　');
    this.#put(session, { from, to: from, text: words });
    if (words.includes('\n')) void this.flush();
  }

  /** Puts words from a clipboard at the caret, cleaned. */
  paste(text: string): void {
    void this.flush().then(() => {
      this.insert(cleaned(text));
      return this.flush();
    });
  }

  /** Enter: a new paragraph, or on from a part of the head to the next part. */
  enter(): void {
    const session = this.#session;
    if (session === null) return;
    const role = session.draft[session.caret.part]?.role ?? 'body';
    if (!FLOWING.includes(role)) {
      const end = { part: session.caret.part, at: (session.draft[session.caret.part]?.text ?? '').length };
      this.#go(session, step(session.draft, end, 'character', true, this.#isShown(session)), false);
      return;
    }
    void this.flush().then(() => {
      const { from } = this.#clear(session);
      this.#put(session, { from, to: from, text: '\n' });
      return this.flush();
    });
  }

  /** Deletes what is selected, or the next or last unit; across the begin of a paragraph it joins the two. */
  erase(unit: Unit, forward: boolean): void {
    const session = this.#session;
    if (session === null) return;
    if (!isSame(session.anchor, session.caret)) {
      this.#clear(session);
      this.#changed(session);
      return;
    }
    const other = step(session.draft, session.caret, unit, forward, this.#isShown(session));
    if (isSame(other, session.caret)) return;
    const { from, to } = stretch(session.caret, other);
    if (from.part !== to.part) {
      const roles = [from, to].map(({ part }) => session.draft[part]?.role ?? 'body');
      if (!roles.every((role) => FLOWING.includes(role))) {
        this.#go(session, other, false);
        return;
      }
      void this.flush().then(() => {
        this.#put(session, { from, to, text: '' });
        return this.flush();
      });
      return;
    }
    this.#put(session, { from, to, text: '' });
  }

  /** Shows what an input method is making up; the empty text takes it away. */
  compose(text: string): void {
    const session = this.#session;
    if (session === null) return;
    if (text !== '' && session.composition === '') this.#clear(session);
    session.composition = text;
    clearTimeout(this.#timer);
    this.#refresh();
  }

  /** The input method has made up its words. */
  composed(text: string): void {
    const session = this.#session;
    if (session === null) return;
    session.composition = '';
    if (text === '') this.#refresh();
    else this.insert(text);
  }

  /** What is selected becomes this part of the story, paragraph by paragraph. */
  async setRole(role: Role): Promise<void> {
    await this.flush();
    const session = this.#session;
    if (session === null) return;
    const { from, to } = stretch(session.anchor, session.caret);
    const commands = session.base
      .slice(from.part, to.part + 1)
      .filter((part) => part.role !== role)
      .map(({ id }): Command => ({ verb: 'set-role', paragraph: id, role }));
    await this.#applyAll(commands);
  }

  /** Sets the words selected otherwise than the rest; `clear` takes every style of theirs away first. */
  async restyle(style: StyleChange, clear = false): Promise<void> {
    await this.flush();
    const session = this.#session;
    if (session === null) return;
    const { from, to } = stretch(session.anchor, session.caret);
    const commands = session.base.slice(from.part, to.part + 1).flatMap((part, index, all): Command[] => {
      const begin = index === 0 ? from.at : 0;
      const end = index === all.length - 1 ? to.at : part.text.length;
      if (begin >= end) return [];
      return [{ verb: 'set-style', paragraph: part.id, from: bytesTo(part.text, begin), to: bytesTo(part.text, end), clear, style }];
    });
    await this.#applyAll(commands);
  }

  /** Changes how the paragraphs are set in which the selection lies. */
  async reshape(change: Omit<SetParagraph, 'paragraph'>): Promise<void> {
    await this.flush();
    const session = this.#session;
    if (session === null) return;
    const { from, to } = stretch(session.anchor, session.caret);
    const parts = session.base.slice(from.part, to.part + 1);
    await this.#applyAll(parts.map(({ id }): Command => ({ verb: 'set-paragraph', paragraph: id, ...change })));
  }

  async #applyAll(commands: readonly Command[]): Promise<void> {
    const only = commands[0];
    if (only !== undefined) await this.#desk.apply(commands.length === 1 ? only : { verb: 'batch', commands: [...commands] });
  }

  /** Undo and redo with the caret where the copy changed. */
  async turn(step: 'undo' | 'redo'): Promise<void> {
    await this.flush();
    const session = this.#session;
    if (session === null) return;
    const before = session.base;
    await this.#desk[step]();
    if (this.#session !== session) return;
    const edit = difference(before, session.base);
    if (edit !== null) this.#go(session, inside(session.base, edited(before, edit).end), false);
  }

  // ── Moving ─────────────────────────────────────────────────────────────────────────────────

  move(unit: Unit, forward: boolean, isSelecting: boolean): void {
    const session = this.#session;
    if (session === null) return;
    const { from, to } = stretch(session.anchor, session.caret);
    // An arrow leaves a selection at its own end.
    if (!isSelecting && unit === 'character' && !isSame(from, to)) this.#go(session, forward ? to : from, false);
    else this.#go(session, step(session.draft, session.caret, unit, forward, this.#isShown(session)), isSelecting);
  }

  moveLine(down: boolean, isSelecting: boolean): void {
    const session = this.#session;
    if (session === null) return;
    const bar = caretBar(session.lines, session.caret, session.side);
    if (bar === null) return;
    const goal = session.goal ?? (bar.isFlat ? bar.y : bar.x);
    const found = lineStep(session.lines, session.caret, session.side, down, goal);
    if (found === null) return;
    this.#go(session, found.place, isSelecting, found.side);
    session.goal = goal;
  }

  moveToLineEnd(forward: boolean, isSelecting: boolean): void {
    const session = this.#session;
    if (session === null) return;
    const ends = lineEnds(session.lines, session.caret, session.side);
    if (ends !== null) this.#go(session, forward ? ends.end : ends.begin, isSelecting, forward ? 'before' : 'after');
  }

  /** Puts the caret under a point of the page. */
  point(point: Point, isSelecting: boolean): void {
    const session = this.#session;
    const found = session === null ? null : this.#find(session, point);
    if (session !== null && found !== null) this.#go(session, found.place, isSelecting, found.side);
  }

  /** Selects the word or the paragraph under a point of the page, or on to it from what is selected. */
  pointUnit(point: Point, unit: 'word' | 'paragraph'): void {
    const session = this.#session;
    const found = session === null ? null : this.#find(session, point);
    if (session === null || found === null) return;
    const { part, at } = found.place;
    const text = session.draft[part]?.text ?? '';
    const { from, to } = unit === 'word' ? wordAt(text, at) : { from: 0, to: text.length };
    this.select({ from: { part, at: from }, to: { part, at: to } });
  }

  /** Selects a stretch; the caret stands at its end. */
  select({ from, to }: Stretch): void {
    const session = this.#session;
    if (session === null) return;
    session.anchor = inside(session.draft, from);
    this.#go(session, inside(session.draft, to), true, 'before');
  }

  selectAll(): void {
    const session = this.#session;
    if (session === null) return;
    const isShown = this.#isShown(session);
    const from = step(session.draft, session.caret, 'story', false, isShown);
    this.select({ from, to: step(session.draft, session.caret, 'story', true, isShown) });
  }

  // ── Inside ─────────────────────────────────────────────────────────────────────────────────

  #find(session: Session, point: Point): { place: Place; side: Side } | null {
    const item = this.#desk.findPackage(session.package);
    const page = this.#desk.page;
    if (item === undefined || page === null) return null;
    const corner = placeArea(item.area, page);
    return placeAt(session.lines, { x: point.x - corner.x, y: point.y - corner.y }, session.report);
  }

  /** A part that the package does not show is stepped over. */
  #isShown(session: Session): (part: number) => boolean {
    const shown = new Set(session.lines.map((line) => line.part));
    return (part) => shown.size === 0 || shown.has(part);
  }

  #go(session: Session, place: Place, isSelecting: boolean, side: Side = 'after'): void {
    session.caret = inside(session.draft, place);
    if (!isSelecting) session.anchor = session.caret;
    session.side = side;
    session.goal = null;
    this.#publish(session);
  }

  /** Takes what is selected out of the draft; gives the place where it was. */
  #clear(session: Session): Stretch {
    const { from, to } = stretch(session.anchor, session.caret);
    if (!isSame(from, to)) {
      const isWhole = from.part === to.part || [from, to].every(({ part }) => FLOWING.includes(session.draft[part]?.role ?? 'body'));
      // Parts of the head are emptied one by one: a headline is never joined to running text.
      const edits = isWhole ? [{ from, to, text: '' }] : clearings(session.draft, { from, to });
      for (const edit of edits) session.draft = edited(session.draft, edit).parts;
      session.caret = session.anchor = from;
    }
    return { from, to: from };
  }

  #put(session: Session, edit: Edit): void {
    const { parts, end } = edited(session.draft, edit);
    session.draft = parts;
    session.caret = session.anchor = end;
    session.side = 'before';
    session.goal = null;
    this.#changed(session);
  }

  #changed(session: Session): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), BURST_ENDS);
    if (this.#session === session) this.#refresh();
  }

  /** The verb that makes the draft of what the engine has; null when there is nothing to do. */
  #pending(session: Session, draft: readonly Part[]): Command | null {
    const edit = difference(session.base, draft);
    return edit === null ? null : editCommand(session.base, edit);
  }

  /** The draft with what an input method is making up. */
  #shown(session: Session): { parts: readonly Part[]; end: Place } {
    const { caret, composition, draft } = session;
    return composition === '' ? { parts: draft, end: caret } : edited(draft, { from: caret, to: caret, text: composition });
  }

  /** Has the page set anew with what was typed, and shows the caret on its lines. */
  #refresh(): void {
    const session = this.#session;
    const { stage } = this.#desk.tools;
    // A step that is being kept has the page set anew itself when it is done.
    if (session === null || stage === null || this.#committing !== null) return;
    stage.write(session.package, this.#pending(session, this.#shown(session).parts), (written) => {
      if (this.#session !== session) return;
      if (written === null) {
        this.end();
        return;
      }
      const leading = this.#desk.page?.grid.leading ?? 0;
      session.lines = withEmptyLines(written.lines, written.parts, leading);
      session.report = written.report;
      const { wanted } = session;
      session.wanted = null;
      if (wanted !== null && 'from' in wanted) this.select(wanted);
      else if (wanted !== null) this.point(wanted, false);
      if (wanted === null || this.#desk.view.writing === null) this.#publish(session);
    });
  }

  #publish(session: Session): void {
    const { parts, end } = this.#shown(session);
    const { package: id, story, caret, anchor, side, lines, report, composition } = session;
    const composing = composition === '' ? null : { from: caret, to: end };
    const writing: WritingView = {
      package: id,
      story,
      parts,
      lines,
      report,
      caret: end,
      anchor: composing === null ? anchor : end,
      side: composing === null ? side : 'before',
      composing,
    };
    this.#desk.patch({ writing });
  }
}

/** Whether a paragraph is for something else than before, or set otherwise. */
function isSetOtherwise(part: Part, before: Part | undefined): boolean {
  const look = (of: Part | undefined): string => JSON.stringify([of?.role, of?.style, of?.opening, of?.spans]);
  return look(part) !== look(before);
}

/** The edits that empty a stretch part by part, the last first. */
function clearings(parts: readonly Part[], { from, to }: Stretch): Edit[] {
  const edits: Edit[] = [];
  for (let part = to.part; part >= from.part; part -= 1) {
    const begin = part === from.part ? from.at : 0;
    const end = part === to.part ? to.at : (parts[part]?.text.length ?? 0);
    edits.push({ from: { part, at: begin }, to: { part, at: end }, text: '' });
  }
  return edits;
}
