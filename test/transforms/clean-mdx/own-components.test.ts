import { expect, test } from 'vitest';
import { clean } from '../clean.ts';

/** What a use of a component of the site becomes by its source, and what of it is lost. */
test.each<[what: string, use: string, source: string, output: string, lost?: string[]]>([
  [
    'what it holds is shown, whatever else would be',
    '<Box>In</Box>',
    '---\nconst x = await load();\n---\n<div>{x}</div>',
    'In\n',
    ['x'],
  ],
  [
    'code that it would not show stands in its place',
    '<Box code={`a\nb c\nd`} />',
    '---\nconst x = await load();\n---\n<div>{x}</div>',
    '```\na\nb c\nd\n```\n',
    ['x'],
  ],
  [
    'the line of a module by which it finds a part of a file is nothing to type',
    '<Box from="export default" src="https://example.com/a.ts" />',
    '---\nconst x = await load();\n---\n<div>{x}<a href={Astro.props.src}>whole</a></div>',
    '[whole](https://example.com/a.ts)\n',
    ['x'],
  ],
  [
    'what it says in words stays, whatever else it is given',
    '<Box code={`a\nb c\nd`} {...y} />',
    '---\nconst x = await load();\n---\n<div>{x} say</div>',
    'say\n',
    ['x'],
  ],
  [
    'a card whose heading is a link is a card',
    '<Box title="T" href="/x" description="d e" />',
    '---\nconst { title, href, description } = Astro.props;\n---\n<div><h3><a href={href}>{title}</a></h3><p>{description}</p></div>',
    '[T](/x): d e\n',
  ],
  [
    'a card whose heading is none',
    '<Box title="T" href="/x" description="d e" />',
    '---\nconst { title, href, description } = Astro.props;\n---\n<div><h3>{title}</h3><a href={href}>{description}</a></div>',
    '### T\n\n[d e](/x)\n',
  ],
  [
    'a video is called by the title',
    '<Box title="T" />',
    '<video src="a.mp4"></video>',
    '[T](a.mp4)\n',
  ],
  ['a video without a title', '<Box />', '<video src="a.mp4"></video>', '[Video](a.mp4)\n'],
  [
    'boxes around nothing give way to the title',
    '<Box title="T" />',
    '---\nconst x = await load();\n---\n<div><span>{x}</span></div>',
    '**T**\n',
    ['x'],
  ],
  [
    'a component of a package that says nothing is lost',
    '<Box />',
    '---\nimport { Other } from "pkg";\n---\n<div><Other /> <p>x</p></div>',
    'x\n',
    ['<Other>'],
  ],
  [
    'a component of a package that says something is not',
    '<Box />',
    '---\nimport { Other } from "pkg";\n---\n<div><Other title="x y" /><OtherIcon /><p>x</p></div>',
    '**x y**\n\nx\n',
  ],
  [
    'a title that only a component around it would read stands above what it holds',
    '<Box label="Kilns">\nIn\n</Box>',
    '<div><slot /></div>',
    '**Kilns**\n\nIn\n',
  ],
  [
    'an icon that the page puts into it is none',
    "import { FaHouse } from 'react-icons/fa'\n\n<Box><FaHouse /> In</Box>",
    '<div><slot /></div>',
    'In\n',
  ],
  [
    'what stands in a heading stays in its line',
    '## A <Box>in</Box>',
    '<span><slot /></span>',
    '## A in\n',
  ],
  [
    'what a component shows beside a heading stands below',
    '## A <Box />',
    '<span>new</span>',
    '## A\n\nnew\n',
  ],
  [
    'a comment fills no slot',
    '<Box><p slot="a">A</p><Fragment slot="b">B</Fragment>{/* c */}</Box>',
    '<div><slot name="a" />, <slot name="b" />, <slot>none</slot></div>',
    'A\n\n,\n\nB\n\n, none\n',
  ],
  [
    'markup in a list is shown',
    '<Box title={[1, <b>t</b>]} />',
    '---\nconst { title, href, description } = Astro.props;\n---\n<p>{title}</p>',
    '1**t**\n',
  ],
])('%s', (_, use, source, output, lost = []) => {
  const text = `import Box from './Box.astro'\n\n${use}\n`;
  const { body, reports } = clean(text, {
    dialect: 'starlight',
    files: { 'docs/Box.astro': source },
  });
  const found = reports.filter(({ rule }) => rule === 'component-lost');
  expect(body).toBe(output);
  expect(found.map(({ reason }) => /\((.*?)\)/.exec(reason)?.[1])).toEqual(lost);
});

