import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import type { Config } from '../../src/config/settings.ts';
import { isPrivatePath } from '../../src/files/private-path.ts';
import '../setup/package.ts';
import { project } from '../build/project.ts';

describe('a path is private', () => {
  it.each([
    ['.env', true],
    ['a/.env.local', true],
    ['.ENV', true],
    ['.env.md', true],
    ['../.npmrc', true],
    ['.git/config', true],
    ['a/.GIT/config', true],
    ['.github/notes.md', true],
    ['node_modules/a/readme.md', true],
    ['Node_Modules/a.md', true],
    ['node_modules./a.md', true],
    ['server.key', true],
    ['a/CERT.PEM', true],
    ['server.key::$DATA', true],
    ['id_ed25519', true],
    ['.vitepress/.env', true],
    ['a/b.md', false],
    ['../a.ts', false],
    ['./a.ts', false],
    ['.shared.mdx', false],
    ['.vitepress/theme/a.vue', false],
    ['docs/.vuepress/components/a.vue', false],
    ['keyboard.md', false],
    ['monkey', false],
  ])('%s: %s', (path, isPrivate) => expect(isPrivatePath(path)).toBe(isPrivate));
});

/** Ways of the dialects to include a file; each shows `open.md`. */
const forms: Readonly<Record<string, readonly ((path: string) => string)[]>> = {
  docusaurus: [
    (path) => `import Part from '${path}';\n\n<Part />\n`,
    (path) =>
      `import Text from '!!raw-loader!${path}';\nimport CodeBlock from '@theme/CodeBlock';\n\n<CodeBlock>{Text}</CodeBlock>\n`,
    (path) => `import text from '${path}?raw';\n\n{text}\n`,
  ],
  vitepress: [(path) => `<!--@include: ${path}-->\n`, (path) => `<<< ${path}\n`],
  mintlify: [(path) => `<Snippet file="${path}" />\n`],
  fumadocs: [
    (path) => `<include>${path}</include>\n`,
    (path) => `<include lang="txt">${path}</include>\n`,
  ],
  hugo: [
    (path) => `{{< include "${path}" >}}\n`,
    (path) => `{{< readfile file="${path}" >}}\n`,
    (path) => `{{% include "${path}" %}}\n`,
  ],
  'mkdocs-material': [
    (path) => `--8<-- "${path}"\n`,
    (path) => `\`\`\`\n--8<-- "${path}"\n\`\`\`\n`,
    (path) => `{!${path}!}\n`,
  ],
  markdoc: [(path) => `{% partial file="${path}" /%}\n`],
  myst: [
    (path) => `\`\`\`{include} ${path}\n\`\`\`\n`,
    (path) => `\`\`\`{literalinclude} ${path}\n\`\`\`\n`,
  ],
  starlight: [
    (path) =>
      `import text from '${path}?raw';\nimport { Code } from '@astrojs/starlight/components';\n\n<Code code={text} />\n`,
  ],
};

const secrets = [
  '.env',
  '.env.local',
  '.npmrc',
  '.git/config',
  '.hidden/page.md',
  'node_modules/a/page.md',
  'server.pem',
  'id_rsa',
  // Links to the first of them.
  'link.md',
  'folder/config',
];

/** Every form reads these; as a component, say, `.npmrc` is not looked for. */
const readByAll = ['.hidden/page.md', 'node_modules/a/page.md', 'link.md'];

/** A project with secrets, and a page for each form and each of them. */
function tempting(dialect: string) {
  const own = project({ 'open.md': 'OPEN\n', 'shown.env.md': 'x\n' });
  own.write('package.json', '{}');
  for (const path of secrets.slice(0, 8)) own.write(join('docs', path), 'HUNTER2\n');
  own.write('.env', 'HUNTER2\n');
  mkdirSync(join(own.src, '.git'), { recursive: true });
  symlinkSync('.env', join(own.src, 'link.md'));
  symlinkSync('.git', join(own.src, 'folder'));
  const paths = ['open.md', ...secrets];
  const name = (form: number, path: number) =>
    `page-${form}-${path}.md${['docusaurus', 'fumadocs', 'mintlify', 'starlight'].includes(dialect) ? 'x' : ''}`;
  for (const [form, write] of forms[dialect]!.entries()) {
    for (const [at, path] of paths.entries()) {
      own.write(
        `docs/${name(form, at)}`,
        `# Page\n\n${write(dialect === 'mintlify' ? `/${path}` : `./${path}`)}`,
      );
    }
  }
  const settings = (config: Config = {}) =>
    own.settings({
      dialect: dialect as never,
      exclude: ['link.md', 'open.md'],
      ...config,
    });
  return { own, settings, paths, name };
}

const runs: readonly (readonly [how: string, config: Config])[] = [
  ['native', { parser: 'native' }],
  ['remark', { parser: 'remark' }],
  ['threads', { parallel: true, inlineThreshold: 1 }],
  ['processes', { parallel: true, inlineThreshold: 1, executor: 'processes' }],
];

describe.each(Object.keys(forms))('in %s, private files are refused with a message', (dialect) => {
  it.each(dialect === 'docusaurus' ? runs : runs.slice(0, 2))('by %s', async (_, config) => {
    const { own, settings, paths, name } = tempting(dialect);
    const { messages } = await build(settings(config));
    const output = own.output();
    expect(Object.values(output).join('\n')).not.toContain('HUNTER2');
    const refused = new Set(
      messages.filter(({ rule }) => rule === 'include-private').map(({ path }) => path),
    );
    for (const form of forms[dialect]!.keys()) {
      expect(output[name(form, 0).replace(/mdx?$/, 'mdc')]).toContain('OPEN');
      expect(refused).not.toContain(name(form, 0));
      for (const path of readByAll) expect(refused).toContain(name(form, paths.indexOf(path)));
    }
  });
});

it('own components show no private file', async () => {
  const component = (path: string) =>
    `import text from '${path}?raw';\nexport default function Own() { return <p>{text}</p>; }\n`;
  const own = project({
    '.env': 'HUNTER2\n',
    'open.txt': 'OPEN\n',
    'a.jsx': component('./.env'),
    'b.jsx': component('./open.txt'),
    'a.mdx': "import Own from './a.jsx';\n\n# A\n\n<Own />\n",
    'b.mdx': "import Own from './b.jsx';\n\n# B\n\n<Own />\n",
  });
  const { messages } = await build(own.settings({ dialect: 'docusaurus' }));
  expect(own.output()['b.mdc']).toContain('OPEN');
  expect(own.output()['a.mdc']).not.toContain('HUNTER2');
  expect(messages).toContainEqual(
    expect.objectContaining({ rule: 'include-private', path: 'a.mdx', about: '.env' }),
  );
});

it('what the configuration names may be included, however private, through links too', async () => {
  const { own, settings } = tempting('vitepress');
  await build(settings({ mayInclude: ['.hidden/**', '.env'] }));
  const shown = Object.entries(own.output()).filter(([, text]) => text.includes('HUNTER2'));
  const pages = shown.flatMap(([path]) => /page-0-(\d+)\.mdc$/.exec(path)?.[1] ?? []);
  expect(pages.map((at) => ['open.md', ...secrets][Number(at)]).sort()).toEqual([
    '.env',
    '.hidden/page.md',
    'link.md',
  ]);
});
