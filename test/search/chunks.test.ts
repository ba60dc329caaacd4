import { describe, expect, test } from 'vitest';
import { chunksOf, plainHeading } from '../../src/search/chunks.ts';
import fc from '../setup/properties.ts';

const page = { path: 'guide.md', out: 'guide.mdc', title: 'Guide', url: '' };
/** A token a word, and one a line break. */
const count = (text: string): number => text.match(/\n|[^\s]+/g)?.length ?? 0;
const cut = (body: string, maxTokens = 400) => chunksOf(page, body, { count, maxTokens });

test.each([
  ['**bold**', 'bold'],
  ['__bold__', 'bold'],
  ['_italic_', 'italic'],
  ['~~old~~', 'old'],
  ['`code`', 'code'],
  ['[a link](b.md)', 'a link'],
  ['![a picture](b.png)', 'a picture'],
  ['2 \\< 3', '2 < 3'],
  ['two  blanks', 'two blanks'],
  ['a\ttab', 'a tab'],
  ['a\u00a0blank', 'a blank'],
  [' around ', 'around'],
  ['after ', 'after'],
  ['use_fetch in (3)', 'use_fetch in (3)'],
])('the heading %j is %j without its marks', (heading, plain) => {
  expect(plainHeading(heading)).toBe(plain);
});

describe('a page is cut at its headings', () => {
  test('each section has an id, an address and the headings above it', () => {
    const chunks = cut('# Guide\n\nHello.\n\n## Set up\n\nRun.\n\n### On `macOS`\n\nTap.\n');
    expect(chunks.map(({ id, url, headings }) => [id, url, headings.join(' > ')])).toEqual([
      ['guide.md', 'guide.mdc', 'Guide'],
      ['guide.md#set-up', 'guide.mdc#set-up', 'Guide > Set up'],
      ['guide.md#on-macos', 'guide.mdc#on-macos', 'Guide > Set up > On macOS'],
    ]);
  });

  test('a heading of a higher level ends those below it', () => {
    const chunks = cut('# G\n\n## A\n\n### B\n\nb\n\n## C\n\nc\n');
    expect(chunks.at(-1)!.headings).toEqual(['Guide', 'C']);
  });

  test('equal headings have anchors of their own, as on GitHub', () => {
    const chunks = cut('# G\n\n## Use\n\na\n\n## Use\n\nb\n');
    expect(chunks.map(({ id }) => id)).toEqual(['guide.md', 'guide.md#use', 'guide.md#use-1']);
  });

  test('the address of the site is taken where it is known', () => {
    const [, section] = chunksOf({ ...page, url: 'https://acme.test/guide' }, '# G\n\n## A\n', {
      count,
    });
    expect(section!.url).toBe('https://acme.test/guide#a');
  });

  test.each([
    ['a fence', '```md\n## No heading\n```'],
    ['a fence in a list', '- One\n\n  ````\n  ```\n## No heading\n  ````'],
    ['a longer fence', '````\n```\n## No heading\n````'],
  ])('%s holds no heading', (_name, block) => {
    expect(cut(`# G\n\n${block}\n`)).toHaveLength(1);
  });
});

describe('a long section is cut between blocks', () => {
  const words = (n: number): string => 'word '.repeat(n).trim();

  test('as late as the limit allows', () => {
    const chunks = cut(`## A\n\n${words(4)}\n\n${words(4)}\n\n${words(4)}\n`, 20);
    expect(chunks.map(({ id, text }) => [id, text])).toEqual([
      ['guide.md#a', `## A\n\n${words(4)}\n\n${words(4)}\n\n`],
      ['guide.md#a~2', `${words(4)}\n`],
    ]);
  });

  test('never inside a fence, a table or a list item', () => {
    const blocks = [
      '```js\na();\n\n\nb();\n```',
      '| a | b |\n| - | - |\n| c | d |',
      '- one\n\n  more\n- two',
    ];
    const texts = cut(`## A\n\n${blocks.join('\n\n')}\n`, 1).map(({ text }) => text.trimEnd());
    expect(texts).toEqual([`## A\n\n${blocks[0]}`, blocks[1], '- one\n\n  more', '- two']);
  });

  test.each([
    ['Run this:', '```\nx\n```'],
    ['**Example:**', '```\nx\n```'],
    ['次のとおり：', '```\nx\n```'],
    ['All options:', '| a | b |\n| - | - |\n| c | d |'],
    ['Either of:', '- one'],
  ])('%j stays with what it introduces', (sentence, block) => {
    const texts = cut(`## A\n\n${words(9)}\n\n${sentence}\n\n${block}\n`, 4);
    expect(texts.map(({ text }) => text).at(-1)).toBe(`${sentence}\n\n${block}\n`);
  });

  test('a block over the limit is marked', () => {
    const chunks = cut(`## A\n\nsmall\n\n${words(30)}\n`, 10);
    expect(chunks.map(({ oversize }) => oversize)).toEqual([undefined, true]);
  });
});

const word = fc.constantFrom('alpha', 'beta', '`code`', '[x](y.mdc)', '日本語');
const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const block = fc.oneof(
  { weight: 4, arbitrary: sentence },
  sentence.map((text) => `## ${text}`),
  sentence.map((text) => `### ${text}`),
  fc
    .array(sentence, { minLength: 1, maxLength: 4 })
    .map((items) => items.map((item) => `- ${item}`).join('\n')),
  sentence.map((text) => `\`\`\`js\n${text}\n\n## no heading\n\`\`\``),
  sentence.map((text) => `| a | b |\n| - | - |\n| ${text} | x |`),
);
const blocks = fc.array(block, { minLength: 1, maxLength: 14 });

describe('laws', () => {
  test('the chunks of a page together are the page', () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: 1, max: 40 }), (parts, limit) => {
        const body = `# Guide\n\n${parts.join('\n\n')}\n`;
        expect(
          cut(body, limit)
            .map(({ text }) => text)
            .join(''),
        ).toBe(body);
      }),
    );
  });

  test('no two chunks have one id', () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: 1, max: 40 }), (parts, limit) => {
        const ids = cut(`# Guide\n\n${parts.join('\n\n')}\n`, limit).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('an edited paragraph changes at most two ids', () => {
    fc.assert(
      fc.property(
        fc.array(block, { maxLength: 8 }),
        fc.tuple(sentence, sentence),
        fc.array(block, { maxLength: 8 }),
        fc.integer({ min: 5, max: 40 }),
        (before, [one, other], after, limit) => {
          const idsWith = (paragraph: string) =>
            cut(['# Guide', ...before, paragraph, ...after].join('\n\n'), limit).map(
              ({ id }) => id,
            );
          const [old, now] = [idsWith(one), idsWith(other)];
          const gone = old.filter((id) => !now.includes(id));
          const come = now.filter((id) => !old.includes(id));
          expect(gone.length + come.length).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  test('a chunk over the limit is one block', () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: 3, max: 20 }), (parts, limit) => {
        for (const { text, tokens, oversize } of cut(`# Guide\n\n${parts.join('\n\n')}\n`, limit)) {
          expect(oversize === true).toBe(tokens > limit);
          const body = text.replace(/^#{1,6} .*\n+/, '');
          if (oversize) expect(cut(body, limit).length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
