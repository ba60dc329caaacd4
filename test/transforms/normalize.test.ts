import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Root } from 'mdast';
import { describe, expect, test } from 'vitest';
import { renderBody } from '../../src/document/render.ts';
import { definitionsIn, inParagraphs, tidyBlocks } from '../../transforms/normalize/blocks.ts';
import { normalize } from '../../transforms/normalize.ts';
import { clean } from './clean.ts';
import { runStages } from './stage.ts';

const root = join(import.meta.dirname, '../../fixtures/normalize');

/** One folder a rule: `input.md` becomes `expected.md`, which stays as it is. */
test.each(readdirSync(root))('%s', (rule) => {
  const read = (name: string) => readFileSync(join(root, rule, name), 'utf8');
  const { body } = runStages(read('input.md'), [normalize]);
  expect(body).toBe(read('expected.md'));
  expect(runStages(body, [normalize]).body).toBe(body);
});

test.each([
  [
    'a title of front matter that no heading has stands above the only heading',
    '---\ntitle: X\n---\n\nIntro.\n\n# Other\n\nText.\n',
    '# X\n\nIntro.\n\n## Other\n\nText.\n',
  ],
  ['a title may be a number', '---\ntitle: 2024\n---\n\nText.\n', '# 2024\n\nText.\n'],
  ['what is struck out twice is struck out', '# T\n\n~~*a* ~b~ c~~\n', '# T\n\n~~_a_ b c~~\n'],
  [
    'blanks at the ends of a mark stand beside it',
    '# T\n\na **&#x20;b:&#x20;**&#x54;his _[c](x)&#x20;_ d\n',
    '# T\n\na **b:** This _[c](x)_ d\n',
  ],
  [
    'signs at the ends of a mark stand beside it where a word does',
    '# T\n\n**URL,**&#x63;opy a&#x62;**"b** **"**&#x73;o&#x73;**"** **c.** _注意：_&#x6587;\n',
    '# T\n\n**URL**,copy ab"**b** "sos" **c.** _注意_：文\n',
  ],
  [
    'a break at an end of a paragraph goes with what stood beside it',
    '# T\n\n[](x)\\\na\\\n[](x)\n',
    '# T\n\na\n',
  ],
  ['of two breaks one stays', '# T\n\na\\\n\\\nb **c\\\n\\\nd**\n', '# T\n\na\\\nb **c\\\nd**\n'],
  ['code beside code is one', '# T\n\n`a`[](x)`b`\n', '# T\n\n`ab`\n'],
  ['blanks at the ends of a paragraph go', '# T\n\n&#x20;*a*&#x20;\n', '# T\n\n_a_\n'],
  ['blanks behind a break go', '# T\n\na\\\n&#x20;[](x)*b*\n', '# T\n\na\\\n_b_\n'],
  ['a span without words goes from a span', '# T\n\n**a *[](x)* b**\n', '# T\n\n**a b**\n'],
])('%s', (_, text, body) => {
  expect(runStages(text, [normalize]).body).toBe(body);
});

test.each([
  ['a page without a title has that of the site', 'Text.\n', '# Of the site\n\nText.\n'],
  ['its own title comes first', '# Own\n', '# Own\n'],
  ['that of a page whose title is a number', '---\ntitle: 1.10\n---\n', '# Of the site\n'],
  [
    'a title of front matter comes first',
    '---\ntitle: Given\n---\n\nText.\n',
    '# Given\n\nText.\n',
  ],
])('%s', (_, text, body) => {
  expect(runStages(text, [normalize], {}, { title: 'Of the site', named: true }).body).toBe(body);
});

test.each([
  [
    'a first-level heading inside a component does not push down what follows',
    '# Page\n\n<Box>\n\n# Inside\n\n</Box>\n\n## Next\n\nText.\n',
    '# Page\n\n## Inside\n\n## Next\n\nText.\n',
  ],
  [
    'the only one is the title, though a component wraps it with its sections',
    '<Provider>\n\nAbove.\n\n# Kilns\n\n## Doors\n\nText.\n\n</Provider>\n',
    '# Kilns\n\nAbove.\n\n## Doors\n\nText.\n',
  ],
  [
    'one that opens the page below a component is the title, as one without it is',
    '---\ntitle: Clay and kilns\n---\n\n<Card title="New" />\n\n# Kilns\n\n## Doors\n\nText.\n',
    '# Kilns\n\n**New**\n\n## Doors\n\nText.\n',
  ],
  [
    'the first of several that opens the page is a section like the others',
    '---\ntitle: Clay\n---\n\n# Kilns\n\nText.\n\n# Doors\n\nText.\n',
    '# Clay\n\n## Kilns\n\nText.\n\n## Doors\n\nText.\n',
  ],
  [
    'one below words is not',
    '---\ntitle: Clay\n---\n\n<Box>Words.</Box>\n\n# Kilns\n\nText.\n',
    '# Clay\n\nWords.\n\n## Kilns\n\nText.\n',
  ],
])('%s', (_, text, body) => {
  const { tree, frontmatter } = clean(text, { dialect: 'generic', path: 'page.mdx' });
  normalize.run({
    tree,
    frontmatter,
    path: 'page.mdx',
    settings: { profile: 'lossless', savings: {}, compress: {} },
  } as never);
  expect(renderBody(tree)).toBe(body);
});

test('a link that was a reference stands where that stood', () => {
  const text = (value: string) => ({ type: 'text', value }) as const;
  const position = { start: { line: 3, column: 1 }, end: { line: 3, column: 4 } };
  const reference = { type: 'linkReference', identifier: 'a', children: [text('a')], position };
  const definition = { type: 'definition', identifier: 'a', url: '/a' };
  const line = { type: 'paragraph', children: [reference] };
  const tree = { type: 'root', children: [line, definition] } as Root;
  tidyBlocks(tree, definitionsIn(tree));
  expect(tree.children).toEqual([
    {
      ...line,
      children: [{ type: 'link', url: '/a', title: null, children: [text('a')], position }],
    },
  ]);
});

test('phrasing between blocks becomes paragraphs, and of two definitions the first counts', () => {
  const text = (value: string) => ({ type: 'text', value }) as const;
  const rule = { type: 'thematicBreak' } as const;
  const shown = inParagraphs([text('a'), text('b'), rule, rule, text('c')]);
  expect(renderBody({ type: 'root', children: shown })).toBe('ab\n\n---\n\n---\n\nc\n');
  const definition = (url: string) => ({ type: 'definition', identifier: 'a', url }) as const;
  const children = [text('a'), definition('/first'), definition('/second')] as never[];
  expect(definitionsIn({ type: 'root', children }).get('a')?.url).toBe('/first');
});

const examples =
  process.env.CONTEXTOR_EXAMPLES ?? join(import.meta.dirname, '../../../shared/examples');
const file = join(examples, 'tricky.json');

describe.skipIf(!existsSync(file))('keeps what reads well', () => {
  const bodies: string[] = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8')).map(({ expected }: { expected: string }) => expected)
    : [];
  test.each(bodies.map((body, index) => [index, body] as const))('%i', (_, expected) => {
    const text = `# A title\n\n${expected}`;
    const { body } = runStages(text, [normalize]);
    expect(body.replace(/^# A title\n\n/, '').replace(/^#+/gm, '##')).toBe(
      expected.replace(/^#+/gm, '##'),
    );
  });
});
