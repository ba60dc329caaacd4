import { join } from 'node:path';
import type { Dropped } from '../../contract/build.ts';
import type { IndexLine } from '../../contract/index-line.ts';
import type { Outcome } from '../../contract/outcome.ts';
import { TextFile } from '../../files/text-file.ts';
import type { PublishedPage } from '../publish/page.ts';
import type { SearchFold } from '../publish/search.ts';
import type { OwnRules } from './contribution.ts';
import { ContextFold } from './fold.ts';
import { indented } from './json-pieces.ts';

/** What a run knows when all documents are through: contexts, never texts. */
export interface CorpusContents {
  /** File with a line for each document. */
  indexFile: string;
  /** File with the text of `pages` in the link report: by path, the outputs that a document links to. */
  pagesFile: string;
  /** Output of each document by source path, in path order. */
  outputs: ReadonlyMap<string, string>;
  /** The outputs that other documents link to. */
  linked: ReadonlySet<string>;
  /** The merged context of all documents. */
  context: Readonly<Record<string, unknown>>;
  /** Empty where they were not asked for. */
  pages: readonly PublishedPage[];
  /** Documents that stages left out, in path order. */
  dropped: readonly Dropped[];
}

interface CorpusOptions {
  /** Whether the pages are asked for when all are through. */
  withPages: boolean;
  /** For the fields of the user's stages. */
  rules?: OwnRules;
  /** Takes the pages too. */
  search?: SearchFold | undefined;
}

/** Adds documents up in path order; what grows with each of them goes to the disk as it comes. */
export class Corpus {
  readonly #index: TextFile;
  readonly #links: TextFile;
  readonly #search: SearchFold | undefined;
  readonly #withPages: boolean;
  readonly #fold: ContextFold;
  readonly #dropped: Dropped[] = [];
  readonly #outputs = new Map<string, string>();
  readonly #linked = new Set<string>();
  readonly #pages: PublishedPage[] = [];

  /** @param scratch folder for files in the making */
  constructor(scratch: string, { withPages, rules, search }: CorpusOptions) {
    this.#fold = new ContextFold(rules);
    this.#index = new TextFile(join(scratch, 'index.jsonl'));
    this.#links = new TextFile(join(scratch, 'pages.json'));
    this.#withPages = withPages;
    this.#search = search;
  }

  add(outcome: Outcome): void {
    if (outcome.status === 'failed') return;
    if (outcome.status === 'dropped') {
      const { path, stage, reason } = outcome;
      this.#dropped.push({ path, stage, reason });
      return;
    }
    const { path, out, line, pages, contribution } = outcome;
    this.#index.add(line);
    const opening = this.#outputs.size === 0 ? '{' : ',';
    this.#links.write(`${opening}\n    ${JSON.stringify(path)}: ${indented(pages, '    ')}`);
    this.#outputs.set(path, out);
    for (const page of pages) if (page !== out) this.#linked.add(page);
    if (this.#withPages) {
      const page = publishedPage(JSON.parse(line));
      this.#pages.push(page);
      this.#search?.add(page, outcome.entry);
    }
    this.#fold.add(contribution);
  }

  close(): CorpusContents {
    this.#index.close();
    this.#links.write(this.#outputs.size === 0 ? '{}' : '\n  }');
    this.#links.close();
    this.#search?.close();
    return {
      indexFile: this.#index.path,
      pagesFile: this.#links.path,
      outputs: this.#outputs,
      linked: this.#linked,
      context: this.#fold.result(),
      pages: this.#pages,
      dropped: this.#dropped,
    };
  }
}

function publishedPage({
  path,
  out,
  title,
  description,
  topics,
  url,
  tokens,
}: IndexLine): PublishedPage {
  return { path, out, title, description, topics, url: url || undefined, tokens: tokens.after };
}
