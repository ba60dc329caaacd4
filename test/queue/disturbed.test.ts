import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { put } from '../setup/folder.ts';
import { Fleet, slow } from './fleet.ts';
import { Command, sampleProject } from './project.ts';
import { hasRedis } from './redis.ts';

describe.skipIf(!hasRedis)('a build whose fleet is disturbed', { timeout: 400_000 }, () => {
  const fleet = new Fleet(40);
  const { worker, builder, keys } = fleet;

  test('a worker killed every second costs no document', async () => {
    const crew = [worker(slow), worker(slow), worker(slow)];
    const building = builder('killed');
    // A document is given up when it was lost ten times, which takes longer than this.
    let end = Number.POSITIVE_INFINITY;
    for (let kills = 0; !building.ended && Date.now() < end; kills += 1) {
      const victim = crew[kills % 3]!;
      await Promise.race([victim.says('Working for build'), building.finished]);
      await sleep(1_000);
      if (kills === 0) end = Date.now() + 5_000;
      victim.kill('SIGKILL');
      crew[kills % 3] = worker(slow);
    }
    const { code, stderr } = await building.finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    expect(fleet.made('killed')).toEqual(fleet.expected);
    expect(await keys()).toEqual([]);
  });

  test('Redis may stop and come back', async () => {
    const crew = [worker(slow), worker(slow)];
    const building = builder('restarted');
    await Promise.any(crew.map((each) => each.says('Working for build')));
    await fleet.redis.down();
    await sleep(1_000);
    await fleet.redis.up();
    const { code, stderr } = await building.finished;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    expect(fleet.made('restarted')).toEqual(fleet.expected);
    expect(await keys()).toEqual([]);
  });

  test('SIGTERM drains a worker', async () => {
    const leaving = worker(slow);
    const building = builder('drained');
    await leaving.says('Working for build');
    leaving.kill('SIGTERM');
    expect((await leaving.finished).code).toBe(143);
    worker(slow);
    expect((await building.finished).code).toBe(0);
    expect(fleet.made('drained')).toEqual(fleet.expected);
  });

  test('what a killed producer left is removed by the next build, which says so', async () => {
    const dying = builder('dying');
    await dying.says('No worker');
    dying.kill('SIGKILL');
    await dying.finished;
    // The time that its sign of life lasts is not waited for.
    await fleet.redis.ask(async (client) => client.unlink(await client.keys('contextor:*:alive')));
    expect((await keys()).length).toBeGreaterThan(0);
    worker();
    const { code, stderr } = await builder('dying').finished;
    expect(code).toBe(0);
    expect(stderr).toMatch(/Removed \d+ keys that 1 dead build left in Redis\./);
    expect(fleet.made('dying')).toEqual(fleet.expected);
    expect(await keys()).toEqual([]);
  });

  test('a document that takes its worker with it is tried once more alone, and fails alone', async () => {
    const own = mkdtempSync(join(tmpdir(), 'contextor-own-'));
    sampleProject(own, 6);
    put(
      own,
      'kill.mjs',
      "export default { name: 'kill', kind: 'enrich', run: ({ path }) => { if (path.endsWith('p3.mdx')) process.kill(process.pid, 'SIGKILL'); } };",
    );
    put(own, 'contextor.config.json', '{"transforms":["./kill.mjs"]}');
    const crew = [worker({ cwd: own }), worker({ cwd: own })];
    const args = ['build', '--executor', 'bullmq', '--redis', fleet.redis.url];
    const { code, stderr } = await new Command(args, { cwd: own }).finished;
    expect(code).toBe(1);
    expect(stderr).toMatch(/p3\.mdx.*given up: its worker ended/);
    expect(existsSync(join(own, '.contextor/g2/p2.mdc'))).toBe(true);
    expect(existsSync(join(own, '.contextor/g3/p3.mdc'))).toBe(false);
    expect(crew.map(({ ended }) => ended).sort()).toEqual([false, true]);
    rmSync(own, { recursive: true });
  });
});
