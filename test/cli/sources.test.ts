import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { transform } from '../../src/one-document.ts';
import { folderWith } from '../setup/folder.ts';
import { runHere } from './run-here.ts';
import { startCli } from './running-cli.ts';
import { monorepo, monorepoConfig } from './sources-project.ts';

const configName = 'contextor.config.yaml';

/** Every file below a folder, with its text. */
function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

describe('a list of sources', () => {
  let cwd: string;
  let files: Record<string, string>;
  const body = (out: string) => files[out]!.replace(/^---\n[\s\S]*?\n---\n\n/, '');

  beforeAll(async () => {
    cwd = folderWith({ ...monorepo, [configName]: monorepoConfig });
    const { code, stderr } = await runHere(['build', '--verify'], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    expect(stderr).toContain('site/docs, site/blog, packages/kit/docs, notes -> .contextor');
    expect(stderr).toContain('(docusaurus, vitepress, generic, balanced)');
    expect(stderr).toContain('Verified 7 documents: 0 findings.');
    files = filesIn(join(cwd, '.contextor'));
  });

  test('writes one output, with the folder of each source', () => {
    expect(Object.keys(files).filter((name) => name.endsWith('.mdc'))).toEqual([
      'blog/2024-01-02-hello.mdc',
      'docs/intro.mdc',
      'docs/more.mdc',
      'kit/index.mdc',
      'kit/use.mdc',
      'notes/one.mdc',
      'notes/two.mdc',
    ]);
  });

  test('reads each source in its own dialect, and its includes in its own folder', () => {
    expect(body('docs/more.mdc')).toBe('# More\n\nA part of the docs.\n');
    expect(body('kit/use.mdc')).toContain('> [!TIP]\n');
    expect(body('kit/use.mdc')).toContain('A part of the kit.\n');
  });

  test.each([
    ['docs/intro.mdc', '[post](../blog/2024-01-02-hello.mdc)'],
    ['docs/intro.mdc', '[post file](../blog/2024-01-02-hello.mdc)'],
    ['docs/intro.mdc', '[use](../kit/use.mdc#steps)'],
    ['docs/intro.mdc', '[kit](../kit/use.mdc#steps)'],
    ['docs/intro.mdc', '[none](/blog/none)'],
    ['blog/2024-01-02-hello.mdc', '[docs](../docs/intro.mdc)'],
    ['kit/index.mdc', '[Use](use.mdc)'],
    ['kit/index.mdc', '[to the notes](../notes/one.mdc)'],
    ['kit/use.mdc', '[Acme](../docs/intro.mdc)'],
    ['notes/one.mdc', '[two](two.mdc)'],
  ])('%s holds %s', (out, link) => {
    expect(body(out)).toContain(link);
  });

  test('warns of what no source has, and a route of another host does not help', async () => {
    const { stdout } = await runHere(['build', '--force', '--reporter', 'json'], { cwd });
    const { messages } = JSON.parse(stdout);
    expect(messages.map(({ path, about }: Record<string, string>) => [path, about])).toEqual([
      ['notes/one.md', '/use'],
      ['site/docs/intro.md', '/blog/none'],
    ]);
  });

  test('has one index, with paths from the folder that holds all and addresses of each site', () => {
    const lines = files['index.jsonl']!.trim().split('\n');
    const index = lines.map((line) => JSON.parse(line) as Record<string, string>);
    expect(index.map(({ path, out, url }) => [path, out, url])).toEqual([
      ['notes/one.md', 'notes/one.mdc', ''],
      ['notes/two.md', 'notes/two.mdc', ''],
      ['packages/kit/docs/index.md', 'kit/index.mdc', 'https://kit.acme.dev'],
      ['packages/kit/docs/use.md', 'kit/use.mdc', 'https://kit.acme.dev/use.html'],
      ['site/blog/2024-01-02-hello.md', 'blog/2024-01-02-hello.mdc', 'https://acme.dev/blog/hello'],
      ['site/docs/intro.md', 'docs/intro.mdc', 'https://acme.dev/docs/intro'],
      ['site/docs/more.mdx', 'docs/more.mdc', 'https://acme.dev/docs/more'],
    ]);
    expect(files['notes/two.mdc']).toBe('# Two\n');
  });

  test('has one llms.txt, with sections a source', () => {
    const headings = files['llms.txt']!.split('\n').filter((line) => line.startsWith('#'));
    expect(headings).toEqual(['# Acme', '## Docs', '## Blog', '## Kit', '## Notes']);
  });

  test.each([
    ['threads', ['--max-workers', '2']],
    ['processes', ['--executor', 'processes', '--max-workers', '2']],
  ])('gives the same bytes with %s', async (name, args) => {
    const config = `${monorepoConfig}inlineThreshold: 1\n`;
    const other = folderWith({ ...monorepo, [configName]: config });
    expect((await runHere(['build', '--out', name, ...args], { cwd: other })).code).toBe(0);
    expect(filesIn(join(other, name))).toEqual(files);
  });

  test('gives the same bytes in shards that are merged', async () => {
    for (const n of [1, 2])
      await runHere(['build', '--shard', `${n}/2`, '--out', `part${n}`], { cwd });
    expect((await runHere(['merge', 'part1', 'part2', '--out', 'whole'], { cwd })).code).toBe(0);
    expect(filesIn(join(cwd, 'whole'))).toEqual(files);
  });

  test('prints one document of a source', async () => {
    const { stdout } = await runHere(['build', '--stdout', 'packages/kit/docs/use.md'], { cwd });
    expect(stdout).toBe(files['kit/use.mdc']);
  });

  test('builds what globs select, from here and from the source', async () => {
    for (const glob of ['site/docs/intro.md', 'intro.*']) {
      const { stdout } = await runHere(['build', glob, '--force', '--reporter', 'json'], { cwd });
      expect(JSON.parse(stdout).documents).toMatchObject({ processed: 1 });
    }
  });

  test('finds pages of all sources', async () => {
    await runHere(['build', '--search', '--out', 'found'], { cwd });
    const { stdout } = await runHere(['search', 'part', 'kit', '--out', 'found'], { cwd });
    expect(stdout).toContain('packages/kit/docs/use.md');
  });

  test('adds twins of all sources to a built site', async () => {
    const site = folderWith({ 'index.html': '' });
    expect((await runHere(['build', '--site', site], { cwd })).code).toBe(0);
    const twins = Object.keys(filesIn(site)).filter((name) => name.endsWith('.md'));
    expect(twins).toContain('docs/docs/intro.md');
    expect(twins).toContain('notes/one.md');
  });
});

test('the cache makes again what a change concerns, in whatever source', async () => {
  const cwd = folderWith({ ...monorepo, [configName]: monorepoConfig });
  const written = async () => {
    const { stdout } = await runHere(['build', '--reporter', 'json'], { cwd });
    return JSON.parse(stdout).documents.written;
  };
  expect(await written()).toBe(7);
  expect(await written()).toBe(0);
  writeFileSync(join(cwd, 'packages/kit/docs/part.txt'), 'Another part.\n');
  expect(await written()).toBe(1);
  // The page that it links to by its file is in another source.
  rmSync(join(cwd, 'site/blog/2024-01-02-hello.md'));
  expect(await written()).toBe(1);
  expect((await runHere(['check'], { cwd })).code).toBe(0);
  writeFileSync(join(cwd, 'notes/two.md'), '# Three\n');
  expect((await runHere(['check'], { cwd })).code).toBe(1);
});

test('watch sees changes in every source', async () => {
  const cwd = folderWith({ ...monorepo, [configName]: monorepoConfig });
  const cli = startCli(['watch'], cwd);
  await cli.says(/Built: 7 documents written[\s\S]*Watching for changes/);
  for (const path of ['notes/two.md', 'packages/kit/docs/index.md']) {
    cli.unseen(() => writeFileSync(join(cwd, path), '# Other\n\nChanged.\n'));
    await cli.says(/Rebuilt .*: \d documents? written/);
  }
  cli.kill('SIGINT');
  expect(await cli.exitCode).toBe(130);
});

const two = { 'a/index.md': '# A\n', 'a/in/c.md': '# C\n', 'b/index.md': '# B\n' };

test.each([
  [
    'a prefix outside',
    '[{ src: a, prefix: ../x }]',
    /"src\.0\.prefix" must be a folder inside the output/,
  ],
  ['a hidden prefix', '[{ src: a, prefix: .git }]', /"src\.0\.prefix" must be a folder inside/],
  [
    'nested sources',
    '[{ src: a }, { src: a/in }]',
    /the source "a\/in" lies inside "a"\n {2}Leave/,
  ],
  ['a folder twice', '[{ src: a }, { src: ./a }]', /"src" lists the folder "a" twice/],
  [
    'an unknown key',
    '[{ src: a, prefx: x }]',
    /unknown key "src\.0\.prefx"\n {2}Did you mean "prefix"/,
  ],
  ['an unknown dialect', '[{ src: a, dialect: hugu }]', /Did you mean "hugo"/],
  [
    'no scheme',
    '[{ src: a, baseUrl: a.dev }]',
    /"src\.0\.baseUrl" must be an address with its scheme/,
  ],
  ['an empty list', '[]', /"src" must be a string or a list of entries; received \[\]/],
  ['no entries', '[a]', /"src\.0" must be an object; received "a"/],
  [
    'a folder that is not there',
    '[{ src: a }, { src: c }]',
    /the source folder .*c does not exist/,
  ],
])('refuses %s', async (_, src, message) => {
  const cwd = folderWith({ ...two, [configName]: `src: ${src}\n` });
  const { code, stderr } = await runHere(['build'], { cwd });
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('refuses an output inside any of the sources', async () => {
  const config = 'out: b/out\nsrc: [{ src: a }, { src: b }]\n';
  const { code, stderr } = await runHere(['build'], {
    cwd: folderWith({ ...two, [configName]: config }),
  });
  expect(code).toBe(2);
  expect(stderr).toMatch(/output folder .* lies inside the source folder .*b\n/);
});

test('names both of two sources that would give one output, and writes the first', async () => {
  const config = 'src: [{ src: a, prefix: x }, { src: b, prefix: x }]\n';
  const { code, stderr } = await runHere(['build'], {
    cwd: folderWith({ ...two, [configName]: config }),
  });
  expect(code).toBe(1);
  expect(stderr).toContain(
    'b/index.md error: Its output x/index.mdc is already that of a/index.md; rename one of them, or exclude one. collision',
  );
});

test('refuses a folder of the output that is named as a file of contextor', async () => {
  const config = 'src: [{ src: a, prefix: index.jsonl }, { src: b }]\n';
  const { code, stderr } = await runHere(['build'], {
    cwd: folderWith({ ...two, [configName]: config }),
  });
  expect(code).toBe(1);
  expect(stderr).toContain(
    'a/index.md error: Its output index.jsonl/index.mdc needs a folder named index.jsonl, but contextor writes a file of that name',
  );
});

test('warns of a source without documents', async () => {
  const config = 'src: [{ src: a }, { src: b, include: ["*.mdx"] }]\n';
  const { stderr } = await runHere(['build'], {
    cwd: folderWith({ ...two, [configName]: config }),
  });
  expect(stderr).toContain('"src" lists "b", and no document in it matches *.mdx');
});

test.each([
  ['exclude', 'exclude: [in/**]', 0],
  ['exclude', 'exclude: [gone/**]', 1],
  ['include', 'include: [index.md, in/*.md]', 0],
  ['include', 'include: [index.md, gone/*.md]', 1],
])(
  'a glob of %s that sources share is matched in one of them, or told of once: %s',
  async (setting, line, warnings) => {
    const config = `${line}\nsrc: [{ src: a }, { src: b }]\n`;
    const cwd = folderWith({ ...two, [configName]: config });
    const { stdout } = await runHere(['build', '--reporter', 'json'], { cwd });
    const { messages } = JSON.parse(stdout) as { messages: { about?: string }[] };
    expect(messages.filter(({ about }) => about === setting)).toHaveLength(warnings);
  },
);

test.each([
  [
    'the prefix says the rest of the address',
    'prefix: api',
    'https://x.dev/api/in/c',
    'api/in/c.mdc',
  ],
  ['an empty prefix is the root', 'prefix: ""', 'https://x.dev/in/c', 'in/c.mdc'],
  ['without a prefix the address is not known', 'title: A', '', 'a/in/c.mdc'],
  [
    'an address of its own',
    'prefix: api, baseUrl: https://a.dev',
    'https://a.dev/in/c',
    'api/in/c.mdc',
  ],
])('of plain sources, %s', async (_, entry, url, out) => {
  const config = `baseUrl: https://x.dev\nsrc: [{ src: a, ${entry} }, { src: b }]\n`;
  const cwd = folderWith({ ...two, [configName]: config });
  await runHere(['build'], { cwd });
  const lines = readFileSync(join(cwd, '.contextor/index.jsonl'), 'utf8').trim().split('\n');
  const line = lines.map((text) => JSON.parse(text)).find(({ path }) => path === 'a/in/c.md');
  expect(line).toMatchObject({ url, out });
});

test.each([
  [undefined, 'a/document.mdx'],
  ['new.md', 'a/new.md'],
  ['b/new.md', 'b/new.md'],
])('a text with the path %s is one of %s', async (path, source) => {
  const src = [{ src: 'a' }, { src: 'b' }];
  const options = {
    src,
    cwd: folderWith(two),
    frontmatter: 'minimal',
    ...(path && { path }),
  } as const;
  const { text } = await transform('# New\n', options);
  expect(text).toBe(`---\ntitle: New\nsource: ${source}\n---\n\n# New\n`);
});

test('one entry is what one folder is, and keeps its files where they would be', async () => {
  const built = async (config: string) => {
    const cwd = folderWith({ ...two, [configName]: config });
    await runHere(['build'], { cwd });
    const { 'manifest.json': _, ...files } = filesIn(join(cwd, '.contextor'));
    return files;
  };
  expect(await built('src: [{ src: a }]\n')).toEqual(await built('src: a\n'));
});

describe('init', () => {
  test('says what else there is, and takes it with --all', async () => {
    const cwd = folderWith({ ...monorepo });
    const { stderr } = await runHere(['init', '--yes', '--dry-run'], { cwd });
    expect(stderr).toContain(
      'Also found site/blog (blog of docusaurus, site/docusaurus.config.js)',
    );
    expect(stderr).toContain('Also found packages/kit/docs (vitepress, ');
    await runHere(['init', '--yes', '--all'], { cwd });
    const { src, title } = parse(readFileSync(join(cwd, configName), 'utf8'));
    expect(title).toBe('Acme');
    expect(src).toEqual([
      { src: 'site/docs', title: 'Acme', baseUrl: 'https://acme.dev', dialect: 'docusaurus' },
      { src: 'site/blog', baseUrl: 'https://acme.dev', dialect: 'docusaurus' },
      {
        src: 'packages/kit/docs',
        title: 'Kit',
        baseUrl: 'https://kit.acme.dev',
        dialect: 'vitepress',
      },
    ]);
    expect((await runHere(['build', '--strict'], { cwd })).stderr).toContain(
      'Documents  5: 5 written',
    );
  });

  test('of docs and blog of one site, what is the same is said once', async () => {
    const { 'packages/kit/docs/.vitepress/config.js': _, ...files } = monorepo;
    const cwd = folderWith(files);
    await runHere(['init', '--yes', '--all'], { cwd });
    expect(parse(readFileSync(join(cwd, configName), 'utf8'))).toMatchObject({
      src: [{ src: 'site/docs' }, { src: 'site/blog' }],
      baseUrl: 'https://acme.dev',
      dialect: 'docusaurus',
    });
  });
});
