import type { Code, RootContent } from 'mdast';
import { expect, it } from 'vitest';
import type { SyntaxName } from '../../src/contract/dialect.ts';
import { hasUnsureSigns } from '../../src/document/parse/native-signs.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { plainHeading } from '../../src/search/chunks.ts';
import { withWholeLinks } from '../../src/search/pack-text.ts';
import { pageWords } from '../../src/search/page-words.ts';
import { withoutHeadingMarks, withoutTocMarks } from '../../transforms/clean-mdx/heading-marks.ts';
import { withTabs } from '../../transforms/clean-mdx/roles.ts';
import { renderFence } from '../../transforms/code/fence.ts';
import { readMeta } from '../../transforms/code/meta.ts';
import { sentencesOf } from '../../transforms/compress/plain-sentences.ts';
import { Printer } from '../../transforms/go-template/printer.ts';
import { growth } from '../setup/cpu-seconds.ts';
import { clean } from './clean.ts';

/** A text with a value of a docset in it. */
const docset = (text: string, value: string) =>
  clean(text, {
    dialect: 'myst',
    path: 'docs/page.md',
    files: { 'docset.yml': `subs:\n  kiln: "${value}"\n` },
  });

const heading = (value: string) =>
  withoutHeadingMarks({ type: 'heading', depth: 1, children: [{ type: 'text', value }] });

const dialect = { name: 'test', markdown: 'markdown', syntaxes: [] } as const;
const parse = (text: string) => parseDocument({ text, path: 'a.md', dialect, parser: 'auto' });
const parseAs = (syntax: SyntaxName, text: string) =>
  parseDocument({
    text,
    path: 'a.md',
    dialect: { ...dialect, syntaxes: [syntax] },
    parser: 'auto',
  });
const chunk = {
  id: 'a.md',
  path: 'a.md',
  out: 'a.mdc',
  url: 'a',
  headings: ['A'],
  tokens: 1,
  hash: '',
};
const words = (text: string) => pageWords([{ ...chunk, text }], []);
const packed = (text: string) => withWholeLinks(`[a](b.md) ${text}`, 'a.mdc', () => undefined);
/** A row of so many cells, fifty times. */
const wideTable = (cells: number) => {
  const row = `|${' a |'.repeat(cells)}\n`;
  return `${row}|${' - |'.repeat(cells)}\n${row.repeat(50)}`;
};

/** What a template prints in a loop. */
const printed = (times: number) => {
  const out = new Printer();
  for (let n = 0; n < times; n++) if (!out.isInTarget) out.print('<b>a</b> text of an item\n');
};

/** So many boxes with two buttons each. */
const rowsOfButtons = (count: number) =>
  Array.from({ length: count }, (): RootContent => element('div', [button(), button()]));
const button = () => element('button', [{ type: 'text', value: 'a' }]);
const element = (name: string, children: unknown[]) =>
  ({ type: 'mdxJsxFlowElement', name, attributes: [], children }) as unknown as RootContent;

