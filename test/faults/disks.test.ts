import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { build } from '../../src/build.ts';
import type { BuildEvent } from '../../src/contract/build.ts';
import { lockName } from '../../src/output/emitter/lock-name.ts';
import { pages, project } from '../build/project.ts';
import { runCli } from '../cli/run-cli.ts';
import { bin, dist } from '../setup/package.ts';

/** Makes a folder a disk of its own; false where this user may not. */
function mounted(folder: string, options: string): boolean {
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  if (status === 0) onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return status === 0;
}

const bulky = () =>
  Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [`${n}.md`, `# ${n}\n\n${'word '.repeat(2_000)}\n`]),
  );

it('stops with a clear message when the disk is full, and goes on when there is room', async ({
  skip,
}) => {
  const own = project(bulky());
  if (!mounted(own.out, 'size=256k')) skip('mounting is not allowed here');
  const failing = build(own.settings());
  await expect(failing).rejects.toMatchObject({
    code: 'OUT_NOT_WRITABLE',
    message: expect.stringContaining('disk is full'),
  });
  for (const [path, text] of Object.entries(own.output())) {
    if (!path.startsWith(lockName)) expect(text).toMatch(/word\n$/);
  }
  spawnSync('mount', ['-o', 'remount,size=8m', own.out]);
  const { metrics } = await build(own.settings());
  expect(metrics.documents).toMatchObject({ processed: 60, failed: 0 });
});

it('refuses a read-only disk', async ({ skip }) => {
  const own = project({ 'a.md': '# A\n' });
  if (!mounted(own.out, 'size=64k,ro')) skip('mounting is not allowed here');
  await expect(build(own.settings())).rejects.toMatchObject({ code: 'OUT_NOT_WRITABLE' });
});

it.each([24, 32])('builds with no more than %s files open, or says why not', (limit) => {
  const own = project(pages(30));
  writeFileSync(
    join(own.root, 'run.mjs'),
    `import { build, resolveSettings } from ${JSON.stringify(join(dist, 'src/index.js'))};
     const settings = resolveSettings({ src: 'docs', out: 'out', parallel: false, cache: false }, { cwd: process.cwd() });
     console.log(JSON.stringify((await build(settings)).metrics.documents));`,
  );
  const command = `ulimit -n ${limit}; exec ${JSON.stringify(process.execPath)} run.mjs`;
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: own.root, encoding: 'utf8' });
  if (stdout === '') expect(stderr).toMatch(/EMFILE/);
  else expect(JSON.parse(stdout)).toMatchObject({ written: 30, failed: 0 });
});

it('fails the document in whose place there is a folder, and writes the others', async () => {
  const own = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  mkdirSync(join(own.out, 'a.mdc/inner'), { recursive: true });
  const { metrics, messages } = await build(own.settings());
  expect(metrics.documents).toMatchObject({ written: 1, failed: 1 });
  expect(messages).toMatchObject([{ path: 'a.md', rule: 'unwritable' }]);
});

it('fails the documents in whose folder there is a file', async () => {
  const own = project({ 'a/b.md': '# A\n', 'c.md': '# B\n' });
  own.write('out/a', 'a file');
  const { messages } = await build(own.settings(), { forceOut: true });
  expect(messages).toMatchObject([{ path: 'a/b.md', rule: 'unwritable' }]);
});

it('says so when the index or the manifest cannot be written', async () => {
  for (const name of ['index.jsonl', 'manifest.json']) {
    const own = project({ 'a.md': '# A\n' });
    mkdirSync(join(own.out, name, 'inner'), { recursive: true });
    await expect(build(own.settings())).rejects.toMatchObject({ code: 'OUT_NOT_WRITABLE' });
  }
});

it('reads a document that changes while the build runs as it is then', async () => {
  const own = project({ 'a.md': '# Before\n' });
  mkdirSync(join(own.root, 'node_modules'));
  const onEvent = (event: BuildEvent) => {
    if (event.type === 'started') own.write('docs/a.md', '# After!\n');
  };
  await build(own.settings({ cache: true }), { onEvent });
  await build(own.settings({ cache: true }));
  expect(own.output()['a.mdc']).toContain('# After!');
});

it('clears the folders of builds that died, and nothing that a user put there', async () => {
  const own = project({ 'a.md': '# A\n' });
  own.write('out/.contextor-999999999-dead/1.tmp', 'half');
  own.write('out/.contextor-notes/mine.txt', 'mine');
  await build(own.settings());
  expect(Object.keys(own.output())).toContain('.contextor-notes/mine.txt');
  expect(Object.keys(own.output()).join()).not.toContain('999999999');
  rmSync(own.out, { recursive: true });
});

