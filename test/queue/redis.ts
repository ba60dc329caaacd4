import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** Oldest release that the queue works with. */
const oldestMajor = 7;
const installed = spawnSync('redis-server', ['--version'], { encoding: 'utf8' });
export const hasRedis =
  installed.status === 0 && Number(/v=(\d+)/.exec(installed.stdout)?.[1]) >= oldestMajor;

/** A redis-server of its own, on a free port, with an append-only file. */
export class TestRedis {
  readonly port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), 'contextor-redis-'));
  readonly #options: readonly string[];
  readonly #tls: boolean;
  #process: ChildProcess | undefined;

  constructor(port: number, options: readonly string[], tls = false) {
    this.port = port;
    this.#options = options;
    this.#tls = tls;
  }

  static start(...options: string[]): Promise<TestRedis> {
    return TestRedis.#started((port) => new TestRedis(port, options));
  }

  /** One that speaks TLS alone, with `server.key` and `server.crt` of a folder. */
  static startTls(folder: string): Promise<TestRedis> {
    const files = ['key', 'crt'].map((ending) => join(folder, `server.${ending}`));
    const [key, certificate] = files as [string, string];
    return TestRedis.#started((port) => {
      const options = ['--port', '0', '--tls-port', String(port), '--tls-auth-clients', 'no'];
      const keys = ['--tls-key-file', key, '--tls-cert-file', certificate];
      const trust = ['--tls-ca-cert-file', join(folder, 'ca.crt')];
      return new TestRedis(port, [...options, ...keys, ...trust], true);
    });
  }

  static async #started(make: (port: number) => TestRedis): Promise<TestRedis> {
    for (let tries = 0; ; tries += 1) {
      const redis = make(await freePort());
      try {
        await redis.up();
        return redis;
      } catch (error) {
        await redis.close();
        if (tries === 5) throw error;
      }
    }
  }

  get url(): string {
    return `${this.#tls ? 'rediss' : 'redis'}://127.0.0.1:${this.port}`;
  }

  async up(): Promise<void> {
    const always = ['--port', String(this.port), '--dir', this.#folder, '--save', ''];
    const durable = ['--appendonly', 'yes', '--appendfsync', 'always'];
    this.#process = spawn('redis-server', [...always, ...durable, ...this.#options], {
      stdio: 'ignore',
    });
    const server = this.#process;
    // Where the port is taken meanwhile it ends, and what answers is another.
    while (server.exitCode === null) {
      const tls = this.#tls ? ['--tls', '--insecure'] : [];
      const args = [...tls, '-p', String(this.port), 'info', 'server'];
      const { stdout, stderr } = spawnSync('redis-cli', args, { encoding: 'utf8' });
      if (stdout.includes(`process_id:${server.pid}\r`)) return;
      if (/NOAUTH/.test(stdout + stderr) && server.exitCode === null) return;
      await sleep(50);
    }
    throw new Error('redis-server does not start');
  }

  async down(): Promise<void> {
    const server = this.#process;
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    server.kill('SIGCONT');
    await ended;
  }

  /** It takes connections and answers nothing, until it goes down. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  /** What it keeps over a restart is gone. */
  forget(): void {
    rmSync(join(this.#folder, 'appendonlydir'), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await this.down();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Asks on a connection of its own. */
  async ask<T>(
    question: (redis: Redis) => Promise<T>,
    user: { username?: string; password?: string } = {},
  ): Promise<T> {
    const redis = new Redis(this.url, user);
    try {
      return await question(redis);
    } finally {
      redis.disconnect();
    }
  }
}

/**
 * A port below those that a system gives to clients: on one of theirs, a client that tries while
 * nobody listens may be connected to itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const server = createServer().listen(port, '127.0.0.1');
    const free = await once(server, 'listening').catch(() => undefined);
    if (free === undefined) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
