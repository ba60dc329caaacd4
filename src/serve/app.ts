import { readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { type Context, Hono } from 'hono';
import { accepts } from 'hono/accepts';
import { etag } from 'hono/etag';
import { getMimeType } from 'hono/utils/mime';
import { decoded } from '../files/decoded.ts';

/** What is served; asked for anew with each request, so that it may change. */
export interface Served {
  /** Texts of the generated files, by path from the root of the site. */
  files: ReadonlyMap<string, string>;
  /** Paths of twins by route: `/guide` -> `guide.md`. */
  twins: ReadonlyMap<string, string>;
  /** The report of the last build. */
  report(): Promise<string>;
  /** How a page differs from its source, as the report's script reads it; undefined of no page. */
  comparison(path: string): Promise<string | undefined>;
}

interface AppOptions {
  /** Path below which the site is served, such as `/docs`; empty for the root. */
  prefix: string;
  /** Folder of the built site, if there is one. */
  folder?: string | undefined;
  /** Names that requests may be sent to; default any. */
  hosts?: readonly string[] | undefined;
  served(): Served;
  count(text: string): number;
}

export const reportPath = '/_contextor/report';
export const comparisonPath = '/_contextor/comparison';

const types: Readonly<Record<string, string>> = {
  '.md': 'text/markdown',
  '.json': 'application/json',
};

/**
 * Serves a site to people and to agents: HTML where it is built, Markdown to who asks for it, by an
 * address that ends in `.md` or by `Accept: text/markdown`.
 */
export function createApp({ prefix, folder, hosts, served, count }: AppOptions): Hono {
  const app = new Hono();
  app.use(etag());
  app.use(async (context, next) => {
    // A page of another site must not read what is served on this machine through a visitor's browser.
    const name = new URL(context.req.url).hostname;
    if (hosts !== undefined && !hosts.includes(name))
      return context.text('Not for this host.\n', 403);
    context.header('cache-control', 'no-cache');
    await next();
  });
  app.get(reportPath, async (context) => context.html(await served().report()));
  app.get(comparisonPath, async (context) => {
    const packed = await served().comparison(context.req.query('page') ?? '');
    return packed === undefined ? context.text('No such page.\n', 404) : context.text(packed);
  });
  app.get('*', (context) => {
    const path = pathBelow(prefix, context.req.path);
    if (path !== undefined) return page(context, path);
    const isAbove = ['/', prefix].includes(context.req.path);
    return isAbove ? context.redirect(`${prefix}/`) : missing(context);
  });

  function page(context: Context, path: string): Response {
    const { files, twins } = served();
    const generated = files.get(path.slice(1));
    if (generated !== undefined) return text(context, path, generated);
    const twin = twins.get(routeOf(path));
    const file = folder === undefined ? undefined : fileOf(folder, path);
    if (twin === undefined) return file === undefined ? missing(context) : bytes(context, file);
    context.header('vary', 'Accept');
    context.header('link', `<${prefix}/${encodeURI(twin)}>; rel="alternate"; type="text/markdown"`);
    const wanted = accepts(context, {
      header: 'Accept',
      supports: ['text/html', 'text/markdown'],
      default: 'text/html',
    });
    if (file !== undefined && wanted === 'text/html') return bytes(context, file);
    return text(context, twin, files.get(twin)!);
  }

  function text(context: Context, path: string, body: string): Response {
    if (/\.(?:md|txt)$/.test(path)) context.header('x-markdown-tokens', String(count(body)));
    const type = types[extname(path)] ?? 'text/plain';
    return context.body(body, 200, { 'content-type': `${type}; charset=utf-8` });
  }

  function missing(context: Context): Response {
    const own = folder === undefined ? undefined : fileOf(folder, '/404.html');
    if (own !== undefined) return bytes(context, own, 404);
    return context.text(`There is no such page. All pages: ${prefix}/llms.txt\n`, 404);
  }
  return app;
}

function bytes(context: Context, file: string, status: 200 | 404 = 200): Response {
  const type = getMimeType(file) ?? 'application/octet-stream';
  return context.body(new Uint8Array(readFileSync(file)), status, { 'content-type': type });
}

/** Decoded, from the root of the site; undefined above it. */
function pathBelow(prefix: string, path: string): string | undefined {
  const plain = decoded(path);
  if (plain === prefix && prefix !== '') return undefined;
  return plain.startsWith(`${prefix}/`) ? plain.slice(prefix.length) : undefined;
}

function routeOf(path: string): string {
  const plain = path.replace(/(?:\/index)?\.html?$/, '').replace(/\/+$/, '');
  return plain === '' || plain === '/index' ? '/' : plain;
}

/** The file that stands for a path: itself, the HTML of its name, or that of a folder. */
function fileOf(folder: string, path: string): string | undefined {
  if (path.split('/').includes('..') || path.includes('\0')) return undefined;
  const plain = path.replace(/\/+$/, '');
  return [path, `${plain}.html`, `${plain}/index.html`]
    .map((name) => join(folder, name))
    .find((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true);
}
