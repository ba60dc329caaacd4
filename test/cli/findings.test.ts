import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../setup/folder.ts';
import { runHere } from './run-here.ts';
import { startCli } from './running-cli.ts';

const linking = (...targets: string[]) =>
  `# A\n\n${targets.map((target) => `[x](${target})\n`).join('\n')}`;
const project = (config: object, files: Record<string, string>) =>
  folderWith({ 'contextor.config.json': JSON.stringify({ src: 'docs', ...config }), ...files });
const many = { 'docs/a.md': linking('/x.md', '/y.md', '/x.md', '/x.md') };

describe('what is printed', () => {
  test('one line a cause, with what it is most about', async () => {
    const { stderr } = await runHere(['build'], { cwd: folderWith(many) });
    expect(stderr).toContain(
      'warning: broken-link 4 places, 2 targets; most: /x.md (3), /y.md\n--verbose prints every place.\n',
    );
    expect(stderr).not.toContain('docs/a.md:3');
  });

  test('places where they are few', async () => {
    const { stderr } = await runHere(['build'], {
      cwd: folderWith({ 'docs/a.md': linking('/x.md') }),
    });
    expect(stderr).toMatch(/^docs\/a\.md:3:1 warning: .* broken-link$/m);
    expect(stderr).not.toContain('--verbose');
  });

  test('a conflict of two stages once, however many pages have it', async () => {
    const stage = (name: string) =>
      `export default { name: '${name}', kind: 'enrich', run: ({ path }) => ({ audience: '${name}' + path }) };`;
    const cwd = project(
      { transforms: ['./one.mjs', './two.mjs'] },
      {
        ...{ 'one.mjs': stage('one'), 'two.mjs': stage('two') },
        ...{ 'docs/a.md': '# A\n', 'docs/b.md': '# B\n', 'docs/c.md': '# C\n' },
      },
    );
    const { stderr } = await runHere(['build'], { cwd });
    expect(stderr).toContain('merge-conflict 3 places');
    expect(stderr.match(/Merge conflict for key/g)).toHaveLength(1);
    expect(stderr.match(/set a merge strategy/g)).toHaveLength(1);
    const verbose = (await runHere(['build', '--verbose'], { cwd })).stderr;
    expect(verbose.match(/Merge conflict for key/g)).toHaveLength(3);
  });

  test('what stages left out is counted, and listed with --verbose', async () => {
    const cwd = project(
      { transforms: ['./filter.mjs'] },
      {
        'filter.mjs': `const left = { [Symbol.for('contextor.drop')]: true, reason: 'internal', keep: true };
          export default { name: 'filter', kind: 'enrich', run: ({ path }) => path === 'b.md' ? left : {} };`,
        ...{ 'docs/a.md': '# A\n', 'docs/b.md': '# B\n' },
      },
    );
    expect((await runHere(['build'], { cwd })).stderr).toContain('1 left out by stages');
    const again = await runHere(['build', '--verbose', '--reporter', 'default'], { cwd });
    expect(again.stderr).toContain('b.md is left out by filter: internal');
    const { stdout } = await runHere(['build', '--reporter', 'json'], { cwd });
    expect(JSON.parse(stdout).dropped).toEqual([
      { path: 'b.md', stage: 'filter', reason: 'internal' },
    ]);
    const inspected = await runHere(['inspect', 'docs/b.md'], { cwd });
    expect(inspected.stdout).toContain('b.md -> left out by filter: internal');
    expect(inspected.code).toBe(0);
  });

  test('what was lost or guessed comes first, unknown components among it', async () => {
    const cwd = folderWith({
      'docs/a.mdx': '# A\n\n[x](/x.md)\n\n<Unheard>words</Unheard>\n\n<<< ./gone.js\n',
    });
    const { stderr } = await runHere(['build', '--dialect', 'vitepress'], { cwd });
    const order = ['include-missing', 'broken-link', 'unknown-component'];
    expect(order.map((rule) => stderr.indexOf(rule)).sort((a, b) => a - b)).toEqual(
      order.map((rule) => stderr.indexOf(rule)),
    );
    expect(stderr).toContain('info: unknown-component 1 place, 1 component; such as Unheard\n');
  });

  test('a setting of the site that could not be read, with its place', async () => {
    const cwd = folderWith({
      'docs/a.md': '# A\n',
      'docs/.vitepress/config.ts': 'export default { title: name(), base: "/b/" };\n',
    });
    expect((await runHere(['build'], { cwd })).stderr).toContain(
      "docs/.vitepress/config.ts:1 info: The site's setting `title` could not be read: it is a call of name() site-config\n",
    );
  });

  test('of many findings about nothing but their documents, some of these', async () => {
    const pages = [1, 2, 3, 4].map((n) => [`docs/${n}.md`, '<Widget />\n']);
    const { stderr } = await runHere(['build'], { cwd: folderWith(Object.fromEntries(pages)) });
    expect(stderr).toContain(
      'warning: empty-page 4 places, 4 documents; such as 1.md, 2.md, 3.md\n',
    );
  });

  test('a build without changes repeats the count, not the list', async () => {
    const cwd = folderWith(many);
    await runHere(['build'], { cwd });
    const again = await runHere(['build'], { cwd });
    expect(again.stderr).not.toContain('broken-link');
    expect(again.stderr).toContain('Warnings   4, as before; --verbose prints them\n');
    expect(
      (await runHere(['build', '--verbose'], { cwd })).stderr.match(/broken-link/g),
    ).toHaveLength(4);
    expect((await runHere(['build', '--strict'], { cwd })).code).toBe(1);
  });

  test('tokens: content and front matter apart, and the way to fewer', async () => {
    const { stderr } = await runHere(['build'], {
      cwd: folderWith({ 'docs/a.md': '# A\n\nWords.\n' }),
    });
    expect(stderr).toMatch(/Tokens +\d+ -> \d+ \(.*\): \d+ content \+ \d+ front matter\n/);
    expect(stderr).toContain('--profile compact');
  });

  test('tokens: what pages include is named apart', async () => {
    const cwd = folderWith({
      'docs/a.md': '# A\n\n--8<-- "docs/b.txt"\n',
      'docs/b.txt': 'Words.\n',
    });
    const { stderr } = await runHere(['build', '--dialect', 'mkdocs-material'], { cwd });
    expect(stderr).toMatch(/Tokens +\d+ \+ 2 included -> \d+ \(/);
  });
});

describe('settings of rules', () => {
  test('off, and a pattern to ignore', async () => {
    const off = project({ rules: { 'broken-link': 'off' } }, many);
    expect(await runHere(['build', '--strict'], { cwd: off })).toMatchObject({ code: 0 });
    const ignoring = project({ ignore: { 'broken-link': ['/x.*'] } }, many);
    expect((await runHere(['build'], { cwd: ignoring })).stderr).toContain('  Warnings   1\n');
  });

  test('error: the documents are written, and the run exits with 1', async () => {
    const cwd = project({ rules: { 'broken-link': 'error' } }, many);
    const run = await runHere(['build'], { cwd });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain('1 written, 0 unchanged, 0 failed\n  Errors     4\n');
    expect((await runHere(['build'], { cwd })).code).toBe(1);
  });

  test.each([
    [{ 'broken-lnk': 'off' }, '"rules.broken-lnk" is not a rule. Did you mean "broken-link"?'],
    [{ 'long-code': false }, '"rules.long-code" is a saving; write it under "savings"'],
    [
      { 'broken-link': 'of' },
      '"rules.broken-link" must be "off", "info", "warning" or "error"; received "of"',
    ],
  ])('a mistake is named with its place: %j', async (rules, message) => {
    const run = await runHere(['build'], { cwd: project({ rules }, many) });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stderr).toMatch(/contextor\.config\.json:1:\d+/);
  });

  test('a comment above a line', async () => {
    const text = `${linking('/x.md')}\n<!-- contextor-ignore-next-line broken-link -->\n[x](/y.md)\n`;
    const { stderr } = await runHere(['build'], { cwd: folderWith({ 'docs/a.md': text }) });
    expect(stderr).toContain('/x.md');
    expect(stderr).not.toContain('/y.md');
  });
});

