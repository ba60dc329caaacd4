import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Included } from '../document/document.ts';
import { decoded } from '../files/decoded.ts';
import { filesBelow, listingOf } from '../files/files-below.ts';
import { isInside } from '../files/inside.ts';
import { isPrivatePath } from '../files/private-path.ts';
import { includeRefusals } from '../files/refusals.ts';
import { slashed } from '../files/source-name.ts';
import { BoundedMap, detached, getOrMake } from '../maps.ts';
import { type Aliases, readAliases, tsconfigAliases } from '../site/aliases.ts';
import { foldersUp } from '../site/detect.ts';
import { candidatesOf, type Places, spellings } from './candidates.ts';
import { includeFault, ReadTexts } from './include-text.ts';
import { snippetFolders } from './mkdocs-plugins.ts';

export interface IncludeOptions {
  /** Absolute source root. */
  sourceRoot: string;
  /** Absolute; nothing outside is ever read. Default: the source root. */
  projectRoot?: string;
  /** From the configuration, such as `{ '@components/*': 'components/*' }`. */
  aliases?: Readonly<Record<string, string>>;
  /** Globs of private files that may be included, relative to the source root. */
  mayInclude?: readonly string[] | undefined;
}

/** Reads includes for one document after the other. */
export interface IncludeReader {
  /** Behaves as `Document.include`; `from` is relative to the source root. Never throws. */
  read(specifier: string, from: string): Included;
  /** Paths of the files in a folder and below, relative to it; none where it is not in the project. */
  below(folder: string, from: string): readonly string[];
  /**
   * The files looked for since the last call, relative to the source root, sorted, each with the reason
   * for which it could not be read, or the text of one that was read for its aliases. Of a folder, the
   * text lists its files.
   */
  looked(): [path: string, failure: Failure | undefined, text?: string][];
}

/** What the nearest `tsconfig.json` says of aliases. */
interface NearestAliases {
  aliases: Aliases;
  /** The files that were looked for. */
  configs: readonly { name: string; included: Included }[];
}

const none: NearestAliases = { aliases: [], configs: [] };

/** The files that an include may mean, in order, and the answer where none is there. */
interface Lookup {
  configs: NearestAliases['configs'];
  files: readonly { path: string; name: string }[];
  missing: Extract<Included, { ok: false }>;
}

const mostLookups = 5000;

type Failure = Extract<Included, { ok: false }>['reason'];

/** Finds and reads what documents include: relative, root-relative, by alias, with or without extension. */
export const includeReader = (options: IncludeOptions): IncludeReader => new Includes(options);

class Includes implements IncludeReader {
  readonly #sourceRoot: string;
  readonly #places: ReturnType<typeof includePlaces>;
  /** How many aliases the configuration sets; they come first. */
  readonly #stated: number;
  readonly #nearAliases: (folder: string) => NearestAliases;
  readonly #refusalOf: Reading['refusalOf'];
  readonly #texts = new ReadTexts();
  readonly #known = new BoundedMap<string, Lookup>(mostLookups);
  readonly #asked = new Map<string, { failure?: Failure | undefined; text?: string | undefined }>();

