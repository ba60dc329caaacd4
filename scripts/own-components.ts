/**
 * Counts how many uses of a site's own components have their literal texts in the output. It reads
 * sources with patterns of its own and shares no code with what makes the output.
 *
 * npm run count:components -- <docs folder> <output folder> [Name,Name of components that need no import]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [docs = '', output = '', names = ''] = process.argv.slice(2);
if (!existsSync(docs) || !existsSync(output)) {
  console.error('Name a folder of documents and the folder of their output.');
  process.exit(2);
}

/** What is left of a source when code and comments are taken away. */
const proseOf = (source: string): string =>
  source
    .replace(/^([ \t>]*)(`{3,}|~{3,})[\s\S]*?^\1\2`*~*[ \t]*$/gm, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}|<!--[\s\S]*?-->/g, '')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/^[ \t]*:::.*$/gm, ' ');

/** `@theme` is the framework's, unless the site replaces it. */
const own = /^(?:\.|\/|~\/|@\/|@site\/|[@\w-]+\/\S*\.(?:astro|vue|[jt]sx)$)/;

/** The names that a source imports from files of the site, Markdown and data aside. */
function imported(source: string): Set<string> {
  const found = new Set(names.split(',').filter(Boolean));
  for (const [, what = '', from = ''] of source.matchAll(
    /^import\s+([^'"\n]+?)\s+from\s+['"]([^'"]+)['"]/gm,
  )) {
    if (!own.test(from) || /\.(?:mdx?|json|png|svg|jpe?g|webp|css)$/.test(from)) continue;
    for (const name of what.matchAll(/(?:\bas\s+)?\b([A-Z]\w*)\b(?!\s+as\b)/g))
      found.add(name[1] as string);
  }
  return found;
}

/** Attributes that say something in a word; others do so where they hold a blank. */
const prose =
  /^(?:title|label|heading|name|description|caption|text|summary|npm|yarn|pnpm|bun|cargo)$/;
const style =
  /^(?:class(?:Name)?|style|id|key|slot|theme|lang|type|kind|variant|icon|size|color|src|href|to|url|link|path|plugin|section|client.*|on[A-Z].*|data-.*|:.*|v-.*|@.*)$/;

interface Use {
  name: string;
  texts: string[];
}

/** The uses of some components with the texts that their attributes and children hold. */
function* uses(text: string, wanted: ReadonlySet<string>): Generator<Use> {
  for (const tag of text.matchAll(
    /<([A-Z]\w*)((?:\s+[\w:@-]+(?:=(?:"[^"]*"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?)*)\s*(\/?)>/g,
  )) {
    const [whole, name = '', attributes = '', closed] = tag;
    if (!wanted.has(name)) continue;
    const texts: string[] = [];
    for (const [, key = '', a, b] of attributes.matchAll(/([\w:@-]+)=(?:"([^"]*)"|'([^']*)')/g)) {
      const value = a ?? b ?? '';
      const isTooltip = key === 'title' && !closed && /\bhref=/.test(attributes);
      const isText = prose.test(key) || /\S\s+\S/.test(value);
      if (isText && !isTooltip && !style.test(key)) texts.push(value);
    }
    const from = (tag.index ?? 0) + whole.length;
    const end = closed ? -1 : text.indexOf(`</${name}>`, from);
    if (end > 0) texts.push(text.slice(from, end).replace(/<[^<>]*>|\{[^{}]*\}|\]\([^)]*\)/g, ' '));
    if (texts.some((one) => words(one).length > 0)) yield { name, texts };
  }
}

const words = (text: string): string[] => text.match(/[\p{L}\p{N}]{3,}/gu) ?? [];

const sums = new Map<string, { uses: number; found: number }>();
const files = readdirSync(docs, { recursive: true, encoding: 'utf8' });
for (const path of files.filter((file) => /\.mdx?$/.test(file)).sort()) {
  const source = readFileSync(join(docs, path), 'utf8');
  const target = join(output, path.replace(/\.mdx?$/, '.mdc'));
  const wanted = imported(source);
  if (wanted.size === 0 || !existsSync(target)) continue;
  const shown = new Set(words(readFileSync(target, 'utf8')));
  for (const { name, texts } of uses(proseOf(source), wanted)) {
    const sum = sums.get(name) ?? { uses: 0, found: 0 };
    sums.set(name, sum);
    sum.uses += 1;
    const missing = texts.flatMap(words).filter((word) => !shown.has(word));
    if (missing.length === 0) sum.found += 1;
    else console.log(`${path}: <${name}> lacks ${[...new Set(missing)].slice(0, 8).join(' ')}`);
  }
}

const total = { uses: 0, found: 0 };
for (const [name, { uses, found }] of [...sums].sort()) {
  total.uses += uses;
  total.found += found;
  console.log(`${name}: ${found} of ${uses}`);
}
const share = total.uses === 0 ? 1 : total.found / total.uses;
console.log(`${total.found} of ${total.uses} uses (${(share * 100).toFixed(1)} %)`);
process.exitCode = share < 0.95 ? 1 : 0;
