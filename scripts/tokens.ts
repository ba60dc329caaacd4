// Tokens (o200k_base) that each profile saves: npm run bench:tokens -- [DIR], DIR holding one folder a tree.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { dialectRecords } from '../transforms/dialects/records.ts';
import { buildTree, type Corpus, listCorpora } from './corpora.ts';
import { cleanSource } from './tokens/clean.ts';

const profiles = ['lossless', 'balanced', 'compact'] as const;
type Profile = (typeof profiles)[number];

interface Row {
  corpus: string;
  raw: number;
  /** The bound, with links that lead where those of the output do. */
  clean: number;
  ours: Record<Profile, number>;
}

const mdxDialects = new Set<string>(
  dialectRecords.flatMap(({ name, markdown }) => (markdown === 'mdx' ? [name] : [])),
);
const count = (text: string) => countTokens(text, { disallowedSpecial: new Set() });

function measure({ name, folder }: Corpus): Row {
  const row: Row = {
    corpus: name,
    raw: 0,
    clean: 0,
    ours: { lossless: 0, balanced: 0, compact: 0 },
  };
  const scratch = mkdtempSync(join(tmpdir(), 'contextor-tokens-'));
  try {
    for (const profile of profiles) {
      const out = join(scratch, profile);
      const { code, stderr } = buildTree({ src: folder, out, profile });
      if (code === null || code > 1) throw new Error(stderr);
      const index = readFileSync(join(out, 'index.jsonl'), 'utf8').trim().split('\n');
      for (const { path, out: target } of index.map((line) => JSON.parse(line))) {
        if (includesOthers(readFileSync(join(folder, path), 'utf8'))) continue;
        const { body } = bodyOf(readFileSync(join(out, target), 'utf8'));
        row.ours[profile] += count(body);
        if (profile === 'lossless') {
          row.clean += targetTokens(body);
          addSource(row, { path, text: readFileSync(join(folder, path), 'utf8') });
        }
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return row;
}

/** A document that includes others holds their text, too; it says nothing of what markup costs. */
function includesOthers(text: string): boolean {
  return /^import .*\.mdx?['"];?$|<include|^<<<|@include|<Snippet|from ['"](?:\/snippets|\.\/\\?_)/m.test(
    text,
  );
}

/**
 * Every output begins with an H1, so a title that the front matter alone holds counts on all sides.
 * A body holds it when it opens with an H1 or has this one; lines of code that begin with `#` and
 * H1s of sections are not titles.
 */
function addSource(row: Row, { path, text }: { path: string; text: string }): void {
  const { body, title } = bodyOf(text.replace(/\r\n?/g, '\n'));
  const hasTitle = /^\s*# /.test(body) || body.split('\n').includes(`# ${title}`);
  const heading = title && !hasTitle ? `# ${title}\n\n` : '';
  const mdx = path.endsWith('.mdx') || mdxDialects.has(row.corpus);
  row.raw += count(heading + body.trim());
  const clean = heading + cleanSource(body, mdx);
  row.clean += count(clean) - targetTokens(clean);
}

const internalTarget = /(\]\(|^\[[^\]]+\]:[ \t]+)(?![a-z][a-z\d+.-]*:|\/\/)[^()\s]+/gim;

/**
 * What the addresses of links within the site cost. The bound keeps addresses, and the output must
 * write them so that they lead to its own files and headings, which is longer or shorter but no
 * markup: the bound counts them as the output has them.
 */
function targetTokens(text: string): number {
  return count(text) - count(text.replace(internalTarget, '$1x'));
}

function bodyOf(text: string): { body: string; title: string } {
  const match = /^\uFEFF?---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text);
  const title = /^title:[ \t]*['"]?(.*?)['"]?[ \t]*$/m.exec(match?.[1] ?? '')?.[1] ?? '';
  return { body: match ? text.slice(match[0].length) : text, title };
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
const saved = (row: Row, tokens: number) => (row.raw - tokens) / row.raw;
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const rows = listCorpora(process.argv[2]).map(measure);
const table = rows.map((row) => ({
  corpus: row.corpus,
  raw: row.raw,
  clean: row.clean,
  'clean saves': percent(row.raw - row.clean, row.raw),
  ...Object.fromEntries(
    profiles.map((profile) => [profile, percent(row.raw - row.ours[profile], row.raw)]),
  ),
  'lossless of clean': percent(row.raw - row.ours.lossless, row.raw - row.clean),
}));
console.table(table);

const ratio = mean(
  rows.map((row) => saved(row, row.ours.balanced) / saved(row, row.ours.lossless)),
);
const compact = mean(rows.map((row) => saved(row, row.ours.compact)));
const reaches = rows.filter(
  (row) => row.raw - row.ours.lossless >= 0.9 * (row.raw - row.clean),
).length;
console.log(
  `lossless saves at least 90 % of what removing markup can: ${reaches} of ${rows.length} trees`,
);
console.log(`balanced saves ${ratio.toFixed(2)} times what lossless does, on average (goal 1.5)`);
console.log(`compact saves ${(100 * compact).toFixed(1)} %, on average (goal 35 %)`);
process.exitCode = reaches === rows.length && ratio >= 1.5 && compact >= 0.35 ? 0 : 1;
