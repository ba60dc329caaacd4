import { posix } from 'node:path';
import type { Included } from '../document/document.ts';
import { readToml } from '../site/config/data-formats.ts';
import { merged } from '../site/config/inherit.ts';
import { isObject, listOf, member, type StaticData } from '../site/config/values.ts';
import { readYaml } from '../site/config/yaml.ts';
import { mkdocsNames } from '../site/frameworks/find.ts';

interface ConfigurationFile {
  name: string;
  text: string;
}

/** What a configuration inherits from, or its default: `INHERIT: !ENV [BASE, "base.yml"]`. */
const inherited = /^INHERIT:[ \t]*(?:!ENV[ \t]*\[[^\],]*,[ \t]*)?["']?([^\s"'#\]]+)/m;

/** A configuration, and those that it inherits from, one after the other. */
export function chainOf(
  name: string,
  read: (name: string) => string | undefined,
): ConfigurationFile[] {
  const files: ConfigurationFile[] = [];
  for (let next: string | undefined = name; next !== undefined && files.length < 5; ) {
    const text: string | undefined = read(next);
    if (!text) break;
    files.push({ name: next, text });
    const parent = inherited.exec(text)?.[1];
    next = parent && posix.join(posix.dirname(next), parent);
  }
  return files;
}

/** The settings of a site; those of Zensical are a table of their own. */
export const readConfiguration = (files: readonly ConfigurationFile[]): StaticData =>
  files
    .map(({ text, name }) =>
      name.endsWith('.toml') ? member(readToml(text, name), 'project') : readYaml(text, name),
    )
    .reduceRight<StaticData>((base, own) => merged(base, own), undefined);

/**
 * Options of the plugin macros, of the extension that Zensical has in its place, or of the plugin
 * markdownextradata, which fills in `extra`, too; undefined where there is none.
 */
export const macrosOptions = (config: StaticData): StaticData =>
  pluginOf(config, 'macros') ??
  extensionOf(config, 'zensical.extensions.macros') ??
  pluginOf(config, 'markdownextradata');

export type Read = (specifier: string) => Included;

export interface Configuration {
  text: string;
  data: StaticData;
  /** Options of the plugin macros; undefined where the site does not have it. */
  macros: StaticData;
}

/** The configuration that was read last: all documents of a site have the same. */
let last: Configuration | undefined;

export function configurationOf(read: Read): Configuration | undefined {
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

/** The options of a plugin, or true where it is named without any; undefined where it is not named. */
export const pluginOf = (data: StaticData, name: string): StaticData =>
  namedIn(data, 'plugins', name);

/** The same of an extension of Markdown; in TOML, each part of its name is a table. */
export const extensionOf = (data: StaticData, name: string): StaticData =>
  namedIn(data, 'markdown_extensions', name) ??
  member(data, 'markdown_extensions', ...name.split('.'));

function namedIn(data: StaticData, list: string, name: string): StaticData {
  const given = member(data, list);
  const named = [given, ...listOf(given)].find(
    (one) => one === name || (isObject(one) && one.has(name)),
  );
  return named === undefined ? undefined : (member(named, name) ?? true);
}
