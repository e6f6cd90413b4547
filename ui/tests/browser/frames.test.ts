// Free frames: drawn by hand and by keys, written in, filled with a picture, given way to.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './edition';
import { boxOf, ink, open, pick, placeStory, pointOn } from './window';
import type { Page } from '@playwright/test';

/** Takes up a tool of the strip and drags it over the page, in shares of the canvas. */
async function draw(page: Page, kind: string, from: [number, number], to: [number, number]): Promise<void> {
  await page.getByTestId(`draw-${kind}`).click();
  await expect(page.getByTestId(`draw-${kind}`)).toHaveAttribute('aria-pressed', 'true');
  await pick(page, await pointOn(page, ...from), await pointOn(page, ...to));
  await expect(page.getByTestId('drop-ghost')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByTestId('drop-ghost')).toHaveCount(0);
}

test('a text frame is drawn, written in, set and undone', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const rows = await page.getByTestId('story-row').count();
  await draw(page, 'text', [0.3, 0.4], [0.62, 0.5]);
  // The caret is in it at once.
  await expect(page.getByTestId('writing-field')).toBeFocused();
  await page.keyboard.type('导读 江畔渡口今起试运行');
  await page.keyboard.press('Escape');
  const frame = page.getByTestId('package');
  await expect(frame).toHaveCount(1);
  const box = await boxOf(frame);
  await expect.poll(() => ink(page, box)).toBeGreaterThan(0);
  await expect(page.getByTestId('story-row')).toHaveCount(rows);
  const [laid] = edition.laid();
  expect(laid?.overset.lines).toBe(0);

  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByTestId('free-body-entry').fill('20');
  await page.getByTestId('free-body-entry').press('Enter');
  await page.getByTestId('free-align').getByRole('radio').nth(2).click();
  await page.getByTestId('free-stand').getByRole('radio').nth(1).click();
  await page.getByTestId('free-fill').selectOption({ index: 3 });
  await page.getByTestId('free-weight').fill('1');
  await page.getByTestId('free-weight').press('Enter');
  const free = () => edition.frames()[0]?.free;
  await expect.poll(free).toMatchObject({ body: 254_000, align: 'centre', stand: 'middle', fill: [0, 0, 0, 20], line: { weight: 12_700 } });
  for (let step = 0; step < 5; step += 1) await page.getByTestId('undo').click();
  await expect.poll(free).toMatchObject({ body: 0, align: 'start', fill: null });
});

test('every kind can be had and moved by the keyboard alone', async ({ page, edition }) => {
  await open(page, await edition.serve());
  for (const [key, kind] of [['Alt+s', 'shape'], ['Alt+r', 'rule'], ['Alt+p', 'picture'], ['Alt+b', 'table'], ['Alt+t', 'text']] as const) {
    await page.getByTestId('page-view').focus();
    await page.keyboard.press(key);
    await expect(page.getByTestId(`draw-${kind}`)).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Enter');
    await expect.poll(() => edition.frames().map(({ free }) => free.kind)).toContain(kind);
  }
  await expect(page.getByTestId('writing-field')).toBeFocused();
  await page.keyboard.type('江畔');
  await page.keyboard.press('Escape');
  await expect.poll(() => edition.frames().length).toBe(5);
  const text = () => edition.frames().find(({ free }) => free.kind === 'text')?.area;
  const before = text();
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(text).toEqual({ ...before, x: (before?.x ?? 0) + 1000 });
  await page.keyboard.press('ArrowDown');
  await expect.poll(text).toMatchObject({ line: (before?.line ?? 0) + 1 });
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(text).toMatchObject({ lines: (before?.lines ?? 0) + 1 });
  // By name, out of the palette.
  await page.keyboard.press('Control+k');
  await page.getByTestId('palette').getByRole('combobox').fill('画线');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('draw-rule')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('draw-rule')).toHaveAttribute('aria-pressed', 'false');
});

test('text gives way to a frame by one key, and a tint lies under the story', async ({ page, edition }) => {
  await open(page, await edition.serve());
  const story = await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.4, 0.3));
  const box = await boxOf(page.getByTestId('package'));
  const middle = await pointOn(page, 0, 0);
  const canvas = await boxOf(page.getByTestId('page-canvas'));
  const share = (x: number, y: number): [number, number] => [(x - middle.x) / canvas.width, (y - middle.y) / canvas.height];
  const [x, y] = [box.x + box.width / 2, box.y + box.height * 0.6];
  await draw(page, 'text', share(x - 40, y), share(x + 40, y + 60));
  await expect(page.getByTestId('writing-field')).toBeFocused();
  await page.keyboard.type('书亭亮着灯');
  await page.keyboard.press('Escape');
  const overlaps = () => edition.faults().filter((code) => code === 'overlap').length;
  await expect.poll(overlaps).toBe(1);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('w');
  await expect.poll(overlaps).toBe(0);
  await expect(page.getByTestId('free-wraps')).toHaveAttribute('aria-checked', 'true');

  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Escape');
  await draw(page, 'shape', share(box.x - 12, box.y - 12), share(box.x + box.width + 12, box.y + box.height + 12));
  await expect.poll(() => edition.frames().length).toBe(2);
  await expect.poll(() => edition.laid()[0]?.story).not.toBe(story);
  expect(overlaps()).toBe(0);
});

