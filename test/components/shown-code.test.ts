import { expect, test } from 'vitest';
import { clean } from '../transforms/clean.ts';

/** What a use of a component shows, and how much of it is told as lost. */
function shown(source: string, use: string) {
  const input = `import Own from './Own.jsx';\n\n${use}\n`;
  const files = { 'docs/Own.jsx': source, 'docs/part.mdx': 'Fire the **kiln**.\n' };
  const { body, reports } = clean(input, { dialect: 'docusaurus', files });
  return { body, lost: reports.filter(({ rule }) => rule === 'component-lost').length };
}

const block = "import { useState } from 'react';\nimport CodeBlock from '@theme/CodeBlock';\n";

const fence = (command: string) => `\`\`\`sh\n${command}\n\`\`\`\n`;
const managers = "const [pm] = useState('npm'); ";

test.each([
  [
    'a switch',
    `switch (pm) { case 'npm': case 'x': return \`npm install \${name}\`; case 'yarn': return \`yarn add \${name}\`; }`,
    fence('npm install kiln'),
    0,
  ],
  [
    'a map',
    'return { yarn: `yarn add ${name}`, npm: `npm i ${name}` }[pm];',
    fence('npm i kiln'),
    0,
  ],
  ['branches', "return pm === 'bun' ? `bunx ${name}` : `npx ${name}`;", fence('npx kiln'), 0],
  [
    'commands that name a package in their own ways',
    "return pm === 'yarn' ? 'yarn create kiln' : 'npx create-kiln';",
    fence('npx create-kiln'),
    0,
  ],
  [
    'two commands of one package manager',
    "return pm === 'npm' ? 'npm i ash' : `npm i ${name}`;",
    fence('npm i ash'),
    1,
  ],
])('commands that package managers share are that of npm: %s', (_case, code, body, lost) => {
  const source = `${block}export default ({ name }) => { ${managers}const run = () => { ${code} }; return <CodeBlock language="sh">{run()}</CodeBlock>; };`;
  expect(shown(source, '<Own name="kiln" />')).toEqual({ body, lost });
});

test('of a switch that nobody can decide, the case that shows the content of the page counts', () => {
  const source = `export default ({ children }) => { const { kind } = useContext(Kinds); switch (kind) { case 'none': return null; default: return <div>{children}</div>; } };`;
  expect(shown(source, '<Own>\n\nFire the kiln.\n\n</Own>')).toEqual({
    body: 'Fire the kiln.\n',
    lost: 0,
  });
});

test.each([
  ['a title', `<Callout title={useWord('kiln')}>Hot</Callout>`, 1],
  [
    'a value of a table',
    '<Fields rows={[{ description: "Where it is.", default: location.href }]} />',
    1,
  ],
  ['how it looks', '<Callout tone={useTone()}>Hot</Callout>', 0],
  [
    'the look of a row',
    '<Fields rows={[{ description: "Where it is.", icon: location.icon }]} />',
    0,
  ],
])('what a component of a package is given and only running tells: %s', (_case, element, lost) => {
  expect(shown(`export default () => <div>${element}</div>;`, '<Own />').lost).toBe(lost);
});

test('objects that a component of a package is given are kept as data', () => {
  const source = `export default () => <div><Grid caption="Of the kiln" options={{ walls: 'of old bricks' }} /></div>;`;
  expect(shown(source, '<Own />')).toEqual({
    body: 'Of the kiln\n\n```yaml\noptions:\n  walls: of old bricks\n```\n',
    lost: 0,
  });
});

