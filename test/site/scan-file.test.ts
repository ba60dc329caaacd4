import { describe, expect, test } from 'vitest';
import type { Dialect } from '../../src/contract/dialect.ts';
import { anchorFinder } from '../../src/site/anchors.ts';
import { headingRules } from '../../src/site/heading-rules.ts';
import { scanFile } from '../../src/site/scan-file.ts';

const anchorsIn = (text: string) =>
  scanFile(`# T\n\n${text}`, 'a.md').anchors.split('\n').slice(2, -1);

/** Sections with tabs, and the ids of the tabs by their places. */
const tabs = `# T
## One
=== "A"

    a

    === "In"

        b

=== "B"

    c
## Two
=== "C"
===! "D"
=== "E"
`;
const tabIds = [
  ['__tabbed_1_1', 'one'],
  ['__tabbed_2_1', 'one'],
  ['__tabbed_1_2', 'one'],
  ['__tabbed_3_1', 'two'],
  ['__tabbed_4_2', 'two'],
].map(([id = '', slug = '']): [string, string, string, string] => [
  `a tab by its place, ${id}`,
  tabs,
  id,
  slug,
]);

describe('anchors that frameworks make', () => {
  const found = (text: string, id: string, macros = {}) =>
    anchorFinder(scanFile(text, 'a.md', headingRules({ macros })).anchors)(id);

  test.each([
    ['a table of an interface', '# T\n\n## One\n\n<ApiTable of={() => type} />', ''],
    ['types of code', '# T\n\n## One\n\n<APIDocs\n  componentName="Kiln"\n/>', ''],
    ['props of a component', '# T\n\n## One\n\n<KilnAPIProps group="a" />', ''],
    ['a table in live code', '# T\n\n## One\n\n```mdx-code-block\n<APITable>\n```', ''],
    ['a demo', '# T\n\n## One\n\n<Demo name="kiln" />', undefined],
    ['a table with content', '# T\n\n## One\n\n<Table>x</Table>', undefined],
  ])('may be any beside %s', (_, text, slug) => {
    expect(found(text, 'own')).toBe(slug);
  });

  test.each([
    ['an attribute list with a class', '# T\n\n## One { .big #own }', 'own', 'one'],
    [
      'an attribute list with id=',
      '# T\n\n## 9.7.0 <small>2025</small> { id="9.7.0" }',
      '9.7.0',
      '970-2025',
    ],
    ['an attribute list of kramdown', '# T\n\n## One\n{: #own }', 'own', 'one'],
    ['a component by its name', '# T\n\n## One\n\n<Field name="own" />', 'own', 'one'],
    ['an id of a fence', '# T\n\n## One\n\n``` { .js #own }\nx\n```', 'own', 'one'],
    ['a definition term', '# T\n\n## One\n\n`exec.allow`\n: What.', 'execallow', 'one'],
    ['a definition term above a blank line', '# T\n\n## One\n\nTerm\n\n:   What.', 'term', 'one'],
    ['a heading after a term of its name', '# T\n\nOne\n: x\n\n## One', 'one-1', 'one'],
    ['an attribute list in percent signs', '# T\n\n## One %{#own}%', 'own', 'one'],
    ['lines of a heading', '# T\n\n### *a*.x<br>*a*.y {#own}', 'own', 'ax-ay'],
    ['an entity as it is spelled', '# T\n\n## 1.8 &rarr; 1.9', '_1-8-rarr-1-9', '18--19'],
    ['lines of a heading without an id', '# T\n\n### A <br/> B', 'ab', 'a-b'],
    ['a tab', '# T\n\n## One\n\n=== "The tab"\n\n    x', 'the-tab', 'one'],
    ...tabIds,
    [
      'a heading above a tab of its name',
      '# T\n\n## The tab\n\n## Two\n\n=== "The tab"\n\n    x',
      'the-tab',
      'the-tab',
    ],
    [
      'a heading below a tab of its name',
      '# T\n\n## Two\n\n=== "The tab"\n\n    x\n\n## The tab',
      'the-tab',
      'the-tab',
    ],
    [
      'a heading and a macro of its name',
      '# T\n\n## Layouts\n\n## Two\n\n<!-- md:default layouts -->',
      'layouts',
      'layouts',
    ],
    [
      'a heading above a term of its name',
      '# T\n\n## Term\n\n## Two\n\nTerm\n: What.',
      'term',
      'term',
    ],
    ['a tab and its section', '# T\n\n## One\n\n=== "The tab"\n\n    x', 'one-the-tab', 'one'],
    [
      'a tab below headings in the tab beside it',
      '# T\n\n## One\n\n=== "A"\n\n    ## In\n\n=== "The tab"\n\n    x',
      'one-the-tab',
      'one',
    ],
    ['a footnote', '# T\n\n## One\n\nx[^1]\n\n[^1]: Note.', 'fn:1', 'one'],
    ['an id with entities', '# T\n\n## One\n\n<a id="a-&#x5F;b"></a>x', 'a-_b', 'one'],
    ['a macro in a comment', '# T\n\n## One\n\n<!-- md:option a.b -->', '+a.b', 'one'],
    ['a heading of a macro alone', '# T\n\n#### <!-- md:setting a.b -->', 'a.b', ''],
    ['a page that a component makes', 'Look:\n\n<Gallery />', 'shot', ''],
    ['a page that an own component makes', "import G from '@site/G';\n\n<G />", 'shot', ''],
    ['a page of a layout of its theme', "import API from '@theme/API';\n\n<API />", 'shot', ''],
    [
      'a page in a fence of MDX',
      "```mdx-code-block\nimport API from '@theme/API'\n\n<API />\n```",
      'shot',
      '',
    ],
    ['a page with a reference made of code', '# T\n\n::: acme.config', 'acme.config.Name', ''],
    ['a page of an operation', '---\nopenapi: GET /a\n---\n\n# T', 'body-name', ''],
    ['a page with a block of commands', '# T\n\n::: acme-click\n    :module: acme', 'acme-run', ''],
    ['a heading in a loop', '# T\n\n{% for a in all %}\n\n## `{{ a }}`', 'size', ''],
    ['a shortcode that nobody knows', '# T\n\n{{< table >}}', 'row', ''],
    ['a shortcode over several lines', '# T\n\n{{< table\n  of="x"\n>}}', 'row', ''],
  ])('%s', (_, text, id, slug) => {
    expect(found(text, id)).toBe(slug);
  });

  test.each([
    ['a page of a part', "import P from './_p.md';\n\n<P />", 'shot'],
    ['a page of tabs', "import Tabs from '@theme/Tabs';\n\n<Tabs>x</Tabs>", 'shot'],
    ['a component beside headings', '# T\n\n<Gallery />', 'shot'],
    ['a shortcode that the dialect knows', '# T\n\n{{< table >}}', 'row'],
    ['a heading with a value', '# T\n\n## The {{ a }}', 'size'],
    ['a term below a list', '# T\n\n- `a`\n: b', 'b'],
  ])('none of %s', (_, text, id) => {
    expect(found(text, id, { table: 'table' })).toBeUndefined();
  });
});

