import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Included } from '../document/document.ts';
import type { MkdocsPlugins } from '../document/prepare/site-values.ts';
import { readOrdinaryFile } from '../files/disk.ts';
import { readToml } from '../site/config/data-formats.ts';
import { merged } from '../site/config/inherit.ts';
import {
  entriesOf,
  isObject,
  listOf,
  member,
  type StaticData,
  stringMember,
  textsOf,
  Unknown,
} from '../site/config/values.ts';
import { readYaml } from '../site/config/yaml.ts';
import { mkdocsNames } from '../site/frameworks/find.ts';
import { tableOf } from './mkdocs-table-reader.ts';

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

interface ConfigurationFile {
  name: string;
  text: string;
}

/** A configuration, and those that it inherits from, one after the other. */
function chainOf(name: string, read: (name: string) => string | undefined): ConfigurationFile[] {
  const files: ConfigurationFile[] = [];
  for (let next: string | undefined = name; next !== undefined && files.length < 5; ) {
    const text: string | undefined = read(next);
    if (!text) break;
    files.push({ name: next, text });
    const parent = /^INHERIT:[ \t]*["']?([^\s"'#]+)/m.exec(text)?.[1];
    next = parent && posix.join(posix.dirname(next), parent);
  }
  return files;
}

/** The settings of a site; those of Zensical are a table of their own. */
const readConfiguration = (files: readonly ConfigurationFile[]): StaticData =>
  files
    .map(({ text, name }) =>
      name.endsWith('.toml') ? member(readToml(text, name), 'project') : readYaml(text, name),
    )
    .reduceRight<StaticData>((base, own) => merged(base, own), undefined);

const snippetOptions = (config: StaticData): StaticData => extensionOf(config, 'pymdownx.snippets');

/**
 * Options of the plugin macros, of the extension that Zensical has in its place, or of the plugin
 * markdownextradata, which fills in `extra`, too; undefined where there is none.
 */
const macrosOptions = (config: StaticData): StaticData =>
  pluginOf(config, 'macros') ??
  extensionOf(config, 'zensical.extensions.macros') ??
  pluginOf(config, 'markdownextradata');

type Read = (specifier: string) => Included;

interface Configuration {
  text: string;
  data: StaticData;
  /** Options of the plugin macros; undefined where the site does not have it. */
  macros: StaticData;
}

/** The configuration that was read last: all documents of a site have the same. */
let last: Configuration | undefined;

function configurationOf(read: Read): Configuration | undefined {
  for (const name of mkdocsNames) {
    const files = chainOf(name, (path) => {
      const file = read(`/${path}`);
      return file.ok ? file.text : undefined;
    });
    if (files.length === 0) continue;
    const text = files.map((file) => file.text).join('\0');
    if (last?.text === text) return last;
    const data =
      /macros|markdownextradata|auto_append|autorefs|mkdocstrings|table-reader|hooks|callouts/.test(
        text,
      )
        ? readConfiguration(files)
        : undefined;
    last = { text, data, macros: macrosOptions(data) };
    return last;
  }
  return undefined;
}

/**
 * What a dotted name is to MkDocs' plugin macros, where it is a text, a number or a flag: the keys of the
 * files of `include_yaml` and of `extra`, and `config.…`.
 *
 * https://mkdocs-macros-plugin.readthedocs.io/en/latest/pages/
 * https://zensical.org/docs/setup/extensions/macros/
 */
export function macroText(name: string, read: Read): string | undefined {
  const { data, macros } = configurationOf(read) ?? {};
  if (macros === undefined) return undefined;
  const [first = '', ...keys] = name.split('.');
  return textOf(valueAt(first === 'config' ? data : valueNamed(first, read), keys));
}

/** The data that a name is to the plugin macros, as JSON has it; undefined where some of it is not known. */
export function macroData(name: string, read: Read): unknown {
  const json = jsonOf(valueNamed(name, read));
  return json === undefined ? undefined : JSON.parse(json);
}

function valueNamed(name: string, read: Read): StaticData {
  const { data, macros } = configurationOf(read) ?? {};
  if (macros === undefined) return undefined;
  const extra = member(data, 'extra');
  return name === 'extra' ? extra : (included(macros, name, read) ?? member(extra, name));
}

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
});

const delimiters = ['variable_start', 'variable_end', 'block_start', 'block_end'];

function delimitersOf(macros: StaticData): readonly string[] | undefined {
  const own = delimiters.map((name) => stringMember(macros, `j2_${name}_string`) ?? '');
  return own.some((one) => one !== '') ? own : undefined;
}

/** As JSON; undefined where it is not known, or a part of it is not. */
function jsonOf(data: StaticData): string | undefined {
  let isKnown = true;
  const json = JSON.stringify(data, (_, value) => {
    if (value instanceof Unknown) isKnown = false;
    return value instanceof Map ? Object.fromEntries(value) : value;
  });
  return isKnown ? json : undefined;
}

/** The value that a name has in the files of `include_yaml`: the last one counts. */
function included(macros: StaticData, name: string, read: Read): StaticData {
  const files = listOf(member(macros, 'include_yaml')).flatMap((one): [string, StaticData][] =>
    typeof one === 'string' ? [['', one]] : entriesOf(one),
  );
  let value: StaticData;
  for (const [key, path] of files) {
    if ((key !== '' && key !== name) || typeof path !== 'string') continue;
    const file = read(`/${path}`);
    const data = file.ok ? readYaml(file.text, path) : undefined;
    value = (key === '' ? member(data, name) : data) ?? value;
  }
  return value;
}

const valueAt = (data: StaticData, keys: readonly string[]): StaticData =>
  keys.reduce<StaticData>((value, key) => member(value, key), data);

/** As Python prints it. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

const hasReferences = (data: StaticData): boolean =>
  ['autorefs', 'mkdocstrings'].some((name) => pluginOf(data, name) !== undefined);

/** The options of a plugin, or true where it is named without any; undefined where it is not named. */
const pluginOf = (data: StaticData, name: string): StaticData => namedIn(data, 'plugins', name);

/** The same of an extension of Markdown; in TOML, each part of its name is a table. */
const extensionOf = (data: StaticData, name: string): StaticData =>
  namedIn(data, 'markdown_extensions', name) ??
  member(data, 'markdown_extensions', ...name.split('.'));

function namedIn(data: StaticData, list: string, name: string): StaticData {
  const given = member(data, list);
  const named = [given, ...listOf(given)].find(
    (one) => one === name || (isObject(one) && one.has(name)),
  );
  return named === undefined ? undefined : (member(named, name) ?? true);
}
