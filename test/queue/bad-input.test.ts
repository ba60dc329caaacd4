import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runHere } from '../cli/run-here.ts';
import { sampleProject } from './project.ts';
import { freePort, hasRedis, TestRedis } from './redis.ts';

let cwd: string;

beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'contextor-queue-'));
  sampleProject(cwd, 20);
});

afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const build = (...args: string[]) => runHere(['build', '--executor', 'bullmq', ...args], { cwd });

test('without a URL the build says where to put it', async () => {
  const { code, stderr } = await build();
  expect(code).toBe(2);
  expect(stderr).toContain('CONTEXTOR_REDIS_URL');
});

test('a URL of another kind is refused, and not printed', async () => {
  const { code, stderr } = await build('--redis', 'http://user:secret@host');
  expect(code).toBe(2);
  expect(stderr).toContain('not a Redis URL');
  expect(stderr).not.toContain('secret');
});

test('a Redis that is not there is named, without its password', async () => {
  const port = await freePort();
  const { code, stderr } = await build('--redis', `redis://user:secret@127.0.0.1:${port}`);
  expect(code).toBe(2);
  expect(stderr).toContain(`Redis at redis://127.0.0.1:${port} does not answer: ECONNREFUSED`);
  expect(stderr).not.toContain('secret');
});

describe('a server that is too old', () => {
  let server: Server;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    const info = 'redis_version:6.2.0\r\n';
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => {
        for (const command of data.toString().match(/^(?:info|client|hello|ping)\b/gim) ?? []) {
          socket.write(/info/i.test(command) ? `$${info.length}\r\n${info}\r\n` : '+OK\r\n');
        }
      });
    }).listen(port, '127.0.0.1');
  });

  afterAll(() => server.close());

  test('is named with its version', async () => {
    const { code, stderr } = await build('--redis', `redis://127.0.0.1:${port}`);
    expect(code).toBe(2);
    expect(stderr).toContain('is version 6.2.0');
    expect(stderr).toContain('Use Redis 7 or newer');
  });
});

describe.skipIf(!hasRedis)('a Redis', () => {
  test('with another password refuses, and the message shows none', async () => {
    const redis = await TestRedis.start('--requirepass', 'right');
    const { code, stderr } = await build('--redis', redis.url.replace('//', '//:wrong@'));
    await redis.close();
    expect(code).toBe(2);
    expect(stderr).toContain('refuses the user or the password');
    expect(stderr).not.toContain('wrong');
  });

  test('that is full ends the build with a message', async () => {
    const redis = await TestRedis.start('--maxmemory', '1mb', '--maxmemory-policy', 'noeviction');
    const { code, stderr } = await build('--redis', redis.url);
    await redis.close();
    expect(code).toBe(2);
    expect(stderr).toContain('Redis is full');
  });
});

test.each(['0', '-1', 'x', '1.5'])('worker --concurrency %s is refused', async (value) => {
  const args = ['worker', '--redis', 'redis://127.0.0.1:1', '--concurrency', value];
  const { code, stderr } = await runHere(args, { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain(`--concurrency takes a whole number of at least 1, not "${value}"`);
});