test('data in an attribute that mostly names a file leaves nothing, which is told', () => {
  const { body, reports } = clean("import Own from './Own.jsx'\n\n<Own data={{ heat: 1 }} />\n", {
    dialect: 'docusaurus',
    files: {
      'docs/Own.jsx':
        "import Tree from 'json-tree';\nexport default ({ data }) => <Tree src={data} />;",
    },
  });
  expect(body).toBe('');
  expect(reports.map(({ rule }) => rule)).toEqual(['empty-page', 'component-lost']);
});

test.each([
  ['<LiveProvider code={code}><LivePreview /></LiveProvider>', 'code of <LiveProvider>'],
  [
    "<SandpackProvider files={{ '/App.js': code }}><SandpackPreview /></SandpackProvider>",
    '/App.js of <SandpackProvider>',
  ],
  ['<ThemeProvider colors={code}><b>x</b></ThemeProvider>', undefined],
  ['<div><Dialog.Backdrop /><b>x</b><Dialog.CloseTrigger /></div>', undefined],
  ['<div><Dialog.Steps /></div>', '<Dialog.Steps>'],
])('what elements of packages may show is told of: %s', (shown, lost) => {
  const source = `import { Dialog } from '@chakra-ui/react';\nconst code = window.code;\nexport default () => ${shown};`;
  const { reports } = clean("import Own from './Own.jsx'\n\n<Own />\n", {
    dialect: 'docusaurus',
    files: { 'docs/Own.jsx': source },
  });
  const found = reports.find(({ rule }) => rule === 'component-lost');
  expect(/\((.*?)\)/.exec(found?.reason ?? '')?.[1]).toBe(lost);
});

test('a file among the children of a component is shown, and not told of as lost', () => {
  const { body, reports } = clean(
    "import Group from './Group.jsx'\nimport Part from './part.mdx'\n\n<Group><Part /></Group>\n",
    {
      dialect: 'mintlify',
      files: {
        'docs/Group.jsx': 'export default ({ children }) => <div>{children}</div>;',
        'docs/part.mdx': 'Words of the part.\n',
      },
    },
  );
  expect([body, reports]).toEqual(['Words of the part.\n', []]);
});

test('an icon of a package in a Vue component is not told of as lost', () => {
  const { body, reports } = clean(
    "<script setup>\nimport Manual from './Manual.vue'\n</script>\n\nSee <Manual>the manual</Manual>.\n",
    {
      dialect: 'vitepress',
      files: {
        'docs/Manual.vue':
          '<template><a href="https://kilns.example"><Bookmark class="inline" /><slot /></a></template>\n' +
          "<script setup>\nimport { Bookmark } from 'lucide-vue-next'\n</script>\n",
      },
    },
  );
  expect([body, reports]).toEqual(['See [the manual](https://kilns.example).\n', []]);
});

test.each([
  [
    'imported',
    "import Box from '@/made/box';\n\nWords\n\n<Box />",
    'its source "@/made/box" could not be read',
  ],
  ['not imported', 'Words\n\n<Box />', 'no source tells what it shows'],
])('of a component that is %s and lost, the source is named', (_, text, said) => {
  const { reports } = clean(text, { dialect: 'docusaurus' });
  expect(reports.map(({ reason }) => reason)).toEqual([expect.stringContaining(said)]);
});
