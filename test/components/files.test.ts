import { expect, test } from 'vitest';
import { clean } from '../transforms/clean.ts';

const shown = 'export const kiln = 1;\n';

/** What a document shows of a component that reads the file `app/kiln.ts`. */
function read(imports: string, file: string, ending = 'tsx') {
  const body = `const code = await ${file};`;
  const source =
    ending === 'astro'
      ? `---\n${imports}\nconst { path } = Astro.props;\n${body}\n---\n<pre><code class="language-ts">{code}</code></pre>`
      : `${imports}\nexport default async function Own({ path: at }) { ${body} return <pre><code className="language-ts">{code}</code></pre>; }`;
  const input = `import Own from './Own.${ending}';\n\n<Own path="app/kiln.ts" />\n`;
  const files = { [`docs/Own.${ending}`]: source, 'app/kiln.ts': shown };
  return clean(input, { dialect: 'generic', files });
}

test.each<[name: string, imports: string, file: string, ending?: string]>([
  [
    'fs from node:fs/promises',
    "import fs from 'node:fs/promises';",
    "fs.readFile(path, 'utf-8')",
    'astro',
  ],
  ['promises of fs', "import { promises as fs } from 'fs';", "fs.readFile(at, 'utf8')"],
  [
    'a path from the working directory',
    "import * as fs from 'fs';\nimport path from 'node:path';",
    "fs.readFileSync(path.join(process.cwd(), at), 'utf8')",
  ],
  [
    'a text of it',
    "import { readFileSync } from 'node:fs';",
    'readFileSync(`${process.cwd()}/${at}`).toString()',
  ],
  [
    'a path that is resolved',
    "import { readFileSync } from 'fs';\nimport { resolve } from 'path';",
    "readFileSync(resolve('app', 'kiln.ts'))",
  ],
])('a component shows the file that it reads: %s', (_, imports, file, ending) => {
  const { body, reports } = read(imports, file, ending);
  expect(body).toBe(`\`\`\`ts\n${shown}\`\`\`\n`);
  expect(reports).toEqual([]);
});

test.each([
  ['a file that is not there', "fs.readFile('app/none.ts', 'utf8')"],
  ['a file outside of the project', "fs.readFile('../../../../../../../../etc/hostname', 'utf8')"],
  ['a path that only running tells', "fs.readFile(await find(at), 'utf8')"],
  ['another function', 'fs.readdir(at)'],
])('what cannot be read is told: %s', (_, file) => {
  const { body, reports } = read("import fs from 'fs/promises';", file);
  expect(body).not.toContain('export');
  expect(reports.map(({ rule }) => rule)).toEqual(['component-lost']);
});

test('code of a file that is not there, which a component of a package would show, is told', () => {
  const files = {
    'docs/Own.tsx': `
      import data from './made.json';
      import { DynamicCodeBlock } from 'fumadocs-ui/components/dynamic-codeblock';
      export default ({ part }) => <DynamicCodeBlock code={data.parts[part].code} lang="ts" />;`,
  };
  const input = `import Own from './Own';\n\n<Own part="kiln" />\n`;
  const { reports } = clean(input, { dialect: 'fumadocs', files });
  expect(reports.map(({ reason }) => reason).join()).toContain('"./made.json" (not found)');
});

test.each(['.', '..'])('a folder is a module by its sign alone: %s', (folder) => {
  const text = 'export const Kiln = () => <p>Hot</p>;\n';
  const { body } = clean(`import { Kiln } from '${folder}';\n\n<Kiln />\n`, {
    dialect: 'generic',
    include: (path) =>
      path === folder
        ? { ok: true, path: 'docs/index.tsx', text }
        : { ok: false, reason: 'missing', path },
  });
  expect(body).toBe('Hot\n');
});