describe('headings', () => {
  test.each([
    ['plain', '## Getting Started', ['getting-started']],
    ['closing hashes', '## One ##', ['one']],
    ['closing hashes before an id', '## One (1) ## {: #first }', ['first\tone-1']],
    ['code with underscores', '## `my_fn()` and `a_b`', ['my_fn-and-a_b']],
    ['emphasis', '## _really_ **bold**', ['really-bold']],
    ['links', '## See [the guide](./x.md#a) now', ['see-the-guide-now']],
    ['tags', '## size <div className="label ios">iOS</div>', ['size-ios', 'size\tsize-ios']],
    ['entities', '## R&amp;D', ['rd', 'rampd\trd']],
    ['entities of what is no letter', '## One &rarr; two', ['one--two', 'one-rarr-two\tone--two']],
    ['below a comment around code', '{/* No\n```ts\nx\n``` */}\n\n## Yes', ['yes']],
    ['repeated', '## A\n## A\n## A-1', ['a', 'a-1', 'a-1-1']],
    ['indented in a component', '<Step>\n    ## Deep\n</Step>', ['deep']],
    ['in a list item', '- #### Item `x`', ['item-x']],
    ['in a quote', '> ## Quoted', ['quoted']],
    ['setext', 'One\n===\n\nTwo\nlines\n---', ['one', 'two-lines']],
    ['HTML', '<h2 id="x">Hello <em>you</em></h2>', ['x\thello-you']],
  ])('%s', (_, text, expected) => {
    expect(anchorsIn(text)).toEqual(expected);
  });

  test.each([
    ['fence', '```md\n## No\n```'],
    ['longer fence around a shorter', '````md\n```\n## No\n```\n````'],
    ['tilde fence', '~~~\n## No\n```\n## No\n~~~'],
    ['HTML comment', '<!--\n## No\n-->'],
    ['MDX comment', '{/*\n## No\n*/}'],
    ['no space', '#hashtag'],
    ['table rule', '| a |\n| - |'],
    ['list then break', '- a\n\n---'],
    ['unclosed fence', '```\n## No'],
  ])('none in: %s', (_, text) => {
    expect(anchorsIn(text)).toEqual([]);
  });
});

