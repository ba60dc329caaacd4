import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, test } from 'vitest';
import { programOf } from '../../src/components/script-module.ts';
import { includeReader } from '../../src/includes/include.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const folder = mkdtempSync(join(tmpdir(), 'contextor-kept-'));
afterAll(() => rmSync(folder, { recursive: true }));

const includes = includeReader({ sourceRoot: folder });

/** What remembers something about each document, given a part of its text. */
const memories: Record<string, (part: string, path: string) => unknown> = {
  'what an include leads to': (part, path) => includes.read(part, path),
  'the program of a page': (text, path) => programOf({ text, path, lang: 'js' }),
};

const megabyte = 2 ** 20;

test.each(Object.entries(memories))('%s keeps no text of a document', (_what, remember) => {
  const usedMb = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed / megabyte;
  };
  const before = usedMb();
  for (let n = 0; n < 60; n++) {
    const document = `export const shown = ${n};\n`.padEnd(megabyte, `${n} `);
    remember(document.slice(0, document.indexOf('\n')), `page-${n}.mdx`);
  }
  expect(usedMb() - before).toBeLessThan(30);
});
