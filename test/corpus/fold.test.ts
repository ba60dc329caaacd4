import { expect, it } from 'vitest';
import { corpusContribution, corpusMerge } from '../../src/corpus/contribution.ts';
import { ContextFold } from '../../src/corpus/fold.ts';
import { InOrder } from '../../src/corpus/in-order.ts';
import { mergeContexts } from '../../src/engine/index.ts';
import fc from '../setup/properties.ts';

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

it('hands items on in order, as soon as it can', () => {
  const given: string[] = [];
  const order = new InOrder<{ path: string }>(['a', 'b', 'c', 'd'], ({ path }) => given.push(path));
  order.put({ path: 'b' });
  expect(given).toEqual([]);
  order.put({ path: 'a' });
  expect(given).toEqual(['a', 'b']);
  order.put({ path: 'd' });
  order.flush();
  expect(given).toEqual(['a', 'b', 'd']);
});
