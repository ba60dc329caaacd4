import { expect, it } from 'vitest';
import { mergeContexts } from '../../../src/engine/index.ts';
import { corpusContribution, corpusMerge } from '../../../src/output/corpus/contribution.ts';
import { ContextFold } from '../../../src/output/corpus/corpus.ts';
import fc from '../../setup/properties.ts';

const context = fc.record({
  topics: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
  tokens: fc.record({ before: fc.nat(100), after: fc.nat(100) }),
  code: fc.record({
    blocks: fc.nat(5),
    languages: fc.dictionary(fc.constantFrom('js', 'ts', 'sh'), fc.nat(5)),
  }),
});

it('gives what one long fold gives, byte for byte', () => {
  fc.assert(
    fc.property(fc.array(context, { maxLength: 40 }), (contexts) => {
      const all = contexts.map((fields) => corpusContribution(fields));
      const fold = new ContextFold();
      for (const fields of all) fold.add(fields);
      const long = all.reduce<Record<string, unknown>>(
        (sum, next) => mergeContexts(sum, next, corpusMerge) as Record<string, unknown>,
        {},
      );
      expect(JSON.stringify(fold.result())).toBe(JSON.stringify(long));
    }),
  );
});

it('counts and unites', () => {
  const fold = new ContextFold();
  const fields = {
    title: 'T',
    topics: ['x'],
    tokens: { before: 2, after: 1 },
    links: { pages: ['b.mdc'], external: ['https://a.example/1', 'https://a.example/2'] },
  };
  fold.add(corpusContribution(fields));
  fold.add(corpusContribution({ ...fields, topics: ['y'] }));
  expect(fold.result()).toEqual({
    documents: 2,
    topics: ['x', 'y'],
    tokens: { before: 4, after: 2 },
    links: { hosts: { 'a.example': 4 } },
  });
});

it('adds up what each saving left out, by what it left out of', () => {
  const page = {
    savings: { 'long-code': { lines: 2, blocks: 1 }, 'repeated-text': { blocks: 3 } },
  };
  const fold = new ContextFold();
  for (const fields of [page, page]) fold.add(corpusContribution(fields));
  expect(fold.result()).toMatchObject({
    savings: { 'long-code': { lines: 4, blocks: 2 }, 'repeated-text': { blocks: 6 } },
  });
});
