import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/parse.ts';
import { withIncludes } from '../../src/document/prepare/syntaxes/liquid-includes.ts';
import { excerpt } from '../../src/includes/excerpt.ts';
import { holdFor } from '../../src/pool/host/watchdog.ts';
import { headingRules } from '../../src/site/heading-rules.ts';
import { scanFile } from '../../src/site/scan-file.ts';
import { verifyDocument } from '../../src/verify/verify.ts';
import { withoutMarkup } from '../../transforms/code/markup.ts';
import { resolveDialect } from '../../transforms/dialects/index.ts';
import { parseTemplate } from '../../transforms/go-template/parse.ts';
import { byColon } from '../../transforms/renderings/include-parts.ts';
import { cpuSeconds } from '../setup/cpu-seconds.ts';
import { clean } from '../transforms/clean.ts';

const times = (text: string, count: number) => text.repeat(count);
const blanks = times('\t', 5_000);

/** Seconds of CPU time; each takes some, and minutes where an expression tries all ways to read a line. */
const most = 10;

/** So long that a busy machine gets through what it may take. */
const inTime = async (step: () => unknown) =>
  expect(await cpuSeconds(() => holdFor(most * 6_000, step))).toBeLessThan(most);

const lines: readonly (readonly [what: string, dialect: string, ending: string, text: string])[] = [
  ['comments behind an expression', 'generic', 'mdx', `a {1${times('/**/', 60)} x} b\n`],
  ['comments behind an attribute', 'generic', 'mdx', `<A b={1${times('/**/', 60)} x} />\n`],
  ['comments without end in expressions', 'generic', 'mdx', `${times('{/*}', 5_000)}\n`],
  ['the name of a box', 'mkdocs-material', 'md', `!!! ${times('a', 60)}!\n`],
  ['blanks in the name of a box', 'mkdocs-material', 'md', `!!! a${times(' ', 5_000)}!\n`],
  ['the path of a snippet', 'mkdocs-material', 'md', `--8<-- "a:${times('0', 60)}-"\n`],
  ['blanks in an attribute list', 'mkdocs-material', 'md', `a${blanks}{${blanks}a${blanks}\n}`],
  ['an id without end', 'mkdocs-material', 'md', `# a${blanks}{${blanks}#a${blanks}x\n`],
  ['blanks in a comment', 'mkdocs-material', 'md', `a${blanks}{>>${blanks}<${blanks}\n`],
  [
    'substitutions without end',
    'mkdocs-material',
    'md',
    `${times('{~~', 2_000)}${times('~>', 2_000)}\n`,
  ],
  ['blanks in slashes', 'mkdocs-material', 'md', `/// ${blanks}|${blanks}a${blanks}\u2028\n`],
  ['blanks in a macro', 'mkdocs-material', 'md', `<!-- md:a ${blanks}a${blanks}\n`],
  [
    'elements of Markdown in each other',
    'mkdocs-material',
    'md',
    `${times('<p markdown>\n', 2_000)}${times('</p>\n', 2_000)}`,
  ],
  ['maths without end', 'mkdocs-material', 'md', `$a${times('_{', 50_000)}}\n`],
  ['labels of directives without end', 'docusaurus', 'md', `${times(' :a[', 40_000)}\n`],
  ['labels behind attributes without end', 'docusaurus', 'md', `${times(' :a{}[', 30_000)}\n`],
  ['an id of Markdoc without end', 'markdoc', 'md', `# a${blanks}{%${blanks}#${blanks}%\n`],
  ['highlighted lines', 'vitepress', 'md', `<<< a {${times('-', 5_000)}\n`],
  [
    'lines of an included file',
    'vitepress',
    'md',
    `<!--@include: ${blanks}{${times('0', 5_000)}\n`,
  ],
];

