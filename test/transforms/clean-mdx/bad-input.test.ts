import { expect, test } from 'vitest';
import { clean } from '../clean.ts';

const cases: [what: string, input: string, output: string][] = [
  ['a tab without a label', '<Tab>\n\nText.\n\n</Tab>\n', 'Text.\n'],
  ['a card without a link', '<Card title="T">\n\nText.\n\n</Card>\n', '**T**\n\nText.\n'],
  ['a card without a title', '<Card href="/a/b">\n\nText.\n\n</Card>\n', '- [Text.](/a/b)\n'],
  ['an empty card', '<Card />\n\nEnd.\n', 'End.\n'],
  ['a step outside of steps', '<Step title="T">Text.</Step>\n', '**T**\n\nText.\n'],
  ['an empty alert', '<Note />\n\nEnd.\n', 'End.\n'],
  ['a table without rows', '<table>\n  text\n</table>\n', 'text\n'],
  ['an item outside of a list', '<li>one</li>\n', '- one\n'],
  ['a prototype member as component', '<toString />\n\n<HasOwn.constructor />\n\nEnd.\n', 'End.\n'],
  [
    'a prototype member as attribute',
    '<Note constructor="x" __proto__="y">Text.</Note>\n',
    '> [!NOTE]\n> Text.\n',
  ],
  ['a prototype member as value', '{{}.constructor} {[].constructor}\n\nEnd.\n', 'End.\n'],
  ['an expression that loops', '{(() => { for (;;) {} })()}\n\nEnd.\n', 'End.\n'],
  ['an attribute that throws', '<Note title={boom()}>Text.</Note>\n', '> [!NOTE]\n> Text.\n'],
  [
    'a name that refers to itself',
    'export const a = b\nexport const b = a\n\nIs {a}.\n',
    'Is a.\n',
  ],
  ['a component that shows itself', 'export const A = () => <b>x<A /></b>\n\n<A />\n', '**x**\n'],
];

test.each(cases)('%s', (_, input, output) => {
  expect(clean(input, { dialect: 'generic' }).body).toBe(output);
});

test.each([
  ['<Video file="a.mp4" />', ['component-lost']],
  ['<YouTube of="abc" />', ['component-lost']],
  ['<YouTube youTubeId="abc" />', []],
  ['<Video of="abc" title="T" />', []],
  ['<video of="abc" />', []],
])('a film without an address is told where nothing of it is left: %s', (input, rules) => {
  const { reports } = clean(`${input}\n\nText.\n`, { dialect: 'generic' });
  expect(reports.map(({ rule }) => rule).sort()).toEqual(rules);
});

test('a container that is never closed keeps its content', () => {
  const { body } = clean(':::note\n\nText.\n', { dialect: 'docusaurus' });
  expect(body).toBe('> [!NOTE]\n> Text.\n');
});

test('a fence in a fence in a list stays as it is written', () => {
  const input = '- item\n\n  ````md\n  ```js title="a.js"\n  a // [!code --]\n  ```\n  ````\n';
  expect(clean(input, { dialect: 'vitepress', path: 'a.md' }).body).toBe(input);
});

test('unknown components are kept as they are written where the settings say so', () => {
  const settings = { unknownComponents: 'keep' } as const;
  const input = '<Own a b="c" d={e} {...f}>\n\nx\n\n</Own>\n\n<Own a />\n';
  expect(clean(input, { dialect: 'generic', settings }).body).toBe(input);
});

test('unknown components are counted, and an error where the settings say so', () => {
  const settings = { unknownComponents: 'error' } as const;
  const { contribution, reports } = clean('<Abc />\n\n<Abc />\n\n<Acordion />\n\nEnd.\n', {
    dialect: 'generic',
    settings,
  });
  expect(contribution).toEqual({ unknownComponents: { Abc: 2, Acordion: 1 } });
  expect(reports.map(({ severity }) => severity)).toEqual(['error', 'error']);
  expect(reports[1]?.reason).toContain('Did you mean "Accordion"?');
});

/** Definitions of which each names the one before twice: 2^60 of the first in the last. */
const doubling = (define: (name: string) => string) =>
  Array.from({ length: 60 }, (_, n) => `export const a${n + 1} = ${define(`a${n}`)}`).join('\n');

