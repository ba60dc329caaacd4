import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contents, put } from '../setup/folder.ts';
import { Command, sampleProject } from './project.ts';
import { hasRedis, TestRedis } from './redis.ts';

/** The rights that the documentation gives to the user of a queue. */
const documented = /^ACL SETUSER contextor on >PASSWORD (.+)$/m
  .exec(readFileSync('docs/scale.md', 'utf8'))![1]!
  .split(' ');

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

describe.skipIf(!hasRedis)('a queue', { timeout: 180_000 }, () => {
  let cwd: string;
  let expected: Record<string, string>;

  beforeAll(async () => {
    cwd = mkdtempSync(join(tmpdir(), 'contextor-access-'));
    sampleProject(cwd, 20);
    put(
      cwd,
      'slow.mjs',
      "export default { name: 'slow', kind: 'enrich', concurrency: 1, run() {} };",
    );
    put(cwd, 'contextor.config.json', '{"transforms":["./slow.mjs"]}');
    await new Command(['build', '--out', 'local'], { cwd }).finished;
    expected = contents(join(cwd, 'local'));
  });

  afterAll(() => rmSync(cwd, { recursive: true, force: true }));

  const run = (name: string, url: string, more: string[] = [], env = {}) =>
    new Command([name, '--redis', url, ...more], { cwd, env });

  /** Builds with one worker; gives what both said. */
  async function buildWith(url: string, out: string, env = {}) {
    const worker = run('worker', url, ['--concurrency', '2'], env);
    const built = await run('build', url, ['--executor', 'bullmq', '--out', out], env).finished;
    worker.kill('SIGTERM');
    return { ...built, worker: await worker.finished };
  }

  const admin = { username: 'admin', password: 'admin' };
  const withUser = (rights: readonly string[]) =>
    TestRedis.start(
      ...['--user', 'contextor', 'on', '>secret', ...rights],
      ...['--user', 'admin', 'on', '>admin', '~*', '&*', '+@all', '--user', 'default', 'off'],
    );
  const urlOf = (redis: TestRedis) => redis.url.replace('//', '//contextor:secret@');

  test('needs no more than the rights that are documented, and leaves no key', async () => {
    const redis = await withUser(documented);
    const { code, stderr, worker } = await buildWith(urlOf(redis), 'acl');
    const log = await redis.ask((client) => client.call('acl', 'log'), admin);
    await redis.close();
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    expect(worker.code).toBe(143);
    expect(contents(join(cwd, 'acl'))).toEqual(expected);
    expect(log).toEqual([]);
  });

  test.each([
    ['the keys of others', '~contextor:*', '~others:*'],
    ['no channel', '&contextor:*', 'resetchannels'],
    ['no scripts', '+evalsha', '-evalsha'],
    ['no reading', '+@read', '-@read'],
  ])('with a user of %s ends the build with a message', async (_, right, less) => {
    const redis = await withUser(documented.map((each) => (each === right ? less : each)));
    const build = run('build', urlOf(redis), ['--executor', 'bullmq']);
    const { code, stderr } = await build.finished;
    await redis.close();
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('refuses commands that the queue needs'),
    });
    expect(stderr).not.toMatch(/secret|defect/);
  });

  test('with a user of other keys ends a worker with a message', async () => {
    const redis = await withUser(documented.map((each) => each.replace('~contextor', '~others')));
    const { code, stderr } = await run('worker', urlOf(redis)).finished;
    await redis.close();
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('refuses commands that the queue needs'),
    });
  });

  test.skipIf(!hasOpenssl)('works over TLS with a private CA, and without it says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'contextor-tls-'));
    const ca = privateCa(folder);
    const redis = await TestRedis.startTls(folder);
    const refused = await run('build', redis.url, ['--executor', 'bullmq']).finished;
    expect({ code: refused.code, stderr: refused.stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('a certificate that is not trusted'),
    });
    expect(refused.stderr).toContain('NODE_EXTRA_CA_CERTS');
    const plain = await run('build', redis.url.replace('rediss', 'redis'), [
      ...['--executor', 'bullmq'],
    ]).finished;
    expect(plain.code).toBe(2);
    expect(plain.stderr).toContain('does not answer');
    const { code, stderr } = await buildWith(redis.url, 'tls', { NODE_EXTRA_CA_CERTS: ca });
    await redis.close();
    rmSync(folder, { recursive: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    expect(contents(join(cwd, 'tls'))).toEqual(expected);
  });
});

/** Makes a CA, and a key with a certificate of it for this machine; gives the file of the CA. */
function privateCa(folder: string): string {
  const openssl = (...args: string[]) => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  const key = (name: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`];
  const about = ['-days', '2', '-addext', 'subjectAltName=IP:127.0.0.1'];
  openssl('req', '-x509', ...key('ca'), '-out', 'ca.crt', '-subj', '/CN=ca', '-days', '2');
  openssl(
    ...['req', '-x509', ...key('server'), '-out', 'server.crt', '-subj', '/CN=127.0.0.1'],
    ...['-CA', 'ca.crt', '-CAkey', 'ca.key', ...about],
  );
  return join(folder, 'ca.crt');
}
