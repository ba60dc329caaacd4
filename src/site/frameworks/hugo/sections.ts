import { posix } from 'node:path';
import { copyInto } from '../../../static/origin.ts';
import {
  entriesOf,
  isObject,
  noteOrigin,
  originOf,
  placeOf,
  type StaticData,
  type StaticObject,
} from '../../config/values.ts';
import type { Folder } from '../readers/folder.ts';

const endings = ['toml', 'yaml', 'yml', 'json'];

/** Folders of configuration, those that count more last: a site is built for production. */
const folders = ['config/_default', 'config/production'];

/** The main file, and those beside it that are named after their section: `params.toml`, `languages.de.toml`. */
export function withSections(folder: Folder, file: string): StaticData {
  const own = folder.data(file);
  const there = folders.filter((name) => folder.has(name));
  if (there.length === 0) return withUsualNames(own);
  const result: StaticObject = new Map();
  noteOrigin(result, placeOf(own) ?? folder.startOf(file));
  if (!file.startsWith('config/') && isObject(own)) copyInto(result, own);
  for (const name of there) addFolder(result, folder, name);
  return withUsualNames(result);
}

const usualNames = new Map(
  [
    'baseURL',
    'contentDir',
    'defaultContentLanguage',
    'defaultContentLanguageInSubdir',
    'disableLanguages',
    'disablePathToLower',
    'ignoreFiles',
    'languages',
    'module',
    'outputFormats',
    'params',
    'permalinks',
    'taxonomies',
    'theme',
    'title',
    'uglyURLs',
  ].map((name) => [name.toLowerCase(), name]),
);

/** Settings also under the names that Hugo's docs give them: a configuration may write them in any letter case. */
export function withUsualNames(config: StaticData): StaticData {
  if (!isObject(config)) return config;
  for (const [key, value] of entriesOf(config)) {
    const name = usualNames.get(key.toLowerCase()) ?? key;
    if (config.has(name)) continue;
    config.set(name, value);
    const place = placeOf(config, key);
    if (place !== undefined) originOf(config)?.members.set(name, place);
  }
  return config;
}

/** How deep configuration is looked for in a folder of it. */
const maxDepth = 3;

function addFolder(result: StaticObject, folder: Folder, name: string): void {
  const later: [language: string, data: StaticObject][] = [];
  for (const file of filesBelow(folder, name)) {
    const [, section, language, ending] =
      /^([^.]+)(?:\.([^.]+))?\.(\w+)$/.exec(posix.basename(file)) ?? [];
    if (section === undefined || !endings.includes(ending!)) continue;
    if (language !== undefined && section !== 'languages') continue;
    const data = folder.data(file);
    if (!isObject(data)) continue;
    if (language !== undefined) later.push([language, data]);
    else if (section === 'hugo' || section === 'config') merge(result, data);
    else merge(memberIn(result, section, data), data);
  }
  for (const [language, data] of later) {
    merge(memberIn(memberIn(result, 'languages', data), language, data), data);
  }
}

/** Files of a folder and of those in it, whose own names say nothing. */
function filesBelow(folder: Folder, name: string, depth = 0): string[] {
  return folder.names(name).flatMap((inner) => {
    const path = posix.join(name, inner);
    const isFile = inner.includes('.') || depth === maxDepth;
    return isFile ? [path] : filesBelow(folder, path, depth + 1);
  });
}

/** An object in another one; a new one, with the place of its future content, if there is none. */
function memberIn(owner: StaticObject, key: string, data: StaticObject): StaticObject {
  const known = owner.get(key);
  if (isObject(known)) return known;
  const made: StaticObject = new Map();
  const place = placeOf(data);
  if (place !== undefined) {
    noteOrigin(made, place);
    originOf(owner)?.members.set(key, place);
  }
  owner.set(key, made);
  return made;
}

/** Objects keep what a later file does not say; of anything else the later one counts. */
function merge(target: StaticObject, source: StaticObject): void {
  for (const [key, value] of entriesOf(source)) {
    const known = target.get(key);
    if (isObject(known) && isObject(value)) {
      merge(known, value);
      continue;
    }
    target.set(key, value);
    const place = placeOf(source, key);
    if (place !== undefined) originOf(target)?.members.set(key, place);
  }
}
