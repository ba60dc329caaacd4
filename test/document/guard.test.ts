import { describe, expect, it } from 'vitest';
import { dangerToNative } from '../../src/document/parse/guard.ts';
import { textsForNative } from '../../src/document/parse/syntax-tree.ts';
import { parseDocument } from '../../src/document/parse.ts';

const times = (text: string, count: number) => text.repeat(count);

describe('the guard before the native parser', () => {
  it.each([
    ['prose', 'a `b` **c**\n'],
    ['components', '<A b="c" d={[1, 2]}>\n\ntext\n\n</A>\n'],
    ['ESM', "import a from './\\_a.md'\nexport const b = { c: [1, 2] }\n\ntext\n"],
    ['a long text without JavaScript', times('See [the guide](/guide/a) (or b).\n\n', 5_000)],
    ['many links beside an expression', `{a}\n\n${times('[a b](c.d)\n\n', 5_000)}`],
    ['many small expressions', times('{a}\n\n', 5_000)],
    ['many components with an expression each', times('<A>{b}</A>\n\n', 1_500)],
    [
      'a long table beside an expression',
      `{a}\n\n|a|\n|-|\n${times('| `b` - (c ` - `d`) |\n', 5_000)}`,
    ],
    [
      'a long table below imports',
      `import { A } from 'a'\nimport './b.css'\n\n{a}\n\n|a|\n|-|\n${times('| b - c |\n', 20_000)}`,
    ],
    ['a long attribute', `{a}<path d="${times('M1,2 ', 10_000)}" />\n`],
  ])('lets %s pass', (_, text) => {
    expect(dangerToNative(text, 'mdx')).toBeUndefined();
  });

  it.each([
    ['mdx', 2_000, true],
    ['mdx', 2_001, false],
    ['markdown', 2_001, true],
  ] as const)('%s with %i signs that end no tag: %s', (syntax, count, safe) => {
    for (const sign of ['a < b\n', '<? ', '<a ', '</', '<a b="c" ', '<!--'])
      expect(dangerToNative(times(sign, count), syntax)).toBe(safe ? undefined : 'time');
  });

  it('lets as many tags pass as there are', () => {
    const tags = times('<A b="c" />\n\nd < e\n\n<br>\n', 1_900);
    expect(dangerToNative(tags, 'mdx')).toBeUndefined();
  });

  const bombs: [what: string, bomb: string][] = [
    ['brackets', times('[', 4_000)],
    ['pairs of brackets', times('[', 4_000) + times(']', 4_000)],
    ['objects', times('{a:', 4_000)],
    ['assignments', times('a=', 10_000)],
    ['conditions', times('a?b:', 10_000)],
    ['words', times('new ', 10_000)],
    ['arrows', times('a=>', 10_000)],
    ['signs', times('+-', 10_000)],
    ['labels', times('a:', 10_000)],
    ['elements', times('<a>', 14_000)],
    ['elements and expressions', times('<a>{', 60)],
  ];
  const contexts: [where: string, around: (bomb: string) => string][] = [
    ['an expression', (bomb) => `{${bomb}}\n`],
    ['an attribute', (bomb) => `<A b={${bomb}} />\n`],
    [
      'an attribute of an element named in another script',
      (bomb) => `<Ä c="\`" b={${bomb}} d="\`"/>`,
    ],
    ['ESM', (bomb) => `export const a = ${bomb}\n`],
    ['ESM behind a blank line', (bomb) => `export default\n\n${bomb}\n`],
    ['ESM behind imports', (bomb) => `import a from 'b'\nexport const c = ${bomb}\n\n{d}\n`],
    ['text below imports', (bomb) => `import a from 'b'\n${bomb}\n\n{d}\n`],
    ['a string in an expression', (bomb) => `{ "{" ${bomb} " }" } "}\n`],
    ['an expression left open', (bomb) => `{a} {\n\n${bomb}\n`],
    ['a comment', (bomb) => `{/* } */ ${bomb}}\n`],
    ['a string', (bomb) => `{'\\'' + ${bomb}}\n`],
    ['a regular expression', (bomb) => `{/'/ + ${bomb}}\n`],
    ['what looks like a fence in an item', (bomb) => `- ~~~\n{${bomb}}\n`],
    ['what looks like a fence in a later item', (bomb) => `a\n10. ~~~\n{${bomb}}\n`],
    ['a fence that its list ends', (bomb) => `- a\n\n  \`\`\`\nb\n\n{${bomb}\n`],
    ['what looks like a code span', (bomb) => `\`a\n\t\n{${bomb}} \`\n`],
    ['what looks like a code span in a label', (bomb) => `[\`]{${bomb}}\`\n`],
    ['a link', (bomb) => `[a](/{") {" ${bomb}}\n`],
    ['a template', (bomb) => `{\`\n\`\`\`\n\${${bomb}}\n\`\`\`\n`],
  ];

  describe.each(contexts)('in %s', (_where, around) => {
    it.each(bombs)('keeps back %s', (_what, bomb) => {
      expect(dangerToNative(around(bomb), 'mdx')).toBeDefined();
    });
  });

  it('counts all brackets that something uncertain stands in', () => {
    for (const inside of ['"', "'", '`', '/', '\\', '<', '\n', '{', '(']) {
      expect(dangerToNative(`{${times(`[${inside}]`, 3_000)}}`, 'mdx')).toBeDefined();
    }
  });

  it('adds up what stands in different places', () => {
    const half = `{${times('[', 1_700)}${times(']', 1_700)}}\n\ntext\n\n`;
    expect(dangerToNative(half, 'mdx')).toBeUndefined();
    expect(dangerToNative(half + half, 'mdx')).toBeDefined();
  });

  const component = `function A({ b }) {
  // It's a comment
  return <ul c={() => d({ e: "'" })} {...b}>
    {b.map((f) => <li key={f}>{f / 2} can't {\`\${f}\`} <br /> {a < b}</li>)}
    {/* 'a' */}
  </ul>;
}
`;

  it('follows elements in expressions, however many there are', () => {
    const code = `\`\`\`js\n${component}\`\`\`\n\n`;
    expect(dangerToNative(`${times(code, 50)}\`<a>\` and \`<b>\`\n`, 'mdx')).toBeUndefined();
    expect(dangerToNative(times('`<a>` {b}\n\n', 1_000), 'mdx')).toBeUndefined();
  });

  it.each([
    ['a string', '"', '"'],
    ['a template', '`${', '}`'],
    ['a comment', '/*', '*/'],
    ['a regular expression', '/', '/'],
    ['an attribute', '<a b="', '"/>'],
    ['an element', '<a>', '</a>'],
  ])('looks for elements without an end in %s', (_, before, after) => {
    for (const hidden of [times('{<b>', 30), `{${times('<b>', 30)}`, times('<b c={', 30)])
      expect(dangerToNative(`{${before}${hidden}${after}}\n`, 'mdx')).toBe('time');
  });

  it.each([
    ['few expressions, short', 1, 10, 1_000, undefined],
    ['few expressions, long', 1, 10, 150_000, undefined],
    ['many expressions, short', 100, 10, 1_000, undefined],
    ['many expressions, long', 100, 10, 150_000, 'time'],
  ] as const)('bounds the time: %s', (_, braces, elements, paragraphs, danger) => {
    const text = times('{\n\n', braces) + times('<a>', elements) + times('a\n\n', paragraphs);
    expect(dangerToNative(text, 'mdx')).toBe(danger);
  });

  it.each([
    ['what seems to be tags', '<a b="é{a}', 1_400, 'time'],
    ['what seems to be ended tags', '<a b="é{a}> ', 1_400, 'time'],
    ['few of them in a paragraph', `${times('<a b="é{a}', 100)}\n\n`, 14, undefined],
    ['many tags with an expression', '<A b={c}/>\n\n', 1_000, undefined],
  ] as const)('bounds the looks for each expression: %s', (_, unit, count, danger) => {
    expect(dangerToNative(times(unit, count), 'mdx')).toBe(danger);
  });

  const open = times('<a>', 20) + times('b ', 2_000);
  const close = `${times('</a>', 20)}}/>\n`;
  it.each([
    ['heading', `# a {${open}}\n${close}`],
    ['heading, in an attribute', `# <b c={${open}}/>\n${close}`],
    ['paragraph', `a <b c={${open}}/>\n\n${close}`],
    ['quote', `> a <b c={${open}}/>\n\n${close}`],
    ['item', `- a <b c={${open}}/>\n\n${close}`],
    ['cell', `|a|b|\n|-|-|\n|a <b c={${open}|${close}`],
  ])('knows that elements lie open at the end of a %s, whatever stands behind it', (_, text) => {
    expect(dangerToNative(text, 'mdx')).toBe('time');
  });

  it('leaves plain Markdown alone, which does not nest on the stack', () => {
    expect(dangerToNative(times('{[', 5_000), 'markdown')).toBeUndefined();
  });
});

