import { posix } from 'node:path';
import { slug as githubSlug } from 'github-slugger';

/** What a rule knows of a document: where it is, below its source folder, and what it says of itself. */
interface Page {
  path: string;
  matter: Readonly<Record<string, unknown>>;
  body: string;
}

/** Where a site serves a document, from the root of its host; undefined where it does not. */
type AddressRule = (page: Page) => string | undefined;

/** A site as its configuration and the manual of its framework say, written by hand; shares nothing with `src`. */
export interface SiteRules {
  source: string;
  host: string;
  /** What the host serves the site under. */
  base?: string;
  address: AddressRule;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const bare = (path: string) => path.replace(/\.\w+$/, '');
const folderOf = (path: string) => (posix.dirname(path) === '.' ? '' : posix.dirname(path));
const isIndex = (path: string) => /^_?(?:index|readme)$/i.test(posix.basename(bare(path)));
/** `a/b` for `a/b.md`, and `a` for `a/index.md`. */
const plain = (path: string) => (isIndex(path) ? folderOf(path) : bare(path));
const inFolder = (route: string) => (route === '' ? '/' : `/${route}/`);

/** Astro's glob loader: each part as github-slugger has it, `slug` before all. */
const starlight: AddressRule = ({ path, matter }) => {
  const made = bare(path)
    .split('/')
    .map((part) => githubSlug(part))
    .join('/');
  return inFolder((text(matter.slug) ?? made).replace(/(?:^|\/)index$/, ''));
};

/** Docusaurus: `slug`, else folder and `id`; number prefixes go, and a page named as its folder is its index. */
const docusaurus =
  (root: string): AddressRule =>
  ({ path, matter }) => {
    const folder = folderOf(path);
    const given = text(matter.slug);
    if (given?.startsWith('/')) return posix.join(root, given);
    const name = posix.basename(bare(path));
    const isFolder = isIndex(path) || name === posix.basename(folder);
    const own = given ?? (isFolder ? '' : (text(matter.id) ?? name));
    return posix.join(root, folder, own).replace(/\/$/, '');
  };

/** The blog plugin of Material: `{date}/{slug}` with the slug of the title, as pymdownx.slugs makes it. */
const material: AddressRule = (page) => {
  if (!page.path.startsWith('blog/posts/')) return inFolder(plain(page.path));
  const { date } = page.matter;
  const created = date instanceof Date ? date : (date as { created: Date }).created;
  const title = text(page.matter.title) ?? /^# (.+)$/m.exec(page.body)?.[1] ?? '';
  const made = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-');
  const day = created.toISOString().slice(0, 10).replaceAll('-', '/');
  return `/blog/${day}/${text(page.matter.slug) ?? made}/`;
};

const glossary = 'quick-reference/glossary';

/**
 * Hugo: `url` before all; parts in lower case, blanks as `-`; `slug` in place of the name. Terms are
 * never rendered (`cascade` of the glossary's `_index.md`); the glossary shows them.
 */
const hugo: AddressRule = ({ path, matter }) => {
  if (folderOf(path) === glossary) return inFolder(glossary);
  const given = text(matter.url);
  if (given !== undefined) return inFolder(given.replace(/^\/|\/$/g, ''));
  const route = plain(path);
  const own = text(matter.slug);
  const named = own === undefined ? route : posix.join(folderOf(route), own);
  return inFolder(named.toLowerCase().replace(/\s+/g, '-'));
};

/** Nuxt Content: numbers that order go, parts in lower case. */
const nuxt: AddressRule = ({ path }) => {
  const parts = bare(path)
    .split('/')
    .map((part) => part.replace(/^\d+\./, '').toLowerCase());
  return `/${parts.join('/')}`.replace(/\/index$/, '') || '/';
};

const withoutEnding: AddressRule = ({ path }) => {
  const route = plain(path);
  return isIndex(path) && route !== '' ? `/${route}/` : `/${route}`;
};

export const sites: Readonly<Record<string, SiteRules>> = {
  'astro-docs': {
    source: 'src/content/docs',
    host: 'https://docs.astro.build',
    address: starlight,
  },
  hugo: { source: 'content/en', host: 'https://gohugo.io', address: hugo },
  markdoc: {
    source: 'pages',
    host: 'https://markdoc.dev',
    address: ({ path }) => `/${plain(path)}`,
  },
  mcp: {
    source: 'docs',
    host: 'https://modelcontextprotocol.io',
    address: ({ path }) => `/${plain(path)}`,
  },
  'mkdocs-material': {
    source: 'docs',
    host: 'https://squidfunk.github.io',
    base: '/mkdocs-material',
    address: material,
  },
  'nuxt-content': { source: 'docs/content', host: 'https://content.nuxt.com', address: nuxt },
  // `versions.json` names 0.86 first, so the documents in `docs` are the next version.
  'react-native': {
    source: 'docs',
    host: 'https://reactnative.dev',
    address: docusaurus('/docs/next'),
  },
  tauri: { source: 'src/content/docs', host: 'https://v2.tauri.app', address: starlight },
  // `cleanUrls` is on.
  vite: { source: 'docs', host: 'https://vite.dev', address: withoutEnding },
  // `cleanUrls` is off. A page for each partner is made of one document; the first counts.
  vue: {
    source: 'src',
    host: 'https://vuejs.org',
    address: (page) =>
      withoutEnding(page)!
        .replace('[partnerId]', 'vehikl')
        .replace(/([^/])$/, '$1.html'),
  },
};
