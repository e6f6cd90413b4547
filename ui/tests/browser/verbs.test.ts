// Every verb of the engine has its way by the keyboard: each is done here without a mouse, and a new verb without a way fails.
import { advertisement } from './advertisement';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page, Request } from '@playwright/test';
import type { Command } from '../../src/bridge/types';
import { expect, test } from './edition';
import { byMenu, byPalette, chooseByKeys, pressButton, step, tabTo, toInspector, typeByKeys } from './keyboard';
import { open } from './window';

const samples = resolve(dirname(fileURLToPath(import.meta.url)), '../../../assets/samples');

/** One sitting: the verbs that the page has sent, by whatever call. */
class Sitting {
  readonly page: Page;
  readonly sent: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.on('request', (request) => this.#hear(request));
  }

  #hear(request: Request): void {
    const name = /\/api\/call\/(apply|paste|import-data)$/.exec(request.url())?.[1];
    if (name === undefined) return;
    // What files become is said by their kind: photos are added, copy is added.
    if (name === 'import-data') this.sent.push('add-photo');
    else this.#take((request.postDataJSON() as { command: Command }).command);
  }

  #take(command: Command): void {
    if (command.verb === 'batch') for (const inner of command.commands) this.#take(inner);
    this.sent.push(command.verb);
    if (command.verb !== 'edit-text') return;
    // A line end parts a paragraph; words that go from one paragraph into the next join them.
    if (command.text.includes('\n')) this.sent.push('split-paragraph');
    const to = command.to?.paragraph;
    if (to !== undefined && to !== command.from.paragraph && !command.text.includes('\n')) this.sent.push('join-paragraphs');
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  async onPage(key: string): Promise<void> {
    await this.page.getByTestId('page-view').focus();
    await this.press(key);
  }

  /** Chooses the only package with `Ctrl A`. */
  async choose(): Promise<void> {
    await this.onPage('Control+a');
    await expect(this.page.locator('.package.is-selected')).not.toHaveCount(0);
  }

  /** Chooses a story in the pool by its words. */
  async story(words: string): Promise<void> {
    await this.onPage('Control+f');
    await this.page.keyboard.type(words);
    await expect(this.page.getByTestId('story-row')).toHaveCount(1);
    await this.press('ArrowDown');
    await this.press('ArrowDown');
  }

  /** Empties the search. */
  async all(): Promise<void> {
    await this.press('Control+f');
    await this.press('Escape');
  }

  /** A caret in the text of the package chosen. */
  async write(): Promise<void> {
    await this.choose();
    await this.press('Enter');
    await expect(this.page.getByTestId('caret')).toBeVisible();
  }

  async field(name: string, value: string): Promise<void> {
    await typeByKeys(this.page, this.page.getByTestId(name), value);
    await this.press('Enter');
  }
}

type Way = (at: Sitting) => Promise<unknown>;

