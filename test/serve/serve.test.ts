import { request } from 'node:http';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import { type SiteServer, serveSite } from '../../src/serve-site.ts';
import { folderWith } from '../setup/folder.ts';

let server: SiteServer;
let update: () => Promise<unknown>;

beforeAll(async () => {
  const cwd = folderWith({
    'package.json': '{}',
    'docs/index.md': '# Acme\n\n[Keys](guide/keys.md)\n',
    'docs/guide/keys.md': '# Keys\n\nWords.\n',
    'docs/notes.md': '# Notes\n',
    'dist/index.html': '<h1>Acme</h1>',
    'dist/guide/keys.html': '<h1>Keys</h1>',
    'dist/app.css': 'h1 { color: red }',
    'dist/404.html': '<h1>Lost</h1>',
    'secret.txt': 'secret',
  });
  const config = { site: 'dist', baseUrl: 'https://acme.dev/docs', cache: false } as const;
  const settings = resolveSettings(config, { cwd });
  server = await serveSite(settings);
  update = async () => server.update(settings, await build(settings));
  await update();
});
afterAll(() => server.close());

const get = (path: string, accept?: string) =>
  fetch(server.url + path, { headers: accept === undefined ? {} : { accept } });

test.each([
  ['/guide/keys', 'text/html', 'text/html'],
  ['/guide/keys', undefined, 'text/html'],
  ['/guide/keys', '*/*', 'text/html'],
  ['/guide/keys', 'text/markdown', 'text/markdown'],
  ['/guide/keys', 'text/markdown, text/html;q=0.9, */*;q=0.1', 'text/markdown'],
  ['/guide/keys', 'text/html, text/markdown;q=0.5', 'text/html'],
  ['/guide/keys.html', undefined, 'text/html'],
  ['/guide/keys.md', undefined, 'text/markdown'],
  ['/', undefined, 'text/html'],
  ['/', 'text/markdown', 'text/markdown'],
  ['/notes', undefined, 'text/markdown'],
  ['/llms.txt', undefined, 'text/plain'],
  ['/.well-known/agent-skills/index.json', undefined, 'application/json'],
  ['/app.css', undefined, 'text/css'],
])('%s for %s is %s', async (path, accept, type) => {
  const response = await get(path, accept);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain(type);
});

test('a page says where its twin is, and that the answer depends on what is asked for', async () => {
  const { headers } = await get('/guide/keys');
  expect(headers.get('vary')).toBe('Accept');
  expect(headers.get('link')).toBe('</docs/guide/keys.md>; rel="alternate"; type="text/markdown"');
});

test('Markdown comes with its tokens, and with links to this server', async () => {
  const response = await get('/', 'text/markdown');
  expect(Number(response.headers.get('x-markdown-tokens'))).toBeGreaterThan(10);
  expect(await response.text()).toContain(`[Keys](${server.url}/guide/keys.md)`);
  const index = await get('/llms.txt');
  expect(Number(index.headers.get('x-markdown-tokens'))).toBeGreaterThan(10);
  expect(await index.text()).toContain(`](${server.url}/guide/keys.md)`);
});

test('a connection is kept for clients that are slow', async () => {
  const { headers } = await get('/guide/keys.md');
  expect(headers.get('keep-alive')).toBe('timeout=65');
});

test('what has not changed is not sent again', async () => {
  const { headers } = await get('/guide/keys.md');
  const again = await fetch(`${server.url}/guide/keys.md`, {
    headers: { 'if-none-match': headers.get('etag')! },
  });
  expect(again.status).toBe(304);
});

test('the report of the last build is served', async () => {
  const response = await fetch(server.reportUrl);
  expect(await response.text()).toContain('context report');
});

test('the report asks for how a page differs from its source', async () => {
  const root = server.reportUrl.replace(/report$/, 'comparison');
  const compared = async (path: string) => {
    const response = await fetch(`${root}?page=${encodeURIComponent(path)}`);
    return { status: response.status, text: await response.text() };
  };
  const { text } = await compared('index.md');
  const rows = JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString());
  expect(rows).toEqual([[1, 'Acme', '[Keys](guide/keys.md)', '[Keys](guide/keys.mdc)', 0]]);
  expect(await compared('../package.json')).toEqual({ status: 404, text: 'No such page.\n' });
});

test('an address below no page is 404, with the page of the site for it', async () => {
  const response = await get('/nowhere');
  expect([response.status, await response.text()]).toEqual([404, '<h1>Lost</h1>']);
});

/** As `fetch` would not send it. */
function raw(path: string, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    })
      .on('error', reject)
      .end();
  });
}

test.each([
  '/docs/../../secret.txt',
  '/docs/..%2f..%2fsecret.txt',
  '/docs/%2e%2e/secret.txt',
  '/docs/%00',
  '/docs/%ff',
])('no file outside of the site is served: %s', async (path) => {
  expect(await raw(path)).toBe(404);
});

test('the root leads to the path of the site, and what is beside it nowhere', async () => {
  expect(await raw('/docs-elsewhere')).toBe(404);
  expect(await raw('/docs')).toBe(302);
  expect(await raw('/')).toBe(302);
});

test('a page of another site cannot ask by a name of its own', async () => {
  expect(await raw('/docs/llms.txt', { host: 'evil.example' })).toBe(403);
  expect(await raw('/docs/llms.txt', { host: 'localhost:1' })).toBe(200);
});

test('a port that is taken is a message', async () => {
  const settings = resolveSettings({ src: 'docs' }, { cwd: folderWith({ 'docs/a.md': '# A\n' }) });
  const port = Number(new URL(server.url).port);
  await expect(serveSite(settings, { port })).rejects.toMatchObject({ code: 'PORT_TAKEN' });
});
