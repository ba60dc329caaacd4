// Compares outputs with what the frameworks' own tools render: npm run test:rendered -- [DIALECT=FOLDER ...]
// CONTEXTOR_RENDERERS names a folder whose node_modules hold @nuxtjs/mdc and @markdoc/markdoc; default this one.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildTree } from './corpora.ts';
import { renderers } from './rendered/renderers.ts';
import { missingWords, wordsOfHtml } from './rendered/words.ts';

interface Page {
  path: string;
  source: string;
}

/**
 * Rules whose words the tools render otherwise:
 *
 * - attributes of blocks and arguments of shortcodes are words where no configuration or template takes them;
 * - PyMdown of Debian 12 has no blocks, reads a list behind a table as a row, prints line numbers, and
 *   knows no tabs of fences, which came before its tabs; mkdocstrings and autorefs are not there; an
 *   open fence is text to it;
 * - MDC prints attributes that components take; Markdoc knows no marks of GitBook.
 */
const different: Readonly<Record<string, readonly string[]>> = {
  hugo: ['block-attributes', 'fence-attributes', 'lists-of-pages', 'tags-that-meet', 'words'],
  'mkdocs-material': [
    'attribute-lists',
    'cross-references',
    'fence-headers',
    'generated-references',
    'marks',
    'slash-blocks',
    'spaced-references',
    'stray-fence',
    'tabs-of-fences',
  ],
  mdc: ['inline'],
  markdoc: ['gitbook'],
};

/** The inputs of a dialect's fixtures that need no other file. */
function fixtures(dialect: string): Page[] {
  const root = resolve('fixtures/dialects', dialect);
  return readdirSync(root).flatMap((rule) => {
    const names = readdirSync(join(root, rule));
    if (different[dialect]?.includes(rule)) return [];
    if (names.includes('files') || names.includes('config.json') || !names.includes('input.md'))
      return [];
    return [{ path: `${rule}.md`, source: readFileSync(join(root, rule, 'input.md'), 'utf8') }];
  });
}

function pagesIn(folder: string): Page[] {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return names
    .filter((name) => /\.md$/.test(name))
    .sort()
    .map((path) => ({ path, source: readFileSync(join(folder, path), 'utf8') }));
}

/** The output of each page, by its path. */
function built(dialect: string, pages: readonly Page[], folder?: string): Map<string, string> {
  const scratch = mkdtempSync(join(tmpdir(), 'contextor-rendered-'));
  const src = folder ? resolve(folder) : join(scratch, 'src');
  const out = join(scratch, 'out');
  try {
    if (!folder) {
      mkdirSync(src);
      for (const { path, source } of pages) writeFileSync(join(src, path), source);
    }
    const { code, stderr } = buildTree({ src, out, args: ['--dialect', dialect, '--no-cache'] });
    if (code === null || code > 1) throw new Error(stderr);
    const index = readFileSync(join(out, 'index.jsonl'), 'utf8').trim().split('\n');
    const entries = index.map((line) => JSON.parse(line) as { path: string; out: string });
    return new Map(
      entries.map((entry) => [entry.path, readFileSync(join(out, entry.out), 'utf8')]),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const withoutFrontmatter = (text: string) => text.replace(/^---\n[\s\S]*?\n---\n/, '');

async function compare(dialect: string, folder?: string): Promise<number> {
  const render = renderers[dialect];
  if (!render) throw new Error(`No tool renders "${dialect}"; known are ${Object.keys(renderers)}`);
  const pages = folder ? pagesIn(folder) : fixtures(dialect);
  const rendered = await render(pages.map(({ source }) => withoutFrontmatter(source)));
  if ('absent' in rendered) {
    console.log(`${dialect}: skipped, there is no ${rendered.absent}`);
    return 0;
  }
  const outputs = built(dialect, pages, folder);
  let all = 0;
  let lost = 0;
  for (const [at, { path }] of pages.entries()) {
    const words = wordsOfHtml(rendered.html[at] ?? '');
    const output = outputs.get(path);
    if (output === undefined) continue;
    const missing = missingWords(words, output);
    all += words.length;
    lost += missing.length;
    if (missing.length > 0)
      console.log(`  ${path}: ${[...new Set(missing)].slice(0, 20).join(' ')}`);
  }
  console.log(
    `${dialect}: ${all - lost} of ${all} rendered words are in the outputs (${lost} missing)`,
  );
  return lost;
}

const wanted = process.argv.slice(2).map((argument) => argument.split('=') as [string, string?]);
let lost = 0;
for (const [dialect, folder] of wanted.length > 0
  ? wanted
  : Object.keys(renderers).map((name) => [name] as [string])) {
  lost += await compare(dialect, folder);
}
process.exitCode = lost > 0 && wanted.length === 0 ? 1 : 0;