test('headings with attributes of inline code', () => {
  const rules = headingRules({ macros: {}, syntaxes: ['mdc'] });
  const { anchors } = scanFile('# T\n\n## `useA()`{lang="ts"}', 'a.md', rules);
  expect(anchorFinder(anchors)('usea')).toBe('usea');
});

test('shortcodes in headings are no part of their anchors', () => {
  const rules = headingRules({ macros: {}, syntaxes: ['shortcodes'] });
  const { anchors } = scanFile('# T\n\n## {{% new %}} One two {#own}', 'a.md', rules);
  expect(anchorFinder(anchors)('own')).toBe('one-two');
});

test.each([
  ['## The {code}`one` role {#own}', 'the-one-role'],
  ['## The `{one}` role {#own}', 'the-one-role'],
  ['## {index}`The one role <single: role>` {#own}', 'the-one-role'],
])('the name of a role of MyST is no part of an anchor, unless it is code: %s', (text, anchor) => {
  const { anchors } = scanFile(
    `# T\n\n${text}`,
    'a.md',
    headingRules({ macros: {}, syntaxes: ['myst'] }),
  );
  expect(anchorFinder(anchors)('own')).toBe(anchor);
});

test('anchors below each other belong to the heading below them', () => {
  const text = '# T\n\n<a id="x"></a>\n<a id="y"></a>\n\n<a id="z"></a>\n\n## One\n';
  const { anchors } = scanFile(text, 'a.md', headingRules({ macros: {} }));
  expect(anchors.split('\n').slice(1, -1)).toEqual(['t', 'x\tone', 'y\tone', 'z\tone']);
});

test('a line of maths underlines no heading', () => {
  const text = '# T\n\n$$\nM_t\n=\nx\n$$ (eq:m)\n\n## One\n\n$$ a $$\n\n## Two\n\n$$ b $$\n';
  const { anchors } = scanFile(text, 'a.md', headingRules({ macros: {}, syntaxes: ['myst'] }));
  expect(anchors.split('\n').slice(1, -1)).toEqual(['t', 'eq:m\tt', 'one', 'two']);
});