describe('signs on a line, of which native takes more than linear time', () => {
  const rows = (row: string, count: number) => `a|b\n--\n${times(`${row}\n`, count)}`;

  it.each([
    ['references', times('&amp;', 6_000), true],
    ['too many references', times('&amp;', 7_000) + times('a ', 25_000), false],
    ['too many references in what seems to be a table', rows(times('&amp;', 1_900), 5), false],
    ['references in paragraphs', times(`${times('&amp;', 1_900)}\n\n`, 5), true],
    ['marks', times('_a ', 60_000), true],
    ['too many marks', times('_a ', 70_000), false],
    ['too many marks in what seems to be code', `- ~~~\n${times('[', 70_000)}\n`, false],
    ['many marks in paragraphs', times(`${times('_a ', 400)}\n\n`, 1_000), true],
    ['tags', times('<a/>', 10_000), true],
    ['open tags', times('a <b>\n\n', 9_000), true],
    ['too many open tags', times('a <b>\n\n', 15_000), false],
    ['expressions', times('a {b} ', 10_000), true],
    ['too many expressions', times('a {b} ', 25_000), false],
    ['too many tags', times('<a/>', 10_000) + times('a ', 150_000), false],
  ])('%s', (_, text, isForNative) => {
    for (const syntax of ['markdown', 'mdx'] as const)
      expect([...textsForNative(text, syntax)].length > 0).toBe(isForNative);
  });
});

