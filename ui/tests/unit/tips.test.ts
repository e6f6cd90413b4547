// A button that does a verb says the verb's key: every one in the source is walked.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const VIEWS = join(import.meta.dirname, '../../src/views');

/** Every component, by its path. */
const components = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.svelte'));

/** The opening tags of the buttons of a component: to the `>` that no brace holds. */
function buttons(source: string): string[] {
  const tags: string[] = [];
  for (let at = source.indexOf('<button'); at >= 0; at = source.indexOf('<button', at + 1)) {
    let depth = 0;
    let end = at;
    while (end < source.length && (depth > 0 || source[end] !== '>')) {
      if (source[end] === '{') depth += 1;
      if (source[end] === '}') depth -= 1;
      end += 1;
    }
    tags.push(source.slice(at, end));
  }
  return tags;
}

test('the buttons of the window are found', () => {
  const all = components.flatMap((path) => buttons(readFileSync(join(VIEWS, path), 'utf8')));
  expect(all.length).toBeGreaterThan(80);
});

test('each button that does a verb has the key of that verb in its tip', () => {
  const silent = components.flatMap((path) =>
    buttons(readFileSync(join(VIEWS, path), 'utf8')).flatMap((tag) => {
      const verb = /commands\.run\(('[\w-]+'|\w+)\)/.exec(tag)?.[1];
      return verb === undefined || (tag.includes('tip(') && tag.includes(`, ${verb})`)) ? [] : [`${path}: ${verb}`];
    }),
  );
  expect(silent).toEqual([]);
});
