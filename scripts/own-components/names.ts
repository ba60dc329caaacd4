import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Names of a site's own components -> the source of each, where it is found. */
export type Own = Map<string, string | undefined>;

/** `@theme` is the framework's, unless the site replaces it. */
const own = /^(?:\.|\/|~\/|@\/|@site\/|[@\w-]+\/\S*\.(?:astro|vue|[jt]sx)$)/;
const isData = /\.(?:mdx?|json|png|svg|jpe?g|webp|css)$/;

/** What every document may use: by the theme, by folders, by the schema of Markdoc. */
export function sharedNames(docs: string): Own {
  const found: Own = new Map();
  for (const folder of upwards(docs)) {
    for (const part of ['.vitepress/components', '.vitepress/theme/components']) {
      for (const file of list(join(folder, part)))
        if (file.endsWith('.vue')) found.set(nameOf(file), join(folder, part, file));
    }
    for (const file of ['index.ts', 'index.js', 'index.mts'])
      addTheme(join(folder, '.vitepress/theme', file), found);
  }
  return found;
}

/** The tags that a Markdoc site makes of files in `markdoc/tags`; those of Markdoc are its own. */
export function markdocTags(docs: string): string[] {
  const builtIn = new Set(['if', 'else', 'table', 'partial', 'slot', 'comment', 'index']);
  const files = upwards(docs).flatMap((folder) => {
    const tags = join(folder, 'markdoc/tags');
    return list(tags).map((file) => [file, read(join(tags, file)) ?? ''] as const);
  });
  const exported = files.flatMap(([, text]) => [
    ...[...text.matchAll(/\bdefault as (\w+)/g)].map(([, name = '']) => name),
    ...[...text.matchAll(/^export const (\w+)/gm)].map(([, name = '']) => name),
  ]);
  return [...new Set(exported)].filter((name) => !builtIn.has(name));
}

/** The names that a document imports from files of the site, Markdown and data aside, or defines. */
export function documentNames(source: string, path: string, docs: string): Own {
  const found: Own = new Map();
  for (const [, what = '', from = ''] of source.matchAll(
    /^\s*import\s+([^'"\n]+?)\s+from\s+['"]([^'"]+)['"]/gm,
  )) {
    if (!own.test(from) || isData.test(from)) continue;
    for (const name of what.matchAll(/(?:\bas\s+)?\b([A-Z]\w*)\b(?!\s+as\b)/g))
      found.set(name[1]!, fileOf(from, path, docs));
  }
  for (const [, name = ''] of source.matchAll(/^export\s+(?:const|function)\s+([A-Z]\w*)\b/gm))
    found.set(name, undefined);
  return found;
}

function addTheme(file: string, found: Own): void {
  const theme = read(file);
  if (theme === undefined) return;
  const plain = theme.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '');
  for (const [, name = '', value = ''] of plain.matchAll(
    /\.component\(\s*['"]([\w-]+)['"]\s*,\s*(\w+)/g,
  )) {
    const from = new RegExp(`import\\s+${value}\\s+from\\s+['"](\\.[^'"]+)['"]`).exec(plain)?.[1];
    found.set(name, from && resolve(dirname(file), from));
  }
}

function fileOf(from: string, path: string, docs: string): string | undefined {
  const aliased = from.replace(/^(?:~|@)\//, 'src/').replace(/^@(?=[a-z]+\/)/, 'src/');
  const tried = from.startsWith('.')
    ? [resolve(dirname(path), from)]
    : upwards(docs).map((folder) => join(folder, aliased));
  return tried.find((file) => existsSync(file));
}

function upwards(docs: string): string[] {
  const folders = [resolve(docs)];
  while (folders.length < 5) folders.push(dirname(folders.at(-1)!));
  return folders;
}

const list = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);
const read = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;
const nameOf = (file: string): string => file.replace(/\.\w+$/, '');