test.each([
  [
    'a text of several lines that a state begins with',
    `export default ({ src }) => { const [text] = useState(src); return <CodeBlock language="sh">{text}</CodeBlock>; };`,
    '<Own src={`kiln on\nkiln off`} />',
    '```sh\nkiln on\nkiln off\n```\n',
    0,
  ],
  [
    'folded code, of which the whole is shown',
    `export default ({ src }) => { const [isFolded] = useState(true); const first = src.split('\\n').slice(0, 1).join('\\n'); return <CodeBlock language="sh">{isFolded ? first : src}</CodeBlock>; };`,
    '<Own src={`kiln on\nkiln off`} />',
    '```sh\nkiln on\nkiln off\n```\n',
    0,
  ],
  [
    'what a button is called just now says nothing',
    `export default ({ src }) => { const [isOpen] = useState(false); return <div><button>{isOpen ? 'Less' : 'More'}</button><p>{src}</p></div>; };`,
    '<Own src="Fire the kiln." />',
    'Fire the kiln.\n',
    0,
  ],
  [
    'what the use calls a button is kept',
    `export default ({ src, show, hide }) => { const [isOpen] = useState(false); return <div><button>{isOpen ? hide : show}</button><p>{src}</p></div>; };`,
    '<Own src="Fire the kiln." show="Show all" hide="Hide all" />',
    'Hide all / Show all\n\nFire the kiln.\n',
    0,
  ],
  [
    'children that are shown in one state alone',
    `export default ({ children }) => { const { plan } = useContext(Plans); return plan === 'one' ? children : null; };`,
    '<Own>\n\nFire the kiln.\n\n</Own>',
    'Fire the kiln.\n',
    0,
  ],
  [
    'a value in code that only running would tell stays as it is written',
    `import { version } from 'elsewhere';\nexport default () => <CodeBlock language="sh">{\`npm install kiln@\${version}\`}</CodeBlock>;`,
    '<Own />',
    '```sh\nnpm install kiln@${version}\n```\n',
    1,
  ],
  [
    'a component in code of the page that only running it would tell, by its name',
    `import { latest } from 'elsewhere';\nexport default ({ of }) => latest(of) ?? '';`,
    '<CodeBlock language="sh">{`npm install kiln@`}<Own of="kiln" />{` --save`}</CodeBlock>',
    '```sh\nnpm install kiln@{Own} --save\n```\n',
    1,
  ],
  [
    'templates with a tag',
    `import dedent from 'dedent';\nconst sh = (texts, ...values) => ({ code: dedent(texts.map((text, at) => text + (values[at] ?? '')).join('')) });\nexport default () => <CodeBlock language="sh">{sh\`\n  kiln \${'on'}\n    now\n\`.code}</CodeBlock>;`,
    '<Own />',
    '```sh\nkiln on\n  now\n```\n',
    0,
  ],
  [
    'a list of which functions of the site make the parts',
    `export const sh = (code) => ({ code });\nexport default ({ tabs }) => tabs.map((tab) => <CodeBlock language="sh">{tab.code}</CodeBlock>);`,
    "import { sh } from './Own.jsx';\n\n<Own tabs={[sh('kiln on'), sh('kiln off')]} />",
    '```sh\nkiln on\n```\n\n```sh\nkiln off\n```\n',
    0,
  ],
  [
    'what libraries make safe or neat',
    `import DOMPurify from 'dompurify';\nimport prettier from 'prettier';\nexport default ({ src }) => <div><p dangerouslySetInnerHTML={{ __html: DOMPurify.sanitize('Fire <b>it</b>.') }} /><CodeBlock language="js">{prettier.format(src)}</CodeBlock></div>;`,
    '<Own src="a(1)" />',
    'Fire **it**.\n\n```js\na(1)\n```\n',
    0,
  ],
  [
    'elements that React makes by calls',
    `import React, { createElement } from 'react';\nimport Part from './part.mdx';\nconst Box = ({ children }) => <section>{children}</section>;\nexport default () => <div>{React.createElement('p', null, 'Heat it.')}{createElement(Box, {}, 'Cool it.')}{React.createElement(Part)}</div>;`,
    '<Own />',
    'Heat it.\n\nCool it.\n\nFire the **kiln**.\n',
    0,
  ],
  [
    'code of an attribute whose component shows nothing of it',
    `import { draw } from 'elsewhere';\nexport default ({ code1, code2 }) => <div>{draw(code1)}{draw(code2)}</div>;`,
    '<Own language="sh" code1={`kiln on\nkiln up`} code2={`kiln off\nkiln down`} />',
    '```sh\nkiln on\nkiln up\n```\n\n```sh\nkiln off\nkiln down\n```\n',
    1,
  ],
])('%s', (_, source, use, body, lost) => {
  expect(shown(block + source, use)).toEqual({ body, lost });
});

test("a theme's own version of what the dialect leaves out is not told", () => {
  const files = {
    'src/theme/DocCardList.jsx':
      "import { useItems } from 'elsewhere';\nexport default () => <section>{useItems().map((one) => <a href={one.href}>{one.label}</a>)}</section>;",
  };
  const input = "import DocCardList from '@theme/DocCardList';\n\nKilns:\n\n<DocCardList />\n";
  const { body, reports } = clean(input, { dialect: 'docusaurus', files });
  expect(body).toBe('Kilns:\n');
  expect(reports).toEqual([]);
});

