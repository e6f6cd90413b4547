// A whole page made from its pool as an editor makes it: once by the mouse, once without it.
import type { Locator, Page } from '@playwright/test';
import { Edition, expect, test, type LaidPackage } from './edition';
import { chooseByKeys, tabTo, toInspector, typeByKeys } from './keyboard';
import { placeAll, prepare, type Placement, type Plan } from './plan';
import { answered, boxOf, open, pick } from './window';

test.setTimeout(300_000);

interface Area {
  x: number;
  line: number;
  width: number;
  lines: number;
}

/** What the inspector says of the package selected. */
async function selected(page: Page): Promise<Area> {
  const value = async (name: string): Promise<number> => Number(await page.getByTestId(`field-${name}`).inputValue());
  return { x: Math.round((await value('x')) * 1000), line: await value('y'), width: Math.round((await value('width')) * 1000), lines: await value('height') };
}

/** The page as the same list makes it on the command line. */
function wanted(plan: Plan): LaidPackage[] {
  const other = Edition.fresh();
  prepare(other);
  placeAll(other, plan);
  const laid = other.laid(1);
  void other.remove();
  return laid;
}

/** What stands where and how it came out, whatever its ids are. */
function look(laid: readonly LaidPackage[]): string[] {
  return laid.map(({ box_mm, columns, lines, overset, underset }) => JSON.stringify([box_mm, columns, lines, overset.lines, underset.lines])).sort();
}

function row(page: Page, { story }: Placement): Locator {
  return page.getByTestId('story-row').filter({ hasText: story.headline }).first();
}

/** Moves until the ghost stands where it should, as a hand does that watches it. */
async function steer(page: Page, ghost: Locator, at: { x: number; y: number }, aim: Area): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    await answered(page);
    const [left = 0, line = 0, width = 1000, lines = 1] = ((await ghost.getAttribute('data-area')) ?? '').split(' ').map(Number);
    if (left === aim.x && line === aim.line) return;
    const box = await boxOf(ghost);
    at.x += ((aim.x - left) / width) * box.width;
    at.y += ((aim.line - line) / lines) * box.height;
    await page.mouse.move(at.x, at.y, { steps: 4 });
  }
}

/** Where the middle of an area's head lies in the window, seen from a package whose place is known. */
async function guess(page: Page, aim: Area): Promise<{ x: number; y: number }> {
  const known = page.locator('.package.is-selected');
  if ((await known.count()) === 0) {
    const canvas = await boxOf(page.getByTestId('page-canvas'));
    return { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height * 0.4 };
  }
  const [area, box] = [await selected(page), await boxOf(known)];
  const across = box.width / area.width;
  const down = box.height / area.lines;
  return { x: box.x + (aim.x + aim.width / 2 - area.x) * across, y: box.y + (aim.line + 1.5 - area.line) * down };
}

test('the page is made by the mouse: dragged from the pool, resized at the foot, its numbers typed', async ({ page, edition }) => {
  const plan = prepare(edition);
  const goal = look(wanted(plan));
  await open(page, await edition.serve());
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Control+0');

  let count = 0;
  for (const placement of plan.placements) {
    const aim = plan.area(placement);
    const from = await boxOf(row(page, placement));
    const at = await guess(page, aim);
    await pick(page, { x: from.x + 60, y: from.y + 20 }, at);
    await page.keyboard.press(String(placement.span));
    const ghost = page.getByTestId('drop-ghost');
    await expect(ghost).toHaveAttribute('data-area', new RegExp(` ${aim.width} \\d+$`));
    await steer(page, ghost, at, aim);
    await page.mouse.up();
    await expect(page.getByTestId('package')).toHaveCount((count += 1));
    await expect(page.getByTestId('field-height')).toBeVisible();
    // What the neighbours pulled aside is nudged home.
    for (let step = 0; step < 6 && (await selected(page)).line !== aim.line; step += 1) {
      await page.keyboard.press((await selected(page)).line > aim.line ? 'ArrowUp' : 'ArrowDown');
      await answered(page);
    }
    if (placement.columns !== undefined) await page.keyboard.press(String(placement.columns));
    await setHead(page, placement, (field, value) => field.selectOption(value), (field, text) => (text === '' ? field.focus() : field.fill(text)));
    await attach(page, placement);
    await resizeFoot(page, aim.lines);
    expect(await selected(page)).toEqual(aim);
  }
  expect(look(edition.laid(1))).toEqual(goal);
  await page.keyboard.press('Escape');
  await page.screenshot({ path: test.info().outputPath('by-mouse.png') });

  // Everything is taken back to the empty page and done again to the very same one.
  const made = edition.content();
  expect(made.broken).toEqual([]);
  await page.getByTestId('page-view').focus();
  while (await page.getByTestId('package').count() > 0) await page.keyboard.press('Control+z');
  await expect(page.getByTestId('package')).toHaveCount(0);
  await expect(async () => {
    await page.keyboard.press('Control+Shift+z');
    await expect(page.getByTestId('redo')).toBeDisabled({ timeout: 200 });
  }).toPass({ timeout: 60_000 });
  await expect.poll(() => edition.content().hash).toBe(made.hash);
});

