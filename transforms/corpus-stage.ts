import type { IndexLine } from '../src/contract/index-line.ts';
import type { Message } from '../src/contract/message.ts';
import type { StageInputs, StageSettings, TransformContext } from './define.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One page of the output, as a corpus stage sees it: its line of the index, and more. */
export interface CorpusPage extends IndexLine {
  /** False for drafts and hidden pages: they are built, but no list names them. */
  readonly published: boolean;
  /** All that the page's stages found; of a page that a corpus stage has added, its fields. */
  readonly context: Fields;
  /** The output, front matter and Markdown; read when it is asked for. */
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
  /** More fields, which its front matter and its line of the index show. */
  fields?: Fields | undefined;
}

/** A section of the site's navigation. */
export interface NavigationSection {
  /** Empty for pages above all sections. */
  title: string;
  /** Source paths of its pages, in order. */
  paths: readonly string[];
}

/** All pages, when every document is through: what a corpus stage works on. */
export interface Corpus {
  /** Title of the documentation, never empty. */
  readonly title: string;
  readonly description: string | undefined;
  /** The site's navigation, in its order; empty where none was found. */
  readonly sections: readonly NavigationSection[];
  /** The fields of all documents, folded as their stages declare. */
  readonly totals: Fields;
  /** All pages in path order, read one at a time; those that stages in `after` have added are among them. */
  pages(): AsyncIterable<CorpusPage>;
  /** Gives what counts the tokens of a text, as the setting `tokenizer` says. */
  tokenCounter(): Promise<(text: string) => number>;
  /**
   * Writes a file of the output folder, whole or not at all, when all corpus stages are done. The next
   * build removes it where no stage writes it any more.
   *
   * @param out relative to the output root, forward slashes
   * @throws Error where the path leads out of the folder, or is hidden
   */
  write(
    out: string,
    content:
      | string
      | Uint8Array
      | Iterable<string | Uint8Array>
      | AsyncIterable<string | Uint8Array>,
  ): Promise<void>;
  /** Adds a page. @throws Error where the page has no title or its path is not a place for one */
  addPage(page: NewPage): Promise<void>;
  /** Reports a finding. */
  report(finding: CorpusFinding): void;
}

/** A finding about all pages together; `path` is that of a source, by default none. */
export type CorpusFinding = Pick<Message, 'severity' | 'rule' | 'reason'> &
  Partial<Pick<Message, 'path' | 'about'>>;

/** What a running corpus stage may use beside the corpus. */
export type CorpusContext = Omit<TransformContext, 'site' | 'include' | 'shared' | 'report'>;

/**
 * A stage of the second graph: it runs once, in the main thread, when all documents are through. The
 * built-in ones that write `llms.txt`, bundles and the search index have this shape.
 *
 * Without `after` it starts at once; those that list pages (`llms-txt`, `bundles`, `search`...) follow
 * it, unless it names one of them in `after`.
 */
export interface CorpusStage
  extends Pick<StageSettings, 'after' | 'before' | 'merge' | 'timeoutMs' | 'retries' | 'onError'> {
  name: string;
  kind: 'corpus';
  /** What it depends on beside the pages; `false`: it runs in every build. */
  cache?: Omit<StageInputs, 'key'> | false | undefined;
  /**
   * Reads the pages and writes files. It may return fields, which later corpus stages see, `ok`,
   * `skip` or `fail`; what an attempt wrote that fails is not kept.
   */
  run(corpus: Corpus, context: CorpusContext): unknown;
}
