import { expect, test } from 'vitest';
import type { IncludeReader } from '../../src/includes/include.ts';
import { recordingIncludes } from '../../src/job/create-document.ts';

test('a document that asks for a file again gets the same, and the next document what is there then', () => {
  let text = 'one';
  const reader: IncludeReader = {
    read: (path) => ({ ok: true, path, text }),
    below: () => [],
    looked: () => [['a.md', undefined]],
  };
  const includes = recordingIncludes(reader);
  const readText = () => includes.read('a.md', 'b.md');
  expect(readText()).toMatchObject({ text: 'one' });
  text = 'two';
  expect(readText()).toMatchObject({ text: 'one' });
  const [taken] = includes.taken();
  expect(readText()).toMatchObject({ text: 'two' });
  expect(includes.taken()).not.toEqual([taken]);
});
