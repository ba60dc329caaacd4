import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { MkdocsPlugins } from '../document/prepare/site-values.ts';
import { readOrdinaryFile } from '../files/disk.ts';
import { member, type StaticData, stringMember, textsOf } from '../site/config/values.ts';
import { mkdocsNames } from '../site/frameworks/find.ts';
import {
  chainOf,
  configurationOf,
  extensionOf,
  macrosOptions,
  pluginOf,
  type Read,
  readConfiguration,
} from './mkdocs-configuration.ts';
import { ownMacros } from './mkdocs-macros.ts';
import { tableOf } from './mkdocs-table-reader.ts';
import { textOfFile, variablesOf } from './mkdocs-variables.ts';

/**
 * The folders in which MkDocs looks for snippets: `base_path` of `pymdownx.snippets` and `include_dir`
 * of the plugin macros, from the folder of the configuration. Absolute. Where no configuration states any, it may
 * be in another repository: then `.snippets`, if it is there.
 *
 * @param folders absolute, the nearest one first
 */
export function snippetFolders(folders: readonly string[]): string[] {
  for (const folder of folders) {
    for (const name of mkdocsNames) {
      const files = chainOf(name, (path) => readOrdinaryFile(join(folder, path)));
      if (!files.some(({ text }) => /base_path|include_dir/.test(text))) continue;
      const config = readConfiguration(files);
      const options = snippetOptions(config);
      const one = stringMember(options, 'base_path');
      const paths = one === undefined ? textsOf(member(options, 'base_path')) : [one];
      const macros = stringMember(macrosOptions(config), 'include_dir');
      return [...paths, ...(macros === undefined ? [] : [macros])].map((path) =>
        join(folder, path),
      );
    }
  }
  return folders.map((folder) => join(folder, '.snippets')).filter((path) => existsSync(path));
}

const snippetOptions = (config: StaticData): StaticData => extensionOf(config, 'pymdownx.snippets');

/** The plugins and extensions that the configuration of a site sets. */
export const mkdocsPlugins = (read: Read): MkdocsPlugins => ({
  appended: () => textsOf(member(snippetOptions(configurationOf(read)?.data), 'auto_append')),
  macros() {
    const configuration = configurationOf(read);
    if (configuration === undefined) return 'unknown';
    const { macros } = configuration;
    if (macros === undefined) return undefined;
    return member(macros, 'render_by_default') === false ? 'asked' : 'all';
  },
  hooks(name) {
    const hooks = textsOf(member(configurationOf(read)?.data, 'hooks'));
    const programs = hooks.map((path) => read(`/${path}`));
    const isSaid = new RegExp(`(?<![\\w.])${name.replace(/\W/g, '\\$&')}(?!\\w)`);
    return programs.some((one) => one.ok && one.text.includes('{{') && isSaid.test(one.text));
  },
  delimiters: () => delimitersOf(configurationOf(read)?.macros),
  references: () => hasReferences(configurationOf(read)?.data),
  callouts: () => extensionOf(configurationOf(read)?.data, 'callouts') !== undefined,
  table(call) {
    const { data } = configurationOf(read) ?? {};
    const options = pluginOf(data, 'table-reader');
    const docs = stringMember(data, 'docs_dir') ?? 'docs';
    return options === undefined ? undefined : tableOf(call, { options, docs, read });
  },
  ownMacros(frontmatter) {
    const configuration = configurationOf(read);
    if (configuration?.macros === undefined) return undefined;
    return ownMacros({
      module: stringMember(configuration.macros, 'module_name') ?? 'main',
      read: (path) => textOfFile(path, read),
      config: configuration.data,
      variables: variablesOf(configuration, read),
      frontmatter,
    });
  },
});

const delimiters = ['variable_start', 'variable_end', 'block_start', 'block_end'];

function delimitersOf(macros: StaticData): readonly string[] | undefined {
  const own = delimiters.map((name) => stringMember(macros, `j2_${name}_string`) ?? '');
  return own.some((one) => one !== '') ? own : undefined;
}

const hasReferences = (data: StaticData): boolean =>
  ['autorefs', 'mkdocstrings'].some((name) => pluginOf(data, name) !== undefined);
