import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { runHere } from '../cli/run-here.ts';
import { contents, put } from '../setup/folder.ts';
import { Command, sampleProject } from './project.ts';
import { TestRedis } from './redis.ts';

/** A stage of all pages; where workers are told to wait in it, a build lasts without much work. */
const stage = `export default { name: 'wait', kind: 'enrich', run: () =>
  new Promise((done) => setTimeout(done, Number(process.env.WAIT_MS ?? 0))) };`;

/** What makes a worker slow. */
export const slow = { env: { WAIT_MS: '100' } };

/** A Redis, a project, what a local build makes of it, and the workers that a test starts, which end with it. */
export class Fleet {
  redis!: TestRedis;
  cwd!: string;
  expected!: Record<string, string>;
  readonly #workers = new Set<Command>();

  /** To be called where the tests of a file are declared. */
  constructor(pages: number) {
    beforeAll(async () => {
      this.redis = await TestRedis.start();
      this.cwd = mkdtempSync(join(tmpdir(), 'contextor-queue-'));
      sampleProject(this.cwd, pages);
      put(this.cwd, 'wait.mjs', stage);
      put(this.cwd, 'contextor.config.json', '{"transforms":["./wait.mjs"]}');
      await runHere(['build', '--out', 'local'], { cwd: this.cwd });
      this.expected = contents(join(this.cwd, 'local'));
    });

    afterEach(async () => {
      for (const each of this.#workers) each.kill('SIGKILL');
      await Promise.all([...this.#workers].map(({ finished }) => finished));
      this.#workers.clear();
    });

    afterAll(async () => {
      await this.redis?.close();
      rmSync(this.cwd, { recursive: true, force: true });
    });
  }

  readonly builder = (out: string, ...more: string[]): Command => {
    const args = ['build', '--out', out, '--executor', 'bullmq', '--redis', this.redis.url];
    return new Command([...args, ...more], { cwd: this.cwd });
  };

  readonly worker = (options: Partial<ConstructorParameters<typeof Command>[1]> = {}): Command => {
    const args = ['worker', '--redis', this.redis.url, '--concurrency', '1'];
    const started = new Command(args, { cwd: this.cwd, ...options });
    this.#workers.add(started);
    return started;
  };

  readonly keys = (): Promise<string[]> => this.redis.ask((client) => client.keys('*'));

  /** What a build of the project by the queue wrote. */
  made(out: string): Record<string, string> {
    return contents(join(this.cwd, out));
  }
}