describe('custom ids', () => {
  test.each([
    ['{#id}', '## One two {#custom}', 'custom\tone-two'],
    ['{#id .class}', '## One two {#custom .wide}', 'custom\tone-two'],
    ['MDX comment', '## One two {/*custom*/}', 'custom\tone-two'],
    ['MDX comment with hash', '## One two {/* #custom */}', 'custom\tone-two'],
    ['[#id]', '## One two [#custom]', 'custom\tone-two'],
    ['no blank before the id', '<a class="a"id="custom"></a>\n\n## One two', 'custom\tone-two'],
    ['anchor before', '<a id="custom"></a>\n\n## One two', 'custom\tone-two'],
    [
      'anchor around a link',
      '<section id="custom">\n  <a href="#custom">\n    <h2>One two</h2>',
      'custom\tone-two',
    ],
    ['box around', '<section id="custom"><h2>One two</h2></section>', 'custom\tone-two'],
    ['anchor inside', '## <a name="custom"></a> One two', 'custom\tone-two'],
    ['the same id', '## One two {#one-two}', 'one-two'],
  ])('%s', (_, text, expected) => {
    expect(anchorsIn(text)).toEqual([expected]);
  });

  test.each([
    ['a component with an id', '<Recipes titleId="more">', 'more'],
    ['its title', '<Accordion title="All languages" icon="x">', 'all-languages'],
    ['a parameter', '<ParamField path="user.id" required>', 'param-userid'],
    ['always the same', '<Challenges>', 'challenges'],
  ])('%s leads to its section', (_, tag, id) => {
    expect(anchorsIn(`## One\n\n${tag}`)).toEqual(['one', `${id}\tone`]);
  });

  test('a heading is also found without the text of its badges', () => {
    const { anchors } = scanFile('# T\n\n## `name` - <Badge>required</Badge>\n', 'a.md');
    expect(anchorFinder(anchors)('name')).toBe('name---required');
  });

  test('an id leads to the heading below, whatever the name beside it may lead to', () => {
    const ids = anchorsIn('## A\n\n<Place id="here" name="b" />\n\n## One');
    expect(ids).toEqual(['a', 'here\tone', 'b\ta']);
    expect(anchorsIn('## A\n\n![Kiln](a.png){ width="80" id="kiln" }')).toEqual(['a', 'kiln\ta']);
  });

  test('an id inside a section leads to its heading', () => {
    expect(anchorsIn('## One\n\ntext <span id="here">x</span>')).toEqual(['one', 'here\tone']);
  });
});

test.each([
  ['fixed label', '## Cache <NewBadge />', 'cache-new'],
  ['attribute', '## Cache <Badge text="beta" />', 'cache-beta'],
  ['content', '## Cache <Badge>beta</Badge>', 'cache-beta'],
  ['class', '## <div className="label wide">Required</div>`x`', 'required-x'],
  ['behind a component of the site', '## Cache <Own /> <Badge>beta</Badge>', 'cache-beta'],
  ['nothing to say', '## Cache <Badge />', 'cache'],
  ['no badge', '## Cache <Icon name="x" />', 'cache'],
])('a badge in a heading: %s', (_, text, expected) => {
  const components: Dialect['components'] = {
    Badge: { as: 'badge', text: ['text'] },
    NewBadge: { as: 'badge', label: 'New' },
    'div.label': 'badge',
    Icon: 'drop',
  };
  const rules = headingRules({ components });
  expect(scanFile(`# T\n\n${text}\n`, 'a.md', rules).anchors.split('\n')[2]).toContain(expected);
});

describe('includes', () => {
  test.each([
    ["import Part from './_part.mdx'", './_part.mdx'],
    ["import Part from './\\_part.mdx'", './_part.mdx'],
    ["import {A, B} from './_parts'", './_parts'],
    ["export {default as A} from '../a.md'", '../a.md'],
    ['<include>./part.mdx</include>', './part.mdx'],
    ['<!--@include: ./parts/a.md{1,3}-->', './parts/a.md'],
    ['--8<-- "parts/a.md"', 'parts/a.md'],
    ['{{#include parts/a.md}}', 'parts/a.md'],
    ['{% include-markdown "parts/a.md" %}', 'parts/a.md'],
    ['{% include kilns/a.md heat="900" %}', '/_includes/kilns/a.md'],
    ['{%- include_relative parts/a.md -%}', 'parts/a.md'],
    ['{!parts/a.md!}', 'parts/a.md'],
    ['<Fragment src="../parts/a.md"/>', '../parts/a.md'],
    ['<KilnInclude of="kilns" file={1} path="parts/a.mdx#hot" />', 'parts/a.mdx'],
  ])('%s', (text, expected) => {
    expect(scanFile(`${text}\n`, 'a.mdx').parts).toEqual([expected]);
  });

  test('a snippet by its name, in either folder that Mintlify has', () => {
    const { parts } = scanFile('<Snippet file="note.mdx" />\n', 'a.mdx');
    expect(parts).toEqual(['/snippets/note.mdx', '/_snippets/note.mdx']);
  });

  test.each([
    "import x from 'react'",
    "import x from './a.png'",
    'plain',
    '--8<-- "parts/a.md:hot"',
    '{{#include parts/a.md:1:3}}',
    '<Card src="parts/a.md" />',
    '<Fragment src="a.png" />',
    '{% include-markdown "parts/a.md" start="<!--hot-->" %}',
  ])('not: %s', (text) => {
    expect(scanFile(`${text}\n`, 'a.mdx').parts).toBeUndefined();
  });
});

