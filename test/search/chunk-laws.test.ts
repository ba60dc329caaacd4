import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { brokenLaws } from '../../scripts/chunks/laws.ts';
import { loadTokenizer, type TokenCounter } from '../../src/document/count-tokens.ts';
import { type Chunk, chunksOf } from '../../src/search/chunks.ts';

const page = { path: 'a.md', out: 'a.mdc', title: 'A', url: '' };
let count: TokenCounter;
beforeAll(async () => {
  count = await loadTokenizer();
});

const outputs = fixtures('fixtures/dialects');

describe.each([20, 400])('chunks of %i tokens keep their laws', (maxTokens) => {
  test.each(Object.keys(outputs))('in the outputs of %s', (dialect) => {
    const faults = outputs[dialect]!.flatMap((file) => {
      const body = readFileSync(file, 'utf8');
      const chunks = chunksOf(page, body, { count, maxTokens });
      return brokenLaws(page, { body, chunks, count, maxTokens }).map((what) => `${file}: ${what}`);
    });
    expect(faults).toEqual([]);
  });
});

describe('a fault is named:', () => {
  const body = '# A\n\n- one\n\n  more\n\n## B\n\n```js\na();\n\nb();\n```\n';
  const cut = (spoil: (chunks: Chunk[]) => Chunk[]) =>
    brokenLaws(page, { body, chunks: spoil(chunksOf(page, body, { count })), count });

  test.each<[string, (chunks: Chunk[]) => Chunk[], RegExp]>([
    ['a chunk that is missing', (chunks) => chunks.slice(1), /are not the page/],
    ['an id that is there twice', (chunks) => chunks.map((one) => ({ ...one, id: 'a' })), /one id/],
    ['a size', (chunks) => chunks.map((one) => ({ ...one, tokens: 3 })), /other tokens/],
    ['a mark', (chunks) => chunks.map((one) => ({ ...one, oversize: true })), /not marked/],
    ['a hash', (chunks) => chunks.map((one) => ({ ...one, hash: '' })), /another hash/],
    ['a fence in two', (chunks) => inTwo(chunks, 'a();\n'), /ends in a code/],
    ['an item in two', (chunks) => inTwo(chunks, 'one\n\n'), /ends in a listItem/],
  ])('%s', (_name, spoil, fault) => {
    expect(cut((chunks) => chunks)).toEqual([]);
    expect(cut(spoil).join('\n')).toMatch(fault);
  });
});

/** Cuts the chunk that holds a text behind it. */
function inTwo(chunks: readonly Chunk[], mark: string): Chunk[] {
  return chunks.flatMap((chunk) => {
    const at = chunk.text.indexOf(mark);
    if (at === -1) return [chunk];
    const [one, other] = [
      chunk.text.slice(0, at + mark.length),
      chunk.text.slice(at + mark.length),
    ];
    return [
      { ...chunk, text: one },
      { ...chunk, id: `${chunk.id}~2`, text: other },
    ];
  });
}

/** The outputs that the fixtures of each dialect expect. */
function fixtures(root: string): Record<string, string[]> {
  const of = (dialect: string) =>
    readdirSync(join(root, dialect), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('expected.md'))
      .map((path) => join(root, dialect, path));
  return Object.fromEntries(readdirSync(root).map((dialect) => [dialect, of(dialect)]));
}