/** How each verb is done; in this order, each on what the one before has left. */
const WAYS: Record<string, Way> = {
  'set-edition': async (at) => {
    await at.onPage('Escape');
    await typeByKeys(at.page, at.page.getByRole('textbox', { name: '报眼' }), '小雨');
    await at.press('Enter');
  },
  'set-page': async (at) => at.field('page-name', '城事'),
  'add-page': async (at) => byPalette(at.page, '加一版'),
  'remove-page': async (at) => {
    await at.onPage('Escape');
    await toInspector(at.page);
    await pressButton(at.page, at.page.getByTestId('remove-page'));
  },
  'set-guides': async (at) => at.onPage('Shift+g'),
  'add-story': async (at) => byPalette(at.page, '新写一篇稿件'),
  'set-story': async (at) => at.field('story-section', '文化'),
  'remove-story': async (at) => {
    await at.story('新稿件');
    await byMenu(at.page, 'delete');
    await at.all();
  },
  place: async (at) => {
    await at.story('加装电梯');
    await at.press('Enter');
    await expect(at.page.getByTestId('package')).toHaveCount(1);
    await at.all();
  },
  'move-package': async (at) => at.onPage('ArrowDown'),
  'resize-package': async (at) => at.onPage('Alt+ArrowDown'),
  'fit-package': async (at) => at.onPage('f'),
  'set-package': async (at) => at.onPage('2'),
  'shape-package': async (at) => {
    await at.field('cut-width', '5');
    await at.field('cut-lines', '4');
  },
  'order-package': async (at) => at.onPage('Control+Shift+]'),
  'lock-package': async (at) => {
    for (const isLocked of ['true', 'false']) {
      await at.onPage('l');
      await expect(at.page.getByTestId('lock')).toHaveAttribute('aria-pressed', isLocked);
    }
  },
  'set-text': async (at) => {
    await toInspector(at.page);
    await tabTo(at.page, at.page.getByTestId('story-part').first());
    await at.press('Control+a');
    await at.page.keyboard.type('换了新题');
    await at.press('Enter');
  },
  'edit-text': async (at) => {
    await at.write();
    await at.page.keyboard.type('今天');
    await at.press('Escape');
  },
  'split-paragraph': async (at) => {
    await at.write();
    await at.press('Control+End');
    await at.press('ArrowLeft');
    await at.press('Enter');
    await at.press('Escape');
  },
  'join-paragraphs': async (at) => {
    await at.write();
    await at.press('Control+End');
    await at.press('ArrowLeft');
    await at.press('Backspace');
    await at.press('Escape');
  },
  'set-role': async (at) => {
    await at.write();
    await at.press('Control+End');
    await at.press('Control+Alt+4');
    await at.press('Escape');
  },
  'set-style': async (at) => {
    await at.write();
    await at.press('Shift+ArrowRight');
    await at.press('Control+b');
    await at.press('Escape');
  },
  'set-paragraph': async (at) => {
    await at.write();
    await at.field('drop-lines', '2');
    await at.onPage('Escape');
    await expect(at.page.getByTestId('caret')).toBeHidden();
  },
  'replace-text': async (at) => {
    await at.onPage('Control+h');
    await at.page.keyboard.type('电梯');
    await at.press('Tab');
    await at.page.keyboard.type('升降机');
    await expect(at.page.getByTestId('replace-all')).toBeEnabled();
    await pressButton(at.page, at.page.getByTestId('replace-all'));
    await at.press('Escape');
  },
  'add-photo': async (at) => {
    for (const name of ['p2-otter.jpg', 'p4-lake.jpg']) await bringIn(at, resolve(samples, name));
  },
  'add-photo-slot': async (at) => {
    await at.choose();
    await toInspector(at.page);
    await pressButton(at.page, at.page.getByTestId('inspector').getByRole('button', { name: '加图片' }));
    await step(at.page, at.page.getByRole('menuitem').first());
    await expect(at.page.getByTestId('photo-slot')).toHaveCount(1);
  },
  'set-photo-slot': async (at) => {
    await typeByKeys(at.page, at.page.getByRole('textbox', { name: '图高，行' }), '9');
    await at.press('Enter');
  },
  'attach-photo': async (at) => {
    await toPhotos(at);
    await tabTo(at.page, at.page.getByTestId('photo-card').getByRole('button').last());
    await byMenu(at.page, 'add');
  },
  'set-photo': async (at) => {
    await toPhotos(at);
    await tabTo(at.page, at.page.getByTestId('photo-card').getByRole('button').first());
    await at.press('F2');
    await at.page.keyboard.type('river.jpg');
    await at.press('Enter');
  },
  'remove-photo-slot': async (at) => {
    await at.choose();
    await toInspector(at.page);
    await pressButton(at.page, at.page.getByTestId('photo-slot').first().getByRole('button'));
  },
  'place-photo': async (at) => {
    await toPhotos(at);
    await tabTo(at.page, at.page.getByTestId('photo-card').getByRole('button').last());
    await byMenu(at.page, 'place');
    await expect(at.page.getByTestId('package')).toHaveCount(2);
  },
  'choose-leaf': async (at) => {
    // The advertisement comes in as any file does, and stands alone.
    await bringIn(at, { name: 'ad.pdf', mimeType: 'application/pdf', buffer: advertisement() });
    await toPhotos(at);
    await tabTo(at.page, at.page.getByTestId('photo-card').filter({ hasText: 'ad.pdf' }).getByRole('button').first());
    await byMenu(at.page, 'place');
    await expect(at.page.getByTestId('leaf-page')).toBeVisible();
    await at.field('leaf-page', '2');
    await expect(at.page.getByTestId('leaf-page')).toHaveValue('2');
    await chooseByKeys(at.page, at.page.getByTestId('leaf-box'), 'media');
    await at.onPage('Delete');
    await expect(at.page.getByTestId('package')).toHaveCount(2);
  },
  'swap-packages': async (at) => {
    await at.choose();
    await expect(at.page.locator('.package.is-selected')).toHaveCount(2);
    await at.press('x');
  },
  'group-packages': async (at) => {
    await at.choose();
    await at.press('Control+g');
  },
  'ungroup-packages': async (at) => {
    await expect(at.page.locator('.many.is-group')).toBeVisible();
    await at.press('Control+Shift+g');
  },
  'paste-packages': async (at) => at.onPage('Control+d'),
  'remove-package': async (at) => at.onPage('Delete'),
  'remove-photo': async (at) => {
    await toPhotos(at);
    await tabTo(at.page, at.page.getByTestId('photo-card').getByRole('button').last());
    await byMenu(at.page, 'delete');
    await tabTo(at.page, at.page.locator('[data-pane="pool"] [role="tab"][aria-selected="true"]'));
    await at.press('ArrowLeft');
    await expect(at.page.getByTestId('story-row')).not.toHaveCount(0);
  },
  'add-table': async (at) => {
    await at.onPage('Escape');
    await byPalette(at.page, '加表格');
    await expect(at.page.getByTestId('table-cells')).toBeVisible();
  },
  'set-table': async (at) => chooseByKeys(at.page, at.page.getByTestId('table-rules'), 'grid'),
  'add-paragraph': async (at) => {
    await toInspector(at.page);
    await pressButton(at.page, at.page.getByTestId('table-rows-more'));
  },
  'remove-paragraph': async (at) => {
    await toInspector(at.page);
    await pressButton(at.page, at.page.getByTestId('table-rows-less'));
  },
  thread: async (at) => {
    await at.onPage('Escape');
    await at.story('换了新题');
    await at.press('Enter');
    await at.all();
    await at.onPage('Shift+Alt+ArrowUp');
    await at.onPage('Shift+Alt+c');
    await expect(at.page.getByTestId('port-in')).toBeVisible();
  },
  unthread: async (at) => {
    await byPalette(at.page, '到上一部分');
    await expect(at.page.getByTestId('port-out')).toBeVisible();
    await byPalette(at.page, '到此为止');
  },
  'add-frame': async (at) => {
    await at.onPage('Escape');
    await at.press('Alt+s');
    await expect(at.page.getByTestId('draw-shape')).toHaveAttribute('aria-pressed', 'true');
    await at.press('Enter');
    await expect(at.page.locator('.package.is-selected')).toHaveCount(1);
  },
  'set-frame': async (at) => at.onPage('w'),
  'pass-faults': async (at) => {
    await at.onPage('Control+Shift+c');
    await pressButton(at.page, at.page.getByTestId('fault-pass').first());
    await at.press('Tab');
    for (const words of ['林舟', '版式需要']) {
      await tabTo(at.page, at.page.getByRole('textbox', { name: words === '林舟' ? '放行人' : '理由' }));
      await at.page.keyboard.type(words);
    }
    await at.press('Enter');
  },
};

