import { existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { folderWith } from './run-cli.ts';
import { startCli } from './running-cli.ts';

test('watch sees changes of included files outside the source folder', async () => {
  const cwd = folderWith({
    'package.json': '{}',
    'docs/a.md': '# A\n\n<<< ../examples/one.js\n',
    'docs/b.md': '# B\n\n<<< ../examples/two.js\n',
    'examples/one.js': 'one();\n',
    'examples/other.js': 'other();\n',
  });
  const output = (path: string) => readFileSync(join(cwd, '.contextor', path), 'utf8');
  const cli = startCli(['watch', '--src', 'docs', '--dialect', 'vitepress'], cwd);
  const write = (path: string, text: string) =>
    cli.unseen(() => writeFileSync(join(cwd, path), text));
  await cli.says(/Built: 2 documents written[\s\S]*Watching for changes/);
  write('examples/one.js', 'changed();\n');
  await cli.says(/Rebuilt \(\.\.\/examples\/one\.js\): 1 document written/);
  expect(output('a.mdc')).toContain('changed();');
  write('examples/two.js', 'new();\n');
  await cli.says(/Rebuilt \(\.\.\/examples\/two\.js\): 1 document written/);
  expect(output('b.mdc')).toContain('new();');
  // Many editors save so, and the file that was watched is gone.
  for (const text of ['again();\n', 'once more();\n']) {
    write('examples/other.js', text);
    renameSync(join(cwd, 'examples/other.js'), join(cwd, 'examples/one.js'));
    await cli.says(/Rebuilt .*: 1 document written/);
    expect(output('a.mdc')).toContain(text);
  }
  cli.kill('SIGINT');
  expect(await cli.exitCode).toBe(130);
});

test('watch sees an included file that changes during the first build', async () => {
  const documents = Array.from({ length: 400 }, (_, i) => [`docs/z${i}.md`, `# ${i}\n`]);
  const cwd = folderWith({
    'package.json': '{}',
    'docs/a.md': '# A\n\n<<< ../examples/one.js\n',
    'examples/one.js': 'one();\n',
    ...Object.fromEntries(documents),
  });
  const out = join(cwd, '.contextor/a.mdc');
  const cli = startCli(['watch', '--src', 'docs', '--dialect', 'vitepress'], cwd);
  while (!existsSync(out)) await setTimeout(5);
  cli.unseen(() => writeFileSync(join(cwd, 'examples/one.js'), 'changed();\n'));
  await cli.says(/Built: 401 documents written/);
  await cli.says(/Rebuilt.*: 1 document written/);
  expect(readFileSync(out, 'utf8')).toContain('changed();');
  cli.kill('SIGINT');
  expect(await cli.exitCode).toBe(130);
});

test('watch builds again when a stage, what it imports or a file that it declares changes', async () => {
  const cwd = folderWith({
    'docs/a.md': '# A\n',
    'contextor.config.json':
      '{ "src": "docs", "transforms": ["./stages/owner.mjs", "./stages/all.mjs"] }',
    'stages/all.mjs': `import { team } from './team.mjs';
      export default { name: 'all', kind: 'corpus', run: (corpus) => corpus.write('team.txt', team) };`,
    'stages/owner.mjs': `import { readFileSync } from 'node:fs';
      import { team } from './team.mjs';
      export default { name: 'owner', kind: 'enrich', output: { frontMatter: ['owner'] }, cache: { files: ['OWNERS'] },
        run: () => ({ owner: team + ' ' + readFileSync(new URL('../OWNERS', import.meta.url), 'utf8') }) };`,
    'stages/team.mjs': "export const team = 'red';\n",
    OWNERS: '1',
  });
  const output = () => readFileSync(join(cwd, '.contextor/a.mdc'), 'utf8');
  const cli = startCli(['watch'], cwd);
  const write = (path: string, text: string) =>
    cli.unseen(() => writeFileSync(join(cwd, path), text));
  await cli.says(/Built: 1 document written[\s\S]*Watching for changes/);
  expect(output()).toContain('owner: red 1');
  write('stages/team.mjs', "export const team = 'blue';\n");
  await cli.says(/Rebuilt \(\.\.\/stages\/team\.mjs\): 1 document written/);
  expect(output()).toContain('owner: blue 1');
  // What runs in the main thread is new in all its parts, too.
  expect(readFileSync(join(cwd, '.contextor/team.txt'), 'utf8')).toBe('blue');
  write('OWNERS', '2');
  await cli.says(/Rebuilt \(\.\.\/OWNERS\): 1 document written/);
  expect(output()).toContain('owner: blue 2');
  write('stages/owner.mjs', 'export default {');
  await cli.says(/cannot be loaded/);
  write(
    'stages/owner.mjs',
    "export default { name: 'owner', kind: 'enrich', output: { frontMatter: ['owner'] }, run: () => ({ owner: 'green' }) };",
  );
  await cli.says(/Rebuilt .*: 1 document written/);
  expect(output()).toContain('owner: green');
  cli.kill('SIGINT');
  expect(await cli.exitCode).toBe(130);
});

const exported = (form: string) => `export default { src: 'docs', frontmatter: '${form}' };\n`;
const configName = 'contextor.config.mjs';
/** A configuration that is another one as soon as it was read. */
const changing = (form: string, next: string) => `import { writeFileSync } from 'node:fs';
  writeFileSync(new URL('${configName}', import.meta.url), ${JSON.stringify(exported(next))});
  ${exported(form)}`;

test.each([
  ['before the first build', changing('minimal', 'none'), undefined],
  ['while it is read again', exported('minimal'), changing('minimal', 'none')],
])('watch sees a configuration that changes %s', async (_, first, then) => {
  const cwd = folderWith({ 'docs/a.md': '# A\n', [configName]: first });
  const cli = startCli(['watch'], cwd);
  await cli.says(/Built: 1 document written[\s\S]*Watching for changes/);
  if (then !== undefined) cli.unseen(() => writeFileSync(join(cwd, configName), then));
  await cli.says(/Rebuilt \(\.\.\/contextor\.config\.mjs\): 1 document written/);
  expect(readFileSync(join(cwd, '.contextor/a.mdc'), 'utf8')).toBe('# A\n');
  cli.kill('SIGINT');
  expect(await cli.exitCode).toBe(130);
});

test('watch follows links to files, and none to folders, to itself or to nothing', async () => {
  const cwd = folderWith({
    'docs/a.md': '# A\n',
    'shared.md': '# Shared\n',
    'contextor.config.yaml': 'src: docs\nexclude: [looped.md]\n',
  });
  renameSync(join(cwd, 'docs'), join(cwd, 'content'));
  symlinkSync('content', join(cwd, 'docs'));
  symlinkSync('b.md', join(cwd, 'docs/linked.md'));
  symlinkSync('/', join(cwd, 'docs/everything'));
  symlinkSync('looped.md', join(cwd, 'docs/looped.md'));
  const cli = startCli(['watch'], cwd);
  await cli.says(/Built: 1 document written[\s\S]*Watching for changes/);
  cli.unseen(() => {
    writeFileSync(join(cwd, 'docs/b.md'), '# B\n');
    rmSync(join(cwd, 'docs/a.md'));
    symlinkSync('a.md', join(cwd, 'docs/a.md'));
    symlinkSync('../..', join(cwd, 'docs/c.md'));
  });
  await cli.says(/Rebuilt [^\n]*: 2 documents written, 1 removed/);
  for (const target of ['b.md', '..', 'looped.md']) {
    writeFileSync(join(cwd, 'docs/d.md'), '# D\n');
    await cli.says(/Rebuilt [^\n]*: 1 document written/);
    cli.unseen(() => {
      rmSync(join(cwd, 'docs/d.md'));
      symlinkSync(target, join(cwd, 'docs/d.md'));
    });
    await cli.says(target === 'b.md' ? /Rebuilt/ : /Rebuilt [^\n]*, 1 removed/);
    rmSync(join(cwd, 'docs/d.md'));
  }
  cli.unseen(() => writeFileSync(join(cwd, 'docs/b.md'), '# Changed\n'));
  await cli.says(/Rebuilt [^\n]*: 2 documents written/);
  expect(readFileSync(join(cwd, '.contextor/linked.mdc'), 'utf8')).toContain('# Changed');
  expect(cli.stderr()).not.toMatch(/ELOOP|unseen/);
  cli.kill('SIGINT');
  expect(await cli.exitCode).toBe(130);
});

test('watch rebuilds what changes and survives what breaks', async () => {
  const cwd = folderWith({
    'docs/a.md': '# A\n',
    'docs/b.md': '# B\n',
    'contextor.config.yaml': 'src: docs\n',
  });
  const output = (path: string) => readFileSync(join(cwd, '.contextor', path), 'utf8');
  const cli = startCli(['watch'], cwd);
  const write = (path: string, text: string) =>
    cli.unseen(() => writeFileSync(join(cwd, path), text));
  await cli.says(/Built: 2 documents written in .*\nWatching for changes/);

  write('docs/a.md', '# A\n\nNew words.\n');
  await cli.says(/Rebuilt \(a\.md\): 1 document written in .*\n/);
  expect(output('a.mdc')).toContain('New words.');

  renameSync(join(cwd, 'docs/b.md'), join(cwd, 'docs/c.md'));
  await cli.says(/Rebuilt \(.*\): 1 document written, 1 removed in .*\n/);
  expect(output('c.mdc')).toContain('# B');

  write('contextor.config.yaml', 'scr: docs\n');
  await cli.says(/unknown key "scr"[\s\S]*Waiting for the configuration to be fixed/);
  write('contextor.config.yaml', 'src: docs\ntopics: [x]\n');
  await cli.says(/Rebuilt .*\n/);

  cli.unseen(() => rmSync(join(cwd, 'docs'), { recursive: true }));
  await cli.says(/docs is gone; waiting for it to come back/);
  expect(output('a.mdc')).toContain('New words.');
  renameSync(join(folderWith({ 'docs/d.md': '# D\n' }), 'docs'), join(cwd, 'docs'));
  await cli.says(/Rebuilt.*: 1 document written/);

  cli.kill('SIGINT');
  expect(await cli.exitCode).toBe(130);
});

test('watch sees the files that tell what site the documents are of', async () => {
  const site = (base: string) =>
    `module.exports = { url: 'https://a.com', baseUrl: '${base}', presets: [['classic', { docs: { path: 'pages' } }]] };`;
  const cwd = folderWith({
    'package.json': '{ "dependencies": { "@docusaurus/core": "3.0.0" } }',
    'docusaurus.config.js': site('/one/'),
    'pages/a.md': '# A\n',
    'next/package.json': '{ "dependencies": { "nextra": "4.0.0" } }',
    'next/pages/a.md': '# A\n',
  });
  const json = (path: string) => JSON.parse(readFileSync(join(cwd, path), 'utf8'));
  const cli = startCli(['watch', '--src', 'pages', '--out', 'one'], cwd);
  await cli.says(/Watching for changes/);
  expect(json('one/index.jsonl').url).toBe('https://a.com/one/docs/a');
  cli.unseen(() => writeFileSync(join(cwd, 'docusaurus.config.js'), site('/two/')));
  await cli.says(/Rebuilt \(\.\.\/docusaurus\.config\.js\)/);
  expect(json('one/index.jsonl').url).toBe('https://a.com/two/docs/a');
  cli.kill('SIGINT');
  expect(await cli.exitCode).toBe(130);

  const next = startCli(['watch', '--src', 'next/pages', '--out', 'two'], cwd);
  await next.says(/Watching for changes/);
  expect(json('two/manifest.json').settings.dialect).toBe('nextra');
  next.unseen(() => writeFileSync(join(cwd, 'next/package.json'), '{}'));
  await next.says(/Rebuilt \(\.\.\/package\.json\)/);
  expect(json('two/manifest.json').settings.dialect).not.toBe('nextra');
  next.kill('SIGINT');
  expect(await next.exitCode).toBe(130);
});
