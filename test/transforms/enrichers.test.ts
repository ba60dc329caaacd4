import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import type { Config } from '../../src/config/settings.ts';
import type { TokenCounts } from '../../src/contract/index-line.ts';
import { enriched, processed } from './enriched.ts';

it.each([
  ['its H1', '# The *title* with `code`\n', 'The title with code'],
  ['front matter', '---\ntitle: From front matter\n---\n\nText.\n', 'From front matter'],
  ['its path', 'Text.\n', 'Topic'],
])('takes the title from %s', async (_, text, title) => {
  expect((await enriched(text)).title).toBe(title);
});

it.each([
  ['front matter', '---\ndescription: "Two\n  lines"\n---\n# T\n\nText.\n', 'Two lines'],
  ['the first paragraph', '# T\n\nFirst *words*\nhere.\n\nSecond.\n', 'First words here.'],
  ['the first paragraph with text', '# T\n\n![badge](b.svg)\n\nWords.\n', 'Words.'],
  [
    'a meta tag',
    '---\nhead:\n  - - meta\n    - property: og:description\n      content: From the head\n---\n# T\n\nText.\n',
    'From the head',
  ],
  [
    'a tag with attributes',
    '---\nhead:\n  - tag: meta\n    attrs: { name: description, content: Of the tag }\n---\n# T\n\nText.\n',
    'Of the tag',
  ],
  [
    'a meta tag among tags that say nothing',
    '---\nhead:\n  - null\n  - - script\n  - tag: link\n  - - meta\n    - name: description\n      content: Of the tag\n---\n# T\n',
    'Of the tag',
  ],
  [
    'the page, where the head tells something else',
    '---\nhead:\n  - - meta\n    - name: author\n      content: Ann\n---\n# T\n\nText.\n',
    'Text.',
  ],
  [
    'a line that begins with a link',
    '# T\n\n[Kiln](kiln.md) fires clay in one go\n',
    'Kiln fires clay in one go',
  ],
  ['the page, where the head is no list', '---\nhead: none\n---\n# T\n\nText.\n', 'Text.'],
  [
    'what follows the way to the page',
    '[**API**](../api.md) • **Docs**\n\n[API](../api.md) / [box](box.md) / open\n\n# T\n\nIt opens a box.\n',
    'It opens a box.',
  ],
  [
    'the sentence before an announcement',
    '# T\n\nImplement your own router. One is given below:\n\n```js\na();\n```\n',
    'Implement your own router.',
  ],
  ['what follows a label', '# T\n\n**npm**\n\nWords.\n', 'Words.'],
  ['what follows a name in code', '# T\n\n**`a.js`**\n\nWords.\n', 'Words.'],
  ['what follows a fact', '# T\n\n**Added in:** v2.0\n\nWords.\n', 'Words.'],
  ['what follows a fact whose colon is plain', '# T\n\n**Added in**: v2.0\n\nWords.\n', 'Words.'],
  ['what follows facts', '# T\n\n**Type:** `a`\\\n**Default**: `b`\n\nWords.\n', 'Words.'],
  [
    'a line that begins in bold',
    '# T\n\n**Type** of all that it holds\n',
    'Type of all that it holds',
  ],
  ['a sentence behind a label', '# T\n\n**Both:** it is\\\nold.\n', 'Both: it is old.'],
  ['what follows an alert in bold', '# T\n\n**Note:** it is old.\n\nWords.\n', 'Words.'],
  ['words in marks', '# T\n\n**Both** _of_ `them` go.\n', 'Both of them go.'],
  ['a sentence in bold', '# T\n\n**Read this first.**\n\nWords.\n', 'Read this first.'],
  ['what follows a date', '# T\n\n_November 16, 2023_\n\nWords.\n', 'Words.'],
  [
    'what follows a byline',
    '# T\n\nMarch 2, 2024 by [Ann](https://a.example)\n\nWords.\n',
    'Words.',
  ],
  ['a sentence with a date', '# T\n\nSince 2023-01-01 it is on.\n', 'Since 2023-01-01 it is on.'],
  ['what follows a link', '# T\n\n[Video](https://v.example)\n\nWords.\n', 'Words.'],
  ['nothing, where all is an alert', '# T\n\n> [!WARNING]\n> It is gone.\n', undefined],
  ['a quotation, where nothing else is', '# T\n\n> It is so.\n', 'It is so.'],
  ['the text before an alert', '# T\n\n> [!NOTE]\n> Aside.\n\nWords.\n', 'Words.'],
  ['nothing', '# T\n\n```js\ncode\n```\n', undefined],
  ['a label alone', '# T\n\n**npm**\n\n```sh\nnpm i\n```\n', undefined],
  ['a sentence without its attribute list', '# T\n\nText of it { .lead }.\n', 'Text of it.'],
  ['what follows a line that announces', '# T\n\nRun it with:\n\nWords.\n', 'Words.'],
  [
    'the sentences before one that announces',
    '# T\n\nThis is how it works when all goes well. For example:\n',
    'This is how it works when all goes well.',
  ],
  [
    'a long line without the colon at its end',
    '# T\n\nThe protocol has several parts that work together:\n',
    'The protocol has several parts that work together',
  ],
  [
    'what follows a call',
    '# T\n\n🎉 Sign up for [our course](https://x.example)!\n\nWords.\n',
    'Words.',
  ],
  [
    'what follows what a template left',
    '# T\n\nThis is \\{\\{ version \\}\\}.\n\nWords.\n',
    'Words.',
  ],
  [
    'the page, where front matter is what a template left',
    '---\ndescription: "{{ page.about }}"\n---\n# T\n\nWords.\n',
    'Words.',
  ],
  [
    'whole sentences that fit',
    `# T\n\nThe first sentence is of some length, e.g. this. ${'And more words '.repeat(12)}.\n`,
    'The first sentence is of some length, e.g. this.',
  ],
  [
    'whole sentences of front matter',
    `---\ndescription: ${'One sentence of words. '.repeat(9)}\n---\n# T\n`,
    'One sentence of words. '.repeat(7).trim(),
  ],
  ['what follows a label', '# T\n\nSince 2.0 · Beta\n\nIt does a thing.\n', 'It does a thing.'],
  ['nothing, where all is a label', '# T\n\nPreview\n', undefined],
  [
    'the page, where front matter repeats the title',
    '---\ntitle: "SEP-7: Say more"\ndescription: Say more.\n---\n# T\n\nIt says more words than before.\n',
    'It says more words than before.',
  ],
  [
    'front matter that repeats the title, where the page is empty',
    '---\ndescription: T.\n---\n# T\n',
    'T.',
  ],
  [
    'what follows a greeting',
    '# T\n\nWelcome to Acme! This page tells how to begin.\n',
    'This page tells how to begin.',
  ],
  [
    'a paragraph below a greeting',
    '# T\n\nThank you for reading.\n\nThis page tells how to begin.\n',
    'This page tells how to begin.',
  ],
  [
    'front matter that repeats the title, where code comes first',
    '---\ntitle: Say more\ndescription: Say more.\n---\n# T\n\n```sh\nsay\n```\n\nThat said it all at once.\n',
    'Say more.',
  ],
  ['a greeting alone', '# T\n\nWelcome to Acme.\n', 'Welcome to Acme.'],
  [
    'a sentence, not what stands while a list loads',
    '# T\n\nLoading the list...\n\nA list of words.\n',
    'A list of words.',
  ],
  [
    'a sentence with a link to nowhere',
    '# T\n\n[Acme][acme] is a list of words, `a[0][1]`.\n',
    'Acme is a list of words, a[0][1].',
  ],
  [
    'whole sentences, whatever stands between dots',
    `# T\n\nA list of words (a.k.a. Words, e.g. A and B). ${'And more of them. '.repeat(9)}\n`,
    `A list of words (a.k.a. Words, e.g. A and B). ${'And more of them. '.repeat(6)}`.trimEnd(),
  ],
  [
    'nothing that is about a part of a long list of parts',
    '# T\n\n## A\n\n## B\n\n## C\n\nIt is the third of the parts.\n',
    undefined,
  ],
  [
    'the second part at most',
    '# T\n\n## A\n\n## B\n\nIt is the second of the parts.\n\n## C\n',
    'It is the second of the parts.',
  ],
])('takes the description from %s', async (_, text, description) => {
  expect((await enriched(text)).description).toBe(description);
});

