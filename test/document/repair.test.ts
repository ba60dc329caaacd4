import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/contract/dialect.ts';
import { parseDocument } from '../../src/document/parse.ts';
import { show } from './show.ts';

const dialect: Dialect = { name: 'test', markdown: 'mdx', syntaxes: [] };

function parse(text: string, path = 'a.mdx', parser: 'native' | 'remark' = 'native') {
  const { tree, syntax, messages } = parseDocument({ text, path, dialect, parser });
  return { shown: show(tree), syntax, messages };
}

describe('MDX that is none', () => {
  it.each([
    [
      'a comment',
      'a\n\n<!-- b -->\n\n`<!-- c -->`\n',
      'turning HTML comments into MDX comments',
      ' b ',
    ],
    [
      'a style',
      '<style>\nh1 { color: red }\n</style>\n\ntext\n',
      'leaving out scripts and styles',
      'text',
    ],
    [
      'what is declared below imports',
      'import A from "./a"\nconst b = { c: 1 };\n\n<A d={b.c} />\n',
      'exporting what is declared below imports',
      'export const b',
    ],
    [
      'what is declared below a template text, which stays as it is',
      'export const a = `\nconst b = 1;\n`;\nconst c = 2;\n\n{c}\n',
      'exporting what is declared below imports',
      '`\\nconst b = 1;\\n`;\\nexport const c',
    ],
    [
      'an import right above a tag',
      'import A from "./a"\nimport B from "./b"\n<A\n  b={B}\n/>\n\nText\n',
      'ending imports above a tag',
      'name="A"',
    ],
    ['an id', '## Title {#the-id}\n\n`{#no}`\n', 'leaving out ids of headings', 'Title'],
    ['an autolink', 'see <https://a.b/c>.\n', 'reading <https://…> as links', 'https://a.b/c'],
    ['a mail address', 'see <me@b.c>.\n', 'reading <https://…> as links', 'see me@b.c.'],
    ['a void tag', 'a<br>b <img src="x">\n', 'closing void tags', 'name="br"'],
    ['a comparison', 'if a <= b\n', 'reading a `<` as text', 'if a <= b'],
    ['a brace without end', 'a\n\nand {c\n', 'reading a `{` as text', 'and {c'],
    ['braces in prose', 'set {a b}\n', 'taking expressions as they stand', '{a b}'],
    [
      'an expression in a tag',
      '<Card a={b c}>\n\nd\n\n</Card>\n',
      'taking expressions as they stand',
      '"b c"',
    ],
    ['a placeholder', 'Promise<string> is it\n', 'reading a `<` as text', 'Promise<string> is it'],
    [
      'a placeholder of words',
      'b<index in order>.\n',
      'reading a `<` as text',
      'b<index in order>.',
    ],
    [
      'a placeholder in capitals',
      'set <API_KEY> to\n',
      'reading a `<` as text',
      'set <API_KEY> to',
    ],
    [
      'what a type is given',
      'an Event<State> of Result<_, Err>\n',
      'reading a `<` as text',
      'an Event<State> of Result<_, Err>',
    ],
    ['a tag without end', '<Card title="x">\n\ntext\n', 'ending <Card> at once', 'text'],
    ['an end without tag', 'text </b> more\n', 'leaving out </b>', 'more'],
    [
      'an end that is indented as the list above it is',
      '<Tabs>\n  <Tab>\n\n- One\n\n  </Tab>\n  <Tab>\n\n- Two\n\n  </Tab>\n</Tabs>\n\nBelow.\n',
      'ending the list above </Tab>',
      'Below.',
    ],
    [
      'the same in an item',
      '1. <Tab>\n\n   - One\n\n     </Tab>\n\n   Below.\n',
      'ending the list above </Tab>',
      'Below.',
    ],
    [
      'a tag that is not indented with its item',
      '1. One\n<img\n    src={a}\n    style={{b: 1}}\n/>\n2. Two\n<Note\n  onClick={() => 1}\n  title="c">\n',
      'indenting a tag with its list item, ending <Note> at once',
      'name="img"',
    ],
    ['crossed tags', '<A>x</B> y\n', 'leaving out </B>', 'x'],
  ])('fixes %s', (_, text, what, kept) => {
    const { shown, syntax, messages } = parse(text);
    expect(syntax).toBe('mdx');
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ rule: 'mdx-repair', severity: 'warning', path: 'a.mdx' });
    expect(messages[0]?.reason).toContain(what);
    expect(shown).toContain(kept);
    expect(parse(text, 'a.mdx', 'remark')).toEqual(parse(text));
  });

  it('reads as Markdown what fails too often', () => {
    const { shown, syntax, messages } = parse(`${'a <= b {c d}\n\n'.repeat(40)}**e**\n`);
    expect(syntax).toBe('markdown');
    expect(messages).toMatchObject([{ rule: 'mdx-fallback', line: 1, column: 4 }]);
    expect(shown).toContain('a <= b {c d}');
  });

  it('says nothing of comments in .md files', () => {
    const { syntax, messages } = parse('a\n\n<!-- truncate -->\n\n<B />\n', 'a.md');
    expect({ syntax, messages }).toEqual({ syntax: 'mdx', messages: [] });
  });

  it('says nothing of comments where the dialect has them', () => {
    const own: Dialect = { ...dialect, conventions: ['html-comments'] };
    const parser = 'native';
    const parsed = parseDocument({
      parser,
      text: '<!-- a -->\n\n<B />\n',
      path: 'a.mdx',
      dialect: own,
    });
    expect(parsed).toMatchObject({ syntax: 'mdx', messages: [] });
  });
});

