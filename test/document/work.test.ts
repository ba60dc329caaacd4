import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it, vi } from 'vitest';
import type { Dialect } from '../../src/contract/dialect.ts';
import { codeSpans } from '../../src/document/lines/spans.ts';
import { BraceCount, MeteredAcorn, TooMuchWork } from '../../src/document/parse/metered-acorn.ts';
import { parseWithRemark } from '../../src/document/parse/remark.ts';
import { type ParserChoice, textsForNative } from '../../src/document/parse/syntax-tree.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { growth } from '../setup/cpu-seconds.ts';
import fc, { cases } from '../setup/properties.ts';

/** Whether a text certainly opens more braces than it closes. */
const lacksBraces = (text: string) => new BraceCount().lacks(text);

const times = (text: string, count: number) => text.repeat(count);
const dialect: Dialect = { name: 'test', markdown: 'markdown', syntaxes: ['myst'] };

/** How work grows with the length. What native is not given, remark reads, whose own work is measured. */
const growthOf = (make: (count: number) => string, path: string, parser: ParserChoice) =>
  growth((scale) => {
    const text = make(scale);
    const syntax = path.endsWith('x') ? 'mdx' : 'markdown';
    const isForRemark = parser === 'native' && textsForNative(text, syntax).next().done;
    if (!isForRemark) parseDocument({ text, path, dialect, parser });
  });

/** What is repeated, the path of the document, how often so that it takes a twentieth of a second, and how. */
type Work = [what: string, path: string, count: number, make: (count: number) => string];

const documents: Work[] = [
  ...['< ', '<?', '<a ', '</', '</a', '<!', '<a b="'].map(
    (sign): Work => [`${sign} in MDX`, 'a.mdx', 3_000, (n) => `${times(sign, n)}\n`],
  ),
  ['boxes', 'a.md', 30_000, (n) => `${times('[ ] ', n)}\n`],
  ['instructions', 'a.md', 40_000, (n) => `${times('<? ', n)}\n`],
  ['marks in a cell', 'a.md', 4_000, (n) => `| a |\n| - |\n| ${times('**a', n)} |\n`],
  ['underlined headings', 'a.md', 500, (n) => times('a\n===\n', n)],
  ['lines of words', 'a.md', 2_500, (n) => times('(a\n', n)],
  ['indented lines of words', 'a.md', 2_500, (n) => times('(a\n ', n)],
  ['ends without tags behind brackets', 'a.mdx', 750, (n) => times(']</a>', n)],
  ['stars', 'a.md', 1_000, (n) => times('*a', n)],
  ['emphasis in emphasis', 'a.md', 500, (n) => times('*a ', n) + times('b* ', n)],
  ['deletions in deletions', 'a.md', 500, (n) => times('~a ', n) + times('b~ ', n)],
  ['comments without end', 'a.md', 2_500, (n) => times('a <!--', n)],
  ['declarations without end', 'a.md', 2_500, (n) => times('a <!A', n)],
  ['images in each other', 'a.md', 750, (n) => times('![', n) + times('](b)', n)],
  ['words behind brackets', 'a.md', 1_000, (n) => times('[', n) + times('] a a a a', n)],
  ['quotes', 'a.md', 600, (n) => times('> a\n\n', n)],
  ['items in items', 'a.md', 600, (n) => times('- 1. \n', n)],
  // Four times as many nest too deep for either parser, and are refused.
  ['objects in each other', 'a.mdx', 3_300, (n) => `{${times('{a:', n)}1${times('}', n)}}`],
];

/** Some 6,000 nest too deep for native, and go to remark: four times as many are to be fewer. */
const fences = (parser: ParserChoice): Work => [
  ...(['fences without end', 'a.md', parser === 'native' ? 600 : 1_200] as const),
  (n) => times('```{note}\n', n),
];

describe.each(['native', 'remark'] as const)(
  'work of %s grows with the length, not with its square',
  (parser) => {
    it.each([...documents, fences(parser)])('%s', async (_, path, count, make) => {
      expect(await growthOf((scale) => make(scale * count), path, parser)).toBeLessThan(9);
    });
  },
);

