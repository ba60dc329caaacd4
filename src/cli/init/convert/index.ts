import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { ContextorError } from '../../../errors.ts';
import { firstOf } from '../../../first-of.ts';
import { isRecord } from '../../../is-record.ts';
import { ProjectFiles } from '../../../site/config/files.ts';
import { ModuleReader } from '../../../site/config/modules.ts';
import { isObject, originOf, type StaticData } from '../../../site/config/values.ts';
import { type Conversion, convertKeys, relativeToSource } from './conversion.ts';
import {
  context7,
  docusaurusPlugin,
  pluginDefaults,
  pyproject,
  pythonProject,
  vitepressPlugin,
} from './formats.ts';

interface Format {
  name: string;
  file: RegExp;
  /** Undefined if the file is not in this format. */
  convert(text: string, file: string): Promise<Conversion | undefined>;
}

const formats: readonly Format[] = [
  {
    name: 'the tables [tool.contextor] of pyproject.toml',
    file: /^pyproject\.toml$/,
    async convert(text) {
      const { parse } = await import('smol-toml');
      const { tool } = parse(text);
      return isRecord(tool) && isRecord(tool.contextor)
        ? convertKeys(tool.contextor, pyproject)
        : undefined;
    },
  },
  {
    name: 'context7.json',
    file: /^context7\.json$/,
    convert: async (text) => convertKeys(JSON.parse(text), context7),
  },
  {
    name: 'the project JSON of the Python contextor',
    file: /\.json$/,
    async convert(text) {
      const data = JSON.parse(text);
      return isRecord(data) && isRecord(data.settings)
        ? convertKeys(data, pythonProject)
        : undefined;
    },
  },
  {
    name: 'options of docusaurus-plugin-llms',
    file: /\.[cm]?[jt]s$/,
    convert: async (_, file) => convertPlugin(file, 'docusaurus-plugin-llms', docusaurusPlugin),
  },
  {
    name: 'options of vitepress-plugin-llms',
    file: /\.[cm]?[jt]s$/,
    convert: async (_, file) => convertPlugin(file, 'vitepress-plugin-llms', vitepressPlugin),
  },
];

/**
 * Converts the configuration of another tool.
 * @throws ContextorError `INIT_FROM`, when the file cannot be read or is in no known format.
 */
export async function convertFile(file: string): Promise<Conversion> {
  const text = read(file);
  for (const format of formats.filter((candidate) => candidate.file.test(basename(file)))) {
    const conversion = await attempt(format, { file, text });
    if (conversion !== undefined) {
      return { ...conversion, config: relativeToSource(conversion.config) };
    }
  }
  throw new ContextorError(`${file}: not a configuration that init can convert`, {
    code: 'INIT_FROM',
    remedy: `--from takes ${formats.map((format) => format.name).join('; ')}.`,
  });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ContextorError(`${file}: cannot be read`, {
      code: 'INIT_FROM',
      remedy: 'Check the path that --from names.',
      cause,
    });
  }
}

async function attempt(
  format: Format,
  { file, text }: { file: string; text: string },
): Promise<Conversion | undefined> {
  try {
    return await format.convert(text, file);
  } catch (cause) {
    throw new ContextorError(`${file}: does not parse as ${format.name}`, {
      code: 'INIT_FROM',
      remedy: 'Fix the file, then run init again.',
      cause,
    });
  }
}

function convertPlugin(
  file: string,
  plugin: string,
  rules: Parameters<typeof convertKeys>[1],
): Conversion | undefined {
  const options = pluginOptions(file, plugin);
  if (options === undefined) return undefined;
  const { config, unmatched } = convertKeys(options, rules);
  return { config: { ...pluginDefaults, ...config }, unmatched };
}

/**
 * The options of a plugin in a configuration that is code, which is read as data: the object beside
 * the plugin's name in a list, or in the call of what is imported from it. Undefined where the plugin
 * is not used.
 *
 * @throws where a module of it does not parse
 */
function pluginOptions(file: string, plugin: string): Record<string, unknown> | undefined {
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
