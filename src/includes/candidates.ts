import { join, resolve } from 'node:path';
import { type Aliases, expandAlias } from '../site/aliases.ts';

/** Where includes of a document are looked for; absolute folders, the nearest first. */
export interface Places {
  folder: string;
  folders: readonly string[];
  snippets: readonly string[];
  aliases: Aliases;
}

/** The paths that a specifier may mean, in order. */
export function candidatesOf(specifier: string, places: Places): string[] {
  const { folder, folders, snippets, aliases } = places;
  if (specifier.startsWith('/')) {
    const stated = expandAlias(aliases, specifier);
    const written = snippets.map((base) => join(base, specifier));
    return [...stated, ...written, ...fromRoots(specifier, folders)];
  }
  if (specifier.startsWith('.')) return [resolve(folder, specifier)];
  // VitePress puts the folder of the documents in place of `@`: `@../../a` is `docs../../a`. Plugins of sites take `@./a` for a file beside the page.
  if (specifier.startsWith('@.'))
    return [resolve(folders[0]! + specifier.slice(1)), resolve(folder, specifier.slice(1))];
  const known = expandAlias(aliases, specifier);
  const named = specifier.replace(/^@/, '');
  // What an alias stands for is stated, and need not be guessed; of `@scope/package` no part is a folder's name.
  const roots = known.length === 0 && named.includes('/') ? fromRoots(named, folders) : [];
  const guessed = named === specifier ? roots : roots.slice(0, folders.length);
  return [...known, resolve(folder, specifier), ...guessed];
}

// Paths are also written from the folder above the sources: `content/docs/a.mdx` in `content`.
function fromRoots(path: string, folders: readonly string[]): string[] {
  const below = path.replace(/^\/*(?!\.\.)[^/]+\//, '');
  return [...folders.map((root) => join(root, path)), join(folders[0]!, below)];
}

const scripts = ['.tsx', '.ts', '.jsx', '.js', '.mjs', '.mts'];
// As bundlers do: a page and the module that it shows may share a name.
const extensions = ['', ...scripts, '.mdx', '.md', '.json'];
const indexFiles = ['tsx', 'ts', 'jsx', 'js', 'mdx', 'md'].map((end) => `index.${end}`);

const knownExtension = /\.(?:mdx?|markdown|[cm]?[jt]sx?|json|ya?ml|css|txt|svg|vue|astro|html)$/i;

const otherEnding = (ending: string) => (/x$/i.test(ending) ? '.md' : '.mdx');

/** The files that a path may stand for. */
export function spellings(path: string): string[] {
  // A module may be called `viewer.mdx.tsx`, and is imported without its own ending.
  // A bundler may be told to take one ending of Markdown for the other.
  if (/\.mdx?$/i.test(path))
    return [path, ...scripts.map((end) => path + end), path.replace(/\.mdx?$/i, otherEnding)];
  // TypeScript names a file by what becomes of it: `./kiln.js` is `kiln.ts`.
  const typed = /\.(?:[cm]?js|jsx)$/i.test(path) ? path.replace(/js(x?)$/i, 'ts$1') : undefined;
  if (typed !== undefined) return [path, typed, `${typed}x`.replace(/xx$/, 'x')];
  if (knownExtension.test(path)) return [path];
  return [...extensions.map((end) => path + end), ...indexFiles.map((name) => join(path, name))];
}