describe('a line takes no time that grows faster than its square', () => {
  it.each(lines)('%s', async (_, dialect, ending, text) => {
    const given = { text, path: `a.${ending}`, dialect: resolveDialect(dialect, {}) };
    for (const parser of ['native', 'remark'] as const)
      await inTime(() => parseDocument({ ...given, parser }));
  });

  it.each([
    ['of a template', () => parseTemplate(`{{${times('/**/', 60)}\``)],
    ['of the path of a snippet', () => byColon(`a:${times('0', 60)}-`)],
    ['of the mark of a region', () => excerpt(`// [START${blanks}!\n`, { region: 'a' })],
    ['of asked lines', () => excerpt('a\n', { lines: `${blanks}!` })],
    ['of tags that include', () => verify('mkdocs-material', times('{%include\n', 40_000))],
    [
      'of tags that include in code',
      () => inFence('mkdocs-material', times('{%include\n', 40_000)),
    ],
    ['of comment marks in code', () => annotated(times('#', 200_000))],
    ['of numbers in a comment', () => annotated(times('#(1', 100_000))],
    ['of annotations in a comment', () => annotated(`# ${times('(1)! ', 50_000)}`)],
    ['of rules in code', () => annotated(times('-- ', 100_000))],
    ['of lists on a line of MDC', () => verify('mdc', times('- ', 100_000))],
    ['of blanks on a line of MDC', () => verify('mdc', `a${times(' ', 80_000)}b`)],
    ['of a word of Docsify', () => verify('docsify', times('a', 100_000))],
    ['of labels of directives', () => verify('docusaurus', times(' :a[', 60_000))],
    ['of numbers in a link of MyST', () => verify('myst', `[${times('%s', 50_000)}`)],
    ['of ticks in kramdown', () => verify('liquid', times('`', 100_000))],
    [
      'of ticks above lines of Liquid',
      () => verify('liquid', `${times('`', 40_000)}\n${times('a\n', 40_000)}`),
    ],
    ['of strong words in HTML', () => verify('generic', times('<b>x</b> ', 40_000))],
    ['of lost words', () => verify('generic', times('%s', 80_000))],
    ['of line breaks in front of a letter', () => excerpt(`a${times('\n', 200_000)}b`, {})],
    ['of a path in code', () => inFence('mdbook', `{{#include ${times('a', 200_000)}`)],
  ])('%s', (_, step) => inTime(step));
});

const verify = (dialect: string, source: string) =>
  verifyDocument({ path: 'a.md', source, output: '', dialect });

const annotated = (code: string) => withoutMarkup(code, new Set(['annotations']));

/** What the transforms make of lines in a fence. */
const inFence = (dialect: string, code: string) =>
  clean(`\`\`\`text\n${code}\n\`\`\`\n`, { dialect });

describe('the scan of a page, which nothing ends, takes no time that grows with its square', () => {
  it.each([
    ['tags of a template', times('{%', 200_000)],
    ['shortcodes without end', times('{{<', 150_000)],
    ['a shortcode without end', `{{<${times('a', 500_000)}`],
    ['titles without end', times('<Tab title="', 40_000)],
    ['anchors on a line', times('<a id="a">', 50_000)],
    ['headings of backticks', times(`# ${times('`', 300)}\n`, 500)],
    ['comments without end', times('<!--', 200_000)],
    ['live code without end', times('```mdx-code-block\n', 50_000)],
    ['lines below a heading', times('a\n===\n', 50_000)],
  ])('%s', (_, text) => inTime(() => scanFile(text, 'a.md')));

  it('a directive of MyST in the last line', () =>
    inTime(() =>
      scanFile(
        `\`\`\`{note}${times(' ', 50_000)}${times('a', 50_000)}`,
        'a.md',
        headingRules({ syntaxes: ['myst'] }),
      ),
    ));
});

describe('what is split otherwise is read as before', () => {
  it.each([
    ['// #region a', true],
    ['// [START a]', true],
    ['<!-- #region a -->', true],
    ['/* #region a */', true],
    ['// [start: a ] -->', true],
    ['// #region a b', false],
  ])('%s begins a region: %s', (line, begins) => {
    expect(excerpt(`${line}\nx\n`, { region: 'a' })).toBe(begins ? 'x' : undefined);
  });

  it.each([
    ['2', 'b'],
    ['2-3', 'b\nc'],
    [' 2 - 3 ', 'b\nc'],
    ['-2', 'a\nb'],
    ['3:', 'c\nd'],
    ['1,3-4', 'a\nc\nd'],
  ])('lines %s', (asked, text) => {
    expect(excerpt('a\nb\nc\nd\n', { lines: asked })).toBe(text);
  });

  it.each([
    ['a.md', 'a.md', undefined, undefined],
    ['a.md:2:5', 'a.md', undefined, '2-5'],
    ['a.md:1:3,7:9', 'a.md', undefined, '1-3,7-9'],
    ['a.md:2', 'a.md', undefined, '2-2'],
    ['a.md:part', 'a.md', 'part', undefined],
  ])('%s', (path, file, region, asked) => {
    expect(byColon(path)).toEqual({ file, region, lines: asked });
  });
});

describe('what a document asks for has a bound', () => {
  it('a filter that moves text', () => {
    const { body } = clean('{% filter indent(99999999999) %}\na\n{% endfilter %}\n', {
      dialect: 'mkdocs-material',
    });
    expect(body.length).toBeLessThan(100);
  });

  it('words of another page for which more of the same stand', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxy'];
    const words = letters.map((one, at) => `  ${one}: ${times(letters[at + 1] ?? 'z', 9)}\n`);
    const text = `---\ntitle: A\nref: a.md\nreplace:\n${words.join('')}---\n`;
    const { body } = clean(text, { dialect: 'github', files: { 'a.md': '# A\n\na\n' } });
    expect(body.length).toBeLessThan(100);
  });

  it('tags in a block of code', () => {
    const files = { 'snippets/a.txt': times('a', 1_800_000) };
    const code = `\`\`\`text\n${times("{% include 'a.txt' %}\n", 20)}\`\`\`\n`;
    const { body } = clean(code, { dialect: 'mkdocs-material', files });
    expect(body.length).toBeGreaterThan(1_800_000);
    expect(body.length).toBeLessThan(5_000_000);
  });
});

it('tags without end in a file that Jekyll includes', async () => {
  const file = `{% for a in b %}${times('{%', 90_000)}`;
  const read = (path: string) => (path === '/_config.yml' ? '' : file);
  const step = () => withIncludes('{% include a.html %}', { read, isVariable: () => true });
  expect(await cpuSeconds(step)).toBeLessThan(3);
});

it('words in a tag that includes a file of Jekyll', async () => {
  const read = (path: string) => (path === '/_config.yml' ? '' : '{% for a in b %}{% endfor %}');
  const text = `{% include a.html ${times('a', 100_000)} %}`;
  const step = () => withIncludes(text, { read, isVariable: () => true });
  expect(await cpuSeconds(step)).toBeLessThan(3);
});