const works: [what: string, work: (scale: number) => unknown][] = [
  ['full stops as sentences', (scale) => sentencesOf(`${'.'.repeat(25_000 * scale)}a`)],
  ['abbreviations as sentences', (scale) => sentencesOf('A. '.repeat(10_000 * scale))],
  ['blanks in a heading', (scale) => heading(`a${'\u2003'.repeat(25_000 * scale)}b`)],
  [
    'blanks above a table of contents',
    (scale) =>
      withoutTocMarks({
        type: 'paragraph',
        children: [{ type: 'text', value: `a${' '.repeat(20_000 * scale)}b\n[[toc]]` }],
      }),
  ],
  ['marks in a heading without end', (scale) => heading('[#a'.repeat(10_000 * scale))],
  [
    'pipes above a row of pipes',
    (scale) => hasUnsureSigns(`a${'|'.repeat(500 * scale)}\n ${'|'.repeat(500 * scale)}a\n`, 'mdx'),
  ],
  ['blanks behind the mark of an item', (scale) => parse(`- ${' '.repeat(20_000 * scale)}\n  b\n`)],
  ['cells of a table', (scale) => parse(wideTable(500 * scale))],
  [
    'runs of ticks in a line',
    (scale) => parse(`${'`'.repeat(15_000 * scale)}a${'`)'.repeat(5_000 * scale)}\n`),
  ],
  ['blanks in a macro', (scale) => parseAs('kumascript', `{{a${'\t'.repeat(20_000 * scale)}b\n`)],
  [
    'blanks in a helper',
    (scale) => parseAs('mdbook', `{{#title a${'\t'.repeat(20_000 * scale)}_}}\n`),
  ],
  [
    'maths without end in a line',
    (scale) => parseAs('math', `a ${'\\\\(a'.repeat(4_000 * scale)}\n`),
  ],
  [
    'macros of MkDocs in a line',
    (scale) => parseAs('mkdocs', `${'<!-- md:a b -->'.repeat(1_500 * scale)}\n`),
  ],
  ...(
    [
      ['shortcodes without end', 'shortcodes', '{{</*', '%}}'],
      ['shortcodes in an address', 'shortcodes', '{{<b>}}', ')', '[a]('],
      ['tags that close nothing', 'markdoc', '{% /a %}', '', '<a b="'],
      ['tags without end', 'liquid', '{%- ', '}}'],
    ] as const
  ).map(([what, syntax, tag, end, start = '']): (typeof works)[number] => [
    what,
    (scale) => parseAs(syntax, `${start}${tag.repeat(5_000 * scale)}${end}\n`),
  ]),
  [
    'blanks behind an extension',
    (scale) => parseAs('docfx', `:::a${' '.repeat(10_000 * scale)}b\u2028c\n`),
  ],
  [
    'ticks of a role',
    (scale) => parseAs('myst', `{a}${'`'.repeat(10_000 * scale)} ${'`'.repeat(10_000 * scale)}\n`),
  ],
  [
    'shortcodes in each other',
    (scale) =>
      parseAs('shortcodes', '{{< a >}}\n'.repeat(400 * scale) + '{{< /a >}}\n'.repeat(400 * scale)),
  ],
  ['lines of maths', (scale) => clean('$$a$$\n'.repeat(1_000 * scale), { dialect: 'liquid' })],
  [
    'captured texts without end',
    (scale) => parseAs('liquid', `\`\`\`js\n${'{% capture a %}'.repeat(2_000 * scale)}\n\`\`\`\n`),
  ],
  [
    'blanks in a heading with an id',
    (scale) => parseAs('heading-ids', `# {#a${'\t'.repeat(20_000 * scale)}b}\n`),
  ],
  [
    'imports without end',
    (scale) =>
      parseAs('vue', `@[code{${'0'.repeat(250 * scale)}}\t)${'('.repeat(250 * scale)}(\t)\n`),
  ],
  [
    'includes without end',
    (scale) =>
      parseAs('vue', `${'<!--@include:#'.repeat(200 * scale)}${'\t'.repeat(2000 * scale)}\n`),
  ],
  [
    'blanks in a line of Obsidian',
    (scale) => parseAs('obsidian', `a${' '.repeat(10_000 * scale)}b ==c==\n`),
  ],
  [
    'blanks in a fragment',
    (scale) =>
      clean(`<A body={<>**a**${' '.repeat(10_000 * scale)}b</>} />\n`, { dialect: 'generic' }),
  ],
  ['blanks in a label in braces', (scale) => readMeta(`{title:${' '.repeat(10_000 * scale)},}`)],
  [
    'blanks in a heading of doc-builder',
    (scale) => parseAs('doc-builder', `# a${'\t'.repeat(20_000 * scale)}b [\`c\n`),
  ],
  [
    'blanks behind a value of docs-builder',
    (scale) => docset(`{{kiln|${'\t'.repeat(5_000 * scale)}!}}`, 'Acme'),
  ],
  [
    'signs in a value of docs-builder',
    (scale) => docset('{{kiln|trim}}', `a${'!'.repeat(25_000 * scale)}b`),
  ],
  [
    'blanks in a sample',
    (scale) =>
      clean(`<A data={{ code: "a\\n${' '.repeat(25_000 * scale)}b" }} />\n`, {
        dialect: 'generic',
      }),
  ],
  ['fences without end, as words', (scale) => words('````a\n```b\n'.repeat(4_000 * scale))],
  ['ticks, as words', (scale) => words('`'.repeat(20_000 * scale))],
  ['comments without end, as words', (scale) => words('<!--'.repeat(10_000 * scale))],
  ['fences without end, in a pack', (scale) => packed('\n````a\n```b'.repeat(4_000 * scale))],
  ['ticks, in a pack', (scale) => packed('`'.repeat(20_000 * scale))],
  ['brackets in the heading of a chunk', (scale) => plainHeading('[\\'.repeat(15_000 * scale))],
  ['texts that a template prints', (scale) => printed(6_000 * scale)],
  ['rows of buttons', (scale) => withTabs(rowsOfButtons(2_000 * scale), () => false)],
  ['tabs in an element', (scale) => parse(`<p>${'\t'.repeat(20_000 * scale)}</p>\n`)],
];

it.each(works)('%s: four times the text takes about four times the work', async (_, work) => {
  expect(await growth(work)).toBeLessThan(9);
});

it('a language with flags without end: one way to read it', () => {
  const node: Code = { type: 'code', lang: `a,a=${'aaa='.repeat(40)} `, value: 'a' };
  renderFence(node, { document: { dialect } } as never);
  expect(node.lang).toMatch(/^a,a=/);
});