it.each(['/proc/contextor', '/proc/contextor/a/b', '/dev/null/out', '/sys/contextor/out'])(
  'refuses %s, where no folder can be',
  (out) => {
    const own = project({ 'a.md': '# A\n' });
    const run = runCli(['build', '--src', 'docs', '--out', out, '--no-cache'], { cwd: own.root });
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(/^error: the output folder .* cannot be written: E[A-Z]+\n/);
  },
);

it.each([
  ['--metrics-output', '/proc/contextor/a/m.json'],
  ['--report', '/proc/contextor/a/r.html'],
])('refuses %s %s', (option, file) => {
  const own = project({ 'a.md': '# A\n' });
  const run = runCli(['build', '--src', 'docs', '--no-cache', option, file], { cwd: own.root });
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(file);
});

it('does without a cache where none can be kept', async () => {
  const own = project({ 'a.md': '# A\n' });
  own.write('node_modules/.cache', 'a file');
  const { metrics } = await build(own.settings({ cache: true }));
  expect(metrics.documents).toMatchObject({ written: 1, failed: 0 });
});

it('reports what was removed, or made a folder, while the build ran', async () => {
  const own = project({ 'a.md': '# A\n', 'b.md': '# B\n', 'c.md': '# C\n' });
  const onEvent = (event: BuildEvent) => {
    if (event.type !== 'started') return;
    rmSync(join(own.src, 'a.md'));
    rmSync(join(own.src, 'b.md'));
    mkdirSync(join(own.src, 'b.md'));
  };
  const { metrics, messages } = await build(own.settings(), { onEvent });
  expect(metrics.documents).toMatchObject({ written: 1, failed: 2 });
  expect(messages).toMatchObject([
    { path: 'a.md', rule: 'unreadable', reason: 'The file was removed while the build ran.' },
    { path: 'b.md', rule: 'unreadable', reason: 'The file is a folder.' },
  ]);
});

const anybody = ['--reuid=65534', '--regid=65534', '--clear-groups', process.execPath, bin];

it('stops at a folder that may not be read, unless it is excluded, and removes nothing', ({
  skip,
}) => {
  const own = project({ 'a.md': '# A\n', 'closed/b.md': '# B\n' });
  chmodSync(own.root, 0o755);
  mkdirSync(own.out, { mode: 0o777 });
  chmodSync(own.out, 0o777);
  const asNobody = (...args: string[]) =>
    spawnSync('setpriv', [...anybody, 'build', '--src', 'docs', '--out', 'out', ...args], {
      cwd: own.root,
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: join(own.root, 'cache') },
    });
  const open = asNobody();
  if (open.error || open.status !== 0) skip('needs setpriv');
  chmodSync(join(own.src, 'closed'), 0o000);
  for (const args of [[], ['--no-cache']]) {
    const closed = asNobody(...args);
    expect(closed.status).toBe(2);
    expect(closed.stderr).toMatch(/^error: the folder .*closed may not be read by this user\n/);
    expect(own.output()['closed/b.mdc']).toContain('# B');
  }
  own.write('contextor.config.json', '{ "exclude": ["closed/**"] }');
  expect(asNobody().status).toBe(0);
  chmodSync(join(own.src, 'closed'), 0o755);
});

it('tells another user what may not be read or written', ({ skip }) => {
  const own = project({ 'a.md': '# A\n', 'b.md': '# B\n' });
  chmodSync(own.root, 0o755);
  chmodSync(join(own.src, 'a.md'), 0o000);
  mkdirSync(own.out, { mode: 0o777 });
  chmodSync(own.out, 0o777);
  const asNobody = (out: string) =>
    spawnSync('setpriv', [...anybody, 'build', '--src', 'docs', '--out', out, '--no-cache'], {
      cwd: own.root,
      encoding: 'utf8',
    });
  const first = asNobody('out');
  if (first.error || /setpriv|Cannot find module/.test(first.stderr)) skip('needs setpriv');
  expect(first.stderr).toContain('docs/a.md error: The file may not be read by this user.');
  expect(first.status).toBe(1);
  expect(Object.keys(own.output())).toContain('b.mdc');
  const locked = asNobody('locked');
  expect(locked.stderr).toMatch(/^error: the output folder .*locked cannot be written: EACCES\n/);
  expect(locked.status).toBe(2);
});