test.each([
  ['pill: true\n', 'Fire it. **New**\n'],
  ['title: Kiln\n', 'Fire it.\n'],
])('front matter that a component asks Docusaurus for: %s', (matter, body) => {
  const files = {
    'docs/Own.jsx':
      "import { useDoc } from '@docusaurus/plugin-content-docs/client';\nexport default () => { const { frontMatter } = useDoc(); return <p>Fire it. {frontMatter.pill && <b>New</b>}</p>; };",
  };
  const input = `---\n${matter}---\n\nimport Own from './Own.jsx';\n\n<Own />\n`;
  const shown = clean(input, { dialect: 'docusaurus', files });
  expect(shown.body.replace(/^# .*\n\n/, '')).toBe(body);
  expect(shown.reports).toEqual([]);
});

test('the file of a page, as Docusaurus names it', () => {
  const files = {
    'docusaurus.config.js': 'export default {};',
    'docs/Own.jsx':
      "import { useDoc } from '@docusaurus/theme-common/internal';\nexport default () => { const { metadata } = useDoc(); return <p>{metadata.source.startsWith('@site/i18n/') ? 'Copied' : metadata.source}</p>; };",
  };
  const input = "import Own from './Own.jsx';\n\n<Own />\n";
  const { body, reports } = clean(input, { dialect: 'docusaurus', files });
  expect(body).toBe('@site/docs/page.mdx\n');
  expect(reports).toEqual([]);
});

test('code that is fetched as the site is built is told of, and its title and address are shown', () => {
  const source = `---
import { Code } from '@astrojs/starlight/components';
import { z } from 'astro/zod';
const { url, title } = z.object({ url: z.string(), title: z.string() }).parse(Astro.props);
const code = await (await fetch(url)).text();
---
<Code code={code} lang="ts" title={title} />
`;
  const input = `import Far from './Far.astro';\n\n<Far url="https://x.dev/kiln.ts" title="app/kiln.ts" />\n`;
  const { body, reports } = clean(input, {
    dialect: 'starlight',
    files: { 'docs/Far.astro': source },
  });
  expect(body).toBe('**`app/kiln.ts`**\n\n[kiln.ts](https://x.dev/kiln.ts)\n');
  expect(reports.map(({ rule, reason }) => [rule, reason])).toEqual([
    ['component-lost', expect.stringContaining('(code of <Code>)')],
  ]);
});

test('code that stands folded is shown whole', () => {
  const source = `import { highlight } from 'fumadocs-core/highlight';
  export default async ({ code }) => {
    const [isFolded] = React.useState(true);
    const preview = await highlight(code.split('\\n').slice(0, 2).join('\\n'), { lang: 'ts' });
    const whole = await highlight(code, { lang: 'ts' });
    return <div>{isFolded && preview ? preview : whole}</div>;
  };`;
  expect(shown(source, "<Own code={'a();\\nb();\\nc();'} />")).toEqual({
    body: '```ts\na();\nb();\nc();\n```\n',
    lost: 0,
  });
});

test('values that code alone shows and that are not known stay as they are written, which is told', () => {
  const source = `${block}export default () => { const { name } = useRelease(); return <CodeBlock language="sh">{\`run kiln:\${name} --hot\`}</CodeBlock>; };`;
  const files = { 'docs/Own.jsx': source };
  const input = "import Own from './Own.jsx';\n\n<Own />\n";
  const { body, reports } = clean(input, { dialect: 'docusaurus', files });
  expect(body).toBe(fence('run kiln:${name} --hot'));
  expect(reports.map(({ reason }) => reason)).toEqual([
    expect.stringContaining('only when the site runs (${name}); they stay as they are written'),
  ]);
});

test('an object that is all that an element holds is what its component is given', () => {
  const source = `const Block = ({ children }) => <pre>{children.props.code}</pre>;
export default ({ name }) => { const held = { props: { code: \`fire \${name}\` } }; return <Block>{held}</Block>; };`;
  expect(shown(source, '<Own name="kiln" />')).toEqual({
    body: '```\nfire kiln\n```\n',
    lost: 0,
  });
});
