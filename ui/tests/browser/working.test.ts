// What is done all night: a package divided anew, a photo cropped, packages carried from one edition into another.
import { Edition, expect, test } from './edition';
import { boxOf, open } from './window';

test('a package is divided into other columns than the page, and what is left over goes where it is sent', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.getByTestId('story-row').first().dblclick();
  await expect(page.getByTestId('package')).toHaveCount(1);
  const laid = (): number => edition.laid()[0]?.columns ?? 0;
  const before = laid();
  await page.getByTestId('page-view').focus();
  await page.keyboard.press(String(before + 1));
  await expect.poll(laid).toBe(before + 1);
  await expect(page.getByTestId('columns').locator('[aria-checked="true"]')).toHaveText(String(before + 1));
  const divided = edition.content().hash;
  const rest = page.getByRole('radiogroup', { name: '余字' });
  if ((await rest.count()) > 0) {
    await rest.getByRole('radio').nth(1).click();
    await expect.poll(() => edition.content().hash).not.toBe(divided);
    await page.keyboard.press('Control+z');
    await expect.poll(() => edition.content().hash).toBe(divided);
  }
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('f');
  await expect.poll(() => edition.laid()[0]?.overset.lines).toBe(0);
});

test('a photo is moved and scaled in its frame by mouse and wheel, kept by Enter and taken back', async ({ page, edition }) => {
  edition.makeSample();
  await open(page, await edition.serve());
  const begin = edition.content().hash;
  await page.getByTestId('story-row').first().click();
  await page.getByTestId('page-view').focus();
  await page.keyboard.press('c');
  const frame = page.getByTestId('crop');
  await expect(frame).toContainText('ppi');
  const ppi = await frame.textContent();
  const box = await boxOf(frame);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, -120);
  await expect.poll(() => frame.textContent()).not.toBe(ppi);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2 + 20, { steps: 6 });
  await page.mouse.up();
  await page.keyboard.press('Enter');
  await expect(frame).toHaveCount(0);
  await expect.poll(() => edition.content().hash).not.toBe(begin);
  await expect(async () => {
    if (edition.content().hash !== begin) await page.keyboard.press('Control+z');
    expect(edition.content().hash).toBe(begin);
  }).toPass({ timeout: 30_000 });
});

test('packages are copied out of one edition and pasted into another, their words with them', async ({ page, edition, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const other = Edition.fresh();
  other.run('new', '--date', '2026-02-10', '--pages', '1');
  try {
    await open(page, await edition.serve());
    await page.getByTestId('story-row').first().dblclick();
    await expect(page.getByTestId('package')).toHaveCount(1);
    await page.getByTestId('page-view').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    const beside = await context.newPage();
    await beside.goto(await other.serve());
    await beside.getByTestId('page-view').focus();
    await beside.bringToFront();
    await beside.keyboard.press('Control+v');
    await expect(beside.getByTestId('package')).toHaveCount(1);
    expect(other.laid()[0]?.box_mm).toEqual(edition.laid()[0]?.box_mm);
    const words = (from: Edition): string[] => (JSON.parse(from.run('stories', '--json')) as { headline: string }[]).map(({ headline }) => headline);
    expect(words(edition)).toContain(words(other)[0]);
    await beside.keyboard.press('Control+z');
    await expect(beside.getByTestId('package')).toHaveCount(0);
  } finally {
    await other.remove();
  }
});
