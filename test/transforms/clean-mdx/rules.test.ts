import { expect, test } from 'vitest';
import { clean } from '../clean.ts';

const markdown = new Set(
  'docsify github hugo kumascript liquid mdbook mdc mkdocs-material myst vitepress'.split(' '),
);

type Files = Readonly<Record<string, string>>;

const cases: [what: string, dialect: string, input: string, output: string, files?: Files][] = [
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
    'names of files in the meta of code components',
    'starlight',
    '<Code code="a" lang="ts" meta=\'title="src/a.ts" {1}\' />\n',
    '**`src/a.ts`**\n\n```ts\na\n```\n',
  ],
  [
    'keys',
    'mdc',
    'Press :kbd{value="k"} or :kbd{value="ctrl+shift+k"}.\n',
    'Press `K` or `Ctrl` + `Shift` + `K`.\n',
  ],
  [
    'a box in an item whose text goes on without indentation',
    'mkdocs-material',
    '1. One\nmore\n\n    !!! warning "Title"\n        Text\n\n2. Two\n',
    '1. One\n   more\n\n   > [!WARNING]\n   > **Title**\n   >\n   > Text\n\n2. Two\n',
  ],
  [
    'members without a signature',
    'generic',
    '<div class="tsd-member"><p>Text</p><p>More</p></div>\n\n<div class="tsd-member"><div class="tsd-anchor-link"></div><p>Other</p></div>\n',
    'Text\n\nMore\n\nOther\n',
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
  [
    'a link around a heading and more is a card, one around other blocks is not',
    'generic',
    '<a href="b">\n### One\n\ntwo\n</a>\n\n<a href="b">\n<div>One</div>\n<div>two</div>\n</a>\n',
    '- [One](b): two\n\n[One   two](b)\n',
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
    'A 153 b\n',
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
  [
    'elements on lines below each other',
    'generic',
    '<Badge text="a" />\n<Badge text="b" />\n\n<Badge text="c" />\n',
    'a\nb\n\nc\n',
  ],
  [
    'blocks in an element of code',
    'generic',
    '<CodeBlock>\n<div>a</div>\n\n<div><div>b</div></div>\n\nc\n\nd\n</CodeBlock>\n',
    '```\na\nb\nc\nd\n```\n',
  ],
  [
    'a tab that holds no more than the word of its label',
    'generic',
    '<Tabs><Tab label="A">A</Tab></Tabs>\n',
    '**A**\n\nA\n',
  ],
  [
    'cards within a line',
    'generic',
    'Text <Card href="/a/b" /> more <Card href="/a/b" title="T" /> and <Card href="/c">w</Card>\n',
    'Text [b](/a/b) more [T](/a/b) and [w](/c)\n',
  ],
  [
    'a table with a caption and columns',
    'generic',
    '<table><caption>C</caption><colgroup><col/></colgroup><tr><th>A</th></tr><tr><td>b</td></tr></table>\n',
    'C\n\n| A |\n| - |\n| b |\n',
  ],
  ['a table of lists that holds none', 'markdoc', '{% table %}\n\n---\n\n{% /table %}\n', '---\n'],
  [
    'a table of lists with a text below',
    'markdoc',
    '{% table %}\n\n* A\n---\n* c\n\nWords\n\n{% /table %}\n',
    '- A\n\n---\n\n- c\n\nWords\n',
  ],
  [
    'attributes of JSX that are spread or computed',
    'generic',
    '{<Note {...{title: "T"}}>d</Note>}\n\n{<Card title={`a`} href={"/b"} />}\n',
    '> [!NOTE]\n> **T**\n>\n> d\n\n- [a](/b)\n',
  ],
  [
    'steps in one paragraph, and text above them',
    'generic',
    '<Steps>\nText\n<Step title="A">a</Step> <Step title="B">b</Step>\n</Steps>\n',
    'Text\n\n**A**\n\na\n\n**B**\n\nb\n',
  ],
  [
    'an import of a lower-case name',
    'docusaurus',
    "import code from './code.jsx'\n\n<code>x</code>\n",
    '`x`\n',
    { 'docs/code.jsx': 'export default () => <p>own</p>\n' },
  ],
  [
    'a component of the site that is a block, below a line',
    'docusaurus',
    "import Own from './own.jsx'\n\nText.\n<Own />\n",
    'Text.\n\nBlock\n',
    { 'docs/own.jsx': 'export default () => <p>Block</p>\n' },
  ],
  [
    'a component of the site that is a part of a line, below a line',
    'docusaurus',
    "import Own from './own.jsx'\n\nText.\n<Own />\n",
    'Text.\n**Span**\n',
    { 'docs/own.jsx': 'export default () => <b>Span</b>\n' },
  ],
  [
    'a script that is not closed',
    'vitepress',
    'Text {{ a }}\n\n<script setup>\nconst a = 1\n',
    'Text {{ a }}\n',
  ],
  [
    'a shortcode with a body and without one',
    'hugo',
    '{{< own >}}\n\n{{< own >}}body{{< /own >}}\n',
    'none\n\nhas body\n',
    { 'layouts/shortcodes/own.html': '{{ with .Inner }}has {{ . }}{{ else }}none{{ end }}' },
  ],
  [
    'a shortcode of the type that the index of the content states',
    'hugo',
    '{{< own >}}\n',
    'of the type\n',
    {
      '_index.md': '---\ncascade:\n  type: blog\n---\n',
      'layouts/blog/_shortcodes/own.html': 'of the type',
      'layouts/_shortcodes/own.html': 'of all',
    },
  ],
  [
    'data of the site, and a file of it that is not valid',
    'liquid',
    'A {% data variables.a.b %} B {% data variables.c.b %}\n',
    'A b B one\n',
    { 'data/variables/a.yml': 'b: one\nb: two\n', 'data/variables/c.yml': 'b: one\n' },
  ],
  [
    'an include that Jekyll keeps',
    'liquid',
    '{% include_cached a.html x="1" %}\n',
    'one\n',
    { '_includes/a.html': "{% if include.x == '1' %}one{% endif %}" },
  ],
  [
    "Hexo's code with title and language",
    'liquid',
    '{% codeblock Array.map lang:js http://a.dev/map Docs mark:1 %}\na *b* c\n{% endcodeblock %}\n',
    '**`Array.map`**\n\n```js\na *b* c\n```\n',
  ],
  [
    'a file of the folder for includes',
    'hugo',
    '{{< include "use/a.md" >}}\n',
    'one\n',
    { 'includes/use/a.md': 'one\n' },
  ],
  ['lines of a file', 'mdbook', '{{#include b.md:2:3}}\n', '2\n', { 'docs/b.md': '1\n\n2\n\n3\n' }],
  ['a text of an expression', 'generic', '{" b "}\n', 'b\n'],
  [
    'an expression that stands twice',
    'generic',
    '{<b>x</b>} and {<b>x</b>}\n',
    '**x** and **x**\n',
  ],
  ['a button alone in code', 'generic', '<pre><button>a</button></pre>\n', '```\na\n```\n'],
  [
    'an element as an attribute',
    'generic',
    '<Card title="T" href="/x" description="<i>d</i>" />\n',
    '- [T](/x): _d_\n',
  ],
  [
    'a path that a component names beside its content, and one alone',
    'generic',
    '<Own src="a/b.txt">Text</Own>\n\n<Own src="a/b.txt" />\n',
    'Text\n\n`a/b.txt`\n',
  ],
  [
    'languages with signs that open no meta',
    'generic',
    '```:x\ny\n```\n\n```c#=x\ny\n```\n',
    '```:x\ny\n```\n\n```c#=x\ny\n```\n',
  ],
  ['two marks of a heading', 'fumadocs', '## A [step] [#x]\n\nText\n', '## A\n\nText\n'],
  [
    'HTML of several blocks within a line',
    'starlight',
    'x <span set:html="<p>a</p><p>b</p>" /> y\n',
    'x\n\na\n\nb\n\ny\n',
  ],
  [
    'names of a page in text, in code and in what it includes',
    'vitepress',
    "# A\n\n<script setup>\nconst name = 'kiln'\nconst all = ['x']\n</script>\n\nThe {{ name }}, `{{ name }}()`, `{{ 'a' }}` and {{ other }}.\n\n<!--@include: ./p.md-->\n\n```ts-vue\n{{ all[0] }}\n```\n\n```ts\n{{ name }}\n```\n",
    "# A\n\nThe kiln, `kiln()`, `{{ 'a' }}` and {{ other }}.\n\nPart kiln.\n\n```ts\nx\n```\n\n```ts\n{{ name }}\n```\n",
    {
      'docs/p.md':
        "<!--\n<script setup>\nconst name = 'none'\n</script>\n-->\n\nPart {{ name }}.\n",
    },
  ],
  [
    'lists of words in the middle of a sentence',
    'starlight',
    'Open <span set:html="<ol><li>Tools &rarr;</li><li>Kilns</li></ol>" />, or <span set:html="<ul><li>A</li><li>B</li></ul>" /> of them.\n\nThese: <span set:html="<ul><li>A</li><li>B</li></ul>" /> are all.\n',
    'Open Tools → Kilns, or A, B of them.\n\nThese:\n\n- A\n- B\n\nare all.\n',
  ],
  [
    'endings of names without content',
    'starlight',
    '<MyTabs />\n\n<MyTabs>\n\nText\n\n</MyTabs>\n',
    'Text\n',
  ],
  [
    'an unknown component around lines that are typed',
    'generic',
    '<Prompt title="T">{`a\n\n    b *c*`}</Prompt>\n\n<Prompt>{`a b`}</Prompt>\n\n<Prompt>\n  {`a\n  b`}\n\n  c\n</Prompt>\n',
    '**T**\n\n```\na\n\n  b *c*\n```\n\na b\n\na\nb\n\nc\n',
  ],
  [
    'an unknown shortcode with a body and without one',
    'hugo',
    '{{< foo "label" >}}body{{< /foo >}}\n\n{{< foo "label" >}}\n',
    'body\n\nlabel\n',
  ],
  [
    'what a terminal holds beside its lines',
    'react.dev',
    '<ConsoleBlockMulti>\n\nText\n\n<ConsoleLogLine>\n\nb\n\n</ConsoleLogLine>\n\n</ConsoleBlockMulti>\n\n<ConsoleLogLine>\n\n- a\n- b\n\n</ConsoleLogLine>\n\nin <ConsoleLogLine>c</ConsoleLogLine> line\n',
    'Text\n\n```text\nb\n```\n\n- a\n- b\n\nin c line\n',
  ],
  [
    'a text between the files of a tree',
    'generic',
    '<FileTree>\n\n- a\n\nText\n\n- b\n\n</FileTree>\n',
    '- `a`\n\nText\n\n- `b`\n',
  ],
  [
    'an include of Docsify beside a text',
    'docsify',
    "[a](b.md ':include') and text\n",
    '[a](b.md) and text\n',
    { 'docs/b.md': 'B\n' },
  ],
  [
    'an attribute that is given twice',
    'docusaurus',
    'import A from \'./_a.mdx\'\n\n<A x="1" x="2" />\n',
    '1\n',
    { 'docs/_a.mdx': '{props.x}\n' },
  ],
  [
    'slots by name, the rest, and a note',
    'starlight',
    'import Own from \'./own.astro\'\n\n<Own>\n<b slot="x" class="c">in x</b>\n\nRest\n{/* note */}\n</Own>\n',
    'X:\n\n**in x**\n\nD:\n\nRest\n',
    {
      'docs/own.astro':
        '---\n---\n<div><p>X:</p><slot name="x" /><p>D:</p><slot>nothing</slot></div>\n',
    },
  ],
  [
    'slots by name within a line',
    'starlight',
    'import Own from \'./own.astro\'\n\n<Own><b slot="x">one</b> <i slot="y">two</i></Own>\n',
    '_two_ **one** default\n',
    {
      'docs/own.astro':
        '---\n---\n<div><slot name="y" /> <slot name="x" /> <slot>default</slot></div>\n',
    },
  ],
  [
    'Markdown that a template of the site makes',
    'hugo',
    '{{< own >}}\n\n{{< two >}}\n',
    'a\n\na\n\nb\n',
    {
      'layouts/shortcodes/own.html': '{{ markdownify "a" }}',
      'layouts/shortcodes/two.html': '{{ .Page.RenderString "a\\n\\nb" }}',
    },
  ],
  [
    'a template of the site that does not say the body',
    'hugo',
    '{{< own >}}body{{< /own >}}\n\n{{< own >}}\n',
    'text\n\nbody\n\ntext\n',
    { 'layouts/shortcodes/own.html': '<p>text</p>' },
  ],
  [
    'what an include is given, on a line of its own and within one',
    'liquid',
    '{% include a.html x="some words" %}\n',
    'some words\n\na some words b\n',
    { '_includes/a.html': '<div>\n{{ include.x }}\n</div>\na {{ include.x }} b\n' },
  ],
  [
    'conditions on what an include is given',
    'liquid',
    '{% include a.html x="1" y="" %}\n',
    'one,blank,nil,not 2,x\n',
    {
      '_includes/a.html':
        "{% if include.x and include.z %}both,{% endif %}{% if include.x or include.z %}one,{% endif %}{% if include.y == blank %}blank,{% endif %}{% if include.z == nil %}nil,{% endif %}{% if include.x == nil %}no,{% endif %}{% if include.x != '1' %}no,{% endif %}{% if include.x != '2' %}not 2,{% endif %}{% if include.x contains '2' %}no,{% endif %}{% if include.x and include.y and include.x == '1' %}x{% endif %}\n",
    },
  ],
];

test.each(cases)('%s (%s)', (_, dialect, input, output, files = {}) => {
  const path = markdown.has(dialect) ? 'docs/a.md' : 'docs/a.mdx';
  const { body, reports } = clean(input, { dialect, path, files });
  expect(body).toBe(output);
  if (Object.keys(files).length > 0) expect(reports).toEqual([]);
});
