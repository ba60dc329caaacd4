import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { validate } from 'skills-ref';
import { describe, expect, test } from 'vitest';
import { folderWith, runCli } from './run-cli.ts';
import { runHere } from './run-here.ts';

const project = {
  'package.json': '{ "name": "acme", "version": "1.0.0", "files": ["dist"] }',
  'docs/index.md':
    '# Acme\n\nAcme makes things. See [keys](guide/keys.md#make-one) and ![a](logo.png).\n',
  'docs/guide/keys.md':
    '# Keys\n\n## Make one\n\n[Home](/), [a site](https://example.com), [lost](lost.md)\n',
  'docs/draft.md': '---\ndraft: true\n---\n\n# Draft\n',
};
const files = [
  'AGENTS.md',
  'guide/keys.md',
  'index.jsonl',
  'index.md',
  'llms.txt',
  'skills/acme/SKILL.md',
];

const command = ['package', '--config', 'contextor.config.json'];
const packageIn = (cwd: string, ...args: string[]) => runHere([...command, ...args], { cwd });
const acme = (more: Record<string, string> = {}) =>
  folderWith({ ...project, 'contextor.config.json': '{ "title": "Acme" }', ...more });
const read = (cwd: string, path: string) => readFileSync(join(cwd, path), 'utf8');
const listed = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !name.startsWith('.'))
    .sort();

test('the docs stand in the package, with links from page to page', async () => {
  const cwd = acme();
  const { code, stderr } = runCli(command, { cwd });
  expect(code).toBe(0);
  expect(stderr).toMatch(/^dist\/docs: 2 pages, .* 7 written, 0 unchanged, 0 removed\.$/m);
  expect(listed(join(cwd, 'dist/docs'))).toEqual(files);
  expect(read(cwd, 'dist/docs/index.md')).toBe(
    '# Acme\n\nAcme makes things. See [keys](guide/keys.md#make-one) and a.\n\n_Left out: 1 image address._\n',
  );
  expect(read(cwd, 'dist/docs/guide/keys.md')).toContain('[Home](../index.md), a site');
  expect(read(cwd, 'dist/docs/AGENTS.md')).toContain('`./guide/a.md`');
  expect(read(cwd, 'dist/docs/AGENTS.md')).toContain('\nguide/keys\n');
  expect(read(cwd, 'dist/docs/llms.txt')).toContain('(guide/keys.md)');
  expect(await validate(join(cwd, 'dist/docs/skills/acme'))).toEqual([]);
});

test('optional pages stay out, unless all are asked for or the site says otherwise', async () => {
  const more = {
    'docs/blog/post.md': '# Post\n\nWords.\n',
    'docs/changelog.md': '# Changes\n\nWords.\n',
    'docs/news.md': '# News\n\nSee [the post](blog/post.md).\n',
  };
  const cwd = acme(more);
  expect((await packageIn(cwd)).stderr).toContain('3 pages, 2 optional pages left out (--all), ');
  expect(listed(join(cwd, 'dist/docs'))).toEqual([...files, 'news.md'].sort());
  expect(read(cwd, 'dist/docs/news.md')).toContain('See the post.');
  expect((await packageIn(cwd, '--all')).stderr).toContain('dist/docs: 5 pages, ');
  expect(read(cwd, 'dist/docs/news.md')).toContain('[the post](blog/post.md)');
  const config = '{ "site": { "folder": "site", "optional": ["news.*"] } }';
  expect((await packageIn(acme({ ...more, 'contextor.config.json': config }))).stderr).toContain(
    'dist/docs: 4 pages, 1 optional page left out',
  );
});

