// How well docs are found, against MiniSearch with its default settings on the sources:
// npm run bench:search-quality -- DIR...
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import MiniSearch from 'minisearch';
import { buildTree } from '../scripts/corpora.ts';
import { resolveSettings } from '../src/config/resolve.ts';
import { loadTokenizer } from '../src/document/count-tokens.ts';
import { evaluateProfiles } from '../src/evaluate-profiles.ts';
import { chunksOf } from '../src/search/chunks.ts';
import { QualityCount } from '../src/search/eval/asked-index.ts';
import { linkQueries, sourceText } from '../src/search/eval/queries.ts';
import type { Question } from '../src/search/eval/questions.ts';
import { type OutputReader, openOutputReader } from '../src/search/reader.ts';

const count = await loadTokenizer();
const scratch = mkdtempSync(join(tmpdir(), 'contextor-quality-'));
try {
  for (const folder of process.argv.slice(2)) await measure(resolve(folder));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function measure(src: string): Promise<void> {
  const settings = resolveSettings({ src }, { cwd: scratch });
  const { questions, outputs, sources } = await evaluateProfiles(settings);
  const dir = join(scratch, basename(src));
  mkdirSync(dir);
  const { stderr, code } = buildTree({ src, out: dir, args: ['--search', '--no-cache'] });
  if (code === null || code > 1) throw new Error(stderr);
  const reader = await openOutputReader(dir);
  const { asked } = linkQueries(reader);
  const mini = [['text'], ['headings', 'text']].map((fields) => [
    fields.join(' and '),
    withMiniSearch(reader, src, { asked, fields }),
  ]);
  reader.close();
  console.log(`${basename(src)}: ${questions.asked} links, ${questions.headings} headings`);
  for (const [name, figures] of Object.entries({ ...outputs, sources: sources! })) {
    const { page, section, tokens5, headings } = figures;
    const told = 'answer5' in figures ? `, told ${figures.answer5}` : '';
    const packs =
      'packs' in figures
        ? `, packs ${Object.values(figures.packs as Record<string, number>).join(' ')}`
        : '';
    console.log(
      `  ${name}: page MRR ${page.mrr}, page Hit@5 ${page.hit5}, section Hit@5 ${section.hit5}, tokens of five ${tokens5}${told}${packs}, headings: page MRR ${headings.page.mrr}, page Hit@5 ${headings.page.hit5}, section Hit@5 ${headings.section.hit5}`,
    );
  }
  for (const [fields, told] of mini) console.log(`  MiniSearch on the sources, ${fields}: ${told}`);
}

/** The sections of the sources, whole, as documents of MiniSearch. */
function withMiniSearch(
  { index }: OutputReader,
  src: string,
  { asked, fields }: { asked: readonly Question[]; fields: string[] },
): string {
  const sections = index.pages.flatMap((page) => {
    return chunksOf(page, sourceText(src, page.path), {
      count,
      maxTokens: Number.POSITIVE_INFINITY,
    });
  });
  const mini = new MiniSearch({ fields });
  mini.addAll(
    sections.map(({ headings, text }, id) => ({ id, headings: headings.join(' '), text })),
  );
  const [pages, places] = [new QualityCount(), new QualityCount()];
  let tokens = 0;
  for (const { query, source, page, anchor } of asked) {
    const found = mini
      .search(query)
      .map(({ id }) => sections[id]!)
      .filter(({ path }) => path !== source)
      .slice(0, 50);
    pages.add([...new Set(found.map(({ path }) => path))], new Map([[page, 1]]));
    const names = found.map(({ path, url }) => `${path}#${url.split('#')[1] ?? ''}`);
    places.add([...new Set(names)], new Map([[`${page}#${anchor}`, 1]]));
    tokens += found.slice(0, 5).reduce((sum, one) => sum + one.tokens, 0);
  }
  const five = Math.round(tokens / Math.max(1, asked.length));
  return `page MRR ${pages.result().mrr}, section Hit@5 ${places.result().hit5}, tokens of five ${five}`;
}
