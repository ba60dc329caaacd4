import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { buildSite } from '../../src/site/build-site.ts';
import { readNavigation } from '../../src/site/navigation.ts';
import { scanSite } from '../../src/site/scan.ts';

const projects = resolve(process.env.CONTEXTOR_PROJECTS ?? '../shared/projects');

interface Sidebar {
  source: string;
  /** The file that states the sidebar, and where in its text that begins. */
  file: string;
  from: RegExp;
  /** Where it ends; default: with the file. */
  to?: RegExp;
  /** What names a page there: its path without ending. */
  names: RegExp;
  /** The pages that a name stands for, where it is not simply that of a file. */
  pagesOf?: (name: string, sourceRoot: string) => string[];
  /** How many of them are pages of the source, counted by hand or with grep. */
  atLeast: number;
}

/** The sidebars as their texts name pages, one after the other: a reading that shares nothing with the parser. */
const sidebars: Readonly<Record<string, Sidebar>> = {
  vue: {
    source: 'src',
    file: '.vitepress/config.ts',
    from: /export const sidebar/,
    to: /^\}/m,
    names: /link: '\/([^'#]+)/g,
    atLeast: 80,
  },
  vite: {
    source: 'docs',
    file: 'docs/.vitepress/config.ts',
    from: /sidebar: \{/,
    names: /link: '\/([^'#]+)'/g,
    atLeast: 30,
  },
  'mkdocs-material': {
    source: 'docs',
    file: 'mkdocs.yml',
    from: /^nav:/m,
    names: /([\w/.-]+)\.md$/gm,
    atLeast: 60,
  },
  'react-native': {
    source: 'docs',
    file: 'website/sidebars.ts',
    from: /docs: \{/,
    // A text that is an item of a list or an `id`, and no key, label or type.
    names: /(?<=^\s+|\[|\bid: |', )'([\w/.-]+)'(?=[,\]}])/gm,
    pagesOf: (id, sourceRoot) => [fileOfId(id, sourceRoot)],
    atLeast: 180,
  },
  mcp: {
    source: 'docs',
    file: 'docs/docs.json',
    from: /"navigation":/,
    names: /^\s*"([\w/.-]+)",?$/gm,
    atLeast: 280,
  },
  tauri: {
    source: 'src/content/docs',
    file: 'astro.config.mjs',
    from: /sidebar: \[/,
    // A link begins with a slash, a directory does not.
    names: /(?:link|directory): '([\w/-]+)'/g,
    pagesOf: (name, sourceRoot) =>
      name.startsWith('/') ? [name.slice(1)] : generated(name, sourceRoot),
    atLeast: 100,
  },
  'astro-docs': {
    source: 'src/content/docs',
    file: 'astro.sidebar.ts',
    from: /export const sidebar/,
    // A text that is an item of a list, or a directory; pages are those of the default language.
    names: /((?<=^\s+'|\['|', ')[\w/.-]+|directory: '[\w/-]+)'(?=[,\]]| \})/gm,
    pagesOf: (name, sourceRoot) => {
      const [item, directory] = name.split(": '");
      return directory === undefined ? [`en/${item}`] : generated(`en/${directory}`, sourceRoot);
    },
    atLeast: 200,
  },
};

const stem = (path: string) => path.replace(/\.mdx?$/, '').replace(/\/(?:index)?$/, '');
const documentsIn = (cwd: string) => fastGlob.sync('**/*.{md,mdx}', { cwd });

/** Docusaurus: the file whose front matter has the id, else the one of that name. */
function fileOfId(id: string, sourceRoot: string): string {
  const at = id.lastIndexOf('/') + 1;
  const line = new RegExp(`^id: ['"]?${id.slice(at)}['"]?\\s*$`, 'm');
  const named = documentsIn(join(sourceRoot, id.slice(0, at)))
    .filter((path) => !path.includes('/'))
    .find((path) => line.test(matterOf(join(sourceRoot, id.slice(0, at), path))));
  return named === undefined ? id : id.slice(0, at) + stem(named);
}

/** Starlight: by `order`, a folder by the lowest in it, then by address. */
function generated(folder: string, sourceRoot: string): string[] {
  const pages = documentsIn(join(sourceRoot, folder)).map((path) => {
    const order = /^sidebar:(?:\n +.*)*?\n +order: (\d+)/m.exec(
      matterOf(join(sourceRoot, folder, path)),
    );
    return { path: stem(`${folder}/${path}`), order: Number(order?.[1] ?? 1e9), rest: path };
  });
  const { compare } = new Intl.Collator('en');
  const listed = (prefix: string, inside: typeof pages): string[] =>
    [...new Set(inside.map(({ rest }) => rest.split('/')[0]!))]
      .map((name) => {
        const members = inside.filter(({ rest }) => `${rest}/`.startsWith(`${name}/`));
        const order = Math.min(...members.map((one) => one.order));
        const page = members.find(({ rest }) => rest === name)?.path;
        return { name, members, order, page, key: page ?? `${prefix}/${name}` };
      })
      .sort((a, b) => a.order - b.order || compare(a.key, b.key))
      .flatMap(({ name, members, page }) => {
        const below = members.map((one) => ({ ...one, rest: one.rest.slice(name.length + 1) }));
        return page ?? listed(`${prefix}/${name}`, below);
      });
  return listed(folder, pages);
}

function matterOf(file: string): string {
  return /^---\n[\s\S]*?\n---/.exec(readFileSync(file, 'utf8'))?.[0] ?? '';
}

describe.skipIf(!existsSync(projects))('order as in the sidebar (skipped without projects)', () => {
  test.each(Object.entries(sidebars))('%s', (name, sidebar) => {
    const projectRoot = join(projects, name);
    const sourceRoot = join(projectRoot, sidebar.source);
    const onSite = buildSite({ sourceRoot, projectRoot })!;
    const paths = documentsIn(sourceRoot)
      .sort()
      .filter((path) => !onSite.leavesOut(path));
    const dialect = { name: onSite.record.dialect };
    const { pages } = scanSite({ sourceRoot, paths, dialect, settings: {}, onSite });
    const sections = readNavigation({
      sourceRoot,
      projectRoot,
      pages: [...pages],
      dialect: dialect.name,
      onSite,
    });
    const ours = sections.flatMap((section) => section.paths).map(stem);
    const known = new Set(paths.map(stem));
    const text = readFileSync(join(projectRoot, sidebar.file), 'utf8');
    const [begun] = text.slice(text.search(sidebar.from)).split(sidebar.to ?? /$/);
    const stated = Array.from(begun!.matchAll(sidebar.names));
    const theirs = stated.flatMap(
      ([, named]) => sidebar.pagesOf?.(stem(named!), sourceRoot) ?? [stem(named!)],
    );
    const wanted = [...new Set(theirs)].filter((one) => known.has(one));
    expect(wanted.length).toBeGreaterThanOrEqual(sidebar.atLeast);
    const { locales, defaultLocale = '' } = onSite.record;
    const others = locales.map(({ key }) => key).filter((key) => key !== defaultLocale);
    const languageOf = (path: string) => others.find((key) => path.startsWith(`${key}/`));
    const main = ours.filter((path) => languageOf(path) === undefined);
    expect(main).toEqual(wanted);
    // Each further language comes after it, and has its own pages in the order of the sidebar.
    expect(ours.slice(0, main.length)).toEqual(main);
    const plain = wanted.map((path) => path.replace(new RegExp(`^${defaultLocale}/`), ''));
    for (const key of dialect.name === 'starlight' ? others : []) {
      const own = ours.filter((path) => languageOf(path) === key);
      const stripped = own.map((path) => path.slice(key.length + 1));
      expect(stripped.filter((path) => plain.includes(path))).toEqual(
        plain.filter((path) => stripped.includes(path)),
      );
    }
  });
});
