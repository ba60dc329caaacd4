import { resultOf } from '../../static/value.ts';
import { listOf, placeOf, type StaticData, stringMember } from '../config/values.ts';
import type { SiteSource } from '../record.ts';
import { type AddressStyle, addressOf, fileAddress, statedRoute } from './addresses/routes.ts';
import type { StatedSite } from './framework.ts';
import { componentsAliases } from './next/shared-modules.ts';
import type { Folder } from './readers/folder.ts';
import { servedFrom } from './readers/urls.ts';

/** Gatsby: folders of `gatsby-source-filesystem`, of which code makes pages, and the pages in `src/pages`. */
export function readGatsby(folder: Folder, file: string): StatedSite | undefined {
  // A theme's configuration is a function of its options.
  const config = resultOf(folder.data(file));
  const plugins = listOf(folder.value(config, ['plugins'])).map(
    (plugin): Plugin => ({
      name: typeof plugin === 'string' ? plugin : stringMember(plugin, 'resolve'),
      plugin,
    }),
  );
  const sources = sourcesOf(folder, file, plugins);
  if (sources.length === 0) return undefined;
  const origin = folder.setting(config, ['siteMetadata', 'siteUrl']);
  const slash = stringMember(config, 'trailingSlash');
  const isPlain =
    slash === 'never' ||
    plugins.some(({ name }) => name === 'gatsby-plugin-remove-trailing-slashes');
  const ending = isPlain ? ('plain' as const) : ('folder' as const);
  const style: AddressStyle = { pages: ending, indexes: ending };
  return {
    dialect: 'generic',
    sources,
    title: folder.setting(config, ['siteMetadata', 'title']),
    description: folder.setting(config, ['siteMetadata', 'description']),
    ...servedFrom(origin, folder.setting(config, ['pathPrefix'])?.value),
    publics: [folder.inProject('static')],
    aliases: componentsAliases(folder, layoutsOf(folder)),
    addressOf(path, source, matter) {
      const page = fileAddress(path, style);
      if (source.kind === 'pages') return page;
      // `gatsby-node` makes the pages, by the path of a file or by its front matter.
      const said = statedRoute(matter);
      return { ...(said === undefined ? page : addressOf(said, style)), guessed: true };
    },
  };
}

/** What is around all pages: https://www.gatsbyjs.com/docs/reference/config-files/gatsby-browser/#wrapRootElement */
const layoutsOf = (folder: Folder): string[] =>
  ['gatsby-browser', 'gatsby-ssr', 'src/components/layout'].flatMap(
    (name) => folder.first(['.js', '.jsx', '.ts', '.tsx'].map((end) => name + end)) ?? [],
  );

interface Plugin {
  name: string | undefined;
  plugin: StaticData;
}

/** The folders with documents: those that the configuration names, else the usual ones of themes. */
function sourcesOf(folder: Folder, file: string, plugins: readonly Plugin[]): SiteSource[] {
  const pages = folder.inProject('src/pages');
  const stated = plugins
    .filter(({ name }) => name === 'gatsby-source-filesystem')
    .flatMap(({ plugin }) => {
      const path = folder.inside(stringMember(plugin, 'options', 'path') ?? '');
      return path === undefined ? [] : [{ path, place: placeOf(plugin) }];
    });
  const usual = ['content/docs', 'content', 'docs'].map((name) => ({
    path: folder.inProject(name),
    place: undefined,
  }));
  const isText = ({ path }: { path: string }) => path !== pages && folder.hasDocuments(path);
  const inner = stated.filter(isText);
  const docs = inner.length > 0 ? inner : usual.filter(isText).slice(0, 1);
  const found = [
    ...docs.map((one) => ({ ...one, kind: 'docs' as const })),
    ...(folder.hasDocuments(pages)
      ? [{ path: pages, place: undefined, kind: 'pages' as const }]
      : []),
  ];
  const outer = (path: string) => found.some((one) => path.startsWith(`${one.path}/`));
  return found
    .filter(({ path }) => !outer(path))
    .map(({ path, place, kind }, at) => ({
      folder: path,
      kind,
      prefix: '',
      exclude: [],
      main: at === 0,
      ...(place ?? folder.startOf(file)),
    }));
}
