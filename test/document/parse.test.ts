import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/contract/dialect.ts';
import { parseDocument, parseFragment } from '../../src/document/parse.ts';
import { resolveDialect } from '../../transforms/dialects/index.ts';
import { outline, show } from './show.ts';

const docusaurus: Dialect = {
  name: 'docusaurus',
  markdown: 'mdx',
  syntaxes: ['containers', 'heading-ids'],
};
const vitepress: Dialect = { ...docusaurus, name: 'vitepress', markdown: 'markdown' };

function tree(text: string, dialect: Dialect, parser: 'native' | 'remark', path = 'page.md') {
  const { tree, messages } = parseDocument({ text, path, dialect, parser });
  return { shown: show(tree), messages, tree };
}

function placeOf(part: string, text: string) {
  const lines = text.slice(0, text.indexOf(part)).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

const cases: [string, string, Dialect][] = [
  ['one-line JSX', '<Tab>x</Tab> <Tab>**y**\nz</Tab>\n', docusaurus],
  [
    'nested one-line JSX',
    '<Tabs>\n  <Tab a="1" b={2} {...c}>x</Tab>\n  <Tab>y</Tab>\n</Tabs>\n',
    docusaurus,
  ],
  ['inline HTML', '<kbd>Ctrl</kbd> <kbd>C</kbd>\n\n<a href="x">y</a>\n', docusaurus],
  ['a container', ':::note My *title* {open}\ntext\n:::\n', docusaurus],
  ['a container in Markdown', 'para\n::: details My `t`\n- a\n- b\n  :::\nafter\n', vitepress],
  ['nested containers', '::::tip[T]\n:::note\nx\n:::\n::::\n', docusaurus],
  ['a container in a list', '1. a\n\n   :::note\n   x\n   :::\n\n2. b\n', docusaurus],
  ['heading ids', '## A {#a-id}\n\n## B {/*b*/}\n\n### C [#c]\n', docusaurus],
  ['HTML blocks', '<details>\n<summary>S <b>x</b></summary>\n\n**m**\n\n</details>\n', vitepress],
  ['an HTML table', '<table><tr><td>a &amp; b<td>c<br>d</table>\n', vitepress],
  ['a task whose paragraph is a heading', '- [x] a\n  ---\n', docusaurus],
  ['a task whose paragraph is a heading, in Markdown', '- [ ] a\n  ===\n', vitepress],
  ['a placeholder', 'Use Promise<string> or <your-name> here.\n', vitepress],
];

describe('both parsers give one tree', () => {
  it.each(cases)('%s', (_, text, dialect) => {
    const native = tree(text, dialect, 'native');
    const remark = tree(text, dialect, 'remark');
    expect(native.shown).toBe(remark.shown);
    expect(native.shown).toMatchSnapshot();
    expect(native.messages).toEqual(remark.messages);
    expect(native.messages).toEqual([]);
  });
});

describe('parseDocument', () => {
  it('keeps the lines of the source', () => {
    const text = '---\ntitle: T\n---\n\n:::note\nx\n:::\n\n# H\n';
    const { tree, frontmatter } = parseDocument({
      text,
      path: 'a.md',
      dialect: docusaurus,
      parser: 'auto',
    });
    expect(frontmatter).toEqual({ title: 'T' });
    const lines = tree.children.map(({ position }) => [position?.start.line, position?.end.line]);
    expect(lines).toEqual([
      [5, 7],
      [9, 9],
    ]);
  });

  it.each([
    '- <A>\n  <B\nc="d" />\n  </A>\n',
    '> <A>\n> <B\n c="d">x</B>\n> </A>\n',
    // To the reference the second line belongs to the paragraph, and the third lacks its mark.
    '- a\n<B\nc="d" />\n',
    '> a\n{`\n  b\n`}\n',
    '- - a\n<B>{`\n  b\n`}</B>\n',
    '[^1]: a\n<B c={() =>\n  1} />\n',
    '- a\n<B> </B>{`\n  b\n`}\n',
    '> a\n<B /> <C\n d="e" />\n',
    '> a\n{1}<B\n c="d" />\n',
  ])('a lazy line of a tag is an error with both parsers: %j', (text) => {
    const native = tree(text, docusaurus, 'native', 'page.mdx');
    expect(native.messages).toMatchObject([{ rule: 'mdx-repair' }]);
    expect(native.messages).toEqual(tree(text, docusaurus, 'remark', 'page.mdx').messages);
  });

  it.each([
    '- a\n<B c="d">\n\nb\n\n</B>\n',
    '- a\n<B /> <C>\nb\n</C>\n',
    '> a\n<B>\nb\n</B>\n',
    '- a\n\n<B\n  c="d" />\n',
    '- a\n\n<B /> <C\n  d="e" />\n',
  ])('an element below a list or a quote is read alike: %j', (text) => {
    const native = tree(text, docusaurus, 'native', 'page.mdx');
    expect(native).toEqual(tree(text, docusaurus, 'remark', 'page.mdx'));
    expect(native.messages).toEqual([]);
  });

  it.each([
    '[^1]: a\n\n    ```\n    b\n    \n    c\n    ```\n',
    '[^1]: a\n\n    ```\n    b\n  \n    c\n    ```\n',
    '[^1]:\n    - a\n\n      ~~~\n      b\n \t\n      c\n      ~~~\n',
    '> [^1]: a\n>\n>     ```\n>     b\n>     \n>     c\n>     ```\n',
    '[^1]: a\n\n\t ```   b\n\t\n\tc\n',
  ])('lines of blanks in the code of a footnote are read alike: %j', (text) => {
    const { shown } = tree(text, vitepress, 'native');
    expect(shown).toBe(tree(text, vitepress, 'remark').shown);
  });

  it.each([
    ['a <a href=https://x.dev/y/>z</a>\n', 'https://x.dev/y/'],
    ['a <a id="1" href=/y class=b>z</a>\n', '/y'],
    ["a <a href = ../y title='/'>z</a>\n", '../y'],
    ['<a href=y/#z>\n\nz\n\n</a>\n', 'y/#z'],
  ])('a value without quotes may hold a slash: %j', (text, address) => {
    const { shown } = tree(text, vitepress, 'native');
    expect(shown).toContain(address);
    expect(shown).not.toContain('<a');
    expect(tree(text, vitepress, 'remark').shown).toBe(shown);
  });

  it.each([
    '*\n\n  ```js\n  b\n    c\n  ```\n',
    '- - a\n  -\n \n\n    ~~~\n    b\n    ~~~\n',
    '> 1.\n>\n>   ```\n>   b\n>   ```\n',
  ])('a fence below an empty item and a blank line is read alike: %j', (text) => {
    const { tree: native } = tree(text, docusaurus, 'native', 'page.mdx');
    expect(native).toEqual(tree(text, docusaurus, 'remark', 'page.mdx').tree);
  });

  it.each([
    ['```\na\n\n```\n\t\n', 'a\n'],
    ['~~~\na\n\n~~~ \n\t\n', 'a\n'],
    ['    a\n\t\n\nb\n', 'a'],
    ['> ```\n> a\n> \n\nb\n', 'a'],
    ['- -     a\n\n        \n\nb\n', 'a'],
    ['    a\n     \n    b\n', 'a\n \nb'],
  ])('only a fence keeps the blank lines above it: %j', (text, code) => {
    for (const parser of ['native', 'remark'] as const) {
      const nodes = tree(text, vitepress, parser).tree.children;
      expect(JSON.stringify(nodes)).toContain(`"value":${JSON.stringify(code)}`);
    }
  });

  it.each([
    ['> - a\n>\n>   b\n', true],
    ['> - a\n>   - b\n>\n>   c\n', true],
    ['> - a\n>   > b\n>   >\n>   > c\n', false],
    ['> - a\n>\n> - b\n', true],
    ['> - a\n>   - b\n>\n>     c\n', false],
  ])('a list in a quote is loose by its own blank lines: %j', (text, spread) => {
    for (const parser of ['native', 'remark'] as const) {
      const [quote] = tree(text, vitepress, parser).tree.children;
      const [list] = quote?.type === 'blockquote' ? quote.children : [];
      expect(list?.type === 'list' && [list.spread, list.children[0]!.spread]).toContain(spread);
      expect(list).not.toHaveProperty('meta');
    }
  });

  it.each([
    'a\nb\n- |\n',
    'a\nb | c\n- | -\nd | e\n',
    'a\n[^1]: *\nb\n',
    'a\n[^1]: 2. b\n',
    '[^1]: a\n<b>\n[^2]: c\n',
    '- <b>\n   \n-\n',
    '-     a\n      \n  b\n',
    '-\n-\n      a\n      b\n',
    '-\n- -     a\n        b\n',
    '-\n---\n    a\n- -\n',
    '>\n-     a\n  >-\n    b\n',
    '-\n<!-- a -->\n\tb\n    c\n',
    '- a <b c="d\n      e">f</b>\n',
    '- [a]: b\n<hr class="c">\n',
    '>[a]: b\n<hr class="c">\n',
    '- [a]: b\n[ ] c\n',
    '- - [^1]:\n    a\n',
    '    a\n[^1]:\n\t-\n',
    'b>\n[^1]:2.\n',
    '- a\n`||\n  -|-\n',
    '[^1]:\n    ```\n \na\n',
    '1. <!--\n\n\n1.\n',
    '1. a\n2. [^1]:\n   b\n',
    '- [^1]:\n\n  b\n',
    '[^1]:\n\na\n',
  ])('an unsure beginning of a block is read alike: %j', (text) => {
    const { tree: native } = tree(text, vitepress, 'native');
    expect(native).toEqual(tree(text, vitepress, 'remark').tree);
  });

  it.each(['<A b={} />\n', "import a from 'a'\n\nexport const a = 1\n", '`\n{a b`\n'])(
    'what is not MDX is told alike: %j',
    (text) => {
      const { messages } = tree(text, docusaurus, 'native', 'page.mdx');
      expect(messages).toMatchObject([{ severity: 'warning' }]);
      expect(messages).toEqual(tree(text, docusaurus, 'remark', 'page.mdx').messages);
    },
  );

  it.each(['a <img width=8/>\n', '`<a href=/x>`\n', 'a=b/c <https://x.dev/a=b/c>\n'])(
    'a slash elsewhere stays: %j',
    (text) => {
      const { shown } = tree(text, vitepress, 'native');
      expect(shown).toMatchSnapshot();
      expect(tree(text, vitepress, 'remark').shown).toBe(shown);
    },
  );

  it.each(['a\n\n  </B>\n', '- a\n- <b>c</b>\n  </B>\n', '- a\n- <b>c</b>\n </B>\n'])(
    'a closing tag without another is told alike: %j',
    (text) => {
      const { messages } = tree(text, vitepress, 'native');
      const { line, column } = placeOf('</B>', text);
      expect(messages).toMatchObject([{ rule: 'html-unclosed', line, column }]);
      expect(tree(text, vitepress, 'remark').messages).toEqual(messages);
    },
  );

  it('says where an element begins that is never closed', () => {
    const { messages } = tree('Words\n\na <b class="x">c\n', vitepress, 'remark');
    expect(messages).toMatchObject([{ rule: 'html-unclosed', line: 3, column: 3 }]);
  });

  it.each([
    ['is told where it begins', '# A\n\n<!-- b\n\nc\n', [{ rule: 'html-unclosed', line: 3 }]],
    ['below one that is closed', '<!-- a --><!-- b\n\nc\n', [{ rule: 'html-unclosed', line: 1 }]],
    ['may end at once', '<!-->\n\na\n', []],
  ])('a comment that is never closed %s', (_, text, found) => {
    expect(tree(text, vitepress, 'remark').messages).toMatchObject(found);
    expect(tree(text, vitepress, 'native').messages).toEqual(
      tree(text, vitepress, 'remark').messages,
    );
  });

  it('names no placeholder for a shortcode that is never closed', () => {
    const text = '> {{% box %}}\n> Quoted.\n\nText\n\n{{% /box %}}\n';
    const { messages } = tree(text, resolveDialect('hugo'), 'remark');
    expect(messages.map(({ reason }) => reason).join()).toMatch(/never closed/);
    expect(messages.map(({ reason }) => reason).join()).not.toMatch(/x-call/);
  });

  it('fixes HTML comments in MDX', () => {
    const { syntax, messages } = parseDocument({
      text: '# A\n\n<!-- x -->\n\n<B />\n',
      path: 'a.mdx',
      dialect: docusaurus,
      parser: 'auto',
    });
    expect(syntax).toBe('mdx');
    expect(messages).toMatchObject([{ rule: 'mdx-repair', line: 3, path: 'a.mdx' }]);
  });
});

it.each<[what: string, text: string, about: readonly string[]]>([
  [
    'a name',
    'v{{#V}} a\n\n[b]({{#URL}}/c) {{#VERSION}}\n',
    ['1 {{#V}}', '3 {{#URL}}', '3 {{#VERSION}}'],
  ],
  ['a helper within text', 'a {{#include b.md}}\n', ['1 {{#include …}}']],
  [
    'numbers of theorems and equations',
    '**{{thm}}{thm:a}[B]** of {{eqref: eq:c}}\n\n$\\frac{{x}}{y:z}$\n',
    ['1 {{thm}}{thm:a}', '1 {{eqref …}}'],
  ],
  ['an outline', '{{%session outline}}\n', ['1 {{%session …}}']],
  [
    'code, what is escaped, what is read',
    '`{{#A}}` \\{{#B}}\n\n{{#title C}}\n\n```\n{{#D}}\n```\n',
    [],
  ],
])('mdBook: %s is reported where a preprocessor of the book replaces it', (_, text, about) => {
  const dialect = resolveDialect('mdbook');
  const { messages } = parseDocument({ text, path: 'page.md', dialect, parser: 'remark' });
  expect(messages.map((message) => `${message.line} ${message.about}`)).toEqual(about);
});

it.each(['native', 'remark'] as const)(
  '%s tells where ESM ends, and nothing else of it',
  (parser) => {
    const text = 'a\n\nexport const b = {\n  c: 1,\n}\n\nd\n';
    const esm = parseDocument({ text, path: 'a.mdx', dialect: docusaurus, parser }).tree
      .children[1];
    expect(Object.keys(esm!).sort()).toEqual(['position', 'type', 'value']);
    expect(esm?.position).toMatchObject({ start: { line: 3 }, end: { line: 5 } });
  },
);

it.each([
  [
    'an inline element around a paragraph is inline',
    'a <b>c</b>\n\n<b>\n  d\n</b>\n',
    'p(a <b>c</b>)p(<b>d</b>)',
  ],
  ['an element around two paragraphs is a block', '<b>\n  c\n\n  d\n</b>\n', '<b>p(c)p(d)</b>'],
])('%s', (_, text, tree) => {
  for (const parser of ['native', 'remark'] as const)
    expect(outline(parseDocument({ text, path: 'a.mdx', dialect: docusaurus, parser }).tree)).toBe(
      tree,
    );
});

it('tells of twenty findings of a kind, and that there are more', () => {
  const dialect = { name: 'test', markdown: 'markdown' } as const;
  const tell = (count: number) =>
    parseDocument({ text: '</b> a\n\n'.repeat(count), path: 'a.md', dialect, parser: 'remark' })
      .messages;
  expect(tell(20)).toHaveLength(20);
  expect(tell(25)).toHaveLength(21);
  expect(tell(25).at(-1)).toMatchObject({
    line: 41,
    reason: 'There are more than 20 findings of this kind; the rest are not listed.',
  });
});

/** A part of a document is of its syntax; a file of its own is of the syntax that its name tells. */
it.each([
  ['markdown', undefined, 'text'],
  ['mdx', undefined, 'expression'],
  ['markdown', 'a.mdx', 'expression'],
  ['mdx', 'a.mdx', 'expression'],
  ['markdown', 'a.md', 'text'],
  ['mdx', 'a.md', 'text'],
  ['mdx', 'a.txt', 'expression'],
] as const)('braces in a fragment of %s, in the file %s, are %s', (syntax, path, what) => {
  const dialect = { name: 'test', markdown: 'markdown' } as const;
  const options = { syntax, dialect, parser: 'remark', ...(path && { path }) } as const;
  const [node] = parseFragment('{a}', options).children;
  expect(node?.type).toBe(what === 'text' ? 'paragraph' : 'mdxFlowExpression');
});