describe('an expression', () => {
  it.each([
    ['{a', true],
    ['{a: {b}', true],
    ["{a: '}'", true],
    ['{a: "}" /* } */ // }', true],
    ['{/**/', true],
    ['{a}', false],
    ['}{', false],
    ['{/*/', false],
    ['{`}`', false],
    ['{/}/', false],
    ['{<a>', false],
    ["{'a", false],
    ['{/* a', false],
  ])('%s certainly lacks a brace: %s', (text, lacks) => {
    expect(lacksBraces(text)).toBe(lacks);
  });

  it('is not parsed while it lacks a brace, and no more than so often', () => {
    const parseExpressionAt = vi.fn();
    const acorn = new MeteredAcorn({ parse: vi.fn(), parseExpressionAt } as never);
    const options = { ecmaVersion: 'latest' } as const;
    expect(() => acorn.parseExpressionAt('{a', 0, options)).toThrow(SyntaxError);
    expect(parseExpressionAt).not.toHaveBeenCalled();
    const large = `[${times('1,', 10_000_000)}]`;
    for (let count = 0; count < 3; count++) acorn.parseExpressionAt(large, 0, options);
    expect(() => acorn.parseExpressionAt(large, 0, options)).toThrow(TooMuchWork);
    acorn.refill();
    expect(() => acorn.parseExpressionAt(large, 0, options)).not.toThrow();
  });

  it('may take as much work in each document', () => {
    const refill = vi.spyOn(MeteredAcorn.prototype, 'refill');
    for (const text of ['{a}\n', '{b}\n'])
      parseDocument({ text, path: 'a.mdx', dialect, parser: 'remark' });
    expect(refill).toHaveBeenCalledTimes(2);
    refill.mockRestore();
  });

  it('is read on from where the same one was read before', () => {
    const pieces = [
      '{',
      '}',
      '"',
      "'",
      '/*',
      '*/',
      '//',
      '/',
      '\n',
      '`',
      '\\',
      '<',
      'a',
      '{/* a */}',
    ];
    const all = fc.array(fc.constantFrom(...pieces), { maxLength: 20 });
    const given = (acorn: MeteredAcorn, text: string) => {
      try {
        acorn.parseExpressionAt(text, 0, { ecmaVersion: 'latest' });
      } catch {}
    };
    fc.assert(
      fc.property(all, (some) => {
        const parseExpressionAt = vi.fn();
        const acorn = new MeteredAcorn({ parse: vi.fn(), parseExpressionAt } as never);
        const texts = some.map((_, at) => some.slice(0, at + 1).join(''));
        for (const text of texts) given(acorn, text);
        const parsed = parseExpressionAt.mock.calls.map(([text]) => text);
        expect(parsed).toEqual(texts.filter((text) => !lacksBraces(text)));
      }),
      { numRuns: cases(200) },
    );
  });

  it('that takes too much work makes its document Markdown, with a message that says why', () => {
    const text = `{${times('(', 1_500)}a${times(')', 1_500)}}\n\nText\n`;
    const { syntax, messages } = parseDocument({ text, path: 'a.mdx', dialect, parser: 'remark' });
    expect(syntax).toBe('markdown');
    expect(messages[0]!.reason).toMatch(/its expressions are nested or repeated too often/);
  });
});

it('code spans of many lengths are found in one go', () => {
  const line = Array.from({ length: 300 }, (_, n) => times('`', (n % 150) + 1)).join(' a ');
  expect(codeSpans(line)).toHaveLength(1);
  expect(codeSpans('`a` ``b`c`` `d')).toEqual([
    [0, 3],
    [4, 11],
  ]);
});

it('what takes the place of constructs of micromark reads as they do', () => {
  const own = unified().use(remarkParse).use(remarkGfm).freeze();
  const pieces = [
    '![^a]',
    '[^a]',
    '![',
    '[',
    ']',
    '(b)',
    '^a',
    'c',
    ' ',
    '`',
    '\\',
    '\n',
    '\n===\n',
  ];
  const marks = ['*', '**', '***', '_', '__', '~', '~~', 'c', ' ', '.', '[', '](b)'];
  const single = [' *c', 'c* ', 'c*c', ' _c', 'c_ ', ' ~c', 'c~ ', 'c~c', ' [c', 'c](b)'];
  const html = ['<!--', '-->', '<!A', '>', '<?', '?>', '<![CDATA[', ']]>', '<b>', '-', 'c', '\n'];
  const addresses = [
    'a@b.c',
    '-d@b.c',
    '&amp;e@',
    'http://c',
    'www.d',
    '> ',
    '[',
    '![',
    ']',
    '](b)',
    '[^a]',
    '_',
    ' ',
    '\n',
  ];
  const lines = [
    '- c\n',
    '- 1. \n',
    '  - c\n',
    '2) c\n',
    '* * *\n',
    '> - c\n',
    'c\n',
    '    c\n',
    '```\n',
    '\n',
  ];
  const of = (all: readonly string[]) =>
    fc.array(fc.constantFrom(...all), { maxLength: 20 }).map((some) => some.join(''));
  // Few marks are paired by micromark itself, and many of several lengths may differ from it.
  const text = fc.oneof(
    of(pieces),
    of(html),
    of(addresses),
    of(lines).map((some) => times(some, 40)),
    of(marks),
    of(single).map((some) => times(some, 40)),
  );
  fc.assert(
    fc.property(text, (given) => {
      const document = `${given}\n\n[^a]: note\n\n[^c]: note\n\n[b]: /b\n`;
      expect(parseWithRemark(document, 'markdown')).toEqual(own.parse(document));
    }),
    { numRuns: cases(200) },
  );
});
