import { expect, test } from 'vitest';
import { endOfCell } from '../../src/document/closed-cell.ts';

test.each<[what: string, lines: string[], ends: string[]]>([
  ['a fence that is open', ['```python', 'fire()'], ['```']],
  ['a fence that is closed', ['```python', 'fire()', '```'], []],
  [
    'a directive around a longer fence',
    ['```{dropdown} How', 'So:', '````python', 'fire()', '````', '```'],
    [],
  ],
  ['both of them open', ['```{dropdown} How', '````python', 'fire()'], ['````', '```']],
  ['a longer line of marks in code', ['```md', '````'], []],
])('%s', (_, lines, ends) => {
  expect(endOfCell(lines)).toEqual(ends);
});
