import { posix } from 'node:path';
import {
  entriesOf,
  listOf,
  member,
  type StaticData,
  stringMember,
  textsOf,
} from '../../config/values.ts';
import { onlySource, type StatedSite } from '../framework.ts';
import type { Folder } from '../readers/folder.ts';
import { editLink, servedFrom } from '../readers/urls.ts';
import { type JekyllRules, jekyllAddress, permalinkStyles } from './routes.ts';

/** Names that are never pages, unless `include` names them. */
const special = ['.*', '_*', '\\#*', '~*', '*~'];

/** Left out in addition to what `exclude` says. */
const neverRead = [
  'gemfiles',
  'Gemfile',
  'Gemfile.lock',
  'node_modules',
  'vendor/bundle/',
  'vendor/cache/',
  'vendor/gems/',
  'vendor/ruby/',
];

/** Jekyll: `_config.yml`, or `jekyll.yml` as a command may name it; what begins with an underscore are posts, collections or no pages. */
export function readJekyll(folder: Folder, file: string): StatedSite {
  const { config, text } = folder.settings(file);
  const place = folder.placeOf(config, []);
  const src = posix.normalize(stringMember(config, 'source') ?? '.');
  const rules = rulesOf(config);
  const inSource = (name: string) => folder.names(src === '.' ? '' : src).includes(name);
  const { repo, ref } = editLink(text('gh_edit_repository'));
  const branch = text('gh_edit_branch');
  return {
    dialect: 'liquid',
    sources: [
      onlySource(folder.inProject(src), place, {
        exclude: excludedBy(config, rules),
        further: ['html', 'htm'],
      }),
    ],
    title: text('title') ?? text('name'),
    description: text('description'),
    ...servedFrom(text('url'), stringMember(config, 'baseurl')),
    repo: repo ?? editLink(text('repository')).repo ?? text('repository'),
    ref: ref ?? branch,
    publics: [folder.inProject(src)],
    addressOf: (path, _source, matter) => {
      const page = jekyllAddress(path.replace(/\.html?$/, '.md'), { matter, rules });
      // The page of a folder that has no index is its readme.
      const isReadme = /^readme\.\w+$/i.test(path);
      const isIndex = isReadme && !['index.md', 'index.html', 'index.markdown'].some(inSource);
      return isIndex ? { ...page, route: '/', address: '/' } : page;
    },
  };
}

function rulesOf(config: StaticData): JekyllRules {
  const style = stringMember(config, 'permalink') ?? 'date';
  const collections = member(config, 'collections');
  const written = entriesOf(collections).flatMap(([name, said]) => {
    const isPost = name === 'posts';
    if (!isPost && member(said, 'output') !== true) return [];
    return [[name, stringMember(said, 'permalink')] as const];
  });
  return {
    style,
    folder: (stringMember(config, 'collections_dir') ?? '').replace(/^\.?\/+|\/+$/g, ''),
    collections: new Map([
      ['posts', Object.hasOwn(permalinkStyles, style) ? permalinkStyles[style] : style],
      ...written.filter(([name, permalink]) => name !== 'posts' || permalink !== undefined),
    ]),
    defaults: listOf(member(config, 'defaults')).flatMap((one) => {
      const permalink = stringMember(member(one, 'values'), 'permalink');
      const path = stringMember(member(one, 'scope'), 'path') ?? '';
      const type = stringMember(member(one, 'scope'), 'type');
      return permalink === undefined
        ? []
        : [{ path: path.replace(/^\/|\/$/g, ''), type, permalink }];
    }),
  };
}

/** Patterns as of an ignore file; `exclude` counts from the folder, and takes what begins so. */
function excludedBy(config: StaticData, { folder, collections }: JekyllRules): string[] {
  const below = folder === '' ? '' : `/${folder}`;
  const shown = [...collections.keys()]
    .filter((name) => name !== 'posts')
    .map((name) => `!${below}/_${name}/`);
  const included = textsOf(member(config, 'include')).map((name) => `!/${trim(name)}`);
  const excluded = textsOf(member(config, 'exclude')).flatMap((pattern) => {
    const path = trim(pattern);
    if (path.startsWith('*')) return [path];
    return path === '' ? [] : [`/${path}`, ...(path.endsWith('/') ? [] : [`/${path}*`])];
  });
  return [
    ...special,
    ...neverRead.map((name) => `/${name}`),
    '!_posts/',
    ...shown,
    ...included,
    ...excluded,
  ];
}

const trim = (path: string): string => path.replace(/^(?:\.?\/)+/, '');
