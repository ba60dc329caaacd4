import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { ContextorError } from '../errors.ts';
import { isInside, realPath } from '../files/inside.ts';
import { baselineName } from '../findings/baseline.ts';
import type { Config, ParsedConfig, Settings, SiteSettings } from './settings.ts';
import { listedSources, sourceRoots } from './sources.ts';

/** Where relative paths of settings start, and what the command line sets. */
export interface ResolveOptions {
  /** Absolute folder that the run was started in; relative paths of `flags` start here. */
  cwd: string;
  /** Absolute folder that relative paths of the configuration start from; default `cwd`. */
  base?: string;
  /** Settings from the command line; they win over the configuration. */
  flags?: Config;
}

/** A configuration with the settings from the command line over it. */
export function withFlags(config: Config, flags: Config): Config {
  return { ...config, ...flags, ...siteOf(config, flags) };
}

/** The folder that the command line names, with what else the configuration says of the site. */
function siteOf({ site: configured }: Config, { site: named }: Config): Pick<Config, 'site'> {
  const whole = typeof named === 'string' && typeof configured === 'object';
  return whole ? { site: { ...configured, folder: named } } : {};
}

/**
 * Settles a checked configuration into the frozen settings of one run: absolute paths, no `auto` left.
 *
 * @throws ContextorError `OUT_INSIDE_SOURCE`, `SOURCES_NESTED`
 */
export function settle(parsed: ParsedConfig, options: ResolveOptions): Settings {
  const { cwd, base = cwd, flags = {} } = options;
  const from = (key: 'src' | 'out') => (flags[key] === undefined ? base : cwd);
  const outRoot = resolve(from('out'), parsed.out);
  const { src } = parsed;
  const listed =
    typeof src === 'string'
      ? { sourceRoot: resolve(from('src'), src) }
      : listedSources(src, { parsed, flags, base: from('src') });
  for (const sourceRoot of sourceRoots(listed)) refuseNesting({ base, sourceRoot, outRoot });
  return freeze({
    ...parsed,
    cwd: base,
    ...listed,
    outRoot,
    baseline: baselineOf(parsed.baseline, base),
    site: siteIn(parsed.site, flags.site === undefined ? base : cwd),
    maxWorkers: parsed.maxWorkers === 'auto' ? availableParallelism() : parsed.maxWorkers,
  });
}

function siteIn(site: ParsedConfig['site'], base: string): SiteSettings | undefined {
  if (site === undefined) return undefined;
  const { folder, ...others } = typeof site === 'string' ? { folder: site } : site;
  return { ...others, folder: resolve(base, folder) };
}

/** The named file, else the one that `contextor baseline` writes, where it is there. */
function baselineOf(named: string | undefined, base: string): string | undefined {
  if (named !== undefined) return resolve(base, named);
  const usual = join(base, baselineName);
  return existsSync(usual) ? usual : undefined;
}

interface Folders {
  base: string;
  sourceRoot: string;
  outRoot: string;
}

/**
 * Output inside the source would be read as source by the next run. A project that is its own
 * source folder has room nowhere else, so there a hidden folder will do: it holds no documents.
 */
function refuseNesting({ base, sourceRoot, outRoot }: Folders): void {
  const [source, out] = [realPath(sourceRoot), realPath(outRoot)];
  if (!isInside(source, out)) return;
  const isProject = source === realPath(base);
  if (isProject && relative(source, out).startsWith('.')) return;
  const where = `the output folder ${outRoot} lies inside the source folder ${sourceRoot}`;
  throw new ContextorError(where, {
    code: 'OUT_INSIDE_SOURCE',
    remedy: isProject
      ? `Choose a hidden folder with --out or "out", such as ${join(sourceRoot, '.contextor')}.`
      : `Choose a folder next to it with --out or "out", such as ${join(dirname(sourceRoot), '.contextor')}.`,
  });
}

/** Freezes what validation has copied; `merge` and the options of transforms are the user's own objects. */
function freeze<T extends Settings>(settings: T): T {
  const { merge: _theirs, ...copied } = settings;
  for (const value of Object.values(copied)) Object.freeze(value);
  return Object.freeze(settings);
}
