// A caret in the type: double click, typing, an input method, paragraphs, selection, undo, find and replace.
import type { Page } from '@playwright/test';
import { expect, test, type Edition } from './edition';
import { boxOf, ink, open, placeStory, pointOn } from './window';

/** A story on the page, and a caret in its running text. */
async function write(page: Page, edition: Edition): Promise<void> {
  await open(page, await edition.serve());
  await placeStory(page, page.getByTestId('story-row').first(), await pointOn(page, 0.5, 0.3));
  const block = await boxOf(page.getByTestId('package'));
  await page.mouse.dblclick(block.x + block.width * 0.4, block.y + block.height * 0.75);
  await expect(page.getByTestId('caret')).toBeVisible();
}

/** The words of the first story on page 1 as the file has them. */
function words(edition: Edition): string {
  return edition.run('stories', '--json');
}

test('the caret goes by words and to both ends of a line, and what is pasted comes clean', async ({ page, edition }) => {
  await write(page, edition);
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+Shift+ArrowRight');
  const chosen = page.getByTestId('style-bold');
  await expect(chosen).toBeEnabled();
  await page.keyboard.press('ArrowRight');
  await expect(chosen).toBeDisabled();
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+End');
  await expect(chosen).toBeEnabled();
  await page.keyboard.press('End');
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '　　江上\u200b的早班船\r\n\r\n　　准点开出。');
    document.querySelector('[data-testid="writing-field"]')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => words(edition)).toContain('江上的早班船');
  expect(words(edition)).toContain('准点开出。');
  expect(words(edition)).not.toContain('　　准点开出');
});

test('typing shows at once in the type, is saved after a pause, and is undone as one step', async ({ page, edition }) => {
  await write(page, edition);
  const caret = await boxOf(page.getByTestId('caret'));
  const characters = page.getByTestId('writing-characters');
  const before = Number((await characters.textContent())?.replace(/\D/g, ''));
  await page.keyboard.type('今天下着小雨');
  await expect(characters).toHaveText((before + 6).toLocaleString('zh-Hans'));
  const moved = await boxOf(page.getByTestId('caret'));
  expect(Math.hypot(moved.x - caret.x, moved.y - caret.y)).toBeGreaterThan(caret.height);
  await expect.poll(() => words(edition)).toContain('今天下着小雨');

  await page.keyboard.press('Control+z');
  await expect.poll(() => words(edition)).not.toContain('今天下着小雨');
  await expect(characters).toHaveText(before.toLocaleString('zh-Hans'));
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => words(edition)).toContain('今天下着小雨');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('caret')).toBeHidden();
  await expect(page.getByTestId('package')).toHaveAttribute('aria-pressed', 'true');
});

test('an input method makes up its words in place, and only what it settles on stays', async ({ page, edition }) => {
  await write(page, edition);
  const client = await page.context().newCDPSession(page);
  await client.send('Input.imeSetComposition', { text: 'chun', selectionStart: 4, selectionEnd: 4 });
  await expect(page.getByTestId('composing')).toHaveCount(1);
  const line = await boxOf(page.getByTestId('composing'));
  expect(await ink(page, line)).toBeGreaterThan(0.02);
  await client.send('Input.insertText', { text: '春意融融' });
  await expect(page.getByTestId('composing')).toHaveCount(0);
  await expect.poll(() => words(edition)).toContain('春意融融');
  expect(words(edition)).not.toContain('chun');
});

test('Enter parts a paragraph and Backspace joins it, Shift selects, and a key makes it a crosshead', async ({ page, edition }) => {
  await write(page, edition);
  const paragraphs = page.getByTestId('writing-paragraphs').locator('li');
  const before = await paragraphs.count();
  await page.keyboard.press('Enter');
  await expect(paragraphs).toHaveCount(before + 1);
  await page.keyboard.press('Backspace');
  await expect(paragraphs).toHaveCount(before);
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByTestId('chosen')).not.toHaveCount(0);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByTestId('chosen')).toHaveCount(0);
  await page.keyboard.press('Control+Alt+4');
  await expect(page.locator('.paragraphs .current')).toHaveClass(/crosshead/);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.paragraphs .current')).toHaveClass(/body/);
});