test('pages about the project, its past and other languages stay out, and the index says so', async () => {
  const page = (title: string) => `# ${title}\n\nWords.\n`;
  const cwd = acme({
    'docs/community/team.md': page('Team'),
    'docs/contributing.md': page('Contributing'),
    'docs/guide/migrate-from-other.md': page('From Other'),
    'docs/guide/migrations.md': page('Migrations of a database'),
    'docs/errors/404.md': page('404'),
    'docs/errors/500.md': page('500'),
    'docs/upgrade/v9.md': page('Upgrade to 9'),
    'docs/upgrade/v10.md': page('Upgrade to 10'),
    'docs/i18n/fr/guide/keys.md': page('Clefs'),
    'docs/i18n/de/guide/keys.md': page('Zugangsschlüssel'),
    'contextor.config.json': '{ "title": "Acme", "baseUrl": "https://acme.dev/docs" }',
  });
  expect((await packageIn(cwd)).stderr).toContain(
    'dist/docs: 6 pages, 4 optional pages and 2 of other languages or versions left out (--all), ',
  );
  const kept = ['errors/404.md', 'errors/500.md', 'guide/migrations.md', 'upgrade/v10.md'];
  expect(listed(join(cwd, 'dist/docs'))).toEqual([...files, ...kept].sort());
  expect(read(cwd, 'dist/docs/llms.txt')).toContain(
    'Pages that are not in this package: 4 (`community/team`, `contributing`, `guide/migrate-from-other`, `upgrade/v9`); 2 in other languages or versions. They are at https://acme.dev/docs.',
  );
});

test('of the same code in JavaScript and TypeScript, TypeScript stays', async () => {
  const tab = (name: string) =>
    `<TabItem value="${name}">\n\n\`\`\`${name}\nopen();\n\`\`\`\n\n</TabItem>\n`;
  const cwd = acme({
    'docs/code.mdx': `import Tabs from '@theme/Tabs'\nimport TabItem from '@theme/TabItem'\n\n# Code\n\n<Tabs>\n${tab('js')}${tab('ts')}</Tabs>\n`,
  });
  await packageIn(cwd);
  expect(read(cwd, 'dist/docs/code.md')).toBe(
    '# Code\n\n**ts**\n\n```ts\nopen();\n```\n\n_Left out: the same in js._\n',
  );
});

describe('of a long page', () => {
  const page = '# Long\n\nIn [short](index.md). It is said.\n\nMore of it, in `more` words.\n';
  const long = {
    'docs/long.md': page,
    'contextor.config.json': '{ "title": "Acme", "baseUrl": "https://acme.dev" }',
  };

  test('the gist is packed, and where the rest is stands beside it', async () => {
    const cwd = acme(long);
    await packageIn(cwd);
    expect(read(cwd, 'dist/docs/long.md')).toBe(
      '# Long\n\nIn [short](index.md).\n\n_Left out: 1 sentence, 1 block of prose._\n',
    );
    expect(read(cwd, 'dist/docs/llms.txt')).toContain(
      'Each page holds its gist: headings, code, and the first block of each section. The whole pages are at the addresses in `index.jsonl`.',
    );
    expect(read(cwd, 'dist/docs/index.jsonl')).toContain('"url":"https://acme.dev/long"');
  });

  test('--whole packs all that compact keeps', async () => {
    const cwd = acme(long);
    await packageIn(cwd, '--whole');
    expect(read(cwd, 'dist/docs/long.md')).toBe(page);
    expect(read(cwd, 'dist/docs/llms.txt')).not.toContain('gist');
  });
});

test('a second run writes nothing, and removes what is gone', async () => {
  const cwd = acme();
  await packageIn(cwd);
  expect((await packageIn(cwd)).stderr).toContain('0 written, 7 unchanged, 0 removed');
  writeFileSync(join(cwd, 'docs/guide/keys.md'), '---\ndraft: true\n---\n');
  expect((await packageIn(cwd)).stderr).toContain('1 removed');
  expect(existsSync(join(cwd, 'dist/docs/guide/keys.md'))).toBe(false);
});

test('npm packs the docs and nothing that is for contextor alone', async () => {
  const cwd = acme();
  await packageIn(cwd);
  const args = ['pack', '--dry-run', '--json'];
  const packed = JSON.parse(
    execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  );
  const names = packed[0].files.map(({ path }: { path: string }) => path);
  expect(names.sort()).toEqual(
    [...files.map((file) => `dist/docs/${file}`), 'package.json'].sort(),
  );
});