describe('code between fences', () => {
  const bomb = times('[', 5_000);
  const nesting = `{a}\n\n\`\`\`js\n{${bomb}\n\`\`\`\n\n`;
  const given = (text: string) => Array.from(textsForNative(text, 'mdx'), ({ text }) => text);

  it('is filled, so that the rest of the text decides', () => {
    const [filled, ...others] = given(nesting);
    expect(filled).toHaveLength(nesting.length);
    expect(filled).not.toContain('[');
    expect(others).toEqual([]);
  });

  it('is native to read as it stands, too, where that is safe', () => {
    const text = `\`\`\`js\n${times('a(b) {}\n', 10)}\`\`\`\n`;
    expect(given(text)).toEqual([expect.stringContaining('xxx'), text]);
  });

  it.each([
    ['a long text', '', 150_000, true],
    ['a long text that leaves little open', times('{\n\n', 100), 100_000, true],
    ['a short text that leaves much open', times('{\n\n', 2_000), 20_000, true],
    ['a long text that leaves much open: quadratic work', times('{\n\n', 2_000), 60_000, false],
  ])('%s', (_, open, paragraphs, isForNative) => {
    expect(given(nesting + open + times('a\n\n', paragraphs)).length > 0).toBe(isForNative);
  });

  const code = "const a = { b: [1, '<c>'] };\n\n  // `d`\n\n\nexport default a;\n";
  const indented = (by: string) => code.replace(/^(?=.)/gm, by);
  it.each([
    ['alone', `\`\`\`js {1,3} title="a"\n${code}\`\`\`\n`],
    ['of other fences', `~~~ \`a\`\n${code}~~~\n`],
    ['with fences in it', `\`\`\`\`\n${code}\n\`\`\`\n${code}\`\`\`\`\n`],
    ['behind a span of three ticks', `\`\`\`a\`\`\` {b}\n\n\`\`\`\n${code}\`\`\`\n`],
    ['in an element', `<A>\n\`\`\`js\n${code}\`\`\`\n</A>\n`],
    ['in an element, indented', `<A>\n    \`\`\`js\n${indented('    ')}    \`\`\`\n</A>\n`],
    ['indented less than its fence', `<A>\n    \`\`\`js\n${indented(' ')}    \`\`\`\n</A>\n`],
    ['in an item', `- a\n\n  ~~~\n${indented('  ')}  ~~~\n\n  {b}\n`],
    ['in an item, by tabs', `- a\n\n\t~~~\n${indented('\t')}\t~~~\n`],
    ['in an item that ends', `- a\n\n  ~~~\n  ${times('b', 40)}\nc\n\n~~~\n${code}~~~\n`],
    ['in a quote', `> ~~~\n${indented('> ')}> ~~~\n`],
    ['that a quote ends', `> a\n\n~~~\n${indented('> ')}~~~\n`],
    ['that an item begins', `- ~~~\n${code}~~~\n${code}`],
    ['in a template', `{\`\n~~~\n\${1}${times('b', 40)}\n~~~\n\`}\n`],
    ['in an expression', `{/*\n~~~\n${code}~~~\n*/}\n`],
    ['that has no end', `~~~\n${code}`],
    ['with an indented end', `~~~\n${code}     ~~~\n\na {b}\n`],
    ['with characters of several units', `~~~\n${times('é😀\n', 20)}~~~\n\na {b} é\n`],
    ['beyond what is to be filled', `~~~\n${code}~~~\n\n# \`~~~ {a}\` \\{b\\}\n`],
  ])('is read as the reference reads it %s', (_, text) => {
    const [native, remark] = (['auto', 'remark'] as const).map(
      (parser) => parseDocument({ text, path: 'a.mdx', dialect: { name: 'test' }, parser }).tree,
    );
    expect(native).toEqual(remark);
  });
});
