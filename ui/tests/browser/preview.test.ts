// The pages before press: turned by keys within a blink, in spreads and sheets, at their real size, by their folds.
import type { Page } from '@playwright/test';
import { expect, test } from './edition';
import { answered, boxOf, open } from './window';

/** Milliseconds from a key to the painted frame after it. */
function turn(page: Page, key: string): Promise<number> {
  return page.evaluate(
    (pressed) =>
      new Promise<number>((resolve) => {
        const before = performance.now();
        (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true }));
        requestAnimationFrame(() => {
          // A message comes after the frame has been painted.
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve(performance.now() - before);
          channel.port2.postMessage(null);
        });
      }),
    key,
  );
}

/** The number of each page in sight with the share of dark pixels on it. */
function shown(page: Page): Promise<[string, number][]> {
  return page.locator('.sheet').evaluateAll((sheets) =>
    sheets.map((sheet) => {
      const canvas = sheet.querySelector('canvas');
      const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let dark = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128 && (data[at + 3] ?? 0) > 128) dark += 1;
      return [(sheet as HTMLElement).dataset['page'] ?? '', data.length === 0 ? 0 : dark / (data.length / 4)] as [string, number];
    }),
  );
}

test.use({ viewport: { width: 1440, height: 900 } });

test('a page of the sample that was turned to before stands painted in the next frame', async ({ page, edition }) => {
  await open(page, await edition.serveSample());
  await page.keyboard.press('p');
  await expect(page.getByTestId('preview-counter')).toHaveText('01 / 4');
  const isPainted = (): Promise<boolean> => shown(page).then(([first]) => (first?.[1] ?? 0) > 0.01);
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'Home']) {
    await page.keyboard.press(key);
    await expect.poll(isPainted, { timeout: 60_000 }).toBe(true);
  }
  // How long that frame takes is measured by the bench, and not here.
  const times: number[] = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'PageDown', 'PageDown', 'PageUp', 'PageUp']) {
    await answered(page);
    times.push(await turn(page, key));
    expect(await isPainted(), `the page is there after ${key}`).toBe(true);
  }
  console.log(`turning a page: ${times.map((each) => each.toFixed(0)).join(' ')} ms`);
});

test('single pages, spreads and printed sheets, each by one key', async ({ page, edition }) => {
  await open(page, await edition.serveSample());
  await page.keyboard.press('p');
  const counter = page.getByTestId('preview-counter');
  await page.keyboard.press('2');
  await page.keyboard.press('ArrowRight');
  await expect(counter).toHaveText('02 | 03 / 4');
  await expect.poll(async () => (await shown(page)).map(([number]) => number)).toEqual(['2', '3']);
  await page.keyboard.press('3');
  await page.keyboard.press('Home');
  await expect(counter).toHaveText('04 | 01 / 4');
  await expect(page.getByTestId('preview-leaf').first()).toHaveText('印张 1 外  04 | 01');
  await page.keyboard.press('End');
  await expect(counter).toHaveText('02 | 03 / 4');
  await page.keyboard.press('1');
  await expect(counter).toHaveText('02 / 4');
});

test('real size follows the screen as it was measured, once for all', async ({ page, edition }) => {
  const url = await edition.serveSample();
  await open(page, url);
  await page.keyboard.press('p');
  await page.getByTestId('calibrate').click();
  const card = page.getByTestId('calibrate-card');
  const slider = page.getByTestId('calibrate-panel').getByRole('slider');
  await slider.fill('120');
  expect((await boxOf(card)).width).toBeCloseTo((85.6 / 25.4) * 120, 0);
  await page.keyboard.press('Escape');
  await expect(card).toHaveCount(0);
  await page.keyboard.press('z');
  const sheet = page.locator('.sheet');
  await expect.poll(async () => (await boxOf(sheet)).width).toBe(Math.round((390 / 25.4) * 120));

  // Larger than its place, it is scrolled before it is turned.
  const before = (await boxOf(sheet)).y;
  await page.keyboard.press(' ');
  await expect.poll(async () => (await boxOf(sheet)).y).toBeLessThan(before - 300);
  await expect(page.getByTestId('preview-counter')).toHaveText('01 / 4');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('preview-counter')).toHaveText('02 / 4');

  await page.reload();
  await page.getByTestId('preview').click();
  await page.keyboard.press('z');
  await expect.poll(async () => (await boxOf(sheet)).width).toBe(Math.round((390 / 25.4) * 120));
});