test('lines over are told while one writes, set below the block, and cuts are offered', async ({ page, edition }) => {
  await write(page, edition);
  await page.keyboard.insertText('渡口的石阶被雨水洗得发亮，来往的人都放慢了脚步。'.repeat(6));
  await expect(page.getByTestId('writing-fit')).toHaveText(/超 \d+ 行/);
  await expect(page.getByTestId('slip')).toBeVisible();
  const slip = await boxOf(page.getByTestId('slip'));
  await expect.poll(() => ink(page, slip)).toBeGreaterThan(0.008);
  await page.keyboard.press('Control+z');
  await expect(page.getByTestId('slip')).toHaveCount(0);
});

test('words are found in every story and replaced in one step', async ({ page, edition }) => {
  await write(page, edition);
  await page.keyboard.press('Control+h');
  await page.getByTestId('find-words').fill('的');
  const count = page.getByTestId('find-count');
  await expect(count).toHaveText(/^\d+ 处/);
  const found = Number(/\d+/.exec((await count.textContent()) ?? '')?.[0]);
  expect(found).toBeGreaterThan(10);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('chosen')).not.toHaveCount(0);
  await page.getByTestId('find-with').fill('之');
  await page.getByTestId('replace-one').click();
  await expect(count).toHaveText(new RegExp(`^${found - 1} 处`));
  await page.getByTestId('replace-all').click();
  await expect(count).toHaveText('没有找到');
  expect(words(edition)).not.toContain('的');
  await page.getByTestId('undo').click();
  await expect(count).toHaveText(new RegExp(`^${found - 1} 处`));
  await page.getByTestId('find-expression').click();
  await page.getByTestId('find-words').fill('(字');
  await expect(count).toHaveText(/正则表达式有误/);
  await page.getByTestId('find-words').fill('[0-9]+');
  await expect(count).toHaveText(/^\d+ 处/);
});

test('a regular expression is replaced on every page in one step, in its scope, and taken back', async ({ page, edition }) => {
  await open(page, await edition.serve());
  // Two stories on two pages, with numbers in both.
  const rows = page.getByTestId('story-row');
  await rows.nth(0).dblclick();
  await expect(page.getByTestId('package')).toHaveCount(1);
  await page.getByTestId('tab-page-2').click();
  await expect(page.getByTestId('package')).toHaveCount(0);
  await rows.nth(1).dblclick();
  await expect(page.getByTestId('package')).toHaveCount(1);
  const stories = [await rows.nth(0).getAttribute('data-story'), await rows.nth(1).getAttribute('data-story')];
  const numbers = (): number[] =>
    stories.map((id) => {
      const all = JSON.parse(words(edition)) as { id: string; parts: { text: string }[] }[];
      return all.find((story) => story.id === id)?.parts.flatMap(({ text }) => text.match(/[0-9]+年/g) ?? []).length ?? 0;
    });
  const before = numbers();
  expect(Math.min(...before), 'years in both stories').toBeGreaterThan(0);
  const bare = edition.content().hash;

  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Control+h');
  await page.getByTestId('find-expression').click();
  await page.getByTestId('find-words').fill('([0-9]+)年');
  await page.getByTestId('find-with').fill('公元$1');
  const count = page.getByTestId('find-count');
  await expect(count).toHaveText(/^\d+ 处/);
  const everywhere = Number(/\d+/.exec((await count.textContent()) ?? '')?.[0]);
  // What takes the place is shown beside what is found, with the groups of the expression in it.
  await expect(page.getByTestId('find-hits').locator('ins').first()).toHaveText(/^公元\d+$/);
  // A hit on the other page is gone to there.
  await page.getByTestId('find-hits').getByRole('button').filter({ hasText: '01' }).first().click();
  await expect(page.getByTestId('tab-page-1')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByTestId('chosen')).not.toHaveCount(0);

  // Only this page first: the other keeps its years.
  await page.getByRole('radio', { name: '本版' }).click();
  await expect(count).toHaveText(new RegExp(`^${before[0] ?? 0} 处`));
  await page.getByTestId('replace-all').click();
  await expect.poll(numbers).toEqual([0, before[1]]);
  await page.getByTestId('undo').click();
  await expect.poll(numbers).toEqual(before);

  await page.getByRole('radio', { name: '全部稿件' }).click();
  await expect(count).toHaveText(new RegExp(`^${everywhere} 处`));
  await page.getByTestId('replace-all').click();
  await expect(count).toHaveText('没有找到');
  expect(numbers()).toEqual([0, 0]);
  await page.getByTestId('undo').click();
  await expect.poll(() => edition.content().hash).toBe(bare);
});
