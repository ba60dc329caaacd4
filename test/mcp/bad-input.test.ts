import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { build } from '../../src/build.ts';
import { serveHttp } from '../../src/mcp/http.ts';
import { createMcpServer } from '../../src/mcp/server.ts';
import { runCli } from '../cli/run-cli.ts';
import { builtDocs, guide, indexPath, searchable } from '../search/docs.ts';
import { bin } from '../setup/package.ts';

async function client(out: string): Promise<Client> {
  const args = [bin, 'mcp', '--docs', out];
  const opened = new Client({ name: 'test', version: '1' });
  await opened.connect(
    new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }),
  );
  return opened;
}

async function call(server: Client, name: string, args: Record<string, unknown>) {
  const { content, isError } = await server.callTool({ name, arguments: args });
  return { text: (content as { text: string }[])[0]!.text, isError: isError === true };
}

describe('does not start, and says why, with', () => {
  const damage = (out: string, at: number): void => {
    const bytes = readFileSync(indexPath(out));
    bytes[at]! ^= 1;
    writeFileSync(indexPath(out), bytes);
  };
  const versionAt = 'contextor-search'.length;

  test.each<[string, (out: string) => void, RegExp, RegExp]>([
    ['no index', (out) => rmSync(indexPath(out)), /no search index in/, /contextor build --search/],
    ['another version', (out) => damage(out, versionAt), /of version \d+, not/, /Build again/],
    ['a damaged index', (out) => damage(out, 500), /checksum does not match/, /Build again/],
    ['an empty index', (out) => writeFileSync(indexPath(out), ''), /not a search index/, /Build/],
    ['no chunks', (out) => rmSync(join(out, 'chunks.jsonl')), /cannot be read/, /Build again/],
  ])('%s', async (_name, spoil, message, remedy) => {
    const { out } = await searchable(guide);
    spoil(out);
    expectRefusal(out, message, remedy);
  });

  test('two outputs of one name', async () => {
    const [first, second] = [await searchable(guide), await searchable(guide)];
    expectRefusal(`a=${first.out},a=${second.out}`, /two outputs have the name "a"/, /NAME=FOLDER/);
  });

  function expectRefusal(docs: string, message: RegExp, remedy: RegExp): void {
    const { code, stdout, stderr } = runCli(['mcp', '--docs', docs]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(remedy);
    expect(stderr).not.toMatch(/^ +at |defect/m);
  }
});

describe('is answered with what would do', () => {
  let server: Client;
  beforeAll(async () => {
    // The folder of all tests goes when they are over.
    const { out } = await builtDocs(guide, undefined, () => {});
    server = await client(out);
  });
  afterAll(() => server.close());
  afterEach(async () => {
    expect((await call(server, 'search', { query: 'letter' })).isError).toBe(false);
  });

  test.each([
    ['a page that is not there', 'read', { id: 'sent.md' }, 'Nearest: send.md'],
    ['a section that is not there', 'read', { id: 'send.md#limit' }, 'has no section #limit'],
    ['a wrong cursor', 'read', { id: 'send.md', cursor: 'x' }, 'is not a cursor of this page'],
    ['no tokens', 'read', { id: 'send.md', maxTokens: 0 }, 'maxTokens'],
    ['no id', 'read', {}, 'id'],
    ['a budget of 0', 'pack', { query: 'letter', budget: 0 }, 'budget'],
    ['a budget beyond the bound', 'pack', { query: 'letter', budget: 1e9 }, 'budget'],
    ['a query that is not text', 'search', { query: 7 }, 'query'],
    ['a query of more than 10,000 letters', 'search', { query: 'x'.repeat(10_001) }, 'query'],
  ])('%s', async (_name, tool, args, message) => {
    const answer = await call(server, tool, args);
    expect(answer).toEqual({ text: expect.stringContaining(message), isError: true });
  });

  test('a tool that there is none of', async () => {
    await expect(call(server, 'write', {})).rejects.toThrow('write');
  });
});

test('an index that is spoilt under a running server leaves it answering until the next build', async () => {
  const { out, docs } = await searchable(guide);
  const server = await client(out);
  onTestFinished(() => server.close());
  const found = async (query: string) => (await call(server, 'search', { query })).text;
  const before = await found('retry');
  writeFileSync(indexPath(out), 'not an index');
  expect(await found('retry')).toBe(before);
  rmSync(indexPath(out));
  expect(await found('retry')).toBe(before);
  docs.write('docs/new.md', '# Parcels\n\nParcels wait.\n');
  await build(docs.settings({ search: true, profile: 'lossless' }));
  expect(await found('parcels')).toContain('new.md');
});

const hello = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  },
};
const packCall = {
  jsonrpc: '2.0',
  id: 2,
  method: 'tools/call',
  params: { name: 'pack', arguments: { query: 'letter', budget: 50_000 } },
};
const line = (message: object): string => `${JSON.stringify(message)}\n`;
const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' };

