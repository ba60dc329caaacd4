import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { resolveSettings } from '../../src/config/resolve.ts';
import type { Config, Settings } from '../../src/config/settings.ts';
import { contents, put } from '../setup/folder.ts';

/** A documentation project in a folder of its own, gone when the test ends. */
export interface Project {
  root: string;
  src: string;
  out: string;
  write(path: string, content: string | Uint8Array): void;
  settings(config?: Config): Settings;
  /** Contents of the output folder by path. */
  output(): Record<string, string>;
}

/** Tests need no worker where they ask for none, not even for stages of their own. */
const plain: Config = { src: 'docs', out: 'out', cache: false, parallel: false };
const inline: Config = { executor: 'inline' };

/** Takes what is to be done when a test, or several, are over. */
export type WhenFinished = (end: () => void | Promise<void>) => void;

/** Tests that run beside others of their file give the `onTestFinished` of their own. */
export function project(
  files: Record<string, string | Uint8Array> = {},
  whenFinished: WhenFinished = onTestFinished,
): Project {
  const root = mkdtempSync(join(tmpdir(), 'contextor-test-'));
  whenFinished(() => rmSync(root, { recursive: true, force: true }));
  const src = join(root, 'docs');
  const out = join(root, 'out');
  const write = (path: string, content: string | Uint8Array) => put(root, path, content);
  mkdirSync(src);
  for (const [path, content] of Object.entries(files)) write(join('docs', path), content);
  return {
    root,
    src,
    out,
    write,
    settings(given = {}) {
      const config = { ...plain, ...(given.parallel ? {} : inline), ...given };
      if (config.executor !== 'inline' && process.env.CONTEXTOR_BUILT === undefined) {
        throw new Error("Workers run from the built package: import 'test/setup/package.ts'.");
      }
      return resolveSettings(config, { cwd: root });
    },
    output: () => contents(out),
  };
}

export function pages(count: number): Record<string, string> {
  const name = (n: number) => `folder-${n % 4}/page-${n}.md`;
  const page = (n: number) =>
    [
      `---\ntitle: Page ${n}\ntopics: [t${n % 3}]\n---\n`,
      `Words of page ${n} and a [link](../${name((n + 1) % count)}).\n`,
      '## Example\n',
      '```js\nconst value = 1;\n```\n',
    ].join('\n');
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [name(n), page(n)]));
}