test('a picture goes into its frame from the pool, and is moved inside it', async ({ page, edition }) => {
  edition.makeSample();
  const page1 = edition.laid().map(({ id }) => ({ verb: 'remove-package', package: id }));
  edition.apply(page1);
  await open(page, await edition.serve());
  await draw(page, 'picture', [0.35, 0.45], [0.6, 0.65]);
  await expect.poll(() => edition.frames().length).toBe(1);
  const frame = await boxOf(page.getByTestId('package'));
  await page.getByTestId('pool-photos').click();
  const card = await boxOf(page.getByTestId('photo-card').first());
  const centre = { x: frame.x + frame.width / 2, y: frame.y + frame.height / 2 };
  await pick(page, { x: card.x + 30, y: card.y + 30 }, centre);
  await page.mouse.up();
  await expect.poll(() => edition.frames()[0]?.photos.length).toBe(1);
  await expect.poll(() => ink(page, frame)).toBeGreaterThan(0.05);
  // Another takes its place.
  const next = await boxOf(page.getByTestId('photo-card').nth(1));
  const first = edition.frames()[0]?.photos[0]?.photo;
  await pick(page, { x: next.x + 30, y: next.y + 30 }, centre);
  await page.mouse.up();
  await expect.poll(() => edition.frames()[0]?.photos[0]?.photo).not.toBe(first);
  expect(edition.frames()[0]?.photos.length).toBe(1);
  // A second press goes into the picture.
  await page.mouse.dblclick(centre.x, centre.y);
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('+');
  await page.keyboard.press('Enter');
  await expect.poll(() => edition.frames()[0]?.photos[0]?.crop).not.toEqual({ top: 0, right: 0, bottom: 0, left: 0 });
});

test('a frame that paints nothing is seen on the desk, says what it waits for, and is not on paper', async ({ page, edition }) => {
  const printed = (name: string): Buffer => {
    const file = join(edition.folder, name);
    edition.run('render', '--page', '1', '--dpi', '40', '-o', file);
    return readFileSync(file);
  };
  const bare = printed('bare.png');
  await open(page, await edition.serve());
  await draw(page, 'picture', [0.3, 0.4], [0.6, 0.55]);
  const frame = page.getByTestId('package');
  await expect(frame).toHaveCount(1);
  const box = await boxOf(frame);
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Escape');
  await expect(page.locator('.package.is-selected')).toHaveCount(0);
  const edge = frame.getByTestId('frame-edge');
  await expect(edge).toBeVisible();
  await expect(edge.locator('path')).toHaveCount(1);
  await expect(frame.locator('.frame-hint')).toHaveAttribute('data-text', '把图片拖到这里');
  await expect(frame).toHaveAttribute('aria-label', /把图片拖到这里/);
  expect(await ink(page, box), 'it is beside the type, not in it').toBe(0);
  expect(printed('framed.png').equals(bare), 'nothing of it is on paper').toBe(true);
  // A shape without fill and line is an outline without a cross; filled it is seen by itself.
  await draw(page, 'shape', [0.3, 0.6], [0.6, 0.75]);
  await expect(frame).toHaveCount(2);
  const shape = page.locator('.package.is-selected');
  await page.getByTestId('free-fill').selectOption({ index: 0 });
  await page.getByTestId('free-weight').fill('0');
  await page.getByTestId('free-weight').press('Enter');
  await expect(shape.getByTestId('frame-edge').locator('rect')).toHaveCount(1);
  await expect(shape.getByTestId('frame-edge').locator('path')).toHaveCount(0);
  await page.getByTestId('free-fill').selectOption({ index: 3 });
  await expect(shape.getByTestId('frame-edge')).toHaveCount(0);
});

test('text runs round a cut-out picture by its own contour', async ({ page, edition }) => {
  // A lens cut out of nothing.
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 400, height: 400 });
    const context = canvas.getContext('2d');
    context?.ellipse(200, 200, 190, 120, 0, 0, 2 * Math.PI);
    context?.fill();
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  const file = join(edition.folder, 'lens.png');
  writeFileSync(file, Buffer.from(base64, 'base64'));
  edition.run('import', file);
  const stories = JSON.parse(edition.run('stories', '--json')) as { id: string; characters: number }[];
  const longest = stories.reduce((best, each) => (each.characters > best.characters ? each : best));
  edition.apply([{ verb: 'place', story: longest.id, page: 1, column: 0, span: 4, line: 20, photos: [{ photo: { name: 'lens.png' }, place: 'inset', inset: { x: 14_000, line: 12, width: 20_000 } }] }]);
  await open(page, await edition.serve());
  const box = await boxOf(page.getByTestId('package'));
  await page.mouse.click(box.x + 20, box.y + 20);
  await page.getByTestId('wrap').selectOption('contour');
  const outline = () => edition.laid()[0]?.photos[0]?.outline ?? [];
  await expect.poll(() => outline().length).toBeGreaterThanOrEqual(8);
  expect(outline().length).toBeLessThanOrEqual(64);
  // The lens leaves its corners to the text: none of its own lie there.
  expect(outline().every(({ x, y }) => Math.hypot((x - 500) / 475, (y - 500) / 330) < 1.25)).toBe(true);
});
