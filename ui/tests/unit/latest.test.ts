// Previews: one question in flight, the latest of those that wait, none after they were forgotten.
import { expect, test } from 'vitest';
import { Latest } from '../../src/desk/latest';

function deferred(): { ask: (question: string) => Promise<string>; asked: string[]; answer: () => Promise<void> } {
  const asked: string[] = [];
  let resolve: (answer: string) => void = () => undefined;
  return {
    asked,
    ask: (question) => {
      asked.push(question);
      return new Promise((done) => (resolve = done));
    },
    answer: async () => {
      resolve(`${asked.at(-1)}!`);
      await new Promise((done) => setTimeout(done));
    },
  };
}

test('of the questions that wait the latest is asked', async () => {
  const engine = deferred();
  const heard: string[] = [];
  const latest = new Latest<string, string>(engine.ask);
  for (const question of ['a', 'b', 'c']) latest.request(question, (answer) => heard.push(answer));
  expect(engine.asked).toEqual(['a']);
  await engine.answer();
  expect(engine.asked).toEqual(['a', 'c']);
  await engine.answer();
  expect(heard).toEqual(['a!', 'c!']);
});

test('an answer to what was forgotten is not heard', async () => {
  const engine = deferred();
  const heard: string[] = [];
  const latest = new Latest<string, string>(engine.ask);
  latest.request('a', (answer) => heard.push(answer));
  latest.forget();
  await engine.answer();
  expect(heard).toEqual([]);
  latest.request('b', (answer) => heard.push(answer));
  await engine.answer();
  expect(heard).toEqual(['b!']);
});

test('a question that fails does not stop the next', async () => {
  const heard: number[] = [];
  const latest = new Latest<number, number>(async (question) => {
    if (question === 1) throw new Error('no');
    return question;
  });
  latest.request(1, (answer) => heard.push(answer));
  latest.request(2, (answer) => heard.push(answer));
  await new Promise((done) => setTimeout(done));
  expect(heard).toEqual([2]);
});

test('what may be wanted next is asked for when nothing else is, and gives way to what is', async () => {
  const engine = deferred();
  const heard: string[] = [];
  const latest = new Latest<string, string>(engine.ask);
  latest.request('a', (answer) => heard.push(answer));
  latest.lookAhead('b');
  await engine.answer();
  expect(engine.asked).toEqual(['a', 'b']);
  latest.lookAhead('c');
  latest.request('d', (answer) => heard.push(answer));
  await engine.answer();
  expect(engine.asked).toEqual(['a', 'b', 'd']);
  await engine.answer();
  expect(heard).toEqual(['a!', 'd!']);
});
