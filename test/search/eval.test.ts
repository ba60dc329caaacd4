import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/search/eval/evaluate.ts';
import { readGraded } from '../../src/search/eval/graded.ts';
import { QualityCount } from '../../src/search/eval/metrics.ts';
import { searchable } from './docs.ts';

describe('figures of rankings', () => {
  const of = (...rankings: string[][]) => {
    const quality = new QualityCount();
    for (const ranking of rankings) {
      quality.add(
        ranking,
        new Map([
          ['best', 3],
          ['good', 1],
        ]),
      );
    }
    return quality.result();
  };

  test.each([
    ['the best order', ['best', 'good', 'x'], { mrr: 1, ndcg5: 1, hit5: 1 }],
    ['the good one first', ['good', 'best'], { mrr: 1, ndcg5: 0.71, hit5: 1 }],
    ['the best one second', ['x', 'best'], { mrr: 0.5, ndcg5: 0.579, hit5: 1 }],
    ['the best one sixth', ['a', 'b', 'c', 'd', 'e', 'best'], { mrr: 0.167, ndcg5: 0, hit5: 0 }],
    ['nothing', [], { mrr: 0, ndcg5: 0, hit5: 0 }],
  ])('%s', (_name, ranking, figures) => {
    expect(of(ranking)).toEqual({ queries: 1, ...figures });
  });

  test('are means over the queries', () => {
    expect(of(['best'], ['x'])).toMatchObject({ queries: 2, mrr: 0.5, hit5: 0.5 });
  });
});

const files = {
  'start.md': '# Start\n\nFirst [send a letter](send.md), then [raise a limit](send.md#limits).\n',
  'send.md': '# Send\n\nTo send a letter, write.\n\n## Limits\n\nTo raise a limit, ask.\n',
};

test('the links of the docs are the questions, and their own page is no answer', async () => {
  const { out, docs } = await searchable(files);
  const { links } = await evaluate(out, { sourceRoot: docs.src });
  const found = { queries: 2, mrr: 1, ndcg5: 1, hit5: 1 };
  expect(links.output).toMatchObject({ page: found, section: found });
  expect(links.sources).toMatchObject({ page: found, section: found });
});

test('graded questions name pages by address or path', async () => {
  const { out, docs } = await searchable(files);
  const file = join(docs.root, 'graded.yaml');
  const vars = (library: string, url: string) =>
    `- vars: { library: ${library}, query: raise a limit, qrels: [{ url: "${url}", grade: 3 }] }`;
  writeFileSync(
    file,
    `entries:\n${vars('a', 'https://acme.test/send')}\n${vars('b', 'https://acme.test/gone')}\n`,
  );
  const graded = async (library?: string) =>
    (await evaluate(out, { graded: readGraded(file, library) })).graded;
  expect(await graded('a')).toEqual({ queries: 1, mrr: 1, ndcg5: 1, hit5: 1 });
  expect(await graded()).toEqual({ queries: 2, mrr: 0.5, ndcg5: 0.5, hit5: 0.5 });
});

test.each([
  ['a file that is not there', undefined],
  ['one of another form', 'entries: 3'],
])('%s is named', async (_name, text) => {
  const { docs } = await searchable(files);
  const file = join(docs.root, 'graded.yaml');
  if (text !== undefined) writeFileSync(file, text);
  expect(() => readGraded(file)).toThrow('graded.yaml cannot be read as graded questions');
});