test.each([
  ['text', '"x"', (a: string) => `${a} + ${a}`],
  ['arrays', '"x"', (a: string) => `[${a}, ${a}]`],
  ['markup', '<b>x</b>', (a: string) => `<>{${a}}{${a}}</>`],
])('%s that doubles itself is bounded', (_, first, define) => {
  const input = `export const a0 = ${first}\n${doubling(define)}\n\nBefore {a60} after.\n`;
  const { body } = clean(input, { dialect: 'generic' });
  expect(body.startsWith('Before')).toBe(true);
  expect(body.length).toBeLessThan(3_000_000);
});

test('files that include each other twice are bounded', () => {
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, n) => [
      `docs/_${n}.mdx`,
      `import A from './_${n + 1}.mdx'\n\n<A />\n\n<A />\n`,
    ]),
  );
  const { reports } = clean("import A from './_0.mdx'\n\n<A />\n", {
    dialect: 'docusaurus',
    files,
  });
  expect(reports.map(({ rule }) => rule)).toContain('expansion-limit');
});

test.each([
  ['mdc', 'a.md', '::gallery\n::\n', ['gallery']],
  ['mdc', 'a.md', '::gallery{title="Ours"}\n::\n', []],
  ['mdc', 'a.md', '::u-button{to="/a"}\nGo\n::\n', []],
  ['nextra', 'a.mdx', '<APIDocs componentName="Tabs" />\n', []],
  ['nextra', 'a.mdx', '<APIDocs />\n', ['APIDocs']],
  ['vitepress', 'a.md', 'Ann <carbon-user-avatar/>\n', []],
  ['vitepress', 'a.md', 'Ann <house-avatar/>\n', ['house-avatar']],
  ['fumadocs', 'a.mdx', "import { Plus } from 'lucide-react';\n\nThe <Plus /> menu\n", []],
  ['fumadocs', 'a.mdx', "import { Fa } from 'react-icons/fa';\n\nThe <Fa /> menu\n", []],
  [
    'generic',
    'a.mdx',
    '<LiveProvider code="<b />"><LivePreview /><LiveError /></LiveProvider>\n',
    [],
  ],
  ['fumadocs', 'a.mdx', "import { Plus } from '@/lib/icons';\n\nThe <Plus /> menu\n", ['Plus']],
])(
  'in %s, what of an element is not in the output is reported: %s %s',
  (dialect, path, input, lost) => {
    const { reports } = clean(input, { dialect, path });
    expect(
      reports.filter(({ rule }) => rule === 'component-lost').map(({ about }) => about),
    ).toEqual(lost);
  },
);

test.each<[string, string, string[]]>([
  ['metadata', '<!-- For search. -->\n<meta name="keywords" content="a">\n', []],
  ['styles', '{{/* Wide */}}<style>.a { color: red }</style>', []],
  ['a script that may write to the page', '<script src="https://acme.dev/a.js"></script>', ['seo']],
  ['what nobody knows', '{{ partial "seo" . }}', ['seo']],
])('a shortcode whose template is %s is lost where it may show something', (_, source, lost) => {
  const files = { 'layouts/shortcodes/seo.html': source };
  const { reports } = clean('A\n\n{{< seo >}}\n', { dialect: 'hugo', path: 'a.md', files });
  expect(reports.filter(({ rule }) => rule === 'component-lost').map(({ about }) => about)).toEqual(
    lost,
  );
});

test.each<[what: string, dialect: string, input: string, made: string | undefined]>([
  ['a title', 'generic', '# T\n', undefined],
  ['a title and a rule', 'generic', '# T\n\n---\n\n[a]: b\n', undefined],
  ['a title and a layout', 'generic', '---\nlayout: home\n---\n\n# T\n', '`layout` in its'],
  [
    'a title and a kind of page',
    'rspress',
    '---\npageType: home\n---\n\n# T\n',
    '`pageType` in its',
  ],
  ['a title and a file to show', 'hugo', '---\nsource: /a.md\n---\n\n# T\n', '`source` in its'],
  ['a title and a document', 'generic', '---\nref: docs/a.md\n---\n\n# T\n', '`ref` in its'],
  ['a title and an address', 'generic', '---\nsee: https://b.c/a.md\n---\n\n# T\n', undefined],
  ['a title and a component', 'generic', '# T\n\n<Abc />\n', '<Abc>'],
  ['text and a component', 'generic', '# T\n\nText\n\n<Abc />\n', undefined],
])('a page of nothing but %s', (_, dialect, input, made) => {
  const { reports } = clean(input, { dialect });
  const said = reports.filter(({ rule }) => rule === 'empty-page').map(({ reason }) => reason);
  expect(said).toHaveLength(made === undefined ? 0 : 1);
  if (made !== undefined) expect(said[0]).toContain(`makes its content from ${made}`);
});

