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
    ['.config/notes.md', true],
    ['.github/.env', true],
    ['.github/workflows/build.yml', false],
    ['node_modules/a/readme.md', true],
    ['Node_Modules/a.md', true],
    ['node_modules./a.md', true],
    ['server.key', true],
    ['a/CERT.PEM', true],
    ['server.key::$DATA', true],
    ['id_ed25519', true],
    ['.vitepress/.env', true],
    ['.gitbook/vars.yaml', false],
    ['.gitbook/secrets.yaml', true],
    ['.gitbook/includes/.env', true],
    ['a/b.md', false],
    ['../.gitbook/includes/a.md', false],
    ['.gitbook/assets/api.yaml', false],
    ['../a.ts', false],
    ['./a.ts', false],
    ['.shared.mdx', false],
    ['.vitepress/theme/a.vue', false],
    ['docs/.vuepress/components/a.vue', false],
    ['docs/.artifacts/config.md', false],
    ['docs/.artifacts/.env', true],
    ['keyboard.md', false],
    ['monkey', false],
  ])('%s: %s', (path, isPrivate) => expect(isPrivatePath(path)).toBe(isPrivate));
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