test('a folder that "files" does not name is told', async () => {
  const cwd = acme({ 'package.json': '{ "name": "acme", "files": ["lib/**"] }' });
  expect((await packageIn(cwd)).stderr).toContain(
    '"files" of package.json does not name dist/docs',
  );
});

test.each([
  ['lib', 'lib'],
  ['./lib/', 'lib'],
  ['lib/docs/**', 'lib/docs'],
  ['**', 'lib/docs'],
])('"files": %j names %s', async (entry, folder) => {
  const cwd = acme({ 'package.json': JSON.stringify({ name: 'acme', files: [entry] }) });
  expect((await packageIn(cwd, folder)).stderr).not.toContain('"files"');
});

test.each<[string, string, (cwd: string) => void, string]>([
  ['the sources', 'docs', () => {}, 'overlaps the source folder'],
  ['a folder in the sources', 'docs/out', () => {}, 'overlaps the source folder'],
  ['the package itself', '.', () => {}, 'is not a folder of the package'],
  ['a folder elsewhere', '..', () => {}, 'is not a folder of the package'],
  [
    'a folder with a page of others',
    'lib',
    (cwd) => {
      mkdirSync(join(cwd, 'lib'));
      writeFileSync(join(cwd, 'lib/index.md'), 'theirs');
    },
    'holds index.md, which contextor did not write',
  ],
  [
    'a folder that leads out by a link',
    'lib',
    (cwd) => {
      mkdirSync(join(cwd, 'lib'));
      mkdirSync(join(cwd, 'elsewhere'));
      symlinkSync('../elsewhere', join(cwd, 'lib/guide'));
    },
    'holds guide/keys.md, which contextor did not write',
  ],
  ['a file', 'lib', (cwd) => writeFileSync(join(cwd, 'lib'), ''), 'cannot be written'],
])('%s is refused, and nothing is written', async (_, folder, spoil, said) => {
  const cwd = acme();
  spoil(cwd);
  const { code, stderr } = await packageIn(cwd, folder);
  expect(code).toBe(2);
  expect(stderr).toContain(said);
  expect(stderr).not.toContain('    at ');
  expect(existsSync(join(cwd, 'lib/AGENTS.md'))).toBe(false);
  expect(existsSync(join(cwd, 'elsewhere/keys.md'))).toBe(false);
});

test('a package that is all source has no folder for its docs, and hears what to set', async () => {
  const { code, stderr } = await packageIn(acme({ 'contextor.config.json': '{ "src": "." }' }));
  expect(code).toBe(2);
  expect(stderr).toContain('Set "src" to the folder that the documentation is in');
});

test('several sources are one set of docs', async () => {
  const cwd = acme({
    'contextor.config.json': '{ "title": "Acme", "src": [{ "src": "docs" }, { "src": "api" }] }',
    'api/calls.md': '# Calls\n\n[Keys](../docs/guide/keys.md)\n',
  });
  expect((await packageIn(cwd)).stderr).toMatch(/^dist\/docs: 3 pages/m);
  expect(read(cwd, 'dist/docs/api/calls.md')).toContain('[Keys](../docs/guide/keys.md)');
  expect((await packageIn(cwd, 'api/out')).stderr).toContain('overlaps the source folder');
});

test('without a package.json there is no package', async () => {
  const cwd = folderWith({ 'docs/index.md': '# Acme\n', 'contextor.config.json': '{}' });
  const { code, stderr } = await packageIn(cwd);
  expect(code).toBe(2);
  expect(stderr).toContain('there is no package.json');
});

test.each(['package', 'build', 'stats'])(
  '%s says that package.json is not JSON',
  async (command) => {
    const cwd = folderWith({ 'docs/index.md': '# Acme\n', 'package.json': '{bad' });
    const { code, stderr } = await runHere([command], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .*package\.json:1:\d+: is not valid JSON/);
    expect(stderr).not.toMatch(/\n\s+at /);
  },
);
