import { expect, test } from 'vitest';
import { mergeContributions, pipeline } from '../../../src/engine/index.ts';

test('each path names the stages that made its value', () => {
  const merged = mergeContributions(
    { user: 7, meta: { old: 1 } },
    [
      { stage: 'a', fields: { count: 1, meta: { title: 'A' }, tags: ['x'] } },
      { stage: 'b', fields: { count: 2, meta: { title: 'B', more: { deep: 1 } } } },
    ],
    'enhanced',
  );
  expect(merged.provenance).toEqual({
    user: [],
    count: ['a', 'b'],
    tags: ['a'],
    meta: ['b'],
    'meta.old': [],
    'meta.title': ['b'],
    'meta.more': ['b'],
    'meta.more.deep': ['b'],
  });
});

test('a run names the last stage of a chain, and all that agree', async () => {
  const run = await pipeline('x')
    .stage('a', () => ({ title: 'A', lang: 'en' }))
    .stage('b', () => ({ lang: 'en' }))
    .stage('c', () => ({ title: 'C' }), { after: ['a'] })
    .build()
    .run(0);
  expect(run.provenance).toEqual({ title: ['c'], lang: ['a', 'b'] });
});

test('what a merge function makes up is of all stages, what it takes of those that set it', () => {
  const sides = [
    { stage: 'a', fields: { n: 1 } },
    { stage: 'b', fields: { m: 1 } },
  ];
  const merged = mergeContributions({ u: 1 }, sides, () => ({ u: 1, n: 1, made: 2 }));
  expect(merged.context).toEqual({ u: 1, n: 1, made: 2 });
  expect(merged.provenance).toEqual({ u: [], n: ['a'], made: ['a', 'b'] });
});
