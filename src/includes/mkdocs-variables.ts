import { entriesOf, listOf, member, type StaticData, Unknown } from '../site/config/values.ts';
import { readYaml } from '../site/config/yaml.ts';
import { type Configuration, configurationOf, type Read } from './mkdocs-configuration.ts';

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

/** The names that the configuration and its files give to all pages. */
export function variablesOf({ data, macros }: Configuration, read: Read): Map<string, StaticData> {
  const extra = entriesOf(member(data, 'extra'));
  const names = [...extra.map(([name]) => name), ...includedNames(macros, read)];
  return new Map(names.map((name) => [name, valueNamed(name, read)]));
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

/** The files of `include_yaml`, each with the name that it is known by; of those without one, each key is a name. */
const filesOf = (macros: StaticData): [name: string, path: string][] =>
  listOf(member(macros, 'include_yaml'))
    .flatMap((one): [string, StaticData][] =>
      typeof one === 'string' ? [['', one]] : entriesOf(one),
    )
    .filter((one): one is [string, string] => typeof one[1] === 'string');

const includedNames = (macros: StaticData, read: Read): string[] =>
  filesOf(macros).flatMap(([name, path]) =>
    name === '' ? entriesOf(dataOfFile(path, read)).map(([key]) => key) : [name],
  );

function dataOfFile(path: string, read: Read): StaticData {
  const text = textOfFile(path, read);
  return text === undefined ? undefined : readYaml(text, path);
}

export function textOfFile(path: string, read: Read): string | undefined {
  const file = read(`/${path}`);
  return file.ok ? file.text : undefined;
}

/** The value that a name has in the files of `include_yaml`: the last one counts. */
function included(macros: StaticData, name: string, read: Read): StaticData {
  let value: StaticData;
  for (const [key, path] of filesOf(macros)) {
    if (key !== '' && key !== name) continue;
    const data = dataOfFile(path, read);
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
