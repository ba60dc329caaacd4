import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { build } from '../../src/build.ts';
import { project } from '../build/project.ts';
import '../setup/package.ts';

/** Moments at which a build is killed; `npm run test:faults` takes 200. */
const moments = process.env.CONTEXTOR_FAULTS === 'all' ? 200 : 12;

const documents = 40;

function sources(version: string): Record<string, string> {
  const text = (n: number) => `# Page ${n} ${version}\n\n${`Words of ${version}. `.repeat(200)}\n`;
  const names = Array.from({ length: documents }, (_, n) => `folder-${n % 5}/page-${n}.md`);
  return Object.fromEntries(names.map((name, n) => [name, text(n)]));
}

async function startedChild(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'build-child.js'), { stdio: 'ignore' });
  await once(child, 'message');
  return child;
}

it(`leaves whole outputs and nothing else behind when it is killed (${moments} times)`, async ({
  task,
}) => {
  Object.assign(task.meta, { faults: moments });
  const own = project(sources('one'));
  mkdirSync(join(own.root, 'node_modules'));
  const versions = ['one', 'two'];
  const clean: Record<string, string>[] = [];
  for (const version of versions) {
    for (const [path, text] of Object.entries(sources(version))) own.write(`docs/${path}`, text);
    rmSync(own.out, { recursive: true, force: true });
    await build(own.settings());
    clean.push(own.output());
  }
  const started = performance.now();
  rmSync(own.out, { recursive: true, force: true });
  await build(own.settings());
  const typicalMs = (performance.now() - started) * 1.5;

  const cache = join(own.root, 'node_modules/.cache/contextor');
  const whole = ['documents.tsv', 'last-build.json'];
  const config = { src: 'docs', out: 'out', parallel: false };
  let waiting = startedChild();
  let killed = 0;
  for (let moment = 0; moment < moments; moment += 1) {
    const next = moment % 2;
    for (const [path, text] of Object.entries(sources(versions[next]!))) {
      own.write(`docs/${path}`, text);
    }
    const child = await waiting;
    waiting = startedChild();
    const exit = once(child, 'exit');
    child.send({ config, cwd: own.root });
    await once(child, 'message');
    await sleep(Math.random() * typicalMs);
    child.kill('SIGKILL');
    const [, signal] = await exit;
    if (signal === 'SIGKILL') killed += 1;

    for (const [path, text] of Object.entries(own.output())) {
      if (path.startsWith('.contextor')) continue;
      expect([clean[0]![path], clean[1]![path]]).toContain(text);
    }
    await build(own.settings({ cache: true }));
    expect(own.output()).toEqual(clean[next]);
    expect(readdirSync(cache).flatMap((name) => readdirSync(join(cache, name)))).toEqual(whole);
    expect(readdirSync(own.out).filter((name) => name.startsWith('.'))).toEqual([]);
  }
  (await waiting).kill();
  expect(killed).toBeGreaterThan(0);
  expect(existsSync(own.out)).toBe(true);
}, 1_800_000);

it('removes what a killed build had written of a source that is gone since', async () => {
  const own = project(sources('one'));
  const child = await startedChild();
  const exit = once(child, 'exit');
  child.send({ config: { src: 'docs', out: 'out', parallel: false, cache: false }, cwd: own.root });
  while (!existsSync(join(own.out, 'folder-0/page-0.mdc'))) await sleep(1);
  child.kill('SIGKILL');
  await exit;
  rmSync(join(own.src, 'folder-0'), { recursive: true });
  await build(own.settings());
  expect(Object.keys(own.output()).filter((path) => path.startsWith('folder-0'))).toEqual([]);
});

it('clears the temporary files of workers whose build was killed', async () => {
  const own = project(sources('one'));
  const temporary = join(own.root, 'tmp');
  mkdirSync(temporary);
  // So that the build cannot end before it is killed.
  own.write('held', '');
  own.write(
    'wait.mjs',
    `import { existsSync } from 'node:fs';
     import { setTimeout } from 'node:timers/promises';
     const held = new URL('held', import.meta.url);
     const run = async () => { while (existsSync(held)) await setTimeout(20); };
     export default { name: 'wait', kind: 'enrich', run };`,
  );
  const env = { ...process.env, TMPDIR: temporary };
  const path = join(import.meta.dirname, 'build-child.js');
  const config = {
    ...{ src: 'docs', out: 'out', parallel: true, inlineThreshold: 1, cache: false },
    transforms: ['./wait.mjs'],
  };
  const start = async () => {
    const child = fork(path, { stdio: 'ignore', env });
    await once(child, 'message');
    child.send({ config: { ...config, executor: 'processes', maxWorkers: 1 }, cwd: own.root });
    await once(child, 'message');
    return child;
  };
  const killed = await start();
  while (readdirSync(temporary).length === 0) await sleep(5);
  const exit = once(killed, 'exit');
  killed.kill('SIGKILL');
  await exit;
  expect(readdirSync(temporary)).toHaveLength(1);
  rmSync(join(own.root, 'held'));
  await once(await start(), 'exit');
  expect(readdirSync(temporary)).toEqual([]);
});
