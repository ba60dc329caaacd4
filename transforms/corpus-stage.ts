import type { IndexLine } from '../src/contract/index-line.ts';
import type { Message } from '../src/contract/message.ts';
import type { StageInputs, StageSettings, TransformContext } from './define.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One page of the output, as a corpus stage sees it: its line of the index, and more. */
export interface CorpusPage extends IndexLine {
  /** False for drafts and hidden pages: they are built, but appear in no list. */
  readonly published: boolean;
  /** The results of the page's stages; for a page that a corpus stage has added, its fields. */
  readonly context: Fields;
  /** The output, front matter and Markdown, read on demand. */
  text(): Promise<string>;
}

/** A page that a corpus stage adds to the output, the index and what is published. */
export interface NewPage {
  /** Path relative to the output root, forward slashes; ends in `.mdc`. */
  out: string;
  title: string;
  /** One line. Default: none. */
  description?: string | undefined;
  topics?: readonly string[] | undefined;
  /** Markdown; links lead to outputs. A body without an H1 gets the title as one. */
  body: string;
  /** More fields for its front matter and its line of the index. */
  fields?: Fields | undefined;
}

/** A section of the site's navigation. */
export interface NavigationSection {
  /** Empty for pages above all sections. */
  title: string;
  /** Source paths of its pages, in order. */
  paths: readonly string[];
}

/** What a corpus stage works on: all pages, after every document is done. */
export interface Corpus {
  /** Title of the documentation, never empty. */
  readonly title: string;
  readonly description: string | undefined;
  /** The site's navigation, in its order; empty where none was found. */
  readonly sections: readonly NavigationSection[];
  /** The fields of all documents, combined as their stages declare. */
  readonly totals: Fields;
  /** All pages in path order, read one at a time, including those that stages in `after` have added. */
  pages(): AsyncIterable<CorpusPage>;
  /** Returns a function that counts the tokens of a text, as the setting `tokenizer` says. */
  tokenCounter(): Promise<(text: string) => number>;
  /**
   * Writes a file to the output folder, completely or not at all, when all corpus stages are done. If no
   * stage writes it any more, the next build removes it.
   *
   * @param out relative to the output root, forward slashes
   * @throws Error if the path leads out of the folder, or is hidden
   */
  write(
    out: string,
    content:
      | string
      | Uint8Array
      | Iterable<string | Uint8Array>
      | AsyncIterable<string | Uint8Array>,
  ): Promise<void>;
  /** Adds a page. @throws Error if the page has no title or its path is not allowed */
  addPage(page: NewPage): Promise<void>;
  /** Reports a finding. */
  report(finding: CorpusFinding): void;
}

/** A finding about all pages together; `path` may name a source. Default: none. */
export type CorpusFinding = Pick<Message, 'severity' | 'rule' | 'reason'> &
  Partial<Pick<Message, 'path' | 'about'>>;

/** What a running corpus stage can use, besides the corpus. */
export type CorpusContext = Omit<TransformContext, 'site' | 'include' | 'shared' | 'report'>;

/**
 * A stage that runs once, in the main thread, after all documents. The built-in stages that write
 * `llms.txt`, bundles and the search index have the same shape.
 *
 * Without `after` it starts at once; those that list pages (`llms-txt`, `bundles`, `search`...) run
 * after it, unless it names one of them in `after`.
 */
export interface CorpusStage
  extends Pick<StageSettings, 'after' | 'before' | 'merge' | 'timeoutMs' | 'retries' | 'onError'> {
  name: string;
  kind: 'corpus';
  /** What it depends on, besides the pages; `false`: it runs in every build. */
  cache?: Omit<StageInputs, 'key'> | false | undefined;
  /**
   * Reads the pages and writes files. It may return fields (which later corpus stages see), `ok`,
   * `skip` or `fail`. Files of a failed attempt are discarded.
   */
  run(corpus: Corpus, context: CorpusContext): unknown;
}