test('what a site shows where there is no page is no page without content', () => {
  const input = '---\npageType: custom\n---\n\n# 404\n';
  const reportsOf = (path: string) => clean(input, { dialect: 'rspress', path }).reports;
  expect(reportsOf('en/404.mdx')).toEqual([]);
  expect(reportsOf('en/405.mdx').map(({ rule }) => rule)).toEqual(['empty-page']);
});

test.each([
  ['{% for card in include.cards %}{{ card.title }}{% endfor %}', ['_includes/cards.html']],
  ['{% if include.x %}A{% else %}{% for a in b %}{{ a }}{% endfor %}{% endif %}', []],
  ['A {% for a in b %}{% assign c = a %}{% endfor %}', []],
  ['A {% for a in b %}{{ include[a.id] }}{% endfor %}', []],
])('a loop that prints something in an include is told: %s', (source, lost) => {
  const files = { '_includes/cards.html': source };
  const input = 'A\n\n{% include cards.html cards=page.cards x="1" %}\n';
  const { reports } = clean(input, { dialect: 'liquid', path: 'a.md', files });
  expect(reports.map(({ about }) => about)).toEqual(lost);
});

test.each([
  ['sets a variable', '{% set x = site.kilns %}'],
  ['chooses', '{% if a %}A{% elseif b %}B{% endif %}'],
  ['lists the headings of the page', '{% tableofcontents %}'],
])('a tag of Liquid or Nunjucks that %s shows nothing that could be lost', (_, tag) => {
  const { reports } = clean(`# A\n\nB\n\n${tag}\n`, { dialect: 'liquid', path: 'a.md' });
  expect(reports).toEqual([]);
});

test('a wikilink that names no page is told with its place, and keeps its words', () => {
  const files = { 'docs/page.md': '', 'docs/Kilns.md': '# Kilns' };
  const input = 'See [[Kilns]].\n\nSee [[Nowhere|no page]].\n';
  const options = { path: 'docs/page.md', files };
  const { body, reports } = clean(input, { dialect: 'obsidian', ...options });
  expect(body).toBe('See [Kilns](Kilns.md).\n\nSee no page.\n');
  const [{ rule, about, at } = {}, ...others] = reports;
  expect([rule, about, at?.position?.start.line, others]).toEqual([
    'broken-link',
    'Nowhere',
    3,
    [],
  ]);
  const elsewhere = clean(input, { dialect: 'generic', ...options });
  expect(elsewhere.body).toBe('See [Kilns](Kilns.md).\n\nSee [[Nowhere|no page]].\n');
  expect(elsewhere.reports).toEqual([]);
});

test.each(['from="c"', 'from=3 to=2', 'from=9', 'before="a"', 'after="b"', 'from=0'])(
  'a part of a file that is not there, %s, is told, and all of the file is shown',
  (bounds) => {
    const files = { 'docs/page.md': '', 'docs/a.js': 'a\nb\n' };
    const input = `{% code-snippet file="./a.js" language="js" ${bounds} /%}\n`;
    const { body, reports } = clean(input, { dialect: 'markdoc', path: 'docs/page.md', files });
    expect(body).toBe('```js\na\nb\n```\n');
    expect(reports.map(({ rule, about }) => [rule, about])).toEqual([
      ['include-missing', './a.js'],
    ]);
  },
);

test('embeds that name no page are told beside links of the same words; no path leaves the root', () => {
  const options = { dialect: 'obsidian', path: 'docs/page.md', files: { 'docs/page.md': '' } };
  const input = 'See ![[Nowhere]] and [[Nowhere]], ![[/far/plan.png]].\n\n![[Nobody]]\n';
  const { body, reports } = clean(input, options);
  expect(body).toBe('See Nowhere and Nowhere, ![plan](../far/plan.png).\n\nNobody\n');
  const lost = reports.filter(({ about }) => about?.startsWith('No'));
  expect(lost.map(({ about }) => about)).toEqual(['Nowhere', 'Nowhere', 'Nobody']);
});
