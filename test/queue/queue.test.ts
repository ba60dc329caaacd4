import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { runHere } from '../cli/run-here.ts';
import { monorepo, monorepoConfig } from '../cli/sources-project.ts';
import { texts } from '../faults/evil-texts.ts';
import { secret } from '../faults/private-files.ts';
import { contents, folderWith, put } from '../setup/folder.ts';
import { Fleet } from './fleet.ts';
import { Command, otherVersion, sampleProject } from './project.ts';
import { hasRedis } from './redis.ts';

const pages = 40;

describe.skipIf(!hasRedis)('a queue on Redis', { timeout: 400_000 }, () => {
  const fleet = new Fleet(pages);
  const { worker, builder, keys } = fleet;

  test('gives the bytes of a local build, and leaves no key', async () => {
    for (let each = 0; each < 3; each += 1) worker();
    const metrics = join(fleet.cwd, 'metrics.json');
    const { code, stderr } = await builder('three', '--metrics-output', metrics).finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    expect(fleet.made('three')).toEqual(fleet.expected);
    const made = Object.values(JSON.parse(readFileSync(metrics, 'utf8')).workers) as number[];
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(pages);
    expect(await keys()).toEqual([]);
  });

  test('refuses of hostile pages what a local build refuses, and gives its bytes', async () => {
    const secrets = ['.env', '.git/config', 'server.pem', 'link.md'];
    const odd = ['device.md', 'pipe.md', 'loop.md'];
    const named = [...secrets, ...odd].flatMap((path) => [
      `<!--@include: ./${path}-->\n`,
      `<<< ./${path}\n`,
    ]);
    const pages = [...named, ...texts.map((text) => `---\ntitle: ${JSON.stringify(text)}\n---\n`)];
    const folder = folderWith({
      ...Object.fromEntries(secrets.map((path) => [`docs/${path}`, `${secret}\n`])),
      ...Object.fromEntries(pages.map((text, at) => [`docs/p${at}.md`, `${text}\nWords.\n`])),
      'contextor.config.yaml': 'src: docs\ndialect: vitepress\n',
    });
    rmSync(join(folder, 'docs/link.md'));
    for (const [path, target] of [
      ['link.md', '.env'],
      ['device.md', '/dev/zero'],
      ['loop.md', 'loop.md'],
    ] as const)
      symlinkSync(target, join(folder, 'docs', path));
    spawnSync('mkfifo', [join(folder, 'docs/pipe.md')]);
    const said = async (out: string, ...more: string[]) => {
      const { code, stderr } = await runHere(['build', '--out', out, ...more], { cwd: folder });
      return {
        code,
        // A busy machine may take seconds to start a worker, which is told, too.
        told: stderr
          .split('\n')
          .filter((line) => /error|warning|refused/.test(line) && !line.includes('No worker has')),
      };
    };
    const local = await said('local');
    worker({ cwd: folder });
    const queued = await said('queued', '--executor', 'bullmq', '--redis', fleet.redis.url);
    expect(local.told.join('\n')).toContain('include-private 8 places');
    expect(queued).toEqual(local);
    const made = contents(join(folder, 'queued'));
    expect(made).toEqual(contents(join(folder, 'local')));
    expect(Object.values(made).filter((text) => text.includes('Words.'))).not.toEqual([]);
    expect(JSON.stringify(made)).not.toContain(secret);
  });

  test('gives the bytes of a local build of pages that the site makes from other files', async () => {
    const folder = folderWith({});
    cpSync(join(import.meta.dirname, '../../fixtures/sites/mintlify-apis/project'), folder, {
      recursive: true,
    });
    await runHere(['build', '--out', '.local'], { cwd: folder });
    worker({ cwd: folder });
    const queued = ['--executor', 'bullmq', '--redis', fleet.redis.url];
    const { code } = await runHere(['build', '--out', '.queued', ...queued], { cwd: folder });
    expect(code).toBe(0);
    const made = contents(join(folder, '.queued'));
    expect(made).toEqual(contents(join(folder, '.local')));
    expect(made['firing/fired.mdc']).toContain('A kiln is hot.');
  });

  test('gives the bytes of a local build of several sources', async () => {
    const folder = folderWith({ ...monorepo, 'contextor.config.yaml': monorepoConfig });
    await runHere(['build', '--out', 'local'], { cwd: folder });
    worker({ cwd: folder });
    const queued = ['--executor', 'bullmq', '--redis', fleet.redis.url];
    const { code } = await runHere(['build', '--out', 'queued', ...queued], { cwd: folder });
    expect(code).toBe(0);
    expect(contents(join(folder, 'queued'))).toEqual(contents(join(folder, 'local')));
  });

  test('two builds at once do not disturb each other', async () => {
    worker();
    const [first, second] = [builder('first'), builder('second')];
    for (const each of [first, second]) {
      const { code, stderr } = await each.finished;
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    }
    expect(fleet.made('first')).toEqual(fleet.expected);
    expect(fleet.made('second')).toEqual(fleet.expected);
    expect(await keys()).toEqual([]);
  });

  test('a worker of another version is refused, with the reason on both sides', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'contextor-other-'));
    const old = worker({ binary: otherVersion(folder) });
    const building = builder('versions');
    await old.says('does not take part');
    expect(old.stderr).toMatch(/the build runs contextor \S+, this worker 0\.0\.1/);
    await building.says('does not take part');
    worker();
    expect((await building.finished).code).toBe(0);
    expect(fleet.made('versions')).toEqual(fleet.expected);
    rmSync(folder, { recursive: true });
  });

  test("a worker without the user's transform is refused", async () => {
    const own = mkdtempSync(join(tmpdir(), 'contextor-own-'));
    sampleProject(own, 1);
    put(
      own,
      'shout.mjs',
      "export default { name: 'shout', kind: 'enrich', run: () => ({ loud: 1 }) };",
    );
    put(own, 'contextor.config.json', '{"transforms":["./shout.mjs"]}');
    const args = ['build', '--executor', 'bullmq', '--redis', fleet.redis.url];
    const building = new Command(args, { cwd: own });
    const without = worker();
    await without.says("uses './shout.mjs'");
    const fitting = worker({ cwd: own });
    expect((await building.finished).code).toBe(0);
    expect(fitting.stderr).toContain('Working for build');
    rmSync(own, { recursive: true });
  });

  test('a worker makes all its documents in one thread', async () => {
    const own = mkdtempSync(join(tmpdir(), 'contextor-thread-'));
    sampleProject(own, 30);
    const stage = "let made = 0; export default { name: 'nth', kind: 'enrich', cache: false, ";
    put(own, 'nth.mjs', `${stage}output: { index: ['nth'] }, run: () => ({ nth: ++made }) };`);
    put(own, 'contextor.config.json', '{"transforms":["./nth.mjs"]}');
    worker({ cwd: own });
    const args = ['build', '--out', 'out', '--executor', 'bullmq', '--redis', fleet.redis.url];
    expect((await runHere(args, { cwd: own })).code).toBe(0);
    const index = readFileSync(join(own, 'out/index.jsonl'), 'utf8').trim().split('\n');
    const counted = index.map((line) => JSON.parse(line).nth as number);
    expect(Math.max(...counted)).toBeGreaterThanOrEqual(30);
    rmSync(own, { recursive: true });
  });

  test('a worker writes no key of its own, so one that comes as a build ends leaves none', async () => {
    const gone = builder('gone');
    await gone.says('No worker');
    gone.kill('SIGKILL');
    await gone.finished;
    const [setup] = await fleet.redis.ask((client) => client.keys('contextor:*:setup'));
    const build = setup?.split(':')[1];
    await fleet.redis.ask((client) => client.persist(`contextor:${build}:alive`));
    // As it was announced, before its first job.
    const queue = await fleet.redis.ask((client) => client.keys(`contextor:${build}:documents:*`));
    await fleet.redis.ask((client) => client.unlink(queue));
    const before = (await keys()).sort();
    await worker().says('Working for build');
    await sleep(500);
    expect((await keys()).sort()).toEqual(before);
    await fleet.redis.ask((client) => client.flushall());
  });

  test('a worker leaves an interrupted build at once, whatever it has in hand', async () => {
    const own = mkdtempSync(join(tmpdir(), 'contextor-own-'));
    sampleProject(own, 1);
    const begun = join(own, 'begun');
    const body = `writeFileSync(${JSON.stringify(begun)}, ''); await new Promise(() => setInterval(() => {}, 1_000));`;
    const stage = `export default { name: 'endless', kind: 'enrich', async run() { ${body} } };`;
    put(own, 'endless.mjs', `import { writeFileSync } from 'node:fs';\n${stage}`);
    put(own, 'contextor.config.json', '{"transforms":["./endless.mjs"],"cache":false}');
    const working = worker({ cwd: own });
    const args = ['build', '--executor', 'bullmq', '--redis', fleet.redis.url];
    const building = new Command(args, { cwd: own });
    while (!existsSync(begun)) await sleep(20);
    const interrupted = performance.now();
    building.kill('SIGINT');
    expect((await building.finished).code).toBe(130);
    await working.says('has ended');
    // The document would take a minute.
    expect(performance.now() - interrupted).toBeLessThan(30_000);
    expect(await keys()).toEqual([]);
    rmSync(own, { recursive: true });
  });

  test('a document that takes too long is given up with the message of a local build', async () => {
    const own = mkdtempSync(join(tmpdir(), 'contextor-own-'));
    sampleProject(own, 3);
    put(own, 'docs/slow.mdx', `{${'a:{'.repeat(4_500)}1${'}'.repeat(4_501)}\n`);
    put(own, 'contextor.config.json', '{"documentTimeoutMs":1000,"cache":false}');
    worker({ cwd: own });
    const queued = ['--executor', 'bullmq', '--redis', fleet.redis.url];
    const said = [];
    for (const more of [queued, []]) {
      const { code, stderr } = await new Command(['build', ...more], { cwd: own }).finished;
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.any(String) });
      said.push(stderr.split('\n').find((line) => line.includes('slow.mdx')));
    }
    expect(said[0]).toContain('it took longer than 1000 ms');
    expect(said[0]).toBe(said[1]);
    rmSync(own, { recursive: true });
  });
});
