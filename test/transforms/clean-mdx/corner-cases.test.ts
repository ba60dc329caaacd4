import { describe, expect, test } from 'vitest';
import { clean } from '../clean.ts';

const markdown = new Set('docsify github hugo kumascript liquid mdc myst vitepress'.split(' '));

type Files = Readonly<Record<string, string>>;

const cases: [what: string, dialect: string, input: string, output: string, files?: Files][] = [
  [
    'a component with a title, a description and an address is a card',
    'generic',
    '<Tile title="A" href="/b" description="c d" count={3} />\n',
    '[A](/b): c d\n',
  ],
  [
    'objects with a title and an address are a list of links',
    'generic',
    "<Items list={[{ title: 'A', href: '/a' }, { title: 5, name: 'B', href: 'inner' }]} />\n",
    '- [A](/a)\n- **B**\n',
  ],
  [
    'objects without a sentence or an address are settings',
    'generic',
    "<Items list={[{ title: 'A', link: 'inner' }]} />\n",
    '',
  ],
  [
    'an object with nothing but a type',
    'generic',
    "<Items list={[{ type: 'string', items: [{ name: 'In', text: 'is it' }] }]} />\n",
    '- `string`\n  - **In**: is it\n',
  ],
  [
    'of objects, words and sentences are shown',
    'generic',
    "<Items list={[{ title: 'A', detail: 'Two words', label: 'B', other: 'one' }]} />\n",
    '- **A**: Two words B\n',
  ],
  [
    'objects without a title are their sentences',
    'generic',
    "<Items list={[{ detail: 'Two words', other: 'one', size: 'x l' }]} />\n",
    '- Two words\n',
  ],
  [
    'an annotation of a heading without words says nothing',
    'generic',
    '## Kilns {{ tag: 1 }}\n',
    '## Kilns\n',
  ],
  ['an item that was empty stays', 'generic', '-\n- b\n', '-\n- b\n'],
  ['a quotation that was empty stays', 'generic', '>\n\ntext\n', '>\n\ntext\n'],
  [
    'more than a kind in bold is no alert',
    'kumascript',
    '> **Note:`x`** text\n',
    '> **Note:`x`** text\n',
  ],
  [
    'a term with one definition is a tight item',
    'kumascript',
    '- term\n  - : meaning\n- other\n',
    '- term: meaning\n- other\n',
  ],
  [
    'files that the browser plays or shows stay links',
    'docsify',
    "[a](https://x.org/a.md ':include')\n\n[b](a.html ':include')\n\n[c](a.html ':include :type=iframe')\n",
    '[a](https://x.org/a.md)\n\n[b](a.html)\n\n[c](a.html)\n',
    { 'docs/a.html': '<p>x</p>' },
  ],
  [
    'a partial is told whether it has children',
    'generic',
    "import P from './_p.mdx'\n\n<P />\n\n<P>x</P>\n",
    'without\n\nwith\n',
    { 'docs/_p.mdx': '{props.children ? "with" : "without"}\n' },
  ],
  [
    'a partial of two paragraphs within a line',
    'generic',
    "import P from './_p.mdx'\n\na <P /> b\n",
    'a\n\nOne.\n\nTwo.\n\nb\n',
    { 'docs/_p.mdx': 'One.\n\nTwo.\n' },
  ],
  [
    'an empty fragment is no title',
    'generic',
    '<Tile title={<></>} label="B">text</Tile>\n',
    '**B**\n\ntext\n',
  ],
  [
    'a title that is an element',
    'starlight',
    '<Tile title="<kbd>a</kbd>">text</Tile>\n',
    '**`a`**\n\ntext\n',
  ],
  ['braces around a text are Vue', 'github', "Text {{ 'a' }}.\n", "Text {{ 'a' }}.\n"],
  ['braces around a text are filled in', 'vitepress', "Text {{ 'a' }}.\n", 'Text a.\n'],
  [
    'only what stands in v-pre stays as it is written',
    'vitepress',
    '---\ntitle: T\n---\n\n<span v-pre>{{ $frontmatter.title }}</span> {{ $frontmatter.title }}\n',
    '{{ $frontmatter.title }} T\n',
  ],
  [
    'a badge in a mark beside text is in parentheses',
    'starlight',
    '*<Badge text="b" />*\n\n*<Badge text="b" />* c\n',
    '_b_\n\n_(b)_ c\n',
  ],
  [
    'substitutions that are known, and others',
    'myst',
    '---\nsubstitutions:\n  a: A *b*\n---\n\n{{ a }} and {{ b }}\n\n{{ b }}\n',
    'A _b_ and {{ b }}\n\n{{ b }}\n',
  ],
  ['a mark after a badge', 'starlight', 'a <Badge text="b" />*c*\n', 'a (b) _c_\n'],
  [
    'a short list in a sentence is words',
    'generic',
    'Press <ul><li>one</li><li>two</li></ul> and go.\n',
    'Press one, two and go.\n',
  ],
  [
    'a list of several blocks in a sentence stays',
    'generic',
    'Press <ul><li>one</li><li><p>two</p><p>x</p></li></ul> and go.\n',
    'Press\n\n- one\n\n- two\n\n  x\n\nand go.\n',
  ],
  [
    'a list at the end of a sentence stays',
    'generic',
    'Press <ul><li>one</li></ul>\n',
    'Press\n\n- one\n',
  ],
  [
    '200 characters of a list are words',
    'generic',
    `Press <ul><li>${'x'.repeat(200)}</li></ul> and go.\n`,
    `Press ${'x'.repeat(200)} and go.\n`,
  ],
  [
    '201 characters of a list stay',
    'generic',
    `Press <ul><li>${'x'.repeat(201)}</li></ul> and go.\n`,
    `Press\n\n- ${'x'.repeat(201)}\n\nand go.\n`,
  ],
  ['blanks alone are no paragraph', 'generic', 'a\n\n{" "}\n\nb\n', 'a\n\nb\n'],
  [
    'lines that go, in a diff and without the mark',
    'starlight',
    '```js del={1}\na\nb\n```\n\n```diff del={1}\na\nb\n```\n\n```js ins={1}\na\nb\n```\n',
    '```diff\n-a\n b\n```\n\n```diff\na\nb\n```\n\n```js\na\nb\n```\n',
  ],
  [
    'blanks around a title',
    'mintlify',
    '```js title="<b> A </b>"\nx\n```\n',
    '**A**\n\n```js\nx\n```\n',
  ],
  [
    'a cut in the first line',
    'fumadocs',
    '```ts twoslash\n// ---cut---\na\n```\n',
    '```ts\na\n```\n',
  ],
  [
    'the name of a file without an ending',
    'mintlify',
    '```js Dockerfile\nx\n```\n',
    '**`Dockerfile`**\n\n```js\nx\n```\n',
  ],
  [
    'a fence with code keeps it',
    'rspress',
    '```tsx file="./a.tsx"\nown\n```\n',
    '**`./a.tsx`**\n\n```tsx\nown\n```\n',
    { 'docs/a.tsx': 'A\n' },
  ],
  [
    'an element among the rows of a table',
    'generic',
    '<table><p>text</p><tr><td>a</td><td>b</td></tr></table>\n\n<table><div></div><tr><td>a</td></tr></table>\n',
    '| | |\n| - | - |\n| text | |\n| a | b |\n\n| |\n| - |\n| a |\n',
  ],
  [
    'a row of a list table with several blocks in a cell',
    'myst',
    ':::{list-table}\n:header-rows: 1\n\n* - A\n  - B\n* - a\n  - b\n\n    c\n* - `x`\n  - ```js\n    y\n    ```\n:::\n',
    '- **A**: a\n\n  **B**\n\n  b\n\n  c\n\n- **A**: `x`\n\n  **B**\n\n  ```js\n  y\n  ```\n',
  ],
  [
    'a list table that is none',
    'myst',
    ':::{list-table}\n* - A\n\n  text\n* - b\n:::\n\n:::{list-table}\n* A\n* b\n:::\n',
    '- - A\n\n  text\n- - b\n\n* A\n* b\n',
  ],
  ['blanks and words alone in code', 'generic', '<code>a\n  b</code>\n', '`a b`\n'],
  [
    'a link among code',
    'generic',
    '<code><a href="x">b</a></code> <code><a href="x">b</a> c</code> <code>a <a href="x">b</a></code>\n',
    '[`b`](x) `b c` `a b`\n',
  ],
  [
    'a link of a heading to itself',
    'generic',
    '<h2 id="a"><a href="#a">A b</a></h2>\n\n<h2 id="b">A <a href="#b">b</a></h2>\n\n<h2 id="c"><a href="#other">A b</a></h2>\n\n<h2 id="x"><a href="x">A</a></h2>\n',
    '## A b\n\n## A [b](#b)\n\n## [A b](#other)\n\n## [A](x)\n',
  ],
  [
    'hidden, and what only running would hide',
    'docusaurus',
    'A <span hidden={closed}>shown</span><span hidden={true}> secret</span> kiln.\n',
    'A shown kiln.\n',
  ],
  [
    'one group of items',
    'generic',
    '<ul><div><li>a</li></div></ul>\n\n<ol><div><li>a</li></div></ol>\n',
    '- a\n\n1. a\n',
  ],
  ['a definition without a term', 'generic', '<dl><dd>B</dd></dl>\n', '- B\n'],
  [
    'what holds terms, and shows more, is whole',
    'generic',
    '<dl><Tile title="x"><dt>A</dt><dd>B</dd></Tile></dl>\n\n<dl><blockquote><dt>A</dt><dd>B</dd></blockquote></dl>\n',
    '**x**\n\nA\n\nB\n\n> A\n>\n> B\n',
  ],
  [
    'what stands among tabs',
    'starlight',
    '<Tabs>\n<TabItem label="A">a</TabItem>\n\ntext\n\n<TabItem label="B">b</TabItem>\n</Tabs>\n',
    '**A**\n\na\n\ntext\n\n**B**\n\nb\n',
  ],
  ['a step without anything', 'mintlify', '<Steps><Step></Step><Step>b</Step></Steps>\n', '1. b\n'],
  [
    'a video without words inside',
    'generic',
    '<video title="T"><source src="a.mp4"/></video>\n\na <iframe src="https://x.org/e"></iframe> b\n',
    '[T](a.mp4)\n\na [Embedded page](https://x.org/e) b\n',
  ],
  [
    'arguments of commands',
    'starlight',
    '<PackageManagers type="run" pkg="a" args="-x" />\n\n<PackageManagers type="dlx" pkg="a" args="-x" />\n',
    '```sh\nnpm run a -- -x\n```\n\n```sh\nnpx a -x\n```\n',
  ],
  [
    'an address is no file to include',
    'generic',
    '<Include file="https://x.org/a.md" />\n\n<Include />\n\n<Include file="a.md" />\n',
    'https://x.org/a.md\n\nA text\n',
    { 'docs/a.md': 'A text\n' },
  ],
  [
    'what several attributes say within a line',
    'generic',
    'x <Tile a="two words" b="three words" /> y\n',
    'x two words three words y\n',
  ],
  [
    'content that leads somewhere',
    'generic',
    '<Tile href="/x"><p>a</p></Tile>\n\n<Tile href="/x">\n\na\n\nb\n\n</Tile>\n\n<Tile href="/x">\n\n- a\n\n</Tile>\n',
    '[a](/x)\n\na\n\nb\n\n[x](/x)\n\n- a\n\n[x](/x)\n',
  ],
  [
    'a module beside a page of its name',
    'fumadocs',
    "import { Kiln } from './a'\n\n<Kiln />\n",
    'Hot.\n',
    { 'docs/a.mdx': 'Cold.\n', 'docs/a.tsx': 'export const Kiln = () => <p>Hot.</p>' },
  ],
  [
    'a file that hands on a partial, and one that does not',
    'generic',
    "import { R, S } from './lib'\n\n<R />\n\n<S>x</S>\n",
    'R text\n\nx\n',
    {
      'docs/lib/index.js': "export { default as R } from './_r.mdx'\nexport { S } from './s.js'\n",
      'docs/lib/_r.mdx': 'R text\n',
    },
  ],
  [
    'a script of HTML gives components nothing',
    'starlight',
    '<script>\nconst a = "x"\n</script>\n\n<Tile title={a}>b</Tile>\n',
    'b\n',
  ],
  [
    'code and lists in cells',
    'generic',
    '<table><tr><td>\n\n```js\na\n\nb\n```\n\n</td><td>\n\n1. x\n2. y\n\n</td></tr></table>\n',
    '| | |\n| - | - |\n| `a`<br>`b` | 1. x<br>2. y |\n',
  ],
  [
    'what a script exports, in words and in attributes',
    'docusaurus',
    "import { bold, list } from './d.jsx'\n\n<Tile title={bold} />\n\n{list.map((one) => <li>{one.a}</li>)}\n",
    '**__B__**\n\n- x\n',
    { 'docs/d.jsx': "export const bold = <b>B</b>\nexport const list = [{ a: 'x' }]\n" },
  ],
  [
    'marks of headings, one after the other',
    'fumadocs',
    '## Title [step]\n\n## *A* [toc]\n\n## C [#a] [step]\n',
    '## Title\n\n## C\n',
  ],
  [
    'slots of MDC by their names',
    'mdc',
    '::Box\n#a\nA\n\n#default\nD\n::\n',
    'A\n\n---\n\nD\n',
    {
      'components/content/Box.vue':
        '<template><div><slot name="a" /><hr/><slot /></div></template>\n',
    },
  ],
  [
    'a name is no slot in Vue',
    'vitepress',
    '<script setup>\nimport Box from \'./Box.vue\'\n</script>\n\n<Box><p name="x">t</p></Box>\n',
    't\n',
    { 'docs/Box.vue': '<template><div><slot /></div></template>\n' },
  ],
  [
    'parameters of includes that are cached, or beside the page',
    'liquid',
    '{% include_cached a.html x="1" %}\n\n{% include_relative b.md x="2" %}\n',
    '1\n\n2\n',
    { '_includes/a.html': '{{ include.x }}\n', 'docs/b.md': '{{ include.x }}\n' },
  ],
];