/** Sets face, size, lines and rows of the head where the list names them. */
async function setHead(page: Page, { head, head_face }: Placement, choose: (field: Locator, value: string) => Promise<unknown>, type: (field: Locator, text: string) => Promise<unknown>): Promise<void> {
  if (head_face !== undefined) {
    await type(page.getByTestId('head-face'), '');
    await page.keyboard.press('Enter');
    await page.keyboard.type(head_face);
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('face-search')).toHaveCount(0);
  }
  if (head?.size !== undefined) await choose(page.getByTestId('head-size'), String(head.size));
  for (const [name, value] of [['占行', head?.lines], ['排几行', head?.rows]] as const) {
    if (value === undefined) continue;
    await type(page.getByRole('textbox', { name, exact: true }), String(value));
    await page.keyboard.press('Enter');
  }
  await page.getByTestId('page-view').focus();
}

/** Drags each photo out of the pool onto the package and gives it its depth; one that came along is only set. */
async function attach(page: Page, { photos }: Placement): Promise<void> {
  for (const { photo, lines } of photos ?? []) {
    if ((await page.getByTestId('photo-slot').count()) === 0) {
      await page.getByTestId('pool-photos').click();
      const card = await boxOf(page.getByTestId('photo-card').filter({ hasText: photo.name }));
      const block = await boxOf(page.locator('.package.is-selected'));
      await pick(page, { x: card.x + 30, y: card.y + 30 }, { x: block.x + block.width / 2, y: block.y + block.height / 2 });
      await expect(page.getByTestId('offer-tag')).toBeVisible();
      await page.mouse.up();
      await page.getByTestId('pool-stories').click();
    }
    await expect(page.getByTestId('photo-slot')).toHaveCount(1);
    if (lines === undefined) continue;
    await page.getByRole('textbox', { name: '图高，行' }).fill(String(lines));
    await page.keyboard.press('Enter');
  }
  await page.getByTestId('page-view').focus();
}

/** Drags the foot of the package selected until it is as deep as wanted. */
async function resizeFoot(page: Page, lines: number): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    const now = await selected(page);
    if (now.lines === lines) return;
    const box = await boxOf(page.locator('.package.is-selected'));
    const foot = { x: box.x + box.width / 2, y: box.y + box.height };
    await page.mouse.move(foot.x, foot.y);
    await page.mouse.down();
    await page.mouse.move(foot.x, foot.y + Math.sign(lines - now.lines) * 6, { steps: 2 });
    await page.mouse.move(foot.x, foot.y + ((lines - now.lines) * box.height) / now.lines, { steps: 8 });
    await page.mouse.up();
    await expect(page.getByTestId('drop-ghost')).toHaveCount(0);
    await expect.poll(async () => (await selected(page)).lines).not.toBe(now.lines);
  }
}

test('the same page is made by the keyboard alone', async ({ page, edition }) => {
  const plan = prepare(edition);
  const goal = look(wanted(plan));
  await open(page, await edition.serve());
  let count = 0;
  // The longest first: Enter looks for free space, which the short ones find anywhere.
  const stories = JSON.parse(edition.run('stories', '--json')) as { headline: string | null; characters: number }[];
  const squash = (text: string): string => text.replaceAll(/\s/g, '');
  const length = ({ story }: Placement): number => stories.find(({ headline }) => squash(headline ?? '').startsWith(squash(story.headline)))?.characters ?? 0;
  for (const placement of [...plan.placements].sort((a, b) => length(b) - length(a))) {
    const aim = plan.area(placement);
    // Found by its words, placed by Enter in free space.
    await page.keyboard.press('Control+f');
    await page.keyboard.type(placement.story.headline);
    await expect(page.getByTestId('story-row')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('package')).toHaveCount((count += 1));
    const id = await page.locator('.package.is-selected').getAttribute('data-package');
    await toInspector(page);
    // Made small, moved, made as large as it is to be: on the way nothing reaches over the edge of the page.
    const numbers = [['height', 8], ['width', 15], ['x', aim.x / 1000], ['y', aim.line], ['width', aim.width / 1000], ['height', aim.lines]] as const;
    for (const [name, value] of numbers) {
      await tabTo(page, page.getByTestId(`field-${name}`));
      await page.keyboard.press('Control+a');
      await page.keyboard.type(String(value));
      await page.keyboard.press('Enter');
      await expect(page.getByTestId(`field-${name}`)).toHaveValue(String(value));
    }
    await setHead(page, placement, (field, value) => chooseByKeys(page, field, value), (field, text) => typeByKeys(page, field, text));
    if (placement.columns !== undefined) await page.keyboard.press(String(placement.columns));
    for (const { photo, lines } of placement.photos ?? []) {
      if ((await page.getByTestId('photo-slot').count()) === 0) {
        await toInspector(page);
        const opener = page.getByRole('button', { name: '加图片' });
        await tabTo(page, opener);
        await page.keyboard.press('Enter');
        const item = page.getByRole('menuitem', { name: photo.name });
        for (let step = 0; step < 9 && !(await item.evaluate((each) => each === document.activeElement)); step += 1) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      }
      await expect(page.getByTestId('photo-slot')).toHaveCount(1);
      if (lines === undefined) continue;
      await typeByKeys(page, page.getByRole('textbox', { name: '图高，行' }), String(lines));
      await page.keyboard.press('Enter');
    }
    expect(await page.locator('.package.is-selected').getAttribute('data-package')).toBe(id);
    expect(await selected(page)).toEqual(aim);
  }
  await expect.poll(() => look(edition.laid(1))).toEqual(goal);
  expect(edition.content().broken).toEqual([]);
});
