import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeYaml } from '../../src/document/yaml-writer.ts';
import fc, { cases } from '../setup/properties.ts';

it.each([
  ['plain words', 'title: plain words\n'],
  ['/docs/intro', 'title: /docs/intro\n'],
  ['https://example.com/a?b=c', 'title: https://example.com/a?b=c\n'],
  ['Größe', 'title: Größe\n'],
  ['a: b', 'title: "a: b"\n'],
  ['a #b', 'title: "a #b"\n'],
  ...['yes', 'true', 'false', 'null', 'Off'].map((word) => [word, `title: "${word}"\n`]),
  ['2024-01-01', 'title: "2024-01-01"\n'],
  ['- x', 'title: "- x"\n'],
  ['', 'title: ""\n'],
])('writes %j', (title, expected) => {
  expect(writeYaml({ title })).toBe(expected);
});

it('nests objects and lists', () => {
  const data = { source: { repo: 'a/b', none: undefined }, topics: ['x', 'z'], empty: [] };
  expect(writeYaml(data)).toBe('source:\n  repo: a/b\ntopics:\n  - x\n  - z\nempty: []\n');
});

it.each(['1.1', '1.2'] as const)('is read back as the same data by YAML %s', (version) => {
  const scalar = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(...'ab1 :#-?,[]{}&*!|>\'"%@`\n\t=~.') }),
    fc.integer(),
    fc.boolean(),
  );
  const data = fc.record({ a: scalar, b: fc.array(scalar), c: fc.record({ d: scalar }) });
  fc.assert(
    fc.property(data, (value) => {
      expect(parse(writeYaml(value), { version })).toEqual(value);
    }),
    { numRuns: cases(500) },
  );
});
