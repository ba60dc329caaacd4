import { entriesOf, listOf, member, type StaticData, stringMember } from '../config/values.ts';
import type { SiteSource } from '../record.ts';
import { type AddressStyle, addressOf, partsOf } from './addresses/routes.ts';
import { onlySource, type ReadFramework, type StatedSite } from './framework.ts';
import { isRoutePart } from './readers/app-routes.ts';
import type { Folder } from './readers/folder.ts';
import { contentFolders, svelteRoute } from './readers/served-by-code.ts';
import { servedFrom } from './readers/urls.ts';

const indexName = /^index(?:@|$)/;

/** Qwik City: a plugin of Vite; `index` files of `src/routes` are pages, their folders the routes. */
export const readQwikCity: ReadFramework = (folder, file) =>
  readRoutes(folder, file, {
    style: { pages: 'folder', indexes: 'folder' },
    isPage: (name) => indexName.test(name),
  });

/** SolidStart with a plugin for MDX: each file of `src/routes` is a page. */
export const readSolidStart: ReadFramework = (folder, file) => {
  const base = solidBaseIn(folder.aside().data(file));
  return {
    ...readRoutes(folder, file, {
      style: { pages: 'plain', indexes: 'plain' },
      isPage: () => true,
    }),
    title: folder.setting(base, ['title']),
    description: folder.setting(base, ['description']),
    ...servedFrom(folder.setting(base, ['siteUrl']), undefined),
  };
};

/** The options of SolidBase, a plugin that makes documentation of the routes. */
const solidBaseIn = (config: StaticData): StaticData =>
  listOf(member(config, 'plugins')).find((one) => member(one, 'siteUrl') !== undefined);

/**
 * A site whose documents are its routes: what of their names is in parentheses is left out of addresses,
 * and names in brackets are parameters, whose values are known when a page is requested.
 */
function readRoutes(
  folder: Folder,
  file: string,
  { style, isPage }: { style: AddressStyle; isPage: (name: string) => boolean },
): StatedSite {
  const routes = folder.inProject('src/routes');
  return {
    dialect: 'generic',
    sources: [onlySource(routes, folder.startOf(file))],
    publics: [folder.inProject('public')],
    addressOf(path) {
      const parts = path.replace(/\.mdx?$/i, '').split('/');
      const shown = parts.map((part) => part.replace(/\([^)]*\)/g, ''));
      const name = shown.at(-1) ?? '';
      if (!isPage(name) || /\[/.test(path)) return undefined;
      const isIndex = indexName.test(name);
      if (isIndex) shown.pop();
      return addressOf(shown.filter((part) => part !== '').join('/'), style, { isIndex });
    },
  };
}

/** Where sites on SvelteKit keep documents, besides their routes. */
const usualFolders = [
  'content',
  'src/content',
  'src/docs/content',
  'src/docs',
  'src/lib/content',
  'src/lib/docs',
  'docs',
  'posts',
  'src/posts',
];

/** SvelteKit with mdsvex, mdsx, Velite or Contentlayer: `+page.md` in `src/routes`, and folders that code serves. */
export function readSvelteKit(folder: Folder, file: string): StatedSite | undefined {
  const sources = svelteSources(folder, file);
  if (sources.length === 0) return undefined;
  const served = svelteRoute(folder);
  const style: AddressStyle = { pages: 'plain', indexes: 'plain' };
  return {
    dialect: 'svelte',
    sources,
    aliases: svelteAliases(folder, file),
    publics: [folder.inProject('static')],
    addressOf(path, source) {
      const { folders, name } = partsOf(path);
      const isIndex = /^(?:index|\+page(?:@.*)?)$/.test(name);
      const own = [...folders.filter(isRoutePart), ...(isIndex ? [] : [name])].join('/');
      if (source.kind === 'pages' && name.startsWith('+page')) return addressOf(own, style);
      const route = served(own);
      return { ...addressOf(route ?? own, style), ...(route === undefined && { guessed: true }) };
    },
  };
}

/** `$lib`, and what the configuration states; without a star, names lead into folders, too. https://svelte.dev/docs/kit/configuration#alias */
function svelteAliases(folder: Folder, file: string): Record<string, string> {
  const kit = member(folder.aside().data(file), 'kit');
  const lib = stringMember(kit, 'files', 'lib') ?? 'src/lib';
  const stated = entriesOf(member(kit, 'alias')).flatMap(([name, path]) =>
    typeof path === 'string' ? [[name, path] as const] : [],
  );
  return Object.fromEntries(
    [['$lib', lib] as const, ...stated].flatMap(([name, path]) => {
      const whole = [name, folder.inProject(path)] as const;
      return name.endsWith('*') ? [whole] : [whole, [`${name}/*`, `${whole[1]}/*`] as const];
    }),
  );
}

function svelteSources(folder: Folder, file: string): SiteSource[] {
  const stated = contentFolders(folder);
  const holds = (path: string) => folder.has(path) && folder.hasDocuments(folder.inProject(path));
  const content = stated.length > 0 ? stated : usualFolders.filter(holds).slice(0, 1);
  if (content.length === 0 && !holds('src/routes')) return [];
  const found = [...content, 'src/routes'];
  return found.map((path, at) => ({
    folder: folder.inProject(path),
    kind: path === 'src/routes' ? ('pages' as const) : ('docs' as const),
    prefix: '',
    exclude: [],
    main: at === 0,
    ...folder.startOf(file),
  }));
}