it.each([
  '[Learn all about it](https://example.com)',
  '[![Logo](logo.png) Get the sheet](https://example.com) [More](b.md)',
  'Subscribe to [the newsletter](https://example.com) of the makers.',
])('takes no links for a description where their targets are left out: %s', async (line) => {
  const { description } = await enriched(`# T\n\n${line}\n\nIt says more words than before.\n`, {
    profile: 'compact',
  });
  expect(description).toBe('It says more words than before.');
});

it('cuts the description to 160 characters at a word', async () => {
  const { description } = await enriched(`# T\n\n${'word, '.repeat(60)}\n`);
  expect(description).toMatch(/word…$/);
  expect(description.length).toBeLessThanOrEqual(160);
});

it('gives the address where the site is known', async () => {
  const { url, slug } = await enriched('# T\n', { baseUrl: 'https://example.com/docs/' });
  expect({ url, slug }).toEqual({
    url: 'https://example.com/docs/guides/topic',
    slug: 'guides/topic',
  });
  expect((await enriched('# T\n')).url).toBeUndefined();
});

it.each([
  ['a list', 'tags: [one, two]', ['own', 'one', 'two']],
  ['a line', 'keywords: one, two', ['own', 'one', 'two']],
  ['what repeats', 'topics: [own, own]', ['own']],
  ['what is not text', 'tags: [1, null]', ['own']],
])('gathers topics from %s', async (_, line, topics) => {
  const context = await enriched(`---\n${line}\n---\n# T\n`, { topics: ['own'] });
  expect(context.topics).toEqual(topics);
});

