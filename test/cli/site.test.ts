import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderWith, runCli } from './run-cli.ts';
import { runHere } from './run-here.ts';

const project = {
  'package.json': '{ "name": "acme" }',
  'docs/index.md': '# Acme\n\nAcme makes things.\n\n[Keys](guide/keys.md#make-one)\n',
  'docs/guide/keys.md': '---\ntitle: "A: [b]"\n---\n\n## Make one\n\n[Home](../index.md)\n',
  'docs/draft.md': '---\ndraft: true\n---\n\n# Draft\n',
  'dist/index.html': '<h1>Acme</h1>',
  'dist/guide/keys/index.html': '<h1>Keys</h1>',
};

function site(cwd: string, ...args: string[]) {
  return runHere(['build', '--no-cache', '--site', 'dist', ...args], { cwd });
}

const read = (cwd: string, path: string) => readFileSync(join(cwd, path), 'utf8');
const listed = (cwd: string) =>
  (readdirSync(join(cwd, 'dist'), { recursive: true }) as string[])
    .filter((path) => /\w\.\w+$/.test(path) || path.endsWith('.json'))
    .sort();

test('a built site gets twins at its routes, llms.txt and the index of skills', async () => {
  const cwd = folderWith(project);
  const { code, stderr } = await site(cwd, '--base-url', 'https://acme.dev');
  expect(code).toBe(0);
  expect(stderr).toContain('Site dist: 2 pages with a Markdown twin; 6 written');
  expect(listed(cwd)).toEqual([
    '.contextor-site.json',
    '.well-known/agent-skills/acme/SKILL.md',
    '.well-known/agent-skills/index.json',
    'guide/keys.md',
    'guide/keys/index.html',
    'guide/keys/index.md',
    'index.html',
    'index.md',
    'llms.txt',
  ]);
  expect(read(cwd, 'dist/index.md')).toContain(
    '> All pages of this documentation: [llms.txt](https://acme.dev/llms.txt)\n\n# Acme',
  );
  expect(read(cwd, 'dist/index.md')).toContain('(https://acme.dev/guide/keys.md#make-one)');
  expect(read(cwd, 'dist/guide/keys.md')).toContain('[Home](https://acme.dev/index.md)');
  expect(read(cwd, 'dist/guide/keys/index.md')).toBe(read(cwd, 'dist/guide/keys.md'));
  expect(read(cwd, 'dist/llms.txt')).toContain('- [A: \\[b\\]](https://acme.dev/guide/keys.md)');
});

test('without an address of the site, links count from its root', async () => {
  const cwd = folderWith(project);
  await site(cwd);
  expect(read(cwd, 'dist/llms.txt')).toContain('](/guide/keys.md)');
});

test('a second time nothing is written, and what is no more is taken back', async () => {
  const cwd = folderWith(project);
  await site(cwd);
  expect((await site(cwd)).stderr).toContain('0 written, 6 unchanged, 0 removed');
  rmSync(join(cwd, 'docs/guide/keys.md'));
  expect((await site(cwd)).stderr).toContain('2 removed');
  expect(existsSync(join(cwd, 'dist/guide/keys.md'))).toBe(false);
  expect(existsSync(join(cwd, 'dist/guide/keys/index.html'))).toBe(true);
});

test('the configuration says the same, and more', async () => {
  const config = {
    site: { folder: 'dist', full: true, optional: ['guide/**'], routes: { 'index.md': '/home' } },
  };
  const cwd = folderWith({ ...project, 'contextor.config.json': JSON.stringify(config) });
  expect((await runHere(['build', '--no-cache'], { cwd })).code).toBe(0);
  expect(read(cwd, 'dist/llms.txt')).toContain('## Optional\n\n- [A: \\[b\\]](/guide/keys.md)');
  expect(read(cwd, 'dist/home.md')).toContain('# Acme');
  expect(read(cwd, 'dist/llms-full.txt')).toContain('Acme makes things.');
});

