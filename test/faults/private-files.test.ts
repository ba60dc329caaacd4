import { describe, expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { isPrivatePath } from '../../src/files/private-path.ts';
import { project } from '../build/project.ts';
import { secret, tempt, tempted } from './private-files.ts';

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
  const own = project();
  own.write('package.json', '{}');
  const { exclude } = tempt(own, 'docs', 'vitepress');
  const mayInclude = ['.hidden/**', '.env'];
  await build(own.settings({ dialect: 'vitepress', exclude: [...exclude], mayInclude }));
  const shown = Object.entries(own.output()).filter(([, text]) => text.includes(secret));
  const pages = shown.flatMap(([path]) => /page-0-(\d+)\.mdc$/.exec(path)?.[1] ?? []);
  expect(pages.map((at) => tempted[Number(at)]).sort()).toEqual([
    '.env',
    '.hidden/page.md',
    'link.md',
  ]);
});
