import {
  entriesOf,
  listOf,
  member,
  placeOf,
  type StaticData,
  stringMember,
  textsOf,
} from '../config/values.ts';
import { namesRoute } from '../labels.ts';
import type { Redirect, Setting } from '../record.ts';
import { type AddressStyle, fileAddress } from './addresses/routes.ts';
import { onlySource, type ReadFramework, type StatedSite } from './framework.ts';
import type { Folder } from './readers/folder.ts';
import { editLink, repositoryOf, siteAddress } from './readers/urls.ts';

/**
 * Sphinx with MyST: `conf.py` in the folder of the documents, or Jupyter Book's `_config.yml` beside
 * `_toc.yml`. A page is served under its name, as a file unless the host builds folders.
 */
export const readSphinx: ReadFramework = (folder, file) =>
  siteOf(folder, file === 'conf.py' ? ofConf(folder) : ofBook(folder));

/** What both kinds of configuration say. */
interface SphinxSettings {
  config: StaticData;
  file: string;
  title?: Setting<string> | undefined;
  baseUrl?: Setting<string> | undefined;
  repo?: Setting<string> | undefined;
  ref?: Setting<string> | undefined;
  exclude: readonly string[];
  redirects: StaticData;
  /** Whether names may be those of objects in code, or of other projects. */
  hasOthers: boolean;
  hasNotebooks: boolean;
}

/** Folders in which Sphinx looks for no documents. */
const beside = ['templates_path', 'html_static_path', 'html_extra_path'];
const isInside = (path: string): boolean => /^[^./]/.test(path);

function ofConf(folder: Folder): SphinxSettings {
  const file = 'conf.py';
  const { config, text } = folder.settings(file);
  const theme = (key: string) => text('html_theme_options', key);
  const { repo } = editLink(
    theme('repository_url') ?? theme('source_repository') ?? theme('github_url'),
  );
  const own = repositoryOf(
    text('html_context', 'github_user'),
    text('html_context', 'github_repo'),
  );
  const extensions = textsOf(member(config, 'extensions'));
  return {
    config,
    file,
    title: text('project') ?? text('html_title'),
    baseUrl: text('html_baseurl'),
    repo: own ?? repo,
    ref:
      text('html_context', 'github_version') ??
      theme('repository_branch') ??
      theme('source_branch'),
    exclude: [
      ...textsOf(folder.known(config, ['exclude_patterns'])),
      ...beside.flatMap((key) => textsOf(member(config, key))).filter(isInside),
    ],
    redirects: member(config, 'rediraffe_redirects') ?? member(config, 'redirects'),
    hasOthers:
      extensions.length === 0 ||
      entriesOf(member(config, 'intersphinx_mapping')).length > 0 ||
      extensions.some((one) => /auto|api|intersphinx|gallery/.test(one)),
    hasNotebooks:
      extensions.length === 0 || extensions.some((one) => /^(?:myst_nb|nbsphinx)$/.test(one)),
  };
}

function ofBook(folder: Folder): SphinxSettings {
  const file = '_config.yml';
  const { config, text } = folder.settings(file);
  const { repo } = editLink(text('repository', 'url'));
  return {
    config,
    file,
    title: text('title'),
    baseUrl: text('html', 'baseurl'),
    repo,
    ref: text('repository', 'branch'),
    exclude: textsOf(member(config, 'exclude_patterns')),
    redirects: member(config, 'sphinx', 'config', 'rediraffe_redirects'),
    hasOthers: member(config, 'sphinx') !== undefined,
    hasNotebooks: true,
  };
}

function siteOf(folder: Folder, said: SphinxSettings): StatedSite {
  const { config, file, title, repo, ref } = said;
  const pages = buildsFolders(folder) ? 'folder' : 'file';
  const style: AddressStyle = { pages, indexes: 'folder' };
  const address = (path: string) => fileAddress(path.replace(/\.(?:rst|ipynb)$/, ''), style);
  const toc = folder.has('_toc.yml') ? folder.data('_toc.yml') : undefined;
  const exclude = ['_build', ...said.exclude].map((glob) =>
    glob.startsWith('**') ? glob : `/${glob}`,
  );
  return {
    dialect: 'myst',
    sources: [
      onlySource(folder.path, placeOf(config) ?? folder.startOf(file), {
        exclude,
        further: ['rst', ...(said.hasNotebooks ? ['ipynb'] : [])],
      }),
    ],
    title,
    baseUrl: siteAddress(said.baseUrl),
    repo,
    ref,
    redirects: redirectsOf(said.redirects, (path) => address(path).route),
    sidebar: toc,
    publics: textsOf(member(config, 'html_extra_path')).map((path) => folder.inProject(path)),
    generated: [...(said.hasOthers ? [namesRoute] : []), '/genindex', '/search', '/py-modindex'],
    addressOf: address,
  };
}

/** The builder in the configuration of Read the Docs: `dirhtml` makes a folder of each page. */
function buildsFolders(folder: Folder): boolean {
  const depth = folder.path === '' ? 0 : folder.path.split('/').length;
  const names = Array.from({ length: depth + 1 }, (_, up) => `${'../'.repeat(up)}.readthedocs`);
  const files = names.flatMap((name) => [`${name}.yaml`, `${name}.yml`]);
  const file = files.find((name) => folder.text(name) !== undefined);
  return file !== undefined && stringMember(folder.data(file), 'sphinx', 'builder') === 'dirhtml';
}

/** A dictionary of names of pages, or of the addresses that they lead to. */
function redirectsOf(redirects: StaticData, routeOf: (path: string) => string): Redirect[] {
  const entries = Array.isArray(redirects)
    ? listOf(redirects).flatMap(entriesOf)
    : entriesOf(redirects);
  return entries.flatMap(([from, to]) => {
    if (typeof to !== 'string') return [];
    const target = /^(?:https?:|\.\.?\/)/.test(to) ? to : routeOf(to.replace(/\.html$/, ''));
    return [{ from: routeOf(from.replace(/\.html$/, '')), to: target }];
  });
}
