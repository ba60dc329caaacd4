import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { build } from '../../src/build.ts';
import { lockName } from '../../src/emitter/lock-name.ts';
import type { BuildEvent } from '../../src/run.ts';
import { pages, project } from '../build/project.ts';

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
    `import { build, resolveSettings } from ${JSON.stringify(join(import.meta.dirname, '../../dist/src/index.js'))};
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
  const { messages } = await build(own.settings());
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