test('pages are given the whole screen and give it back', async ({ page, edition }) => {
  await open(page, await edition.serveSample());
  await page.keyboard.press('p');
  const isFull = (): Promise<boolean> => page.evaluate(() => document.fullscreenElement !== null);
  await page.keyboard.press('w');
  await expect.poll(isFull).toBe(true);
  await expect(page.getByTestId('preview-screen')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('w');
  await expect.poll(isFull).toBe(false);
  await page.keyboard.press('w');
  await expect.poll(isFull).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('preview-mode')).toHaveCount(0);
  await expect.poll(isFull).toBe(false);
});

test('the top half fills the room, and keys that are not known can be asked for', async ({ page, edition }) => {
  await open(page, await edition.serveSample());
  await page.keyboard.press('p');
  const sheet = page.locator('.sheet');
  const whole = await boxOf(sheet);
  await page.keyboard.press('u');
  await expect.poll(async () => (await boxOf(sheet)).width).toBeGreaterThan(whole.width * 1.3);
  const half = await boxOf(sheet);
  expect(half.height / half.width).toBeCloseTo((545 / 390) * 0.5, 1);
  await page.keyboard.press('?');
  await expect(page.getByTestId('preview-keys')).toContainText('只看上半版');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('preview-keys')).toHaveCount(0);
  await page.keyboard.press('l');
  await expect(page.getByTestId('press-pane')).toHaveCount(0);
  await page.keyboard.press('l');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('preview-mode')).toHaveCount(0);
});

/** Share of pixels of a canvas that differ from those of another by far more than the colour of the paper. */
function difference(page: Page, one: string, other: string): Promise<number> {
  return page.evaluate(
    ([a, b]) => {
      const read = (id: string): ImageData | undefined => {
        const canvas = document.querySelector<HTMLCanvasElement>(`[data-testid="${id}"]`);
        const small = document.createElement('canvas');
        [small.width, small.height] = [200, 280];
        const context = small.getContext('2d');
        if (canvas === null || context === null) return undefined;
        context.drawImage(canvas, 0, 0, 200, 280);
        return context.getImageData(0, 0, 200, 280);
      };
      const [first, second] = [read(a ?? ''), read(b ?? '')];
      let differing = 0;
      first?.data.forEach((value, at) => (differing += Math.abs(value - (second?.data[at] ?? 0)) > 90 ? 1 : 0));
      return differing / (first?.data.length ?? 1);
    },
    [one, other],
  );
}

test('plates, ink and the last export are seen as the press will print them', async ({ page, edition }) => {
  test.setTimeout(150_000);
  await open(page, await edition.serveSample());
  await page.keyboard.press('p');
  const proof = page.getByTestId('print-canvas');
  // The soft proof comes a moment after the type, and shows the same page.
  await expect(proof).toBeVisible({ timeout: 90_000 });
  expect(await difference(page, 'preview-canvas', 'print-canvas')).toBeLessThan(0.1);

  // Without its black plate a page has no type; black alone has hardly any colour.
  const dark = (): Promise<number> =>
    proof.evaluate((canvas: HTMLCanvasElement) => {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let count = 0;
      for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 110 && (data[at + 1] ?? 255) < 110 && (data[at + 2] ?? 255) < 110) count += 1;
      return count / (data.length / 4);
    });
  const whole = await dark();
  await page.keyboard.press('k');
  await expect(page.getByTestId('plate-k')).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(dark, { timeout: 60_000 }).toBeLessThan(whole / 2);
  await page.keyboard.press('a');
  await expect.poll(dark, { timeout: 60_000 }).toBeCloseTo(whole, 2);

  await page.keyboard.press('i');
  await expect(page.getByTestId('heaviest')).toContainText('上限 240 %', { timeout: 60_000 });
  const sheet = await boxOf(page.locator('.sheet'));
  await page.mouse.move(sheet.x + sheet.width * 0.4, sheet.y + sheet.height * 0.48);
  await expect(page.getByTestId('ink-total')).toHaveText(/^\d+ %$/, { timeout: 60_000 });
  await page.keyboard.press('i');

  // What is exported and then changed is told apart.
  await page.keyboard.press('Escape');
  await page.getByTestId('export').click();
  await page.getByTestId('export-panel').getByRole('button', { name: '导出', exact: true }).click();
  await expect(page.getByTestId('export-panel')).toContainText('导出好了', { timeout: 120_000 });
  await page.getByTestId('export-panel').getByRole('button', { name: '关闭' }).last().click();
  // The sample's last step placed a story on its last page.
  await page.getByTestId('undo').click();
  await expect(page.getByTestId('redo')).toBeEnabled();
  await page.getByTestId('preview').click();
  await page.keyboard.press('End');
  await page.keyboard.press('o');
  await expect(page.getByTestId('compare-canvas')).toBeVisible({ timeout: 90_000 });
  await page.keyboard.press('b');
  await expect(page.locator('.tag')).toHaveText(/上次|现在/);
  await page.keyboard.press('Escape');
});

