import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { snippet } from './example.ts';
import { fileAnswer } from './functions.ts';
import type { Ask } from './questions.ts';

/** A route in the form that Vercel's router reads. */
interface Route {
  src?: string;
  headers?: Record<string, string>;
  status?: number;
  continue?: boolean;
  has?: { type: string; key: string; value: string }[];
}

/** A host that does what Vercel's library makes of `vercel.json`: redirects, headers, then files. */
export async function vercel(site: string, folder: string): Promise<{ ask: Ask }> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{}');
  const install = ['install', '--no-audit', '--no-fund', '@vercel/routing-utils@6'];
  execFileSync('npm', install, { cwd: folder, stdio: 'ignore' });
  const { getTransformedRoutes } = createRequire(join(folder, 'package.json'))(
    '@vercel/routing-utils',
  );
  const { routes, error } = getTransformedRoutes(JSON.parse(snippet('"redirects"')));
  if (error) throw new Error(JSON.stringify(error));
  const ask: Ask = async (path, accept) => {
    const headers = new Headers();
    for (const { src = '(?!)', has = [], status, headers: set = {} } of routes as Route[]) {
      const match = new RegExp(src).exec(path);
      const isMet = has.every(({ value }) => new RegExp(`^${value}$`).test(accept));
      if (match === null || !isMet) continue;
      for (const [name, value] of Object.entries(set)) headers.set(name, filled(value, match));
      if (status !== undefined && headers.has('location'))
        return ask(headers.get('location')!, accept);
    }
    const answer = fileAnswer(site, path);
    for (const [name, value] of headers) answer.headers.set(name, value);
    return answer;
  };
  return { ask };
}

const filled = (value: string, match: RegExpExecArray): string =>
  value.replace(/\$(\d+)/g, (_, number) => match[Number(number)] ?? '');
