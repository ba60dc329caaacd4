import { expect, it } from 'vitest';
import { corpusContribution, corpusMerge } from '../../src/corpus/contribution.ts';
import { ContextFold, type MergedRuns } from '../../src/corpus/fold.ts';
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

const leaf = (fields: Record<string, unknown>) => ({
  path: 'a.md',
  fields: () => fields,
  known: false,
});

it('gives what one long fold gives, byte for byte', () => {
  fc.assert(
    fc.property(fc.array(context, { maxLength: 40 }), (contexts) => {
      const all = contexts.map((fields) => corpusContribution(fields));
      const fold = new ContextFold();
      for (const fields of all) fold.add(leaf(fields));
      const long = all.reduce<Record<string, unknown>>(
        (sum, next) => mergeContexts(sum, next, corpusMerge) as Record<string, unknown>,
        {},
      );
      expect(JSON.stringify(fold.result())).toBe(JSON.stringify(long));
    }),
  );
});

type Fields = Record<string, unknown>;

/** What a fold merges, as a cache keeps it. */
function keeping(earlier: readonly [string, Fields][] = []) {
  const kept: [string, () => Fields][] = [];
  const counts = { taken: 0, read: 0 };
  let at = 0;
  return {
    counts,
    kept: () => kept.map(([key, fields]) => [key, fields()] satisfies [string, Fields]),
    next(parts: readonly string[] | undefined) {
      const [key, fields] = earlier[at++] ?? [];
      if (parts === undefined || key !== parts.join()) return undefined;
      counts.taken += 1;
      return () => {
        counts.read += 1;
        return fields!;
      };
    },
    keep(parts: readonly string[], fields: () => Fields) {
      kept.push([parts.join(), fields]);
    },
  };
}

function folded(all: ReadonlyMap<string, object>, merged: MergedRuns, known: Set<string>) {
  const fold = new ContextFold(merged);
  for (const [path, fields] of all) {
    fold.add({ path, fields: () => corpusContribution({ ...fields }), known: known.has(path) });
  }
  return JSON.stringify(fold.result());
}

it('gives the same with what an earlier fold merged, whatever changed since', () => {
  const paths = Array.from({ length: 50 }, (_, at) => `page-${at + 10}.md`);
  const some = fc.subarray(paths, { minLength: 30 });
  const documents = fc.tuple(some, fc.infiniteStream(context));
  fc.assert(
    fc.property(
      documents,
      some,
      fc.subarray(paths, { maxLength: 3 }),
      context,
      (old, now, changed, other) => {
        const [, contexts] = old;
        const before = new Map(old[0].map((path) => [path, contexts.next().value]));
        const first = keeping();
        folded(before, first, new Set());
        const after = new Map(
          now.map((path) => [path, changed.includes(path) ? other : (before.get(path) ?? other)]),
        );
        const known = new Set(now.filter((path) => before.has(path) && !changed.includes(path)));
        expect(folded(after, keeping(first.kept()), known)).toBe(
          folded(after, keeping(), new Set()),
        );
      },
    ),
  );
});

it('merges again only runs in which a document changed, or that are of others', () => {
  const paths = Array.from({ length: 50 }, (_, at) => `page-${at + 10}.md`);
  const all = new Map(paths.map((path) => [path, { topics: [path] }]));
  const first = keeping();
  folded(all, first, new Set());
  const takenOf = (known: readonly string[], documents = all) => {
    const again = keeping(first.kept());
    folded(documents, again, new Set(known));
    return again.counts.taken;
  };
  expect(takenOf(paths)).toBe(3);
  expect(takenOf(paths.slice(1))).toBe(2);
  expect(takenOf(paths, new Map([...all].slice(1)))).toBe(0);
});

it('reads what merged runs gave together, and each of them only where another one changed', () => {
  const paths = Array.from({ length: 16 * 17 }, (_, at) => `page-${at + 100}.md`);
  const all = new Map(paths.map((path) => [path, { topics: [path] }]));
  const first = keeping();
  const whole = folded(all, first, new Set());
  const countsOf = (known: readonly string[]) => {
    const again = keeping(first.kept());
    expect(folded(all, again, new Set(known))).toBe(whole);
    return again.counts;
  };
  expect(countsOf(paths)).toEqual({ taken: 18, read: 2 });
  expect(countsOf(paths.slice(1))).toEqual({ taken: 16, read: 16 });
  expect(countsOf(paths.slice(0, -1))).toEqual({ taken: 17, read: 1 });
});

it('counts and unites', () => {
  const fold = new ContextFold();
  const fields = {
    title: 'T',
    topics: ['x'],
    tokens: { before: 2, after: 1 },
    links: { pages: ['b.mdc'], external: ['https://a.example/1', 'https://a.example/2'] },
  };
  fold.add(leaf(corpusContribution(fields)));
  fold.add(leaf(corpusContribution({ ...fields, topics: ['y'] })));
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
