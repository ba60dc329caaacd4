import { request } from 'node:http';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loadTokenizer } from '../../src/document/count-tokens.ts';
import { type HttpOptions, serveHttp } from '../../src/mcp/http.ts';
import { createMcpServer } from '../../src/mcp/server.ts';
import type { WhenFinished } from '../build/project.ts';
import { guide, searchable } from '../search/docs.ts';
import { dist } from '../setup/package.ts';

type Door = (files?: Record<string, string>, whenFinished?: WhenFinished) => Promise<Client>;

async function connected(
  transport: Parameters<Client['connect']>[0],
  whenFinished: WhenFinished = onTestFinished,
): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  whenFinished(() => client.close());
  return client;
}

const overStdio: Door = async (files = guide, whenFinished = onTestFinished) => {
  const { out } = await searchable(files, undefined, whenFinished);
  const args = [`${dist}/bin/contextor.js`, 'mcp', '--docs', out];
  const command = { command: process.execPath, args, stderr: 'ignore' } as const;
  return connected(new StdioClientTransport(command), whenFinished);
};

async function httpServer(
  options: HttpOptions = {},
  files: Record<string, string> = guide,
  whenFinished: WhenFinished = onTestFinished,
): Promise<string> {
  const { context } = await searchable(files, undefined, whenFinished);
  const facets = await context.facets();
  const handle = await serveHttp(() => createMcpServer(context, facets), options);
  whenFinished(() => handle.close());
  return handle.url;
}

const overHttp: Door = async (files = guide, whenFinished = onTestFinished) => {
  const url = await httpServer({}, files, whenFinished);
  return connected(new StreamableHTTPClientTransport(new URL(url)), whenFinished);
};

const call = async (client: Client, name: string, args: Record<string, unknown>) => {
  const { content, isError } = await client.callTool({ name, arguments: args });
  const [first] = content as { text: string }[];
  return { text: first!.text, isError: isError === true };
};

describe.each([
  ['stdin and stdout', overStdio],
  ['HTTP', overHttp],
])('over %s', (_name, open) => {
  const ends: (() => void | Promise<void>)[] = [];
  let client: Client;
  beforeAll(async () => {
    client = await open(guide, (end) => ends.push(end));
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });

  test('the tools and the kind of resources are listed', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['search', 'read', 'pack']);
    for (const { annotations } of tools) expect(annotations).toMatchObject({ readOnlyHint: true });
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates).toMatchObject([{ uriTemplate: 'contextor://page/{+id}' }]);
  });

  test('no notice of a changed list is promised', async () => {
    expect(client.getServerCapabilities()).toMatchObject({
      tools: { listChanged: false },
      resources: { listChanged: false },
    });
  });

  test('search, read and pack answer', async () => {
    const { text } = await call(client, 'search', { query: 'retry a letter', limit: 1 });
    expect(text).toMatch(/^- send\.md#retry-a-failed-letter \(\d+ tokens\): Sending letters > /);
    const read = await call(client, 'read', { id: 'send.md#limits', maxTokens: 12 });
    expect(read.text).toMatch(/^Source: send\.mdc#limits\n\n[\s\S]+Read on with cursor "\d+"/);
    const packed = await call(client, 'pack', { query: 'retry', budget: 500 });
    expect(packed.text).toMatch(/^<document source="send\.mdc" title="Sending letters"/);
  });

  test('a mistake is an answer that says what would do', async () => {
    const unknown = await call(client, 'read', { id: 'sent.md' });
    expect(unknown).toEqual({
      text: 'there is no page "sent.md". Nearest: send.md, api/client.md, index.md',
      isError: true,
    });
    expect((await call(client, 'pack', { query: 'x', budget: 0 })).isError).toBe(true);
    expect((await call(client, 'search', { query: 'retry' })).isError).toBe(false);
  });

  test('pages are resources, in one order', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri, title }) => [uri, title])).toEqual([
      ['contextor://page/api%2Fclient.md', 'Client'],
      ['contextor://page/index.md', 'Acme'],
      ['contextor://page/send.md', 'Sending letters'],
    ]);
    const { contents } = await client.readResource({ uri: resources[0]!.uri });
    expect(contents).toMatchObject([{ mimeType: 'text/markdown', text: guide['api/client.md'] }]);
  });

  test('a resource is an id, never a file', async () => {
    const uri = `contextor://page/${encodeURIComponent('../../../../etc/hostname')}`;
    await expect(client.readResource({ uri })).rejects.toThrow('there is no page');
  });
});

test.each([
  ['few facets', ['en/a.md', 'fr/a.md', 'fr/v1/b.md']],
  [
    'many, with long names',
    ['en', 'fr', 'ja', 'pt-br', 'de', 'es', 'it', 'ko', 'ru', 'tr'].flatMap((locale) =>
      Array.from({ length: 12 }, (_, at) => `${locale}/reference-of-the-configuration-${at}/a.md`),
    ),
  ],
])('all tools together take at most 400 tokens: %s', async (_, paths) => {
  const count = await loadTokenizer();
  const client = await overHttp(Object.fromEntries(paths.map((path) => [path, '# A\n'])));
  const { tools } = await client.listTools();
  const told = tools.map(({ name, description, inputSchema }) => ({
    name,
    description,
    inputSchema,
  }));
  expect(count(JSON.stringify(told))).toBeLessThanOrEqual(400);
});

test('a facet with a choice is an enum', async () => {
  const client = await overHttp({ 'en/a.md': '# A\n', 'fr/a.md': '# A\n' });
  const { tools } = await client.listTools();
  const { properties } = tools.find(({ name }) => name === 'search')!.inputSchema;
  expect(properties).toMatchObject({ locale: { enum: ['en', 'fr'] } });
  expect(properties).not.toHaveProperty('version');
});

describe('the HTTP server refuses', () => {
  const ask = (url: string, headers: Record<string, string>, body = '{}'): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request(url, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode!);
      });
      sent.on('error', reject);
      sent.end(body);
    });

  test.each([
    ['a host that is not this machine', { host: 'evil.test' }, 403],
    ['a page of another origin', { origin: 'https://evil.test' }, 403],
    ['a wrong token', { authorization: 'Bearer wrong' }, 401],
    ['no token', {}, 401],
  ])('%s', async (_name, headers, status) => {
    const url = await httpServer({ token: 'right' });
    expect(await ask(url, headers as Record<string, string>)).toBe(status);
  });

  test('a request of more than a megabyte', async () => {
    const url = await httpServer();
    const body = JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'x',
      params: 'x'.repeat(2 << 20),
    });
    expect(await ask(url, { 'content-type': 'application/json' }, body)).toBe(413);
  });

  test('to serve other machines without a token', async () => {
    await expect(httpServer({ host: '0.0.0.0' })).rejects.toThrow('reached from other machines');
  });

  test('to listen at an address that this machine has not', async () => {
    // An address that is kept for documentation.
    const run = httpServer({ host: '192.0.2.1', token: 'secret' });
    await expect(run).rejects.toMatchObject({ code: 'PORT_TAKEN' });
  });
});

test('a client that goes away in the middle leaves the server answering', async () => {
  const url = await httpServer();
  for (let n = 0; n < 5; n++) {
    const controller = new AbortController();
    const asked = fetch(url, { method: 'POST', body: '{"jsonrpc"', signal: controller.signal });
    controller.abort();
    await asked.catch(() => undefined);
  }
  const client = await connected(new StreamableHTTPClientTransport(new URL(url)));
  expect((await call(client, 'search', { query: 'letter' })).text).toContain('send.md');
});
