import { dirname, relative, resolve } from 'node:path';
import { ContextorError } from '../errors.ts';
import { isInside, realPath } from '../files/inside.ts';
import { slashed } from '../files/source-name.ts';
import type { Config, ParsedConfig, Settings, SourceSettings } from './settings.ts';

interface Places {
  parsed: ParsedConfig;
  flags: Config;
  /** Absolute folder that the paths of the configuration start from. */
  base: string;
}

/**
 * The sources that `src` lists, with absolute folders, and the folder that holds them all.
 *
 * @throws ContextorError `SOURCES_NESTED`
 */
export function listedSources(
  entries: Exclude<ParsedConfig['src'], string>,
  { parsed, flags, base }: Places,
): { sourceRoot: string; sources: readonly SourceSettings[] } {
  const roots = entries.map(({ src }) => realPath(resolve(base, src)));
  refuseNested(entries, roots);
  const sourceRoot = roots.reduce(commonFolder);
  const sources = entries.map((entry, at): SourceSettings => {
    const folder = slashed(relative(sourceRoot, roots[at]!));
    const prefix = entry.prefix?.replace(/\/+$/, '');
    return {
      folder,
      sourceRoot: roots[at]!,
      prefix: prefix ?? folder,
      prefixed: prefix !== undefined,
      title: entry.title,
      baseUrl: entry.baseUrl,
      commonUrl: parsed.baseUrl,
      dialect: flags.dialect ?? entry.dialect ?? parsed.dialect,
      include: flags.include ?? entry.include ?? parsed.include,
      exclude: flags.exclude ?? entry.exclude ?? parsed.exclude,
    };
  });
  return { sourceRoot, sources };
}

/** The settings of each source, as if it were the only one; those of the run where there is one. */
export function settingsBySource(settings: Settings): readonly Settings[] {
  const { sources, ...shared } = settings;
  if (sources === undefined) return [settings];
  return sources.map((source) => ({ ...shared, ...source }));
}

/** Paths of all sources in the folder that holds them; empty where there is one. */
export const sourceFolders = ({ sources }: Pick<Settings, 'sources'>): readonly string[] =>
  sources?.map(({ folder }) => folder) ?? [''];

/** The roots of all sources, absolute. */
export function sourceRoots({
  sourceRoot,
  sources,
}: Pick<Settings, 'sourceRoot' | 'sources'>): readonly string[] {
  return sources?.map((source) => source.sourceRoot) ?? [sourceRoot];
}

function refuseNested(entries: readonly { src: string }[], roots: readonly string[]): void {
  for (const [at, root] of roots.entries()) {
    const inner = roots.findIndex((other, index) => index !== at && isInside(root, other));
    if (inner < 0) continue;
    const [one, other] = [entries[at]!.src, entries[inner]!.src].map((src) => JSON.stringify(src));
    const same = root === roots[inner];
    throw new ContextorError(
      same ? `"src" lists the folder ${one} twice` : `the source ${other} lies inside ${one}`,
      {
        code: 'SOURCES_NESTED',
        remedy: same
          ? 'Name each folder once; "include" may hold several globs.'
          : `Leave ${other} out, since ${one} holds its documents, or name folders that lie beside each other.`,
      },
    );
  }
}

const commonFolder = (one: string, other: string): string =>
  isInside(one, other) ? one : commonFolder(dirname(one), other);