it('outlines the headings below the title with their slugs', async () => {
  const { outline } = await enriched(
    '# T\n\n## Part\n\n### `code` in it\n\n## Part\n\n> ## Quoted\n',
  );
  expect(outline).toEqual([
    { depth: 2, title: 'Part', slug: 'part' },
    { depth: 3, title: 'code in it', slug: 'code-in-it' },
    { depth: 2, title: 'Part', slug: 'part-1' },
    { depth: 2, title: 'Quoted', slug: 'quoted' },
  ]);
});

it('counts code blocks by language, in any case and whatever it is called', async () => {
  const block = (language: string) => `\`\`\`${language}\nx\n\`\`\`\n`;
  const { code } = await enriched(
    ['JS', 'js', '', 'constructor', '__proto__'].map(block).join('\n'),
  );
  expect(code).toEqual({ blocks: 5, languages: { js: 2 } });
});

it('names the languages of the code blocks in order', async () => {
  const { code } = await enriched('```ts\nx\n```\n\n```js\nx\n```\n\n```css\nx\n```\n');
  expect(Object.keys(code.languages)).toEqual(['css', 'js', 'ts']);
});

it('tells links to pages of the build from those elsewhere', async () => {
  const files = {
    'guides/page.md':
      '# T\n\n[a](../b.md#part) [b](../b.md) <https://e.example/x> [c](mailto:m@e.example)\n',
    'b.md': '# B\n\n## Part\n',
  };
  const baseUrl = 'https://example.com/docs/';
  for (const config of [{}, { baseUrl }, { baseUrl, links: 'site' as const }]) {
    const record = await processed('guides/page.md', files, config);
    expect(record).toMatchObject({
      context: { links: { pages: ['b.mdc'], external: ['https://e.example/x'] } },
    });
  }
});

it('counts the tokens of the whole source and the whole output', async () => {
  const text = '---\ntitle: T\n---\n\nimport X from "x";\n\n# T\n\nWords and words.\n';
  const record = await processed('a.mdx', { 'a.mdx': text });
  if (record.status !== 'ok') throw new Error('failed');
  expect(record.context.tokens).toEqual({
    before: countTokens(text),
    after: countTokens(record.text),
  });
  const body = record.text.slice(record.text.indexOf('# T'));
  expect(record.context.stats).toEqual({ words: 5, lines: 3, tokens: countTokens(body) });
});

it.each([
  ['a partial', 'docusaurus', "import P from './_p.mdx';\n\n<P />\n", ['_p.mdx']],
  [
    'a partial, once for two uses',
    'docusaurus',
    "import P from './_p.mdx';\n\n<P />\n\n<P />\n",
    ['_p.mdx'],
  ],
  [
    'a partial and what it includes',
    'docusaurus',
    "import Q from './_q.mdx';\n\n<Q />\n",
    ['_q.mdx', '_p.mdx'],
  ],
  ['no file that is only named', 'docusaurus', 'See [it](./_p.mdx).\n', []],
  ['a file of code', 'vitepress', '<<< ./code.js{2}\n', ['code.js']],
  ['lines in a fence', 'mkdocs-material', '```js\n--8<-- "code.js:2:2"\n```\n', ['line 2']],
])('counts among the tokens of the source %s', async (_, dialect, body, parts) => {
  const files: Record<string, string> = {
    '_p.mdx': 'Words of a partial.\n',
    '_q.mdx': "import P from './_p.mdx';\n\nMore words.\n\n<P />\n",
    'code.js': 'one();\ntwo();\n',
  };
  const text = `# A\n\n${body}`;
  const record = await processed('a.mdx', { ...files, 'a.mdx': text }, { dialect } as Config);
  if (record.status !== 'ok') throw new Error('failed');
  const textOf = (part: string) => (files[part] ?? 'two();\n').replace(/\n$/, '');
  const included = parts.reduce((sum, part) => sum + countTokens(textOf(part)), 0);
  const { before, included: said = 0 } = record.context.tokens as TokenCounts;
  expect([said, before]).toEqual([included, countTokens(text) + included]);
});

it.each([
  ['href is an address, so that what only its end has in common with a page is broken', 'href', 1],
  ['another attribute may be read by the component in its own way', 'to', 0],
])('%s', async (_, name, broken) => {
  const text = `# A\n\n<Card title="Users" ${name}="api/users" />\n`;
  const files = { 'guides/b.mdx': text, 'api/users.md': '# Users\n' };
  const { messages } = await processed('guides/b.mdx', files, { dialect: 'starlight' });
  expect(messages.filter(({ rule }) => rule === 'broken-link')).toHaveLength(broken);
});

it('tells of what is made of components in the lines where they stand', async () => {
  const card = '<Card title="Gone" href="gone.md" />\n';
  const text = `# A\n\nText.\n\n${card}${card}\n<Tabs>\n<TabItem label="b">\n${card}</TabItem>\n</Tabs>\n\n<LinkButton href="gone.md">c</LinkButton>\n`;
  const { messages } = await processed('a.mdx', { 'a.mdx': text }, { dialect: 'starlight' });
  const broken = messages.filter(({ rule }) => rule === 'broken-link');
  expect(broken.map(({ line }) => line)).toEqual([5, 6, 10, 14]);
});
