import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evaluateProfiles } from '../../src/evaluate-profiles.ts';
import { searchText } from '../../src/mcp/answers.ts';
import { QualityCount } from '../../src/search/eval/asked-index.ts';
import {
  type Evaluation,
  type EvaluationOptions,
  evaluate,
} from '../../src/search/eval/evaluate.ts';
import { readGraded } from '../../src/search/eval/graded.ts';
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

async function evaluated(
  of: Record<string, string>,
  options: Partial<EvaluationOptions> = {},
): Promise<Evaluation> {
  const { out } = await searchable(of);
  const outputs = { lossless: out };
  return evaluate({ questions: out, outputs, asText: searchText, ...options });
}

test('the links of the docs are the questions, and their own page is not an answer', async () => {
  const { out, docs } = await searchable(files);
  const { outputs, sources } = await evaluate({
    questions: out,
    outputs: { lossless: out },
    sourceRoot: docs.src,
    asText: searchText,
  });
  const found = { queries: 2, mrr: 1, ndcg5: 1, hit5: 1 };
  expect(outputs.lossless).toMatchObject({ page: found, section: found });
  expect(outputs.lossless!.packs).toEqual({ 2000: 1, 4000: 1, 8000: 1 });
  expect(sources).toMatchObject({ page: found, section: found });
});

test('links between pages help an output, and not the sources, where nobody knows where they lead', async () => {
  const { out, docs } = await searchable({
    'a.md': '# Parcels\n\nThey wait.\n',
    'b.md': '# Parcels\n\nThey wait here.\n',
    ...Object.fromEntries(
      ['c', 'd', 'e', 'f'].map((name) => [`${name}.md`, `# ${name}\n\n[Parcels](b.md)\n`]),
    ),
  });
  const { outputs, sources } = await evaluate({
    questions: out,
    outputs: { lossless: out },
    sourceRoot: docs.src,
    asText: searchText,
  });
  expect(outputs.lossless!.page.mrr).toBe(1);
  expect(sources!.page.mrr).toBe(0.5);
});

test('what only the link itself says of its target does not answer the question that it asks', async () => {
  const { questions, outputs } = await evaluated({
    'a.md': '# A\n\nSee [postage due](b.md).\n',
    'b.md': '# B\n\nTen cents.\n',
  });
  expect(questions.asked).toBe(1);
  expect(outputs.lossless!.page.hit5).toBe(0);
  expect(outputs.lossless!.packs).toEqual({ 2000: 0, 4000: 0, 8000: 0 });
});

test('a link does not lend its words to the opening of its target', async () => {
  const text = 'The postage is ten cents.';
  const { outputs } = await evaluated({
    'a.md': '# A\n\nSee [postage due](z.md).\n',
    'b.md': `# B\n\n${text}\n`,
    'z.md': `# Z\n\n${text}\n`,
  });
  expect(outputs.lossless!.page.mrr).toBe(0.5);
});

describe('a heading that asks', () => {
  const asked = async (text: string) => {
    const { questions, outputs } = await evaluated({ 'a.md': text, 'b.md': '# B\n\nOther.\n' });
    return [questions.headings, outputs.lossless!.headings.section.hit5];
  };

  test.each<[string, string, [number, number]]>([
    ['is answered by the text below it', '## What are stamps?\n\nStamps are paper.', [1, 1]],
    ['does not answer itself', '## What are stamps?\n\nGummed paper.', [1, 0]],
    [
      'is no question where it stands twice',
      '## One\n\n### Why?\n\nX.\n\n## Two\n\n### Why?\n\nY.',
      [0, 0],
    ],
    ['is no question without its mark', '## A stamp\n\nA stamp is paper.', [0, 0]],
  ])('%s', async (_name, text, figures) => {
    expect(await asked(`# Post\n\nOpening.\n\n${text}\n`)).toEqual(figures);
  });
});

describe('no questions are', () => {
  test('texts that lead to several places', async () => {
    const { questions } = await evaluated({
      ...files,
      'more.md': '# More\n\n[Raise a limit.](start.md) [Send a letter](send.md)\n',
    });
    expect(questions).toEqual({ asked: 1, ambiguous: 2, common: 0, headings: 0 });
  });

  test('texts of words that stand on more than half of the pages', async () => {
    const pages = Object.fromEntries(
      Array.from({ length: 21 }, (_, at) => [`${at}.md`, `# Page ${at}\n\nRead it here.\n`]),
    );
    const { questions } = await evaluated({
      ...pages,
      'links.md': '# Links\n\n[Here](1.md), [read page 2](2.md)\n',
    });
    expect(questions).toEqual({ asked: 1, ambiguous: 0, common: 1, headings: 0 });
  });
});

test('every profile is asked what the links of the whole docs ask', async () => {
  const { docs } = await searchable(files);
  const { questions, outputs } = await evaluateProfiles(docs.settings());
  expect(questions.asked).toBe(2);
  expect(Object.keys(outputs)).toEqual(['lossless', 'balanced', 'compact']);
  for (const { page } of Object.values(outputs)) expect(page).toMatchObject({ queries: 2, mrr: 1 });
});

test('graded questions name pages by address or path', async () => {
  const { docs } = await searchable(files);
  const file = join(docs.root, 'graded.yaml');
  const vars = (library: string, url: string) =>
    `- vars: { library: ${library}, query: raise a limit, qrels: [{ url: "${url}", grade: 3 }] }`;
  writeFileSync(
    file,
    `entries:\n${vars('a', 'https://acme.test/send')}\n${vars('b', 'https://acme.test/gone')}\n`,
  );
  const graded = async (library?: string) =>
    (await evaluated(files, { graded: readGraded(file, library) })).outputs.lossless!.graded;
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
