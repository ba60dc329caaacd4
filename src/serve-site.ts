import type { Settings } from './config/settings.ts';
import type { BuildResult } from './contract/build.ts';
import type { Message } from './contract/message.ts';
import { comparisonPath, createApp, reportPath, type Served } from './serve/app.ts';
import { listen } from './serve/listen.ts';

interface ServeOptions {
  /** Address to listen on; default `127.0.0.1`. */
  host?: string;
  /** Default 0: any that is free. */
  port?: number;
}

/** A running server; it serves nothing before the first update. */
export interface SiteServer {
  /** Address of the site's root, such as `http://127.0.0.1:8640/docs`. */
  url: string;
  reportUrl: string;
  /** Takes what a build has written. */
  update(
    settings: Settings,
    result: BuildResult,
  ): Promise<{ pages: number; messages: readonly Message[] }>;
  close(): Promise<void>;
}

const loopback = ['127.0.0.1', 'localhost', '[::1]', '::1'];

/**
 * Serves to people and agents what a site would: the pages in Markdown, `llms.txt`, the built site
 * where the settings name one, and the report. A loopback address answers to its own names alone.
 *
 * @throws ContextorError `PORT_TAKEN`
 */
export async function serveSite(
  settings: Settings,
  { host = '127.0.0.1', port = 0 }: ServeOptions = {},
): Promise<SiteServer> {
  const { loadTokenizer, siteBaseOf, siteOutput } = await import('./site-output.ts');
  const { servedReport } = await import('./report/embedded.ts');
  const prefix = pathOf(await siteBaseOf(settings));
  let served: Served = {
    files: new Map(),
    twins: new Map(),
    report: async () => '',
    comparison: async () => undefined,
  };
  const app = createApp({
    prefix,
    folder: settings.site?.folder,
    hosts: loopback.includes(host) ? loopback : undefined,
    served: () => served,
    count: await loadTokenizer(settings.tokenizer),
  });
  const listening = await listen(app, { host, port });
  const root = `http://${host.includes(':') ? `[${host}]` : host}:${listening.port}`;
  return {
    url: root + prefix,
    reportUrl: root + reportPath,
    async update(current, result) {
      const folder = current.site?.folder;
      const output = await siteOutput(current, { folder, base: root + prefix });
      const { files, pages, messages } = output;
      served = {
        files: new Map(files.map(({ path, text }) => [path, text])),
        twins: new Map(pages.map(({ route, twin }) => [route, twin])),
        ...servedReport({ settings: current, result }, comparisonPath),
      };
      return { pages: pages.length, messages };
    },
    close: listening.close,
  };
}

const pathOf = (base: string | undefined): string =>
  base === undefined ? '' : new URL(base).pathname.replace(/\/+$/, '');