describe('the choice of the syntax', () => {
  const evidence: Dialect = { name: 'test', markdown: 'evidence' };
  it.each([
    ['prose', 'a {string} and `<B c={d} />`\n', 'markdown'],
    ['a sample in a fence', '```mdx\nimport a from "b"\n```\n', 'markdown'],
    ['an import', 'import A from "./a.mdx"\n\n<A />\n', 'mdx'],
    ['an import of styles', 'import "./a.css"\n\n<A />\n', 'mdx'],
    ['an import of Go', 'import "fmt"\n', 'markdown'],
    ['a comment in braces', '{/* note */}\n', 'mdx'],
    ['a comment of a template', 'a {{/* note */}} b\n', 'markdown'],
    ['a component with an expression', '<Tabs items={["a"]}>\n\nx\n\n</Tabs>\n', 'mdx'],
    ['a style that is an object', '<a style={{ color: "red" }} href="b.md">x</a>\n', 'mdx'],
    ['a value that Liquid fills in', '<a href={{ site.url }}>x</a>\n', 'markdown'],
    ['a component over several lines', '<Tabs\n  items={["a"]}\n/>\n', 'mdx'],
    ['a template text as a child', '<Code>\n{`a\n\nb`}\n</Code>\n', 'mdx'],
    ['a component on lines of its own', '<Box kind="a">\n**b**\n</Box>\n', 'mdx'],
    ['such a component in an item', '- a\n\n    <Box>\n        **b**\n    </Box>\n', 'mdx'],
    ['a component in indented code', 'a\n\n    <Box>\n      **b**\n    </Box>\n', 'markdown'],
    ['such code in an item', '- a\n\n        <Box>\n        **b**\n        </Box>\n', 'markdown'],
    [
      'such a component beside braces that are text',
      '<Box>\n**b**\n</Box>\n\n/a/{id}\n',
      'markdown',
    ],
    ['a type that is not closed', '<Box>\n\nof a type\n', 'markdown'],
    ['plain HTML', '<div class="x">\n\nx\n\n</div>\n', 'markdown'],
  ])('for .md by evidence: %s', (_, text, syntax) => {
    const parsed = parseDocument({ text, path: 'a.md', dialect: evidence, parser: 'auto' });
    expect(parsed.syntax).toBe(syntax);
  });

  it('repairs no sample with components whose fence ends too soon', () => {
    const text =
      '```mdx\n<Tabs>\n  <Tab>\n    ```sh\n    a\n    ```\n  </Tab>\n  <Tab>\n    b\n  </Tab>\n</Tabs>\n```\n';
    const dialect: Dialect = { name: 'test', markdown: 'mdx' };
    expect(parseDocument({ text, path: 'a.md', dialect, parser: 'auto' }).syntax).toBe('markdown');
  });

  it.each([
    [
      'is fixed without a word where only a component on its lines shows it',
      '<Box>\n**b**\n</Box>\n',
      [],
    ],
    ['is fixed with a message where an import does', 'import A from "./a"\n', ['mdx-repair']],
  ])('for .md by evidence, what is not MDX %s', (_, text, rules) => {
    const parsed = parseDocument({
      ...{ text: `${text}\nsee <https://a.b/c>\n`, path: 'a.md' },
      ...{ dialect: evidence, parser: 'auto' },
    });
    expect(parsed.syntax).toBe('mdx');
    expect(parsed.messages.map(({ rule }) => rule)).toEqual(rules);
  });

  it('is never MDX for .md of a Markdown dialect, and always first for .mdx', () => {
    const markdown: Dialect = { name: 'test', markdown: 'markdown' };
    const text = 'import a from "b"\n\n{string}\n';
    expect(parseDocument({ text, path: 'a.md', dialect: markdown, parser: 'auto' }).syntax).toBe(
      'markdown',
    );
    expect(parseDocument({ text, path: 'a.MDX', dialect: markdown, parser: 'auto' }).syntax).toBe(
      'mdx',
    );
  });
});