  constructor(options: IncludeOptions) {
    const { sourceRoot, mayInclude = [], aliases = {} } = options;
    this.#sourceRoot = sourceRoot;
    this.#places = includePlaces(options);
    this.#stated = Object.keys(aliases).length;
    const { root: projectRoot } = this.#places;
    this.#refusalOf = includeRefusals({ sourceRoot, projectRoot, mayInclude });
    this.#nearAliases = nearReader(this.#places, (path) => {
      const name = this.#named(path);
      return { name, included: this.#readOne(path, name) };
    });
  }

  read(specifier: string, from: string): Included {
    const spelled = decode(detached(specifier));
    if (spelled === undefined) return { ok: false, reason: 'outside', path: specifier };
    const { configs, files, missing } = this.#lookUp(spelled, from);
    for (const { name, included } of configs) {
      this.#asked.set(name, included.ok ? { text: included.text } : { failure: included.reason });
    }
    let failure: Included | undefined;
    for (const { path, name } of files) {
      const included = this.#readOne(path, name);
      this.#asked.set(name, included.ok ? {} : { failure: included.reason });
      if (included.ok) return included;
      if (included.reason !== 'missing') failure ??= included;
    }
    if (failure !== undefined) return failure;
    return missing.reason === 'missing' ? missing : { ...missing, path: specifier };
  }

  below(spelled: string, from: string): readonly string[] {
    for (const path of candidatesOf(spelled, { ...this.#places, folder: this.#folderOf(from) })) {
      if (!isInside(this.#places.root, path)) continue;
      const isRefused = existsSync(path) && this.#refusalOf(path) !== undefined;
      const files = isRefused ? [] : filesBelow(path);
      if (!isRefused) this.#asked.set(listingOf(this.#named(path)), { text: files.join('\n') });
      if (files.length > 0) return files;
    }
    return [];
  }

  looked(): [path: string, failure: Failure | undefined, text?: string][] {
    const list = [...this.#asked].sort(([a], [b]) => (a < b ? -1 : 1));
    this.#asked.clear();
    return list.map(([path, { failure, text }]) =>
      text === undefined ? [path, failure] : [path, failure, text],
    );
  }

  /** Documents of a folder, or of all, ask for the same components over and over. */
  #lookUp(spelled: string, from: string): Lookup {
    const folder = this.#folderOf(from);
    const key = spelled.startsWith('/') ? spelled : `${spelled}\0${folder}`;
    return getOrMake(this.#known, key, () => {
      const near = /^[./]/.test(spelled) ? none : this.#nearAliases(folder);
      const aliases = this.#places.aliases.toSpliced(this.#stated, 0, ...near.aliases);
      const places = {
        ...this.#places,
        folder,
        aliases,
        named: (path: string) => this.#named(path),
      };
      return { configs: near.configs, ...filesFor(spelled, places) };
    });
  }

  #readOne(path: string, name: string): Included {
    return readOne(path, { name, refusalOf: this.#refusalOf, texts: this.#texts });
  }

  #folderOf(document: string): string {
    return dirname(join(this.#sourceRoot, document));
  }

  /** A path relative to the source root. */
  #named(path: string): string {
    return slashed(relative(this.#sourceRoot, path));
  }
}

function filesFor(
  spelled: string,
  { root, named, ...places }: Places & { root: string; named: (path: string) => string },
): Omit<Lookup, 'configs'> {
  const candidates = candidatesOf(spelled, places);
  const inside = candidates.filter((path) => isInside(root, path));
  const files = inside.flatMap(spellings).map((path) => ({ path, name: named(path) }));
  const isOutside = inside.length < candidates.length;
  const missing: Lookup['missing'] = isOutside
    ? { ok: false, reason: 'outside', path: spelled }
    : { ok: false, reason: 'missing', path: named(inside[0]!) };
  return { files, missing };
}

/** Finds the aliases of the package or app that a folder is in, other than those of the sources. */
function nearReader(
  { root, folders }: { root: string; folders: readonly string[] },
  read: (config: string) => NearestAliases['configs'][number],
): (folder: string) => NearestAliases {
  const known = new Map<string, NearestAliases>();
  const nearOf = (folder: string): NearestAliases => {
    const inner = foldersUp(folder, root).filter((each) => !folders.includes(each));
    const looked: NearestAliases['configs'][number][] = [];
    const aliases = tsconfigAliases(inner, root, {
      read(file) {
        const config = read(file);
        looked.push(config);
        return config.included.ok ? config.included.text : undefined;
      },
    });
    // What is private as it is spelled stays so: nothing depends on whether it is there.
    const isFixed = ({ name, included }: NearestAliases['configs'][number]) =>
      !included.ok && included.reason === 'private' && isPrivatePath(name);
    return { aliases, configs: looked.filter((config) => !isFixed(config)) };
  };
  return (folder) => getOrMake(known, folder, () => nearOf(folder));
}

/** Where includes are looked for, beside the folder of a document; what they mean depends on it. */
export function includePlaces({
  sourceRoot,
  projectRoot = sourceRoot,
  aliases: own,
}: Omit<IncludeOptions, 'mayInclude'>): Omit<Places, 'folder'> & { root: string } {
  const root = isInside(projectRoot, sourceRoot) ? projectRoot : sourceRoot;
  const folders = foldersUp(sourceRoot, root);
  const aliases = readAliases({ sourceRoot, projectRoot: root, ...(own && { aliases: own }) });
  return { root, folders, snippets: snippetFolders(folders), aliases };
}

// `%2e%2e%2f` would be no step up for the file system, and one for whoever decodes it later.
function decode(specifier: string): string | undefined {
  // `#parts/a` begins like an alias.
  const plain = specifier.replaceAll('\\', '/').replace(/(?!^)[?#].*$/s, '');
  const path = plain.includes('%') ? decoded(plain).replaceAll('\\', '/') : plain;
  if (path.includes('\0') || /^[a-z]:\//i.test(path) || path.startsWith('//')) return undefined;
  return path;
}

interface Reading {
  name: string;
  /** Why a file that exists may not be read. */
  refusalOf(path: string): Failure | undefined;
  texts: ReadTexts;
}

function readOne(path: string, { name, refusalOf, texts }: Reading): Included {
  const fail = (reason: Failure): Included => ({ ok: false, reason, path: name });
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    const refusal = stat && refusalOf(path);
    if (refusal !== undefined) return fail(refusal);
    const fault = includeFault(stat);
    if (fault !== undefined) return fail(fault);
    const text = texts.read(path, stat!);
    return text === undefined ? fail('binary') : { ok: true, path: name, text };
  } catch {
    return fail('missing');
  }
}
