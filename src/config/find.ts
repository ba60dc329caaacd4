import { existsSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ContextorError } from '../errors.ts';
import { type ConfigSource, readStaticSource } from './source.ts';

export interface LoadOptions {
  /** Absolute folder that the search starts in; parents are searched up to the top of the project. */
  cwd: string;
  /** A file to take in place of the search, or `false` for none. */
  configFile?: string | false | undefined;
}

/** Found without loading anything; they come first in the search. */
const plainFileNames = [
  'contextor.config.json',
  'contextor.config.yaml',
  'contextor.config.yml',
] as const;

const projectSigns = ['package.json', '.git'];

/** The names of configuration files, the first found wins. */
export const configFileNames = [
  ...plainFileNames,
  'contextor.config.js',
  'contextor.config.mjs',
  'contextor.config.cjs',
  'contextor.config.ts',
  '.contextorrc',
  '.contextorrc.json',
  '.contextorrc.yaml',
  '.contextorrc.yml',
  '.contextorrc.js',
  '.contextorrc.mjs',
  '.contextorrc.cjs',
  '.contextorrc.ts',
  'package.json',
];

/**
 * Finds and reads the configuration; undefined where there is none.
 * @throws ContextorError `CONFIG_UNREADABLE`, `CONFIG_SYNTAX`
 */
export async function findConfig({
  cwd,
  configFile,
}: LoadOptions): Promise<ConfigSource | undefined> {
  if (configFile === false) return undefined;
  return configFile === undefined ? search(cwd) : readSource(resolve(cwd, configFile));
}

async function search(cwd: string): Promise<ConfigSource | undefined> {
  const first = plainFileNames.map((name) => join(cwd, name)).find((file) => existsSync(file));
  if (first !== undefined) return readStaticSource(first);
  const folders = foldersToSearch(cwd);
  const worth = await Promise.all(folders.map(mayHoldConfig));
  if (!worth.includes(true)) return undefined;
  const { cosmiconfig } = await import('cosmiconfig');
  const explorer = cosmiconfig('contextor', {
    searchPlaces: configFileNames,
    searchStrategy: 'none',
    cache: false,
    loaders: Object.fromEntries([...Object.keys(readers), 'noExt'].map((key) => [key, searched])),
  });
  for (const folder of folders) {
    const found = await explorer.search(folder);
    if (found !== null) return found.config as ConfigSource;
  }
  return undefined;
}

/** Names beside which cosmiconfig takes options of its own from. */
const itsOwn = ['.config', 'package.yaml'];

/**
 * Whether cosmiconfig could find something in a folder; loading it takes a tenth of a build with
 * nothing to do.
 *
 * @throws ContextorError `CONFIG_SYNTAX` where package.json does not parse, which cosmiconfig says badly
 */
async function mayHoldConfig(folder: string): Promise<boolean> {
  const manifest = join(folder, 'package.json');
  const { text = '', data } = existsSync(manifest) ? readStaticSource(manifest) : nothing;
  if ((await data()) !== undefined || text.includes('"cosmiconfig"')) return true;
  const names = [...configFileNames.filter((name) => name !== 'package.json'), ...itsOwn];
  return names.some((name) => existsSync(join(folder, name)));
}

const nothing: Pick<ConfigSource, 'text' | 'data'> = {
  text: undefined,
  data: async () => undefined,
};

/**
 * From the current folder up to the top of its project, which a package.json or a repository tells;
 * without a project only the folder itself, for above it anybody may have put a configuration.
 */
function foldersToSearch(cwd: string): string[] {
  const folders: string[] = [];
  for (let folder = cwd; ; folder = dirname(folder)) {
    folders.push(folder);
    if (projectSigns.some((name) => existsSync(join(folder, name)))) return folders;
    if (folder === dirname(folder)) return [cwd];
  }
}

/** cosmiconfig itself looks under the key `contextor` of a package.json. */
async function searched(file: string): Promise<unknown> {
  const source = await readSource(file);
  if (basename(file) !== 'package.json') return source;
  return (await source.data()) === undefined ? {} : { contextor: source };
}

const readers: Record<string, (file: string) => ConfigSource | Promise<ConfigSource>> = {
  '.json': readStaticSource,
  '.yaml': readStaticSource,
  '.yml': readStaticSource,
  '.js': readModule,
  '.mjs': readModule,
  '.cjs': readModule,
  '.ts': readTypeScript,
};

const readSource = async (file: string): Promise<ConfigSource> =>
  (readers[extname(file)] ?? readStaticSource)(file);

async function readModule(file: string): Promise<ConfigSource> {
  return evaluated(file, async () => {
    // The time of the last change makes a watching process see a new version.
    const { href } = pathToFileURL(file);
    return (await import(`${href}?t=${statSync(file).mtimeMs}`)).default;
  });
}

async function readTypeScript(file: string): Promise<ConfigSource> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, { moduleCache: false });
  return evaluated(file, () => jiti.import(file, { default: true }));
}

async function evaluated(file: string, evaluate: () => Promise<unknown>): Promise<ConfigSource> {
  try {
    const value = await evaluate();
    const data = typeof value === 'function' ? await value() : await value;
    return { file, text: undefined, data: async () => data, locate: async () => undefined };
  } catch (cause) {
    throw new ContextorError(`${file}: the configuration cannot be loaded: ${reasonOf(cause)}`, {
      code: 'CONFIG_SYNTAX',
      remedy: 'Fix the file, or pass --no-config to run without it.',
      cause,
    });
  }
}

const reasonOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message.split('\n')[0]! : String(cause);
