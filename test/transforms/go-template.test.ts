import { expect, it } from 'vitest';
import { parseTemplate } from '../../transforms/go-template/parse.ts';

it.each([
  ['a comment', 'a{{/* note */}}b'],
  ['a comment that trims', 'a {{- /* note */ -}} b'],
])('%s leaves nothing behind', (_, source) => {
  expect(parseTemplate(source)).toEqual([
    { type: 'text', value: 'a' },
    { type: 'text', value: 'b' },
  ]);
});