describe.each(['remark', 'native'] as const)('%s', (parser) => {
  test.each(cases)('%s (%s)', (_, dialect, input, output, files = {}) => {
    const path = markdown.has(dialect) ? 'docs/a.md' : 'docs/a.mdx';
    expect(clean(input, { dialect, parser, path, files }).body).toBe(output);
  });
});

test('what a sandbox hides is counted, and texts in it stay', () => {
  const files = '```js hidden\na\n```\n\n```css\nb\n```\n\n```js App.js\nc\n```';
  const { body, contribution } = clean(`<Sandpack>\n\ntext\n\n${files}\n\n</Sandpack>\n`, {
    dialect: 'react.dev',
    settings: { profile: 'balanced' },
  });
  expect(body).toMatch(/^text\n[\s\S]*_Left out: a hidden file, a style sheet\._\n$/);
  const one = { count: 1, characters: 1 };
  expect(contribution).toEqual({ savings: { 'hidden-files': one, 'demo-css': one } });
});

test.each<[what: string, dialect: string, input: string, rule: string, reason: string]>([
  ['in an address', 'hugo', '[c]({{< own >}})\n', 'component-lost', 'nothing of it is kept'],
  ['in code', 'hugo', '`{{< own >}}`\n', 'unknown-component', 'The macro `own` (1×)'],
  ['a text', 'generic', "import a from './a.txt?raw'\n\n{a}\n", 'include-missing', 'for its text'],
  ['a file', 'rspress', '```ts file="./a.ts"\n```\n', 'include-missing', 'its path is shown'],
  ['its template', 'hugo', 'It is {{< unset >}}.\n', 'component-lost', '(site.Params.no'],
])('what nobody knows is told: %s', (_, dialect, input, rule, reason) => {
  const path = markdown.has(dialect) ? 'docs/a.md' : 'docs/a.mdx';
  const files = { 'layouts/shortcodes/unset.html': '{{ site.Params.no | upper }}' };
  const { reports } = clean(input, { dialect, path, files });
  expect(reports).toMatchObject([{ rule, reason: expect.stringContaining(reason) }]);
});

test.each([
  ['components', 'generic', '<Kiln />\n'],
  ['macros', 'markdoc', '{% kiln /%}\n'],
  ['macros', 'hugo', '{{< kiln >}}\n'],
])('what is lost names the setting for it: %s in %s', (setting, dialect, input) => {
  const { reports } = clean(input, { dialect });
  expect(reports).toContainEqual(
    expect.objectContaining({
      reason: expect.stringMatching(`: ${setting}: { "[Kk]iln": "drop" }$`),
    }),
  );
});

test('another page of a site of Hugo is the one of the whole path', () => {
  const files: Readonly<Record<string, string>> = {
    '/layouts/shortcodes/to.html':
      '{{ with site.GetPage "/x" }}{{ .Title }}{{ else }}none{{ end }}',
    '/x/_index.md': '---\ntitle: Home\n---\n',
  };
  // An include may leave out the first folder.
  const include = (path: string) =>
    Object.hasOwn(files, path)
      ? { ok: true as const, path: path.replace('/x/', ''), text: files[path]! }
      : { ok: false as const, reason: 'missing' as const, path };
  expect(clean('{{< to >}}\n', { dialect: 'hugo', include }).body).toBe('none\n');
});
