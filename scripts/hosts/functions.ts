import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { getMimeType } from 'hono/utils/mime';
import { snippet } from './example.ts';
import type { Ask } from './questions.ts';

const origin = 'https://acme.example';

/** The answer of a plain host of files: a file, the HTML of its name, or that of a folder. */
export function fileAnswer(site: string, path: string): Response {
  const plain = path.replace(/\/+$/, '');
  const file = [path, `${plain}.html`, `${plain}/index.html`]
    .map((name) => join(site, name))
    .find((name) => statSync(name, { throwIfNoEntry: false })?.isFile());
  const type = { 'content-type': 'text/html' };
  if (file === undefined) return new Response('<h1>Lost</h1>', { status: 404, headers: type });
  const headers = { 'content-type': getMimeType(file) ?? 'application/octet-stream' };
  return new Response(readFileSync(file), { headers });
}

interface Module {
  default(request: Request, context: { next(): Promise<Response> }): Promise<Response | undefined>;
  onRequest(event: {
    request: Request;
    env: { ASSETS: { fetch(url: URL): Promise<Response> } };
    next(): Promise<Response>;
  }): Promise<Response>;
}

const loaded = (code: string): Promise<Module> =>
  import(`data:text/javascript,${encodeURIComponent(code)}`);

/** The edge function for Netlify, which may fetch files of its own site. */
export async function netlify(site: string): Promise<{ ask: Ask }> {
  const { default: handle } = await loaded(snippet('context.next()'));
  return {
    async ask(path, accept) {
      const next = async () => fileAnswer(site, path);
      const own = globalThis.fetch;
      globalThis.fetch = async (url) => fileAnswer(site, new URL(String(url)).pathname);
      try {
        const request = new Request(origin + path, { headers: { accept } });
        return (await handle(request, { next })) ?? (await next());
      } finally {
        globalThis.fetch = own;
      }
    },
  };
}

/** The middleware for Cloudflare Pages. */
export async function cloudflare(site: string): Promise<{ ask: Ask }> {
  const { onRequest } = await loaded(snippet('env.ASSETS'));
  const ASSETS = { fetch: async (url: URL) => fileAnswer(site, url.pathname) };
  return {
    ask: (path, accept) =>
      onRequest({
        request: new Request(origin + path, { headers: { accept } }),
        env: { ASSETS },
        next: async () => fileAnswer(site, path),
      }),
  };
}