describe('baseline', () => {
  test('holds the findings of today: --strict fails for new ones alone', async () => {
    const cwd = folderWith(many);
    expect(await runHere(['baseline'], { cwd })).toMatchObject({ code: 0, stdout: '' });
    const run = await runHere(['build', '--strict'], { cwd });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain('  Warnings   0, 4 more in the baseline\n');
    writeFileSync(join(cwd, 'docs/b.md'), linking('/new.md'));
    const next = await runHere(['build', '--strict'], { cwd });
    expect(next.code).toBe(1);
    expect(next.stderr).toContain('/new.md');
    expect(next.stderr).not.toContain('/x.md');
  });

  test('is read anew, and written anew with all that there is', async () => {
    const cwd = folderWith(many);
    await runHere(['baseline'], { cwd });
    await runHere(['build'], { cwd });
    const file = join(cwd, 'contextor-baseline.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, '{"schema":"contextor-baseline/1","findings":{}}');
    expect((await runHere(['build'], { cwd })).stderr).toContain('  Warnings   4\n');
    await runHere(['baseline'], { cwd });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

describe('the reporter for GitHub', () => {
  test('bounds its annotations and writes the summary of the job', async () => {
    const targets = Array.from({ length: 60 }, (_, at) => `/gone-${at}.md`);
    const cwd = folderWith({ 'docs/a.md': linking(...targets), 'summary.md': 'Before.\n' });
    const env = { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
    const run = await runHere(['build', '--reporter', 'github'], { cwd, env });
    expect(run.stdout.match(/^::warning /gm)).toHaveLength(10);
    expect(run.stdout).toContain('::notice title=contextor::50 findings more');
    const summary = readFileSync(env.GITHUB_STEP_SUMMARY, 'utf8');
    expect(summary).toMatch(/^Before\.\n## contextor\n/);
    expect(summary).toContain('<code>broken-link</code> 60 places, 60 targets');
    expect(summary.match(/^- `docs\/a\.md:\d+:1`/gm)).toHaveLength(50);
    expect(summary).toContain('- and 10 more\n');
  });
});

test('watch prints what it finds in what it rebuilds, and nothing twice', async () => {
  const cwd = folderWith({ 'docs/a.md': linking('/old.md'), 'docs/b.md': '# B\n' });
  const cli = startCli(['watch'], cwd);
  await cli.says(/old\.md[\s\S]*Watching for changes/);
  const from = cli.stderr().length;
  cli.unseen(() => writeFileSync(join(cwd, 'docs/b.md'), linking('/new.md')));
  await cli.says(/new\.md[\s\S]*Rebuilt \(b\.md\)/);
  expect(cli.stderr().slice(from)).not.toContain('old.md');
  cli.kill('SIGTERM');
  await cli.exitCode;
});

describe('settings that nothing matches', () => {
  test.each([
    [
      'a bundle',
      { bundles: { api: { include: ['reference/**'] } } },
      'bundle "api": no page matches',
    ],
    [
      'a bundle of all of a project',
      { src: '.', bundles: { api: { include: ['reference/**'] } } },
      'bundle "api": no page matches',
    ],
    ['a locale', { variants: { locales: ['fr'] } }, '"variants.locales" names "fr"'],
    ['one of several globs', { include: ['**/*.md', 'x/**'] }, '"include" names "x/**"'],
    ['a folder to leave out', { exclude: ['x/**'] }, '"exclude" names "x/**", but there is no x'],
    ['a version', { variants: { versions: ['v9'] } }, '"variants.versions" names "v9"'],
  ])('%s: a warning', async (_, config, reason) => {
    const run = await runHere(['build', '--strict'], {
      cwd: project(config, { 'docs/a.md': '# A\n' }),
    });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(reason);
    expect(run.stderr).toContain('setting-unmatched');
    expect(run.stderr).not.toMatch(/^ +warning:/m);
    // Once, and not as a message of the run too.
    expect(run.stderr.split(reason)).toHaveLength(2);
  });

  test('a route or an optional page of the built site: a warning', async () => {
    const site = { folder: 'dist', routes: { 'x.md': '/x' }, optional: ['old/**'] };
    const run = await runHere(['build'], {
      cwd: project({ site }, { 'docs/a.md': '# A\n', 'dist/index.html': '' }),
    });
    expect(run.stderr).toContain('"site.routes" names "x.md", and no page matches it');
    expect(run.stderr).toContain('"site.optional" names "old/**", and no page matches it');
  });

  test('globs that match are not a reason to warn', async () => {
    const config = { include: ['**/*.md', 'x/**'], exclude: ['y/**', '**/z.md', 'b.md'] };
    const files = { 'docs/a.md': '# A\n', 'docs/x/a.md': '', 'docs/y/a.md': '', 'docs/b.md': '' };
    const run = await runHere(['build', '--strict'], { cwd: project(config, files) });
    expect(run.code).toBe(0);
  });

  test.each([
    ['a baseUrl without scheme', { baseUrl: 'example.com/docs' }, '"baseUrl" must be an address'],
    ['a repo that is none', { repo: 'acme' }, '"repo" must be owner/name'],
  ])('%s: an error', async (_, config, reason) => {
    const run = await runHere(['build'], { cwd: project(config, { 'docs/a.md': '# A\n' }) });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(reason);
  });

  test('on the command line, too', async () => {
    const cwd = folderWith({ 'docs/a.md': '# A\n' });
    const { stderr } = await runHere(['build', '--base-url', 'example.com'], { cwd });
    expect(stderr).toContain('option --base-url must be an address with its scheme');
  });
});
