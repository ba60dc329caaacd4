/**
 * Counts how many uses of a site's own components have their literal texts in the output: what
 * documents import or define, what VitePress' theme registers, and Markdoc's own tags. It reads
 * sources with patterns of its own and shares no code with what makes the output.
 *
 * npm run count:components -- <docs folder> <output folder> [Name,Name of components that need no import]
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentNames, markdocTags, sharedNames } from './own-components/names.ts';
import { proseOf, tagUses, uses, words } from './own-components/uses.ts';

const [docs = '', output = '', names = ''] = process.argv.slice(2);
if (!existsSync(docs) || !existsSync(output)) {
  console.error('Name a folder of documents and the folder of their output.');
  process.exit(2);
}

const shared = sharedNames(docs);
for (const name of names.split(',').filter(Boolean)) shared.set(name, undefined);
const tags = markdocTags(docs);

const sums = new Map<string, { uses: number; found: number }>();
const files = readdirSync(docs, { recursive: true, encoding: 'utf8' });
for (const path of files.filter((file) => /\.mdx?$/.test(file)).sort()) {
  const source = readFileSync(join(docs, path), 'utf8');
  const target = join(output, path.replace(/\.mdx?$/, '.mdc'));
  const wanted = new Map([...shared, ...documentNames(source, join(docs, path), docs)]);
  if (wanted.size + tags.length === 0 || !existsSync(target)) continue;
  const shown = new Set(words(readFileSync(target, 'utf8')));
  const text = proseOf(source);
  for (const { name, texts } of [...uses(text, wanted), ...tagUses(text, tags)]) {
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
