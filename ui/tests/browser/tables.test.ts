// Tables in the window: made, filled as a spreadsheet is, given header rows, rules and widths.
import { expect, test, type Edition } from './edition';
import { open } from './window';

interface Story {
  headline: string | null;
  parts: { role: string; text: string }[];
  table: { columns: { cells: number; align: string }[]; rules: string };
}

function table(edition: Edition): Story | undefined {
  const stories = JSON.parse(edition.run('stories', '--json')) as Story[];
  return stories.find(({ headline }) => headline === '新表格');
}

const rows = (edition: Edition): string[] => (table(edition)?.parts ?? []).filter(({ role }) => role.startsWith('table')).map(({ text }) => text);

test('a table is made, filled, pasted into, given rules, and placed', async ({ page, edition }) => {
  await open(page, await edition.serve());
  await page.keyboard.press('Control+k');
  await page.keyboard.type('加表格');
  await page.keyboard.press('Enter');
  const cells = page.getByTestId('table-cells');
  await expect(cells.locator('tr')).toHaveCount(3);

  // Enter goes down a column, as in a spreadsheet.
  await cells.locator('[data-cell="1 1"]').fill('12.5');
  await cells.locator('[data-cell="1 1"]').press('Enter');
  await expect(cells.locator('[data-cell="2 1"]')).toBeFocused();
  await page.keyboard.type('8');
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => rows(edition)).toEqual(['项目\t甲\t乙', '一\t12.5\t', '二\t8\t']);

  // What a spreadsheet copies fills the cells from here on, with rows of its own where there are too few.
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text/plain', '3\t4\n5\t6\n7\t8\n');
    document.querySelector('[data-cell="1 1"]')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect.poll(() => rows(edition)).toEqual(['项目\t甲\t乙', '一\t3\t4', '二\t5\t6', '\t7\t8']);

  await expect(cells.locator('tr')).toHaveCount(4);
  await page.getByTestId('table-columns-more').click();
  await expect(cells.locator('tr').first().locator('td')).toHaveCount(4);
  await page.getByTestId('table-columns-less').click();
  await expect(cells.locator('tr').first().locator('td')).toHaveCount(3);
  await page.getByTestId('table-rows-less').click();
  await expect.poll(() => rows(edition)).toHaveLength(3);

  await expect(cells.locator('tr')).toHaveCount(3);
  await page.getByTestId('table-heads').fill('2');
  await page.getByTestId('table-heads').press('Enter');
  await expect.poll(() => table(edition)?.parts.filter(({ role }) => role === 'table-head').length).toBe(2);
  await expect(page.getByTestId('table-heads')).toHaveValue('2');
  await page.getByTestId('table-rules').selectOption('grid');
  await expect.poll(() => table(edition)?.table.rules).toBe('grid');
  await cells.locator('[data-cell="0 2"]').focus();
  await page.getByTestId('table-align').selectOption('right');
  await expect(page.getByTestId('table-align')).toHaveValue('right');
  await page.getByTestId('table-column-width').fill('5');
  await page.getByTestId('table-column-width').press('Enter');
  await expect.poll(() => table(edition)?.table).toEqual({
    columns: [
      { cells: 0, align: 'left' },
      { cells: 0, align: 'left' },
      { cells: 5, align: 'right' },
    ],
    rules: 'grid',
  });

  await page.getByTestId('page-view').focus();
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByTestId('package')).toHaveCount(1);
  expect(edition.laid()[0]?.overset.lines).toBe(0);
});
