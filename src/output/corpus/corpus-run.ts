import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CorpusPage, CorpusStage } from '../../../transforms/corpus-stage.ts';
import type { DroppedLine, IndexLine } from '../../contract/index-line.ts';
import type { Message } from '../../contract/message.ts';
import { readLines } from '../../files/text-file.ts';
import type { Output } from '../output.ts';
import { type Publication, publicationTitle } from '../publish/publisher.ts';
import type { CorpusContents } from './corpus.ts';
import type { ManifestSettings } from './manifest-settings.ts';

/** What the corpus stages work on, once all documents are done. */
export interface CorpusRunOptions {
  contents: CorpusContents;
  settings: ManifestSettings;
  version: string;
  /** Outputs of earlier builds that this one left alone, such as those of failed documents. */
  kept: readonly { path: string; out: string }[];
  /** What was found about links. */
  linkMessages: Iterable<Message>;
  output: Output;
  /** Absolute folder of the project. */
  cwd: string;
  /** Absent where nothing is published and no stage asks for pages. */
  publication: Publication | undefined;
  /** The user's stages. */
  own: readonly CorpusStage[];
  signal?: AbortSignal | undefined;
}

/** A file that a stage has made, in the scratch folder until all stages are done. */
export interface MadeFile {
  out: string;
  /** Absolute path of the finished file. */
  finished: string;
  /** Set where it is a page. */
  page?: { line: IndexLine; context: Readonly<Record<string, unknown>> };
}

/** The files and findings of a stage. */
export interface StageYield {
  files: readonly MadeFile[];
  findings: readonly Message[];
}

/** One run of the second graph. */
export class CorpusRun {
  readonly options: CorpusRunOptions;
  /** By the names of stages that succeeded. */
  readonly yields = new Map<string, StageYield>();
  /** The files that were written, once all stages are done. */
  files: readonly string[] = [];
  /** False if a result must not be cached. */
  keep = true;
  readonly #hidden: ReadonlySet<string>;
  #files = 0;
  #title: string | undefined;

  constructor(options: CorpusRunOptions) {
    this.options = options;
    this.#hidden = new Set(options.publication?.unpublished);
  }

  get title(): string {
    const { publication } = this.options;
    this.#title ??= publicationTitle(publication?.settings ?? {}, this.#published());
    return this.#title;
  }

  /** The documents in path order, and among them the pages that these stages have added. */
  *pages(added: readonly MadeFile[]): Generator<CorpusPage> {
    const waiting = added.flatMap(({ finished, page }) =>
      page === undefined ? [] : [this.#pageOf(page.line, page.context, finished)],
    );
    waiting.sort((a, b) => (a.path < b.path ? -1 : 1));
    const { indexFile, contextsFile } = this.options.contents;
    const contexts = contextsFile === undefined ? undefined : readLines(contextsFile);
    try {
      for (const text of readLines(indexFile)) {
        const line = JSON.parse(text) as IndexLine | DroppedLine;
        if ('dropped' in line) continue;
        while (waiting.length > 0 && waiting[0]!.path < line.path) yield waiting.shift()!;
        const context = contexts === undefined ? line : JSON.parse(contexts.next().value ?? '{}');
        yield this.#pageOf(line, context, join(this.options.output.outRoot, line.out));
      }
      yield* waiting;
    } finally {
      // It closes the file, of which the last line is the last that was asked for.
      contexts?.return(undefined);
    }
  }

  /** Path of a new file in the scratch folder. */
  scratchFile(): string {
    this.#files += 1;
    return join(this.options.output.scratch, `corpus-${this.#files}.tmp`);
  }

  *#published(): Generator<CorpusPage> {
    for (const page of this.pages([])) if (page.published) yield page;
  }

  #pageOf(line: IndexLine, context: object, file: string): CorpusPage {
    const { dry } = this.options.output;
    return {
      ...line,
      published: !this.#hidden.has(line.path),
      context: context as CorpusPage['context'],
      text: async () => readOutput(file, dry),
    };
  }
}

/** A run that only compares has no output of a new document; that it is missing is already reported. */
function readOutput(path: string, dry: boolean): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (dry && (error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
