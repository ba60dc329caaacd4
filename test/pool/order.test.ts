import { expect, it } from 'vitest';
import { placeTransforms } from '../../src/job/order.ts';
import type { Transform } from '../../transforms/define.ts';

type Placing = Pick<Transform, 'after' | 'before'>;
const transform = (name: string, placing: Placing = {}): Transform => {
  return { name, kind: 'transform', run() {}, ...placing };
};
const enrich = (name: string, placing: Placing = {}): Transform => {
  return { name, kind: 'enrich', run() {}, ...placing };
};
const builtIn = [transform('clean'), transform('links'), transform('compress'), enrich('outline')];

function graph(own: Transform[]): Record<string, string[]> {
  const placed = placeTransforms(builtIn, own);
  return Object.fromEntries(placed.map(({ transform, after }) => [transform.name, after]));
}

it('makes one chain of transforms, with enrichers after the last', () => {
  expect(graph([])).toEqual({
    clean: [],
    links: ['clean'],
    compress: ['links'],
    outline: ['compress'],
  });
});

it.each([
  ['at the end', {}, ['clean', 'links', 'compress', 'own']],
  ['after', { after: ['clean'] }, ['clean', 'own', 'links', 'compress']],
  ['before', { before: ['links'] }, ['clean', 'own', 'links', 'compress']],
  ['first', { before: ['clean'] }, ['own', 'clean', 'links', 'compress']],
  ['between', { after: ['clean'], before: ['compress'] }, ['clean', 'links', 'own', 'compress']],
])('places a transform %s', (_, placing, chain) => {
  const placed = graph([transform('own', placing)]);
  expect(Object.keys(placed)).toEqual([...chain, 'outline']);
  expect(placed.outline).toEqual([chain.at(-1)]);
});

it('keeps the declared order of transforms of the same place', () => {
  const own = [transform('a', { before: ['links'] }), transform('b', { before: ['links'] })];
  expect(Object.keys(graph(own))).toEqual(['clean', 'a', 'b', 'links', 'compress', 'outline']);
});

it('places enrichers after each other, and between transforms', () => {
  const own = [enrich('x', { after: ['outline'] }), enrich('raw', { before: ['links'] })];
  expect(graph(own)).toMatchObject({
    x: ['compress', 'outline'],
    raw: ['clean'],
    links: ['clean', 'raw'],
  });
});

it.each([
  ['an unknown stage', [enrich('own', { after: ['outlin'] })], 'TRANSFORM_UNKNOWN_STAGE'],
  ['a name twice', [enrich('outline')], 'TRANSFORM_DUPLICATE'],
  [
    'a contradiction',
    [transform('own', { after: ['compress'], before: ['clean'] })],
    'TRANSFORM_ORDER',
  ],
])('refuses %s', (_, own, code) => {
  expect(() => placeTransforms(builtIn, own)).toThrow(expect.objectContaining({ code }));
});

it('names what a transform said that would come too late', () => {
  const reading = [enrich('render'), enrich('statistics', { after: ['render'] })];
  const own = [transform('own', { after: ['statistics'] })];
  expect(() => placeTransforms([...builtIn, ...reading], own)).toThrow(
    "'own' would rewrite the tree after 'statistics'",
  );
});

it('suggests the name that was meant', () => {
  expect(() => placeTransforms(builtIn, [enrich('own', { after: ['outlin'] })])).toThrow(
    expect.objectContaining({ remedy: 'Did you mean "outline"?' }),
  );
});
