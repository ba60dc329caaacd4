import type { Document } from '../../src/document/document.ts';
import { readFrontmatter } from '../../src/document/frontmatter.ts';

/**
 * The folders that a page's templates may stand in, in order. `**` in one stands for the folders of
 * the page's section, the deepest first: of `docs/setup/a.md`, `/layouts/**\/_shortcodes/` is
 * `/layouts/docs/setup/_shortcodes/`, `/layouts/docs/_shortcodes/` and `/layouts/_shortcodes/`.
 */
export function templateFolders(folders: readonly string[], document: Document): string[] {
  return folders.flatMap((folder) => {
    if (!folder.includes('/**/')) return [folder];
    const levels = sectionsOf(document).map((section) => `/${section}/`);
    return [...levels, '/'].map((level) => folder.replace('/**/', () => level));
  });
}

/** The folders of the page in the site's content, the deepest first; a type stands in place of the first. */
function sectionsOf(document: Document): string[] {
  const whole = [document.site.source, document.path].join('/').split('/').slice(0, -1);
  const below = whole.filter((name) => name !== '');
  const names = below.slice(below.indexOf('content') + 1);
  const isLanguage = /^[a-z]{2}(?:-[a-z]{2,4})?$/i.test(names[0] ?? '');
  const [section, ...rest] = isLanguage ? names.slice(1) : names;
  const first = typeOf(document) ?? section;
  if (first === undefined) return [];
  return [first, ...rest].map((_, at, all) => all.slice(0, all.length - at).join('/'));
}

/** The type that a page states, or that a section above it states for all of its pages. */
function typeOf(document: Document): string | undefined {
  const own = nameOf(document.frontmatter.type);
  if (own !== undefined) return own;
  const folders = document.path.split('/').slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const index = document.include(`/${[...folders.slice(0, depth), '_index.md'].join('/')}`);
    const cascade = index.ok ? readFrontmatter(index.text).data.cascade : undefined;
    const type = nameOf((cascade as Record<string, unknown> | null | undefined)?.type);
    if (type !== undefined) return type;
  }
  return undefined;
}

const nameOf = (value: unknown) =>
  typeof value === 'string' && /^[\w-]+$/.test(value) ? value : undefined;
