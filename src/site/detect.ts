import { dirname, join, relative } from 'node:path';
import { attempt } from '../attempt.ts';
import type { Dialect } from '../contract/dialect.ts';
import { withoutCode } from '../document/lines/scanner.ts';
import { Disk } from '../files/disk.ts';
import { isInside } from '../files/inside.ts';
import { slashed } from '../files/source-name.ts';
import { firstOf } from '../first-of.ts';
import { jsonRecord } from '../is-record.ts';

/** What detection asks of a dialect's record. */
type Signed = Pick<Dialect, 'name' | 'signs'>;

export interface DetectOptions {
  /** The records of the dialects, in order of precedence. */
  dialects: readonly Signed[];
  /** Absolute; the search for config files goes from the source root up to here. */
  projectRoot: string;
  /** Absolute source root. */
  sourceRoot: string;
  /** Paths of the documents, relative to the source root. */
  paths: readonly string[];
  /** The text of a document; may throw. Default: none are read. */
  sample?: (path: string) => string;
}

/** Points that a document gives to dialects, by their names; nothing for those that it gives none. */
type Signs = Readonly<Record<string, number>>;

export interface Detected {
  /** Name of the dialect; `generic` if nothing shows which. */
  name: string;
  /** One line for `inspect`. */
  why: string;
}

/**
 * Finds the dialect: by config files and packages, the nearest folder first; where those say
 * nothing, or several things, by the constructs of sampled documents.
 */
export function detectDialect(options: DetectOptions): Detected {
  const { projectRoot, sourceRoot, dialects } = options;
  for (const folder of foldersUp(sourceRoot, projectRoot)) {
    const found = signsOfFolder(folder, dialects);
    if (found.length === 0) continue;
    const certain = found.filter(({ by }) => by === 'file');
    const candidates = certain.length > 0 ? certain : found;
    const names = new Set(candidates.map(({ dialect }) => dialect));
    const best = names.size === 1 ? undefined : vote(options, ({ name }) => names.has(name))?.name;
    const chosen = candidates.find(({ dialect }) => dialect === best) ?? candidates[0]!;
    const where = slashed(relative(projectRoot, folder)) || '.';
    return { name: chosen.dialect, why: `${chosen.what} in ${where}` };
  }
  return vote(options, () => true) ?? { name: 'generic', why: 'no framework was recognised' };
}

/** The folders from one up to a root that contains it, both included; only the folder if the root does not. */
export function foldersUp(folder: string, root: string): string[] {
  const folders = [folder];
  if (!isInside(root, folder)) return folders;
  while (folders.at(-1) !== root) {
    const parent = dirname(folders.at(-1)!);
    if (parent === folders.at(-1)) break;
    folders.push(parent);
  }
  return folders;
}

/** One sign of a framework in one folder. */
interface Found {
  dialect: string;
  by: 'file' | 'package';
  what: string;
}

/** The signs in the names and packages of one folder, in order of precedence. */
export function signsOfFolder(
  folder: string,
  dialects: readonly Signed[],
  disk = new Disk(),
): Found[] {
  const names = new Set(disk.list(folder).map(({ name }) => name));
  const textOf = (name: string) => disk.read(join(folder, name)) ?? '';
  const packages = names.has('package.json')
    ? dependenciesOf(jsonRecord(textOf('package.json')))
    : [];
  const found: Found[] = [];
  for (const { name: dialect, signs = {} } of dialects) {
    const file = firstMatch(names, signs.files);
    if (file !== undefined && (signs.telling?.test(textOf(file)) ?? true)) {
      found.push({ dialect, by: 'file', what: file });
    }
    const name = firstMatch(packages, signs.packages);
    if (name !== undefined) {
      found.push({ dialect, by: 'package', what: `package.json depends on ${name},` });
    }
  }
  return found;
}

const firstMatch = (
  names: Iterable<string>,
  patterns: readonly string[] = [],
): string | undefined => firstOf(patterns, (pattern) => matching(names, pattern));

function matching(names: Iterable<string>, pattern: string): string | undefined {
  const start = pattern.endsWith('*') ? pattern.slice(0, -1) : undefined;
  for (const name of names) {
    if (start === undefined ? name === pattern : name.startsWith(start)) return name;
  }
  return undefined;
}

/** The packages that a `package.json` names. */
export const dependenciesOf = (manifest: Readonly<Record<string, unknown>>): string[] =>
  ['dependencies', 'devDependencies'].flatMap((key) => Object.keys(manifest[key] ?? {}));

/** Pages that are looked into; spread evenly, so that one unusual folder does not decide. */
const sampleSize = 60;
/** Points below which a vote is no more than chance. */
const enough = 3;

function vote(options: DetectOptions, among: (dialect: Signed) => boolean): Detected | undefined {
  const { paths, sample, dialects } = options;
  if (sample === undefined) return undefined;
  const read = sampled(paths).map((path) => signsIn(textOf(path, sample), dialects));
  const [best] = dialects
    .filter(among)
    .map((dialect) => tally(dialect, read))
    .sort((a, b) => b.score - a.score);
  if (best === undefined || best.score < best.enough) return undefined;
  return {
    name: best.name,
    why: `its constructs are in ${best.pages} of ${read.length} pages read`,
  };
}

export function sampled(paths: readonly string[]): string[] {
  const step = Math.max(1, paths.length / sampleSize);
  const taken: string[] = [];
  for (let at = 0; at < paths.length; at += step) taken.push(paths[Math.floor(at)]!);
  return taken;
}

function signsIn(text: string, dialects: readonly Signed[]): Signs {
  const found: Record<string, number> = {};
  for (const { name, signs } of dialects) {
    let points = 0;
    for (const [pattern, weight] of signs?.constructs ?? []) {
      if (pattern.test(text)) points += weight;
    }
    if (points !== 0) found[name] = points;
  }
  return found;
}

function tally({ name, signs }: Signed, read: readonly Signs[]) {
  const points = read.map((page) => page[name] ?? 0);
  const score = points.reduce((sum, each) => sum + each, 0);
  const pages = points.filter((each) => each > 0).length;
  return { name, score, pages, enough: signs?.enough ?? enough };
}

/** Characters of a page that are looked at. */
const sampleLength = 100_000;

/** The document without the bodies of its code blocks; samples of other frameworks live there. */
const textOf = (path: string, sample: (path: string) => string): string =>
  attempt(() => withoutCode(sample(path).slice(0, sampleLength)), '');
