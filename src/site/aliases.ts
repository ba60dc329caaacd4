import { existsSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { attempt } from '../attempt.ts';
import { foldersIn } from '../files/folders-in.ts';
import { isInside } from '../files/inside.ts';
import { allowedReader } from '../files/refusals.ts';
import { slashed } from '../files/source-name.ts';
import { firstOf } from '../first-of.ts';
import { foldersUp } from './detect.ts';
import { moduleNames } from './frameworks/readers/project-folder.ts';
import { packageAliases } from './workspace-packages.ts';

/** Import aliases: patterns with at most one `*`, and their absolute targets. */
export type Aliases = readonly (readonly [pattern: string, targets: readonly string[]])[];

/** More than any project states, in one tsconfig.json; each target costs several looks at the disk. */
const mostPatterns = 2000;
const mostTargets = 20;
/** Configurations that extend each other. */
const mostExtends = 5;
/** Of all patterns that fit one specifier. */
const mostFound = 100;

interface AliasOptions {
  sourceRoot: string;
  projectRoot: string;
  /** From the configuration; paths relative to the project root. */
  aliases?: Readonly<Record<string, string>>;
  /** Called with a file of which a part is not read, relative to the source root, and why. */
  report?: Report;
}

type Report = (file: string, reason: string) => void;

/** Aliases of the configuration, then those of the nearest tsconfig.json or jsconfig.json, of packages of the repository, then `@site` and the like. */
export function readAliases({
  sourceRoot,
  projectRoot,
  aliases = {},
  report,
}: AliasOptions): Aliases {
  const folders = foldersUp(sourceRoot, projectRoot);
  const read = allowedReader({ sourceRoot, projectRoot });
  const own = Object.entries(aliases).map(
    ([pattern, target]) => [pattern, folders.map((folder) => join(folder, target))] as const,
  );
  const everywhere = folders.flatMap((folder) => [join(folder, '*'), join(folder, 'src/*')]);
  return [
    ...own,
    ...tsconfigAliases(folders, projectRoot, {
      read,
      report: (file, reason) => report?.(slashed(relative(sourceRoot, file)), reason),
    }),
    ...packageAliases(folders, read),
    ['@site/*', [...siteFolders(folders).map((folder) => join(folder, '*')), ...everywhere]],
    ...['@/*', '~/*'].map((pattern) => [pattern, everywhere] as const),
  ];
}

/**
 * The aliases of a site that serves documents beside its folder: its root, and what its tsconfig.json
 * states. Relative to the project root; none where the site is around its documents.
 *
 * @param site folder of the site, relative to the project root
 */
export function aliasesBeside(
  site: string,
  { sourceRoot, projectRoot }: Pick<AliasOptions, 'sourceRoot' | 'projectRoot'>,
): Record<string, string> {
  const folder = join(projectRoot, site);
  if (isInside(folder, sourceRoot)) return {};
  const read = allowedReader({ sourceRoot, projectRoot });
  const stated = tsconfigAliases([folder], projectRoot, { read }).flatMap(([pattern, [target]]) =>
    target !== undefined && isInside(projectRoot, target)
      ? [[pattern, slashed(relative(projectRoot, target))]]
      : [],
  );
  return { ...Object.fromEntries(stated), '/*': `${site}/*` };
}

/** The folders of Docusaurus sites; one may serve documents beside it. */
function siteFolders(folders: readonly string[]): string[] {
  const inside = folders.flatMap(firstFolders);
  const packages = inside.filter((folder) => /^(?:packages|apps|sites)$/.test(basename(folder)));
  const isSite = (folder: string) =>
    moduleNames('docusaurus.config').some((name) => existsSync(join(folder, name)));
  return [...folders, ...inside, ...packages.flatMap(firstFolders)].filter(isSite);
}

const firstFolders = (folder: string): string[] => foldersIn(folder).slice(0, 200);

/** The paths that a specifier may mean, in order of precedence; none if no alias fits. */
export function expandAlias(aliases: Aliases, specifier: string): string[] {
  const found = aliases.flatMap(([pattern, targets]) => {
    const star = pattern.indexOf('*');
    if (star < 0) return specifier === pattern ? targets : [];
    const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
    const fits =
      specifier.length >= start.length + end.length &&
      specifier.startsWith(start) &&
      specifier.endsWith(end);
    if (!fits) return [];
    const rest = specifier.slice(start.length, specifier.length - end.length);
    return targets.map((target) => target.replace('*', () => rest));
  });
  return found.slice(0, mostFound);
}

/**
 * The aliases of the first of some folders whose tsconfig.json or jsconfig.json states any.
 *
 * @param reader gives the text of a file, without a byte order mark; undefined if it cannot be read
 */
export function tsconfigAliases(
  folders: readonly string[],
  projectRoot: string,
  reader: Pick<Reading, 'read' | 'report'>,
): Aliases {
  const files = folders.flatMap((folder) => [
    join(folder, 'tsconfig.json'),
    join(folder, 'jsconfig.json'),
  ]);
  return firstOf(files, (file) => pathsOf(file, { projectRoot, ...reader, depth: 0 })) ?? [];
}

interface Reading {
  projectRoot: string;
  read: (file: string) => string | undefined;
  report?: Report;
  /** How many `extends` led here. */
  depth: number;
}

function pathsOf(file: string, { depth, ...reading }: Reading): Aliases | undefined {
  const { projectRoot, read, report } = reading;
  if (!isInside(projectRoot, file)) return undefined;
  if (depth > mostExtends) {
    report?.(file, `It was not read: a chain of more than ${mostExtends} \`extends\` leads to it.`);
    return undefined;
  }
  const config = parseJsonc(read(file) ?? '');
  if (config === undefined) return undefined;
  const { compilerOptions, extends: base } = config as {
    compilerOptions?: { baseUrl?: unknown; paths?: unknown };
    extends?: unknown;
  };
  const { baseUrl, paths } = compilerOptions ?? {};
  if (typeof paths === 'object' && paths !== null) {
    const root = join(dirname(file), typeof baseUrl === 'string' ? baseUrl : '.');
    const all = Object.entries(paths);
    const isCut =
      all.length > mostPatterns ||
      all.some(([, targets]) => Array.isArray(targets) && targets.length > mostTargets);
    if (isCut)
      report?.(
        file,
        `Only the first ${mostPatterns} of its \`paths\` are used, and the first ${mostTargets} targets of each.`,
      );
    return all.slice(0, mostPatterns).map(([pattern, targets]) => [
      pattern,
      (Array.isArray(targets) ? targets : [])
        .slice(0, mostTargets)
        .filter((target) => typeof target === 'string')
        .map((target) => join(root, target)),
    ]);
  }
  if (typeof base !== 'string' || !base.startsWith('.')) return undefined;
  const next = join(dirname(file), base.endsWith('.json') ? base : `${base}.json`);
  return pathsOf(next, { ...reading, depth: depth + 1 });
}

/** A string that never ends takes the line: looked for again at each quote, it would take time squared. */
const jsonStringOr = ({ source }: RegExp) =>
  new RegExp(`("(?:[^"\\\\\\n]|\\\\.?)*"?)|${source}`, 'g');

/** JSON with comments and trailing commas, as tsconfig files have them. */
function parseJsonc(source: string): object | undefined {
  const text = source
    .replace(jsonStringOr(/\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/), (_, text?: string) => text ?? '')
    .replace(jsonStringOr(/,(?=\s*[}\]])/), (_, text?: string) => text ?? '');
  const value: unknown = attempt(() => JSON.parse(text));
  return typeof value === 'object' && value !== null ? value : undefined;
}