describe('over stdin and stdout', () => {
  /** The process itself, for what no client sends. */
  async function bareServer() {
    const { out } = await searchable(guide);
    const child = spawn(process.execPath, [bin, 'mcp', '--docs', out]);
    onTestFinished(() => void child.kill('SIGKILL'));
    child.stdin.on('error', () => undefined);
    let stderr = '';
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    const ended = new Promise<{ code: number | null; stderr: string }>((done) => {
      child.on('exit', (code) => done({ code, stderr }));
    });
    const answers = createInterface(child.stdout)[Symbol.asyncIterator]();
    const answer = async () => JSON.parse((await answers.next()).value ?? 'null');
    return { child, ended, answer };
  }

  test('a line that is no message leaves the server answering', async () => {
    const { child, answer } = await bareServer();
    const notMessages = [
      'nonsense',
      '{"jsonrpc": "2.0"',
      '[]',
      '{"jsonrpc":"2.0","id":7}',
      '\0',
      '',
    ];
    for (const [at, text] of notMessages.entries()) {
      const id = 100 + at;
      child.stdin.write(`${text}\n${line({ ...hello, id })}`);
      let answered = await answer();
      while (answered.id !== id) answered = await answer();
      expect(answered.result.serverInfo.name).toBe('contextor');
    }
  });

  test('a client that ends in the middle of a message ends the server', async () => {
    const { child, answer, ended } = await bareServer();
    child.stdin.write(line(hello));
    await answer();
    child.stdin.end('{"jsonrpc": "2.0", "id"');
    expect(await ended).toEqual({ code: 0, stderr: '' });
  });

  test('a client that goes away before its answer ends the server', async () => {
    const { child, answer, ended } = await bareServer();
    child.stdin.write(line(hello));
    await answer();
    child.stdout.destroy();
    child.stdin.end(line(initialized) + line(packCall).repeat(5));
    expect(await ended).toEqual({ code: 0, stderr: '' });
  });
});

test('a client over HTTP that goes away before its answer leaves the server answering', async () => {
  const { context } = await searchable(guide);
  const facets = await context.facets();
  const { url, close } = await serveHttp(() => createMcpServer(context, facets));
  onTestFinished(close);
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  };
  for (let n = 0; n < 10; n++) {
    const gone = new Promise<void>((done) => {
      const sent = request(url, { method: 'POST', headers });
      sent.on('error', () => undefined);
      sent.on('close', done);
      sent.end(JSON.stringify(packCall), () => setTimeout(() => sent.destroy(), n));
    });
    await gone;
  }
  const server = new Client({ name: 'test', version: '1' });
  onTestFinished(() => server.close());
  await server.connect(new StreamableHTTPClientTransport(new URL(url)));
  expect((await call(server, 'search', { query: 'letter' })).text).toContain('send.md');
});
