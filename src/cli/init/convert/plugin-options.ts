import { dirname, resolve } from 'node:path';
import { firstOf } from '../../../first-of.ts';
import { ProjectFiles } from '../../../site/config/files.ts';
import { ModuleReader } from '../../../site/config/modules.ts';
import { isObject, originOf, type StaticData } from '../../../site/config/values.ts';

/**
 * The options of a plugin in a configuration that is code, which is read as data: the object beside
 * the plugin's name in a list, or in the call of what is imported from it. Undefined where the plugin
 * is not used.
 *
 * @throws where a module of it does not parse
 */
export function pluginOptions(file: string, plugin: string): Record<string, unknown> | undefined {
  const path = resolve(file);
  const files = new ProjectFiles(dirname(path));
  const text = files.read(path) ?? '';
  if (!text.includes(plugin)) return undefined;
  const [, local] =
    new RegExp(`\\bimport\\s+\\{?\\s*(\\w+)[^'"]*['"]${plugin}['"]`).exec(text) ?? [];
  const reader = new ModuleReader(files);
  const options = optionsIn(reader.resolve(path), { plugin, local });
  const [problem] = reader.problems;
  if (problem) throw new Error(`${problem.file}:${problem.line}: ${problem.reason}`);
  return isObject(options) ? (plain(options) as Record<string, unknown>) : {};
}

interface Plugin {
  plugin: string;
  /** The name that it is imported under. */
  local: string | undefined;
}

function optionsIn(data: StaticData, wanted: Plugin): StaticData {
  const isCall = wanted.local !== undefined && originOf(data)?.call === wanted.local;
  if (isObject(data) && isCall) return data;
  if (!Array.isArray(data)) return isObject(data) ? firstIn(data.values(), wanted) : undefined;
  return data[0] === wanted.plugin ? data[1] : firstIn(data, wanted);
}

const firstIn = (values: Iterable<StaticData>, wanted: Plugin): StaticData =>
  firstOf(values, (value) => optionsIn(value, wanted));

/** What is known of a value, as the data of JSON. */
function plain(data: StaticData): unknown {
  if (Array.isArray(data)) return data.map(plain);
  if (!isObject(data)) return typeof data === 'object' ? undefined : data;
  return Object.fromEntries([...data].map(([name, value]) => [name, plain(value)]));
}
