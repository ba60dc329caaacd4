import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DocumentSettings, Settings } from '../config/settings.ts';
import type { OutcomeDone } from '../corpus/outcome.ts';
import { hashOf } from '../document/hash.ts';
import type { SourceFile } from '../loader/discover.ts';
import type { FoundSources, Plan } from '../loader/plan.ts';
import { PageTable } from '../site/page-table.ts';
import type { FileScan } from '../site/scan-file.ts';
import { CacheDamaged } from './damaged.ts';
import { settingsKey } from './key.ts';
import { type Known, readKnown } from './known.ts';
import { cacheFolder } from './location.ts';
import type { Mark } from './mark.ts';
import { type KnownBasis, resultsName } from './records.ts';
import { ResultsReader } from './results-reader.ts';
import { intactOutput, isSameSource, reusableDocuments } from './reuse.ts';

/** What earlier builds of this source and output folder know. */
export class BuildCache {
  readonly folder: string;
  readonly key: string;
  readonly #settings: Settings;
  readonly #known: Known;
  readonly #bases: ReadonlyMap<string, KnownBasis>;
  readonly #results: ResultsReader | undefined;
  readonly #scans = new Map<string, FileScan>();

  /** @param force ignores what is there, and keeps what this build finds */
  constructor(settings: Settings, force: boolean) {
    this.#settings = settings;
    this.folder = cacheFolder(settings);
    this.key = settingsKey(settings);
    this.#known = readKnown(this.folder);
    const results = join(this.folder, resultsName);
    const whole = sizeOf(results) === this.#known.resultsBytes;
    this.#results = whole && !force ? ResultsReader.open(results, this.#known) : undefined;
    this.#bases = this.#results === undefined ? new Map() : this.#known.bases;
  }

  get isEmpty(): boolean {
    return this.#bases.size === 0;
  }

  /** The site scans of earlier builds, for files that are what they were under the settings of then. */
  scansOf({ sourceRoot, files, settings, sourceName }: FoundSources) {
    const marks = new Map(files.map((file) => [file.path, markOfSource(file)]));
    const shape = this.#shapeOf(settings, sourceName);
    return {
      get: (path: string): FileScan | undefined => {
        const basis = this.#bases.get(path)?.basis;
        if (basis?.shape !== shape || !isSameSource(basis, marks.get(path)!, sourceRoot)) {
          return undefined;
        }
        this.#scans.set(path, basis.scan);
        return basis.scan;
      },
      set: (path: string, scan: FileScan): void => {
        this.#scans.set(path, scan);
      },
    };
  }

  /** The results that changes can be kept beside; undefined where there are none. */
  get results(): Pick<Known, 'build' | 'listed'> | undefined {
    return this.#results && this.#known;
  }

  /** Whether the results of all hold that of a document as it is. */
  isListed(path: string): boolean {
    return this.#bases.has(path) && !this.#known.changed.has(path);
  }

  scanOf(path: string): FileScan | undefined {
    return this.#scans.get(path);
  }

  basisOf(path: string): KnownBasis | undefined {
    return this.#bases.get(path);
  }

  /** Hash of all that shapes a document's result beside files. */
  shapeOf({ settings, site }: Plan): string {
    return this.#shapeOf(settings, site.source ?? '');
  }

  /** The selected documents that need not be transformed, with the marks of their outputs. */
  reusable(plan: Plan): Map<string, Mark> {
    const { outRoot } = this.#settings;
    const shape = this.shapeOf(plan);
    const samePages = this.#known.pages === digestOf(plan);
    return reusableDocuments({ plan, outRoot, bases: this.#bases, shape, samePages });
  }

  /** The documents that were not selected and whose outputs are as they were written. */
  carried(plan: Plan): Set<string> {
    const selected = new Set(plan.files.map(({ path }) => path));
    const carried = new Set<string>();
    for (const [path, out] of plan.outputs) {
      const basis = selected.has(path) ? undefined : this.#bases.get(path)?.basis;
      if (basis?.out === out && intactOutput(basis, this.#settings.outRoot)) carried.add(path);
    }
    return carried;
  }

  /**
   * The last result of a document; to be asked for in path order.
   *
   * @throws CacheDamaged
   */
  resultOf(path: string): OutcomeDone {
    const known = this.#results?.take(path);
    const out = this.#bases.get(path)?.basis.out;
    if (out === undefined || known === undefined) throw new CacheDamaged(path);
    const { result, line, text } = known;
    return { status: 'unchanged', out, line, kept: text, ...result };
  }

  close(): void {
    this.#results?.close();
  }

  #shapeOf(settings: DocumentSettings, sourceName: string): string {
    return hashOf(JSON.stringify([this.key, settings, sourceName]));
  }
}

/** Digest of the pages of the site. */
export function digestOf({ site }: Plan): string {
  return PageTable.of(site.pages).digest;
}

function sizeOf(file: string): number | undefined {
  try {
    return statSync(file).size;
  } catch {
    return undefined;
  }
}

export function markOfSource({ bytes, mtimeMs, ctimeMs, ino }: SourceFile): Mark {
  return [bytes, mtimeMs, ctimeMs, ino];
}