describe('front matter', () => {
  test.each([
    ['title: Plain title', { title: 'Plain title' }],
    ['title: "Quoted: \\"x\\""', { title: 'Quoted: "x"' }],
    ["title: 'It''s'", { title: "It's" }],
    ['title: Hash # comment', { title: 'Hash' }],
    ['title: >-\n  Two\n  lines', { title: 'Two lines' }],
    ['slug: /other/place', { slug: '/other/place' }],
    ['draft: true', { visibility: 'draft' }],
    ['draft: false', {}],
    ['unlisted: true', { visibility: 'unlisted' }],
    [
      'sidebar:\n  hidden: true\n  order: 3\n  label: Short',
      { visibility: 'hidden', order: 3, label: 'Short' },
    ],
    ['sidebar_position: 2', { order: 2 }],
    ['other:\n  title: nested', {}],
  ])('%s', (matter, expected) => {
    const { anchors: _, untitled, ...scan } = scanFile(`---\n${matter}\n---\n\nText.\n`, 'a.md');
    expect(untitled).toBe('title' in expected ? undefined : true);
    expect(scan).toEqual({ title: 'A', ...expected });
  });

  test.each([
    ['Kilns', 'Kilns'],
    ["'<b>The</b> kilns<br>'", 'The kilns'],
    ['\'<img src="/kiln.svg">\'', 'Start'],
  ])('the name in the hero is a title without its HTML: %s', (name, title) => {
    expect(scanFile(`---\nhero:\n  name: ${name}\n---\n`, 'start.md').title).toBe(title);
  });

  test('without any title the file name gives one; it takes the first slug, and no id of the site', () => {
    const scan = scanFile('Text.\n\n## Getting started\n', 'guides/01-getting-started.md');
    expect(scan.title).toBe('Getting started');
    expect(scan.anchors).toBe('\ngetting-started\ngetting-started\tgetting-started-1\n');
  });

  test.each([
    ['at once', '# Own\n', '\nown\n'],
    [
      'after imports and comments',
      "import A from 'a'\nexport const b = 1\n\n<!-- x -->\n\n# Own\n",
      '\nown\n',
    ],
    ['underlined', 'Own\n===\n', '\nown\n'],
    ['after a text', 'Hello.\n\n# Own\n', '\ntitle\nown\n'],
    ['after an image', '<img src="a.png" />\n\n# Own\n', '\ntitle\nown\n'],
    ['that says the title, later', 'Hello.\n\n## Part\n\n# Title {#id}\n', '\nid\ttitle\npart\n'],
    ['said twice', '# Own\n\n## Part\n\n# Own\n', '\nown\npart\n'],
    ['after a section', '## Part\n\n# Own\n', '\ntitle\npart\nown\n'],
    ['that further sections follow', '# One\n\n# Two\n', '\ntitle\none\ntwo\n'],
  ])('an H1 %s', (_, body, anchors) => {
    expect(scanFile(`---\ntitle: Title\n---\n${body}`, 'a.md').anchors).toBe(anchors);
  });

  test.each([
    ['## Opens {#x}\n\n### Next\n', 'Opens', '\nx\topens\nnext\n'],
    ['## Opens\n\n## Next\n', 'A', '\na\nopens\nnext\n'],
    ['[> Back](b.md) | [On](c.md)\n\n## Opens\n', 'Opens', '\nopens\n'],
    ['- [Back](b.md)\n\n## Part\n', 'A', '\na\npart\n'],
    ['See [back](b.md)\n\n## Part\n', 'A', '\na\npart\n'],
    ['[![back](b.svg)](b.md)\n\n## Part\n', 'A', '\na\npart\n'],
    ['Text.\n\n## Part\n\n# Late\n', 'A', '\na\npart\nlate\n'],
    ['Text.\n\n# Late\n', 'Late', '\nlate\n'],
    ['Text.\n', 'A', '\na\n'],
  ])('without a given title: %j is called %s', (body, title, anchors) => {
    expect(scanFile(body, 'a.md')).toMatchObject({ title, anchors });
  });

  test('a title may hold code and tags', () => {
    const { title, anchors } = scanFile('---\ntitle: <Tag> and `code_x`\n---\nText.\n', 'a.md');
    expect([title, anchors]).toEqual(['<Tag> and code_x', '\ntag-and-code_x\n']);
  });

  test('an unclosed block is not front matter', () => {
    expect(scanFile('---\ntitle: x\n', 'a.md').title).toBe('A');
  });
});