test('an icon that the site registers shows the link that its source makes', () => {
  const files = {
    'src/theme/MDXComponents.tsx': `
      const Icon = ({ url, callout }) => <><svg />{url ? <a href={url}>{callout}</a> : null}</>;
      export default { Icon };`,
  };
  const input = 'See <Icon name="git" url="https://kiln.example" callout="Kiln" />.\n';
  const { body } = clean(input, { dialect: 'docusaurus', files });
  expect(body).toBe('See [Kiln](https://kiln.example).\n');
});

test('a page reads the demos that it shows, of however many an index lists', () => {
  const names = Array.from({ length: 400 }, (_, index) => `kiln${index}`);
  const imports = names.map((name) => `import { Demo as ${name} } from './${name}.jsx';`);
  const parts = names.map((name) => `${name}: { component: ${name} }`);
  const files: Record<string, string> = {
    'docs/Own.jsx': `import { demos } from './demos.js';\nexport default ({ name }) => { const Demo = demos[name].component; return <Demo />; };`,
    'docs/demos.js': `${imports.join('\n')}\nexport const demos = { ${parts.join(', ')} };`,
  };
  for (const name of names) files[`docs/${name}.jsx`] = `export const Demo = () => <p>${name}</p>;`;
  const page = 'import Own from \'./Own.jsx\';\n\n<Own name="kiln399" />\n';
  expect(clean(page, { dialect: 'generic', files }).body).toBe('kiln399\n');
});

test('a library that hands on hundreds of files is read where the name says', () => {
  const files: Record<string, string> = {
    './ui': "export * from './a';\nexport * from './text-field/index.js';\nexport * from './z';\n",
    './a': 'export const A = () => <p>Not this</p>;\n',
    './text-field/index.js': 'export const TextField = () => <p>Kept words</p>;\n',
    './z': 'export const Zed = () => <p>Not this</p>;\n',
  };
  const read: string[] = [];
  const { body } = clean("import { TextField } from './ui';\n\n# Page\n\n<TextField />\n", {
    dialect: 'generic',
    include(specifier) {
      read.push(specifier);
      const text = files[specifier];
      const path = `ui/${specifier.replace(/\W+/g, '-')}.jsx`;
      return text === undefined
        ? { ok: false, reason: 'missing', path: specifier }
        : { ok: true, path, text };
    },
  });
  expect(body).toBe('# Page\n\nKept words\n');
  expect(read.filter((name) => /^\.\/[az]/.test(name))).toEqual([]);
});

test('of a folder of many files, a component shows the last one', () => {
  const demos = Array.from({ length: 500 }, (_, index) => 1000 + index);
  const files = {
    ...Object.fromEntries(demos.map((name) => [`docs/demos/${name}.ts`, `kiln(${name});\n`])),
    'docs/Demo.astro': `---
const all = import.meta.glob('./demos/*', { query: '?raw', eager: true, import: 'default' });
const own = Object.fromEntries(Object.entries(all).filter(([path]) => path.includes(Astro.props.name)));
---
<pre><code class="language-ts">{Object.values(own)}</code></pre>`,
  };
  const input = `import Demo from './Demo.astro';\n\n<Demo name="1499" />\n`;
  const { body } = clean(input, { dialect: 'starlight', files });
  expect(body).toBe('```ts\nkiln(1499);\n```\n');
});

test('of the documents of a pattern, that one is read which is asked for', () => {
  const parts = Array.from({ length: 700 }, (_, index) => index);
  const files = {
    ...Object.fromEntries(parts.map((index) => [`docs/parts/${index}.mdx`, `Part ${index}.\n`])),
    'docs/Part.astro': `---
const parts = Object.values(import.meta.glob('./parts/*.mdx', { eager: true }));
const part = parts.find(({ file }) => file.endsWith(Astro.props.name));
---
<part.Content />`,
  };
  const input = `import Part from './Part.astro';\n\n<Part name="/699.mdx" />\n`;
  expect(clean(input, { dialect: 'starlight', files }).body).toBe('Part 699.\n');
});
