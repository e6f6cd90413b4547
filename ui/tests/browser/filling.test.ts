// A story over a free place that it fits: it fills that place from side to side, whatever its usual width.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Edition } from './edition';
import { boxOf, open, pick } from './window';

/** Does commands on the file before anybody serves it. */
function apply(edition: Edition, commands: readonly object[]): void {
  const path = join(edition.folder, 'commands.jsonl');
  writeFileSync(path, commands.map((command) => JSON.stringify(command)).join('\n'));
  edition.run('apply', path);
}

test('dropped into free space that it fits, a story fills it', async ({ page, edition }) => {
  const stories = JSON.parse(edition.run('stories', '--json')) as { id: string }[];
  const [long, left, right, below] = stories.map(({ id }) => id);
  // How deep the long story is in two columns.
  apply(edition, [{ verb: 'place', story: long, page: 1, x: 0, line: 16, width: 27_000 }]);
  const depth = edition.laid()[0]?.lines ?? 0;
  expect(depth).toBeGreaterThan(10);
  apply(edition, [
    { verb: 'remove-package', package: edition.laid()[0]?.id },
    { verb: 'place', story: left, page: 1, x: 0, line: 16, width: 27_000, lines: 60 },
    { verb: 'place', story: right, page: 1, x: 56_000, line: 16, width: 55_000, lines: 60 },
    { verb: 'place', story: below, page: 1, x: 28_000, line: 16 + depth + 1 + 2, width: 27_000, lines: 20 },
  ]);
  await open(page, await edition.serve());
  await page.keyboard.press('Control+0');
  const blocks = page.getByTestId('package');
  await expect(blocks).toHaveCount(3);
  const [a, b] = [await boxOf(blocks.nth(0)), await boxOf(blocks.nth(1))];
  const row = await boxOf(page.getByTestId('story-row').first());
  const [first, second] = a.x < b.x ? [a, b] : [b, a];
  const middle = { x: (first.x + first.width + second.x) / 2, y: first.y + 60 };
  await pick(page, { x: row.x + 60, y: row.y + 20 }, middle);
  const ghost = page.getByTestId('drop-ghost');
  await expect(ghost).toHaveAttribute('data-area', `28000 16 27000 ${depth}`);
  // A number says another width; the place no longer decides.
  await page.keyboard.press('1');
  await expect(ghost).not.toHaveAttribute('data-area', /^28000 16 27000/);
  await page.keyboard.press('2');
  await page.mouse.up();
  await expect(blocks).toHaveCount(4);
});
