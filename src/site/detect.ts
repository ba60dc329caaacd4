import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { type Evidence, evidence } from './evidence.ts';
import type { PathCache } from './path-cache.ts';

export interface DetectOptions {
  /** Absolute; the search for config files goes from the source root up to here. */
  projectRoot: string;
  /** Absolute source root. */
  sourceRoot: string;
  /** Paths of the documents, relative to the source root. */
  paths: readonly string[];
  /** The text of a document; may throw. Default: none are read. */
  sample?: (path: string) => string;
  /** Signs of earlier builds. */
  known?: PathCache<Signs>;
}

/** Points that a document gives to dialects, by their names; nothing for those that it gives none. */
export type Signs = Readonly<Record<string, number>>;

export interface Detected {
  /** Name of the dialect; `generic` where nothing tells. */
  name: string;
  /** One line for `inspect`. */
  why: string;
}

/**
 * Finds the dialect: by config files and packages, the nearest folder first; where those say
 * nothing, or several things, by the constructs of sampled documents.
 */
export function detectDialect(options: DetectOptions): Detected {
  const { projectRoot, sourceRoot } = options;
  for (const folder of foldersUp(sourceRoot, projectRoot)) {
    const found = evidenceIn(folder);
    if (found.length === 0) continue;
    const certain = found.filter(({ by }) => by === 'file');
    const candidates = certain.length > 0 ? certain : found;
    const names = new Set(candidates.map(({ dialect }) => dialect));
    const best =
      names.size === 1 ? undefined : vote(options, (entry) => names.has(entry.dialect))?.name;
    const chosen = candidates.find(({ dialect }) => dialect === best) ?? candidates[0]!;
    const where = relative(projectRoot, folder).split(sep).join('/') || '.';
    return { name: chosen.dialect, why: `${chosen.what} in ${where}` };
  }
  return vote(options, () => true) ?? { name: 'generic', why: 'nothing tells a framework' };
}

/** From a folder up to a root that holds it, both included; only the folder where the root does not. */
export function foldersUp(folder: string, root: string): string[] {
  const folders = [folder];
  const inside = !relative(root, folder).startsWith('..');
  while (inside && folders.at(-1) !== root) {
    const parent = dirname(folders.at(-1)!);
    if (parent === folders.at(-1)) break;
    folders.push(parent);
  }
  return folders;
}

/** One sign of a framework in one folder. */
export interface Found {
  dialect: string;
  by: 'file' | 'package';
  what: string;
}

/** What the names and packages of one folder tell, in the order of precedence. */
export function evidenceIn(folder: string): Found[] {
  const names = namesIn(folder);
  const packages = names.has('package.json') ? packagesOf(join(folder, 'package.json')) : [];
  const found: Found[] = [];
  for (const { dialect, files = [], packages: wanted = [] } of evidence) {
    const file = files
      .map((pattern) => matching(names, pattern))
      .find((name) => name !== undefined);
    if (file !== undefined && isMeant(dialect, join(folder, file))) {
      found.push({ dialect, by: 'file', what: file });
    }
    const name = wanted
      .map((pattern) => matching(packages, pattern))
      .find((hit) => hit !== undefined);
    if (name !== undefined) {
      found.push({ dialect, by: 'package', what: `package.json depends on ${name},` });
    }
  }
  return found;
}

// Names that other tools use too count only with a word of the framework in them.
const telling: Readonly<Record<string, RegExp>> = {
  mintlify: /mintlify|"navigation"/,
  myst: /myst/,
};

function isMeant(dialect: string, file: string): boolean {
  const words = telling[dialect];
  return words === undefined || words.test(tryRead(file));
}

function matching(names: Iterable<string>, pattern: string): string | undefined {
  const start = pattern.endsWith('*') ? pattern.slice(0, -1) : undefined;
  for (const name of names) {
    if (start === undefined ? name === pattern : name.startsWith(start)) return name;
  }
  return undefined;
}

function namesIn(folder: string): Set<string> {
  try {
    return new Set(readdirSync(folder).sort());
  } catch {
    return new Set();
  }
}

function packagesOf(file: string): string[] {
  try {
    const manifest: unknown = JSON.parse(tryRead(file));
    const { dependencies, devDependencies } = manifest as Record<string, object | undefined>;
    return [...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})];
  } catch {
    return [];
  }
}

function tryRead(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Pages read for constructs; spread evenly, so that one unusual folder does not decide. */
const sampleSize = 60;
/** Below this a vote is no more than chance. */
const enough = 3;

function vote(options: DetectOptions, among: (entry: Evidence) => boolean): Detected | undefined {
  const { paths, sample, known } = options;
  if (sample === undefined) return undefined;
  const read = sampled(paths).map((path) => {
    let signs = known?.get(path);
    if (signs === undefined) {
      signs = signsIn(textOf(path, sample));
      known?.set(path, signs);
    }
    return signs;
  });
  const [best] = evidence
    .filter(among)
    .map(({ dialect }) => tally(dialect, read))
    .sort((a, b) => b.score - a.score);
  if (best === undefined) return undefined;
  const least = best.dialect === 'github' ? 1 : enough;
  if (best.score < least) return undefined;
  return {
    name: best.dialect,
    why: `its constructs are in ${best.pages} of ${read.length} pages read`,
  };
}

function sampled(paths: readonly string[]): string[] {
  const step = Math.max(1, paths.length / sampleSize);
  const taken: string[] = [];
  for (let at = 0; at < paths.length; at += step) taken.push(paths[Math.floor(at)]!);
  return taken;
}

function signsIn(text: string): Signs {
  const signs: Record<string, number> = {};
  for (const { dialect, constructs = [] } of evidence) {
    let points = 0;
    for (const [pattern, weight] of constructs) if (pattern.test(text)) points += weight;
    if (points > 0) signs[dialect] = points;
  }
  return signs;
}

function tally(dialect: string, read: readonly Signs[]) {
  const points = read.map((signs) => signs[dialect] ?? 0);
  const score = points.reduce((sum, each) => sum + each, 0);
  return { dialect, score, pages: points.filter((each) => each > 0).length };
}

/** The document without the bodies of its code blocks; samples of other frameworks live there. */
function textOf(path: string, sample: (path: string) => string): string {
  try {
    return sample(path)
      .slice(0, 100_000)
      .replace(
        /^( *)(`{3,}|~{3,})([^\n]*)\n[\s\S]*?(?:^ *\2[`~]*[ \t]*$|$(?![\s\S]))/gm,
        '$1$2$3\n',
      );
  } catch {
    return '';
  }
}