describe('anchorFinder', () => {
  const anchors =
    '\nboth\none\ncustom\ttwo-words\ncss-preprocessors--x\nboth\tthe-authors\n1-set-up\n';
  test.each([
    ['one', 'one'],
    ['custom', 'two-words'],
    ['two-words', 'two-words'],
    ['css-preprocessors-x', 'css-preprocessors--x'],
    ['CSS-Preprocessors-X', 'css-preprocessors--x'],
    ['id-1.-set-up', '1-set-up'],
    ['three', undefined],
    ['', undefined],
    ['one\ncustom', undefined],
    ['both', 'the-authors'],
  ])('%j -> %j', (id, expected) => {
    expect(anchorFinder(anchors)(id)).toBe(expected);
  });
});

test.each([
  ['a map', '\n---\ntitle: Set up\n---\n\n## One\n', 'Set up'],
  ['a map in TOML', '\n+++\ntitle = "Set up"\n[extra]\ntitle = "B"\n+++\n\n## One\n', 'Set up'],
  ['words', '\n---\nnot a map\n---\n', 'Page'],
])('front matter may begin below blank lines where it is a map: %s', (_, text, title) => {
  expect(scanFile(text, 'page.md').title).toBe(title);
});

test('Nextra gives the boxes that open and the tabs an anchor by their title', () => {
  const text = `# T\n\n## One\n\n<Tabs items={['npm', 'My tab']} />\n\n<summary>\n  More\n</summary>\n`;
  const { anchors } = scanFile(text, 'a.mdx', headingRules({ routes: { boxes: true } }));
  expect(['my-tab', 'more', 'npm'].map(anchorFinder(anchors))).toEqual(['one', 'one', 'one']);
});

test('GitBook gives the boxes that open an anchor by their title', () => {
  const text = '# T\n\n## Roles\n\n<details>\n\n<summary>Guest **role**</summary>\n\n</details>\n';
  const find = (syntaxes: NonNullable<Dialect['syntaxes']>) =>
    anchorFinder(scanFile(text, 'a.md', headingRules({ syntaxes })).anchors)('guest-role');
  expect(find(['markdoc'])).toBeDefined();
  expect(find([])).toBeUndefined();
});

test.each<[string, string, NonNullable<Dialect['syntaxes']>, boolean]>([
  ['a layout alone', '---\nlayout: kilns\n---\n# T\n', [], true],
  ['a layout around words', '---\nlayout: kilns\n---\n# T\n\nHot.\n', [], false],
  ['a tag of the site', '# T\n\n{% kiln "raku" %}\n', ['liquid'], true],
  ['tags that choose', '# T\n\n{% if hot %}\nHot.\n{% endif %}\n', ['liquid'], false],
])('%s may make anchors: %s', (_, text, syntaxes, isUnknown) => {
  const { anchors } = scanFile(text, 'a.md', headingRules({ syntaxes, macros: {} }));
  expect(anchorFinder(anchors)('raku') !== undefined).toBe(isUnknown);
});
