/**
 * Asks whether the chunks of real documentation keep their laws, in every profile: together they are
 * the page, no fence, table or list item is split, sizes and hashes are right, and an edited
 * paragraph changes at most two ids. npm run test:chunks
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { profiles } from '../src/contract/savings.ts';
import { loadTokenizer } from '../src/document/count-tokens.ts';
import type { Chunk } from '../src/search/chunks.ts';
import { brokenLaws } from './chunks/laws.ts';
import { buildTree } from './corpora.ts';
import { listTrees } from './damage/trees.ts';

const trees = await listTrees();
if (trees.length === 0) {
  console.log('Skipped: CONTEXTOR_CORPORA and CONTEXTOR_PROJECTS name no documents.');
  process.exit(0);
}

const count = await loadTokenizer();
const scratch = mkdtempSync(join(tmpdir(), 'contextor-chunks-'));
let pages = 0;
let chunks = 0;
let broken = 0;
try {
  for (const { name, src, dialect } of trees) {
    for (const profile of profiles) {
      const out = join(scratch, 'out');
      mkdirSync(out, { recursive: true });
      const args = ['--no-cache', '--search', ...(dialect ? ['--dialect', dialect] : [])];
      const { code, stderr } = buildTree({ src, out, profile, args });
      if (code === null || code > 1) throw new Error(`${name}: ${stderr}`);
      const byPage = pagesOf(out);
      const found = [...byPage].flatMap(([file, own]) => {
        const body = bodyOf(readFileSync(join(out, file), 'utf8'));
        const [{ path, headings, url }] = own as [Chunk];
        const page = { path, out: file, title: headings[0]!, url: url.split('#')[0]! };
        return brokenLaws(page, { body, chunks: own, count }).map((what) => `${path}: ${what}`);
      });
      const cut = [...byPage.values()].reduce((sum, own) => sum + own.length, 0);
      console.log(
        `${name}, ${profile}: ${cut} chunks of ${byPage.size} pages, ${found.length} faults`,
      );
      for (const what of found.slice(0, 20)) console.log(`  ${what}`);
      pages += byPage.size;
      chunks += cut;
      broken += found.length;
      rmSync(out, { recursive: true });
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
console.log(`${trees.length} trees: ${broken} faults in ${chunks} chunks of ${pages} pages`);
process.exitCode = broken > 0 ? 1 : 0;

function pagesOf(out: string): Map<string, Chunk[]> {
  const byPage = new Map<string, Chunk[]>();
  for (const line of readFileSync(join(out, 'chunks.jsonl'), 'utf8').split('\n')) {
    if (line === '') continue;
    const chunk = JSON.parse(line) as Chunk;
    byPage.set(chunk.out, [...(byPage.get(chunk.out) ?? []), chunk]);
  }
  return byPage;
}

/** Below the front matter. */
function bodyOf(output: string): string {
  if (!output.startsWith('---\n')) return output;
  return output.slice(output.indexOf('\n---\n', 3) + 5).replace(/^\n+/, '');
}
