import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  hasAny,
  hasNode,
  nodesOf,
  noNodes,
  sizeOf,
  union,
  withNodes,
} from '../../src/engine/ancestors.ts';
import { Dominators } from '../../src/engine/dominators.ts';
import { equalJson, identity } from '../../src/engine/json.ts';
import { Layers } from '../../src/engine/merge/layers.ts';
import fc from '../setup/properties.ts';

describe('a set of nodes is like a set of numbers', () => {
  // Pages hold 1024: numbers of three, close to their edges.
  const number = fc.oneof(fc.nat(70), fc.integer({ min: 1020, max: 1060 }), fc.nat(2100));
  const numbers = fc.array(number, { maxLength: 12 });
  const sorted = (values: Iterable<number>) => [...new Set(values)].sort((a, b) => a - b);

  test('in what it holds, unites and shares', () => {
    fc.assert(
      fc.property(numbers, numbers, number, (one, other, asked) => {
        const [a, b] = [withNodes(noNodes, one), withNodes(noNodes, other)];
        expect(nodesOf(a)).toEqual(sorted(one));
        expect(sizeOf(a)).toBe(new Set(one).size);
        expect(hasNode(a, asked)).toBe(one.includes(asked));
        expect(hasAny(a, b)).toBe(one.some((node) => other.includes(node)));
        expect(nodesOf(union(a, b))).toEqual(sorted([...one, ...other]));
        expect(nodesOf(withNodes(a, other))).toEqual(sorted([...one, ...other]));
        expect(nodesOf(a, b)).toEqual(sorted(one.filter((node) => !other.includes(node))));
        expect(nodesOf(a)).toEqual(sorted(one));
      }),
    );
  });

  test('and one that holds the other is their union', () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const [a, all] = [withNodes(noNodes, one), withNodes(noNodes, [...one, ...other])];
        expect(union(all, a)).toBe(all);
        expect(nodesOf(union(a, all))).toEqual(nodesOf(all));
        for (const [at, page] of union(a, all).entries()) expect([a[at], all[at]]).toContain(page);
      }),
    );
  });
});

test('the nearest node that all ways lead through is found as by walking', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(), { minLength: 1, maxLength: 60 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      (links, picks) => {
        const dominators = new Dominators();
        const ways: number[][] = [];
        for (const [node, link] of links.entries()) {
          // Long chains with branches: mostly after the last, else after any before, or after none.
          const parent = link % 3 !== 0 ? node - 1 : (link % (node + 1)) - 1;
          dominators.add(node, parent < 0 ? undefined : parent);
          ways.push([...(ways[parent] ?? []), node]);
        }
        const nodes = picks.map((pick) => pick % links.length);
        const common = ways[nodes[0]!]!.filter((node) =>
          nodes.every((n) => ways[n]!.includes(node)),
        );
        expect(dominators.of(nodes)).toBe(common.at(-1));
      },
    ),
  );
});

test('fields in layers are like an object that takes them one after the other', () => {
  const fields = fc.dictionary(fc.constantFrom(...'abcdefghij'), fc.nat(9), { maxKeys: 4 });
  fc.assert(
    fc.property(fields, fc.array(fields, { maxLength: 8 }), fc.boolean(), (base, more, looks) => {
      let layers = Layers.of<number>(base);
      for (const one of more) {
        layers = layers.with(new Map(Object.entries(one)));
        if (looks) expect(layers.whole).toBe(layers.whole);
      }
      const whole = Object.assign({}, base, ...more);
      for (const key of 'abcdefghijk') expect(layers.get(key)).toBe(whole[key]);
      expect(layers.get('toString')).toBeUndefined();
      expect(JSON.stringify(layers.whole)).toBe(JSON.stringify(whole));
      for (const key of 'abcdefghijk') expect(layers.get(key)).toBe(whole[key]);
    }),
  );
});

test('values are equal, and have one identity, where they are deeply equal', () => {
  const scalar = fc.constantFrom<unknown>(0, 1, '0', '"1', 'null', '', null, true, 'true');
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      scalar,
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'toString'), tie('value'), {
        maxKeys: 2,
        noNullPrototype: true,
      }),
    ),
  }));
  fc.assert(
    fc.property(value as fc.Arbitrary<never>, value as fc.Arbitrary<never>, (one, other) => {
      const same = isDeepStrictEqual(one, other);
      expect(equalJson(one, other)).toBe(same);
      expect(identity(one) === identity(other)).toBe(same);
    }),
    { numRuns: 500 },
  );
});
