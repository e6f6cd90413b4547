// Keys that a hand has chosen: taken from the verb that had them, kept, and given back.
import { expect, test } from 'vitest';
import { Commands, type DeskCommand } from '../../src/desk/commands/registry';
import { readKeys } from '../../src/views/own-keys';

function command(id: string, keys: string[]): DeskCommand {
  return { id, group: 'view', title: { zh: id, en: id }, keys, isEnabled: () => true, run: () => undefined };
}

test('a key goes to the verb that asks for it, and both can have theirs back', () => {
  const commands = new Commands();
  commands.add([command('box', ['b']), command('grid', ['g'])]);
  commands.rebind('grid', ['b']);
  expect(commands.byKey('b')?.id).toBe('grid');
  expect(commands.byKey('g')).toBeUndefined();
  expect(commands.ownKeys()).toEqual({ box: [], grid: ['b'] });
  commands.rebind('box', null);
  expect(commands.byKey('b')?.id).toBe('box');
  expect(commands.ownKeys()).toEqual({ grid: [] });
  commands.unbindAll();
  expect(commands.byKey('g')?.id).toBe('grid');
  expect(commands.ownKeys()).toEqual({});
});

test('what was kept is read, and what makes no sense is left out', () => {
  expect(readKeys('{"box":["Shift-x"],"grid":"g","none":[]}')).toEqual({ box: ['Shift-x'], none: [] });
  expect(readKeys('nonsense')).toEqual({});
  expect(readKeys(null)).toEqual({});
});
