import { expect, test } from 'vitest';
import { clean } from '../clean.ts';

const markdown = new Set(['kumascript', 'github', 'mdc', 'vitepress', 'myst']);

const cases: [what: string, dialect: string, input: string, output: string][] = [
  [
    'alerts in bold',
    'kumascript',
    '> **Note:** text\n\n> **Note** text\n\n> **Note**: text\n\n> **Other:** text\n\n> **Note:**`a` b\n\n> **Note** `x`: t\n\n> `a` **Note:** text\n\n> - list\n',
    '> [!NOTE]\n> text\n\n> **Note** text\n\n> [!NOTE]\n> text\n\n> **Other:** text\n\n> [!NOTE]\n> `a` b\n\n> **Note** `x`: t\n\n> `a` **Note:** text\n\n> - list\n',
  ],
  [
    'an alert in bold above its text',
    'kumascript',
    '> **Warning:**\n>\n> Text\n\n> **Note:**\n\n> **Note:**\n>\n> - one\n',
    '> [!WARNING]\n> Text\n\n> [!NOTE]\n\n> [!NOTE]\n>\n> - one\n',
  ],
  [
    'definitions in items',
    'kumascript',
    '- term\n  - : meaning\n- other\n  - nested\n  - : odd\n- two\n  - : one\n\n    more\n',
    '- term: meaning\n\n- other\n  - nested\n  - : odd\n\n- two: one\n\n  more\n',
  ],
  [
    'alerts of GitHub',
    'github',
    '> [!note] Title `code`\n\n> [!NOTE]  Title \n> body\n\n> [!NOTE]\n>\n> - list\n\n> [!NOTE]\n>\n> text\n\n> - list\n',
    '> [!NOTE]\n> **Title `code`**\n\n> [!NOTE]\n> **Title**\n>\n> body\n\n> [!NOTE]\n>\n> - list\n\n> [!NOTE]\n> text\n\n> - list\n',
  ],
  [
    'keys',
    'mdc',
    'Press :kbd{value="k"} or :kbd{value="ctrl+shift+k"}.\n',
    'Press `K` or `Ctrl` + `Shift` + `K`.\n',
  ],
  ['terms in groups', 'generic', '<dl><div><dt>A</dt><dd>B</dd></div></dl>\n', '- A: B\n'],
  [
    'cells over columns',
    'generic',
    '<table><tr><td colspan="2.5">a</td><td colspan="-1">b</td></tr><tr><td colspan="2">c</td></tr></table>\n',
    '| | |\n| - | - |\n| a | b |\n| **c** | |\n',
  ],
  [
    'blocks in cells',
    'generic',
    '<table><tr><th>H</th><th>I</th></tr><tr><td>a<hr/>b<h3>c</h3></td><td><ol start="3"><li>x</li><li>y</li></ol></td></tr></table>\n',
    '| H | I |\n| - | - |\n| a<br>b<br>**c** | 3. x<br>4. y |\n',
  ],
  [
    'the language of code inside',
    'generic',
    '<pre><code class="language-js">a</code></pre>\n',
    '```js\na\n```\n',
  ],
  [
    'a summary beside text',
    'generic',
    '<details>\n<summary>Head</summary> One\n\nTwo\n</details>\n',
    '**Head**\n\nOne\n\nTwo\n',
  ],
  ['an empty summary', 'generic', '<details>\n<summary></summary>\n\nTwo\n</details>\n', 'Two\n'],
  [
    'a caption that the picture says',
    'mintlify',
    '<Frame caption="A">\n![A](a.png)\n</Frame>\n\n<Frame caption="A">\n![A](a.png) x\n</Frame>\n\n<Frame caption="A">\n![A](a.png)\n\nText\n</Frame>\n',
    '![A](a.png)\n\n![A](a.png) x\n\nA\n\n![A](a.png)\n\nText\n\nA\n',
  ],
  [
    'ways to do it, one of them empty',
    'vitepress',
    '<div class="options-api">\n\nOne\n\n</div>\n<div class="composition-api">\n\n</div>\n\n<span class="options-api">a</span><span class="composition-api">b</span> c\n',
    '**Options API**\n\nOne\n\na / b c\n',
  ],
  [
    'components of the page',
    'generic',
    'export const A = () => { return <b>x</b> }\nexport const B = function () { return <b>y</b> }\nexport function C() { return <b>z</b> }\nexport const D = () => { const x = 1 }\nexport const F = () => "text"\n\n<A />\n\n<B />\n\n<C />\n\n<D />\n\n<F />\n\n{A}\n',
    '**x**\n\n**y**\n\n**z**\n\ntext\n\nA\n',
  ],
  [
    'what JSX holds',
    'generic',
    'export const A = () => <p>a {"b"} c<Note title="T">d</Note><>e</></p>\n\n<A />\n\n{<b>y</b>}\n',
    'a b c\n\n> [!NOTE]\n> **T**\n>\n> d\n\ne\n\n**y**\n',
  ],
  [
    'members of values',
    'generic',
    'A {[1, 2].x}{({a: 1}).a}{[5]["0"]}{[5][b]}{"abc".length} b\n',
    'A 15 b\n',
  ],
  [
    'items that become empty',
    'generic',
    '- {/* x */}\n- b\n\n1. {/* x */}\n\nText\n',
    '- b\n\nText\n',
  ],
  [
    'a tab that begins with its label',
    'generic',
    '<Tabs><Tab label="A">\n\n**A**\n\nText\n\n</Tab><Tab label="B">\n\n**C**\n\nText\n\n</Tab><Tab label="A">\n\n**A** more\n\n</Tab></Tabs>\n',
    '**A**\n\nText\n\n**B**\n\n**C**\n\nText\n\n**A**\n\n**A** more\n',
  ],
  [
    'files and what is said of them',
    'starlight',
    '<FileTree>\n\n- a `b` c\n- d\n- e **f**\n- **g** words **of** it\n\n</FileTree>\n',
    '- `a`: `b` c\n- `d`\n- `e`: **f**\n- `g`: words **of** it\n',
  ],
  [
    'tables written as lists',
    'myst',
    '```{list-table}\n:header-rows: 1\n\n* - A\n  - B\n* - c\n  - d\n```\n\n```{list-table}\n\nWords\n```\n\n```{list-table}\n\n* - A\n  - B\n\nMore\n```\n',
    '| A | B |\n| - | - |\n| c | d |\n\nWords\n\n- - A\n  - B\n\nMore\n',
  ],
  [
    'lines of a terminal',
    'react.dev',
    '<ConsoleBlockMulti>\n\n<ConsoleLogLine level="error">\n\na\n\n</ConsoleLogLine>\n\n<ConsoleLogLine>\n\nb\n\n</ConsoleLogLine>\n\n</ConsoleBlockMulti>\n\n<ConsoleBlock>\n\n- a\n- b\n\n</ConsoleBlock>\n',
    '```text\na\nb\n```\n\n- a\n- b\n',
  ],
  [
    'what twoslash cuts',
    'vitepress',
    '```ts twoslash\na\n// ---cut-start---\nb\n// ---cut-end---\nc\n```\n\n```ts twoslash\n// ---cut-after---\na\n```\n\n```ts twoslash\nx\n// ---cut---\ny\n// ---cut-after---\nz\n```\n',
    '```ts\na\nc\n```\n\n```ts\n```\n\n```ts\ny\n```\n',
  ],
  [
    'titles of code that name files',
    'docusaurus',
    '```js title="Node.js"\nx\n```\n\n```js title="Own.js"\nx\n```\n\n```js title="a b.js"\nx\n```\n\n```js title="src/x"\nx\n```\n\n```js title="src/"\nx\n```\n',
    '**Node.js**\n\n```js\nx\n```\n\n**`Own.js`**\n\n```js\nx\n```\n\n**a b.js**\n\n```js\nx\n```\n\n**src/x**\n\n```js\nx\n```\n\n**`src/`**\n\n```js\nx\n```\n',
  ],
  [
    'no label for code without one',
    'docusaurus',
    '```js {1}\nx\n```\n\n```js {"file"=x}\ny\n```\n',
    '```js\nx\n```\n\n```js\ny\n```\n',
  ],
  [
    'links around blocks',
    'generic',
    '<a href="/x">\n\nOne\n\nTwo\n\n</a>\n\n<a href="/x">\n\n<b>One</b>\n\n</a>\n',
    '[One Two](/x)\n\n[**One**](/x)\n',
  ],
  [
    'kinds that the type does not name',
    'generic',
    '<Callout type="warning">Text</Callout>\n\n<Callout type="constructor">Text</Callout>\n',
    '> [!WARNING]\n> Text\n\n> [!NOTE]\n> Text\n',
  ],
  ['an ending of a name', 'generic', '<MyTab>d</MyTab>\n\n<MyTab/>\n', 'd\n'],
  [
    'an alert in an alert',
    'generic',
    '<Note>\n\nA\n\n<Tip>\n\nB\n\n</Tip>\n\n<Tip title="T">\n\nC\n\n</Tip>\n\n</Note>\n',
    '> [!NOTE]\n> A\n>\n> **Tip**\n>\n> B\n>\n> **T**\n>\n> C\n',
  ],
  [
    'a landing page that says little',
    'vitepress',
    '---\nhero:\n  name: N\n  actions: []\nfeatures:\n  - title: A\n    details: B\n  - icon: x\n  - link: /c\n    linkText: C\n---\n',
    'N\n\n- **A**\n\n  B\n\n- [C](/c)\n',
  ],
  [
    'marks of headings',
    'fumadocs',
    '## A [#a]\n\n## B *c* [!toc]\n\n## *D* [#d]\n\n## [toc] [#x]\n\nText\n',
    '## A\n\n## B _c_\n\n## _D_\n\nText\n',
  ],
  [
    'a name that goes on in marks',
    'starlight',
    '<FileTree>\n\n- a**b**.js c\n- a_b_ c\n\n</FileTree>\n',
    '- `a__b__.js`: c\n- `a_b_`: c\n',
  ],
  [
    'code that is a link',
    'generic',
    '<code><a href="/x">a</a></code> <code>b <a href="/x">a</a></code> <code>c</code>\n',
    '[`a`](/x) `b a` `c`\n',
  ],
  [
    'a card with several blocks',
    'generic',
    '<Card title="T" href="/x">\n\n## Head\n\n</Card>\n\n<Card title="U" href="/y">\n\nOne\n\n- two\n\n</Card>\n',
    '- [T](/x)\n\n  ## Head\n\n- [U](/y): One\n  - two\n',
  ],
  [
    'a paragraph between texts of a cell',
    'generic',
    '<table><tr><th>H</th></tr><tr><td>a<p>b</p>c</td></tr></table>\n',
    '| H |\n| - |\n| a<br>b<br>c |\n',
  ],
  ['a span of code that begins like a language', 'generic', '`#!py a`\n', '`#!py a`\n'],
  [
    'a summary beside marked text',
    'generic',
    '<details>\n<summary>Head</summary> One <b>two</b>\n\nThree\n</details>\n',
    '**Head**\n\nOne **two**\n\nThree\n',
  ],
  [
    'lines of items in a cell',
    'generic',
    '<table><tr><th>H</th></tr><tr><td><p>a</p><ul><li>x</li><li>y</li></ul>b</td></tr></table>\n',
    '| H |\n| - |\n| a<br>- x<br>- y<br>b |\n',
  ],
];

test.each(cases)('%s (%s)', (_, dialect, input, output) => {
  const path = markdown.has(dialect) ? 'docs/a.md' : 'docs/a.mdx';
  expect(clean(input, { dialect, path }).body).toBe(output);
});
