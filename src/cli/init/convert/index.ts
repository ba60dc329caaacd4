import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { ContextorError } from '../../../errors.ts';
import { isRecord } from '../../../is-record.ts';
import { type Conversion, convertKeys, relativeToSource } from './conversion.ts';
import {
  context7,
  docusaurusPlugin,
  pluginDefaults,
  pyproject,
  pythonProject,
  vitepressPlugin,
} from './formats.ts';
import { pluginOptions } from './plugin-options.ts';

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