test('paper, overprint, folds, single plates and a spot ink, each by its key', async ({ page, edition }) => {
  test.setTimeout(150_000);
  edition.makeSample();
  edition.apply([{ verb: 'set-page', page: 2, plates: 'black+报头红' }]);
  await open(page, await edition.serve());
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/bytes/proof')) asked.push(request.postData() ?? '');
  });
  await page.keyboard.press('p');
  const pane = page.getByTestId('press-pane');
  const proof = page.getByTestId('print-canvas');
  await expect(proof).toBeVisible({ timeout: 90_000 });
  // Bare paper: the grey of newsprint, or white.
  const paper = (): Promise<string> => page.locator('.sheet').evaluate((sheet) => getComputedStyle(sheet).backgroundColor);
  expect(await paper()).not.toBe('rgb(255, 255, 255)');
  await page.keyboard.press('n');
  await expect.poll(paper).toBe('rgb(255, 255, 255)');
  await expect(pane.getByRole('switch').nth(0)).toHaveAttribute('aria-checked', 'false');
  await page.keyboard.press('n');
  expect(asked.some((body) => body.includes('"overprint":false'))).toBe(false);
  await page.keyboard.press('x');
  await expect(pane.getByRole('switch').nth(1)).toHaveAttribute('aria-checked', 'false');
  await expect.poll(() => asked.some((body) => body.includes('"overprint":false'))).toBe(true);
  await expect(proof).toBeVisible({ timeout: 90_000 });
  await page.keyboard.press('x');
  await expect(page.locator('.fold').first()).toBeVisible();
  await page.keyboard.press('f');
  await expect(page.locator('.fold')).toHaveCount(0);
  await page.keyboard.press('f');

  // One plate alone is grey, as its film is.
  await page.getByTestId('plate-c').dblclick();
  await expect(page.getByTestId('plate-k')).toHaveAttribute('aria-pressed', 'false');
  const colour = (): Promise<number> =>
    proof.evaluate((canvas: HTMLCanvasElement) => {
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      let coloured = 0;
      for (let at = 0; at < data.length; at += 4) coloured += Math.abs((data[at] ?? 0) - (data[at + 2] ?? 0)) > 40 ? 1 : 0;
      return data.length === 0 ? 1 : coloured;
    });
  await expect.poll(colour, { timeout: 60_000 }).toBe(0);
  await page.keyboard.press('a');
  await expect.poll(colour, { timeout: 60_000 }).toBeGreaterThan(1000);

  // A page in black and a spot ink has that plate, by its own name, and shows its colour.
  await page.keyboard.press('ArrowRight');
  const spot = page.getByTestId('plate-报头红');
  await expect(spot).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('plate-c')).toBeVisible();
  await page.keyboard.press('s');
  await expect(spot).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByTestId('plate-k')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Shift+S');
  await expect(spot).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByTestId('plate-k')).toHaveAttribute('aria-pressed', 'false');
  // Nothing stands on it yet: an empty plate, and no failure.
  await expect(page.locator('.sheet')).toHaveAttribute('data-whole', 'true', { timeout: 90_000 });
  await page.keyboard.press('Shift+S');
  await expect(page.getByTestId('plate-k')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Shift+K');
  await expect(spot).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('preview-mode')).toHaveCount(0);
});