test.each<[string, (cwd: string) => void, string]>([
  [
    'is missing',
    (cwd) => rmSync(join(cwd, 'dist'), { recursive: true }),
    'there is no site folder',
  ],
  [
    'is a file',
    (cwd) => {
      rmSync(join(cwd, 'dist'), { recursive: true });
      writeFileSync(join(cwd, 'dist'), '');
    },
    'is not a folder',
  ],
  [
    'holds no HTML but that of a package',
    (cwd) => {
      rmSync(join(cwd, 'dist'), { recursive: true });
      mkdirSync(join(cwd, 'dist/node_modules/acme'), { recursive: true });
      writeFileSync(join(cwd, 'dist/node_modules/acme/index.html'), '');
    },
    'holds no HTML page',
  ],
  [
    'holds an llms.txt of others',
    (cwd) => writeFileSync(join(cwd, 'dist/llms.txt'), 'theirs'),
    'holds llms.txt',
  ],
  [
    'holds a page of others',
    (cwd) => writeFileSync(join(cwd, 'dist/guide/keys.md'), 'theirs'),
    'holds guide/keys.md',
  ],
  [
    'holds a file in place of a folder',
    (cwd) => writeFileSync(join(cwd, 'dist/.well-known'), 'theirs'),
    'holds .well-known/agent-skills/',
  ],
  [
    'leads out by a link',
    (cwd) => {
      rmSync(join(cwd, 'dist/guide'), { recursive: true });
      mkdirSync(join(cwd, 'elsewhere'));
      symlinkSync('../elsewhere', join(cwd, 'dist/guide'));
    },
    'holds guide/keys.md',
  ],
])('a site folder that %s is a message, and nothing is overwritten', async (_, spoil, said) => {
  const cwd = folderWith(project);
  spoil(cwd);
  const theirs = existsSync(join(cwd, 'dist/llms.txt')) ? read(cwd, 'dist/llms.txt') : undefined;
  const { code, stderr } = await site(cwd);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
  expect(stderr).not.toContain('    at ');
  if (theirs !== undefined) expect(read(cwd, 'dist/llms.txt')).toBe(theirs);
  expect(existsSync(join(cwd, 'elsewhere/keys.md'))).toBe(false);
});

/** root may write everywhere, unless it gives that right up. */
const asOthers =
  process.getuid?.() === 0
    ? ['/usr/bin/setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override']
    : [];

test.skipIf(
  process.platform === 'win32' ||
    asOthers.some((word) => word.startsWith('/') && !existsSync(word)),
)('a site folder that is read-only is a message, and nothing is written', () => {
  const cwd = folderWith(project);
  chmodSync(join(cwd, 'dist'), 0o555);
  const before = listed(cwd);
  const { code, stderr } = runCli(['build', '--no-cache', '--site', 'dist'], {
    cwd,
    through: asOthers,
  });
  expect(code).toBe(2);
  expect(stderr).toContain('cannot be written: EACCES');
  expect(stderr).not.toContain('    at ');
  expect(listed(cwd)).toEqual(before);
  chmodSync(join(cwd, 'dist'), 0o755);
});

test('a file of ours that others have changed since is theirs', async () => {
  const cwd = folderWith(project);
  await site(cwd);
  writeFileSync(join(cwd, 'dist/llms.txt'), 'theirs');
  expect((await site(cwd)).stderr).toContain('holds llms.txt');
  expect(read(cwd, 'dist/llms.txt')).toBe('theirs');
});

test('a damaged list of what is ours makes all of it theirs', async () => {
  const cwd = folderWith(project);
  await site(cwd);
  writeFileSync(join(cwd, 'dist/.contextor-site.json'), '{"../../x": null, "/etc/passwd": null');
  expect((await site(cwd)).stderr).toContain('which contextor did not write');
});

test('routes out of the site and routes of two pages are told', async () => {
  const cwd = folderWith({
    ...project,
    'docs/a.md': '---\nslug: /../../x\n---\n\n# A\n',
    'docs/b.md': '---\nslug: /guide/keys\n---\n\n# B\n',
  });
  const { code, stderr } = await site(cwd, '--dialect', 'docusaurus');
  expect(code).toBe(0);
  expect(stderr).toContain('leads out of the site');
  expect(stderr).toContain('has the same route /guide/keys');
  expect(existsSync(join(cwd, 'x.md'))).toBe(false);
});

test('a title that breaks YAML and lists breaks neither', async () => {
  const title = '"]\\n- [x](https://evil.example): *&!|>';
  const cwd = folderWith({
    ...project,
    'docs/guide/keys.md': `---\ntitle: '${title}'\n---\n\nText.\n`,
  });
  expect((await site(cwd, '--title', 'x')).code).toBe(2);
  expect((await site(cwd)).code).toBe(0);
  const lines = read(cwd, 'dist/llms.txt').split('\n');
  expect(lines.filter((line) => line.startsWith('- ') && !line.includes('](/'))).toEqual([]);
});
