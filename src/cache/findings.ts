import type { DocumentSettings } from '../config/settings.ts';
import type { SourceFile } from '../loader/discover.ts';
import type { KnownSources } from '../loader/plan.ts';
import type { Signs } from '../site/detect.ts';
import type { PathCache } from '../site/path-cache.ts';
import type { FileScan } from '../site/scan-file.ts';
import { type Mark, markOfSource } from './mark.ts';
import type { DocumentBasis, KnownBasis, KnownSigns } from './records.ts';
import { isSameSource } from './reuse.ts';

export interface FindingsOptions {
  /** Absolute path of the source root. */
  sourceRoot: string;
  files: readonly SourceFile[];
  bases: ReadonlyMap<string, KnownBasis>;
  /** Signs of dialects that an earlier build of the same tool and settings found. */
  signs: KnownSigns['documents'];
  /** Hash of what shapes a document's result beside files. */
  shapeOf: (settings: DocumentSettings, sourceName: string) => string;
}

/** What this build finds in its sources, or earlier ones found in those that are as they were then. */
export class Findings implements KnownSources {
  /** By path, of those documents that were looked at for signs. */
  readonly signsFound = new Map<string, Signs>();
  readonly signs: PathCache<Signs>;
  readonly #options: FindingsOptions;
  readonly #marks: ReadonlyMap<string, Mark>;
  readonly #scans = new Map<string, FileScan>();

  constructor(options: FindingsOptions) {
    this.#options = options;
    this.#marks = new Map(options.files.map((file) => [file.path, markOfSource(file)]));
    const known = new Map(options.signs.map(([path, ...rest]) => [path, rest]));
    this.signs = remembering(this.signsFound, (path) => {
      const [hash, signs] = known.get(path) ?? [];
      return hash !== undefined && this.#basisOf(path)?.hash === hash ? signs : undefined;
    });
  }

  scans(settings: DocumentSettings, sourceName: string): PathCache<FileScan> {
    const shape = this.#options.shapeOf(settings, sourceName);
    return remembering(this.#scans, (path) => {
      const basis = this.#basisOf(path);
      return basis?.shape === shape ? basis.scan : undefined;
    });
  }

  /** Paths of the documents that this build found. */
  get paths(): readonly string[] {
    return this.#options.files.map(({ path }) => path);
  }

  scanOf(path: string): FileScan | undefined {
    return this.#scans.get(path);
  }

  /** The basis of a document whose source is as it was. */
  #basisOf(path: string): DocumentBasis | undefined {
    const { bases, sourceRoot } = this.#options;
    const basis = bases.get(path)?.basis;
    const same = basis && isSameSource(basis, this.#marks.get(path)!, sourceRoot);
    return same ? basis : undefined;
  }
}

/** Keeps what is found, now or before. */
function remembering<Found>(
  found: Map<string, Found>,
  known: (path: string) => Found | undefined,
): PathCache<Found> {
  const set = (path: string, value: Found) => {
    found.set(path, value);
  };
  return {
    set,
    get(path) {
      const value = known(path);
      if (value !== undefined) set(path, value);
      return value;
    },
  };
}
