// An edition in a folder of its own with `banxin serve` on it: what every browser test begins with.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { test as base } from '@playwright/test';
import type { Area, FreeFrame, PhotoSlot } from '../../src/bridge/wire';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const program = process.env['BANXIN'] ?? join(root, 'target/debug', process.platform === 'win32' ? 'banxin.exe' : 'banxin');

/** How long the server may take to say where it is: fonts are read and pages laid out first. */
const STARTS_WITHIN = 60_000;

export interface LaidPackage {
  id: string;
  story: string;
  box_mm: [number, number, number, number];
  columns: number;
  lines: number;
  overset: { lines: number; characters: number };
  underset: { lines: number };
  area: Area;
  photos: PhotoSlot[];
  free: FreeFrame | null;
}

/** A free frame as it was laid out. */
export type LaidFrame = LaidPackage & { free: FreeFrame };

/** A file, and the server on it while it runs. */
export class Edition {
  readonly folder: string;
  readonly file: string;
  #server: ChildProcess | null = null;

  constructor(folder: string) {
    this.folder = folder;
    this.file = join(folder, 'test.edition');
  }

  /** Another edition in a folder of its own. */
  static fresh(): Edition {
    return new Edition(mkdtempSync(join(tmpdir(), 'banxin-')));
  }

  /** The same file for a second server. */
  again(): Edition {
    return new Edition(this.folder);
  }

  /** Runs the command line on the file and gives what it printed. */
  run(verb: string, ...options: string[]): string {
    return execFileSync(program, [verb, this.file, ...options], { encoding: 'utf8', cwd: this.folder });
  }

  /** What the command line says stands on each page: read from the file, past the server. */
  laid(page = 1): LaidPackage[] {
    const { pages } = JSON.parse(this.run('layout', '--json')) as { pages: { number: number; packages: LaidPackage[] }[] };
    return pages.find(({ number }) => number === page)?.packages ?? [];
  }

  /** The free frames of a page, from the back to the front. */
  frames(page = 1): LaidFrame[] {
    return this.laid(page).flatMap((laid) => (laid.free === null ? [] : [{ ...laid, free: laid.free }]));
  }

  /** Kinds of what is not right on a page. */
  faults(page = 1): string[] {
    const { pages } = JSON.parse(this.run('layout', '--json')) as { pages: { number: number; faults: { code: string }[] }[] };
    return (pages.find(({ number }) => number === page)?.faults ?? []).map(({ code }) => code);
  }

  /** Starts the server and gives the address of the window. */
  serve(): Promise<string> {
    return this.#start([this.file]);
  }

  /** Makes the sample edition in place of the test's own, and serves that. */
  serveSample(): Promise<string> {
    this.makeSample();
    return this.serve();
  }

  /** Makes the sample edition in place of the test's own. */
  makeSample(): void {
    this.remake('sample');
  }

  /** Makes the file anew with a verb of the command line. */
  remake(verb: string, ...options: string[]): void {
    rmSync(this.file, { force: true });
    this.run(verb, ...options);
  }

  /** Does commands, one after the other, past the window. */
  apply(commands: readonly object[]): void {
    const list = join(this.folder, 'commands.jsonl');
    writeFileSync(list, commands.map((command) => JSON.stringify(command)).join('\n'));
    this.run('apply', list);
  }

  /** Every verb of the engine by its name. */
  verbs(): string[] {
    const list = execFileSync(program, ['apply', '--list'], { encoding: 'utf8' });
    return list.split('\n').flatMap((line) => /^([a-z][a-z-]*) {2}/.exec(line)?.[1] ?? []);
  }

  /** What the file holds, as one number, and which of its invariants do not hold. */
  content(): { hash: string; records: number; broken: string[] } {
    return (JSON.parse(this.run('info', '--json')) as { content: { hash: string; records: number; broken: string[] } }).content;
  }

  /** What the edition's own words are: heads, bylines and sections of its stories, names of pages. */
  ownWords(): string[] {
    const stories = JSON.parse(this.run('stories', '--json')) as Record<string, string | null>[];
    const words = stories.flatMap((story) => ['headline', 'kicker', 'deck', 'byline', 'logo', 'section', 'credit'].map((part) => story[part] ?? ''));
    const { pages } = JSON.parse(this.run('info', '--json')) as { pages: { name: string }[] };
    words.push(...pages.map(({ name }) => name));
    return words.flatMap((each) => [each, ...each.split(/\s+/)]).filter((each) => each.length > 1).sort((a, b) => b.length - a.length);
  }

  /** The server's process; 0 when none runs. */
  get pid(): number {
    return this.#server?.pid ?? 0;
  }

  /** Starts the server without an edition: the window begins with its welcome screen. */
  serveEmpty(): Promise<string> {
    return this.#start([]);
  }

  async #start(files: string[]): Promise<string> {
    // What the program remembers of its user is that of this test alone.
    const env = { ...process.env, BANXIN_HOME: this.folder };
    const server = spawn(program, ['serve', ...files, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'], env });
    this.#server = server;
    return new Promise((found, failed) => {
      const late = setTimeout(() => failed(new Error('the server did not say where it is')), STARTS_WITHIN);
      server.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
      createInterface({ input: server.stdout }).once('line', (line) => {
        clearTimeout(late);
        found((JSON.parse(line) as { url: string }).url);
      });
    });
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null || server.exitCode !== null) return;
    const ended = new Promise((resolved) => server.once('exit', resolved));
    server.kill();
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** A test with an edition of two empty pages and the stories of a whole page in its pool. */
export const test = base.extend<{ edition: Edition }>({
  // Playwright reads the first parameter's braces as the list of what the fixture needs: nothing.
  edition: async ({}, use) => {
    const edition = Edition.fresh();
    edition.run('new', '--date', '2026-02-09', '--pages', '2');
    edition.run('import', join(root, 'assets/samples/page-2.txt'), '--page-text');
    await use(edition);
    await edition.remove();
  },
});

export { expect } from '@playwright/test';