/** What needs a whole page to work on: done on the sample. */
const WAYS_OF_A_PAGE: Record<string, Way> = {
  'arrange-page': async (at) => {
    await at.onPage('a');
    await expect(at.page.getByTestId('candidate').first()).toBeVisible({ timeout: 60_000 });
    await expect(at.page.getByTestId('arrange-strip').getByRole('status')).toHaveCount(0, { timeout: 90_000 });
    await at.press('Enter');
  },
};

/** Brings a file in by the pool's button, and waits until it is there. */
async function bringIn(at: Sitting, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  const chosen = at.page.waitForEvent('filechooser');
  const done = at.page.waitForResponse(/import-data/);
  await at.onPage('F6');
  await pressButton(at.page, at.page.getByTestId('bring-in'));
  await at.press('Enter');
  await (await chosen).setFiles(file);
  await done;
  await expect(at.page.getByTestId('bring-in')).toBeEnabled();
}

async function toPhotos(at: Sitting): Promise<void> {
  await at.page.getByTestId('page-view').focus();
  await tabTo(at.page, at.page.locator('[data-pane="pool"] [role="tab"][aria-selected="true"]'));
  if ((await at.page.getByTestId('photo-card').count()) === 0) await at.press('ArrowRight');
  await expect(at.page.getByTestId('photo-card')).not.toHaveCount(0);
}

/** Does every verb of a table, and sees what the page sends for it. */
async function doAll(page: Page, address: string, ways: Record<string, Way>): Promise<void> {
  const at = new Sitting(page);
  await open(page, address);
  // A mouse that is moved here breaks the test.
  for (const verb of ['click', 'move', 'down', 'dblclick'] as const) page.mouse[verb] = () => Promise.reject(new Error('there is no mouse'));
  for (const [verb, way] of Object.entries(ways)) {
    await test.step(verb, async () => {
      const before = at.sent.length;
      await way(at);
      await expect.poll(() => at.sent.slice(before), { message: `what was sent for ${verb}` }).toContain(verb);
      await expect(page.getByTestId('failure')).toHaveCount(0);
    });
  }
}

test('every verb of the engine has a way without a mouse', ({ edition }) => {
  const verbs = edition.verbs();
  expect(verbs.length).toBeGreaterThan(40);
  // `batch` is several verbs as one step; it is nobody's own way.
  const known = [...Object.keys(WAYS), ...Object.keys(WAYS_OF_A_PAGE), 'batch'];
  expect(verbs.filter((verb) => !known.includes(verb)), 'verbs without a way').toEqual([]);
  expect(known.filter((verb) => !verbs.includes(verb)), 'ways to no verb').toEqual([]);
});

test('each way is gone', async ({ page, edition }) => {
  test.setTimeout(300_000);
  await doAll(page, await edition.serve(), WAYS);
  expect(edition.content().broken).toEqual([]);
});

test('a whole page is arranged', async ({ page, edition }) => {
  await doAll(page, await edition.serveSample(), WAYS_OF_A_PAGE);
  expect(edition.content().broken).toEqual([]);
});
