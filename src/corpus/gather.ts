import type { PublishedPage } from '../publish/page.ts';
import { checkedContribution, corpusContribution } from './contribution.ts';
import { CorpusFiles, type Listed } from './corpus-files.ts';
import { ContextFold, type Leaf, type MergedRuns } from './fold.ts';
import { InOrder } from './in-order.ts';
import type { IndexLine } from './index-line.ts';
import type { Carried, Outcome } from './outcome.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface GatherOptions {
  /** Source paths of all documents of the run, in order. */
  order: readonly string[];
  /** Folder for the index in the making. */
  scratch: string;
  /** Gives what is known of documents that are not worked on, each when its turn has come. */
  pull: (path: string) => Outcome | Carried | undefined;
  /** Hears of each outcome in path order, those carried over included where they are known. */
  onOutcome: (outcome: Outcome, carried: boolean) => void;
  /** Whether the pages are asked for when all are through. */
  withPages: boolean;
  merged?: MergedRuns | undefined;
}

/** What a run knows when all documents are through: contexts, never texts. */
export interface CorpusContents {
  files: CorpusFiles;
  /** The merged context of all documents. */
  context: Fields;
  pages: readonly PublishedPage[];
}

/** Takes outcomes in any order and adds them up in path order. */
export interface Gathering {
  add(outcome: Outcome | Carried): void;
  /** Hands on what still waits, over the gaps that an interrupted run leaves. */
  close(): CorpusContents;
}

export function gatherCorpus(options: GatherOptions): Gathering {
  const { order, scratch, pull, onOutcome, withPages, merged } = options;
  const files = new CorpusFiles(scratch);
  const fold = new ContextFold(merged);
  const pages: PublishedPage[] = [];
  const keep = (listed: Listed, { fields, known }: Omit<Leaf, 'path'>) => {
    files.add(listed);
    if (withPages) pages.push(publishedPage(JSON.parse(listed.line)));
    fold.add({ path: listed.path, fields, known });
  };
  const deliver = (outcome: Outcome, carried: boolean) => {
    if (outcome.status !== 'failed') {
      const { contribution, kept } = outcome;
      keep(outcome, { fields: contribution, known: kept?.listed === true });
    }
    onOutcome(outcome, carried);
  };
  const deliverAny = (outcome: Outcome | Carried) => {
    if (outcome.status !== 'carried') deliver(outcome, false);
    else if (outcome.result !== undefined) deliver(outcome.result, true);
    else if (outcome.line !== undefined) {
      const { path, out, hash: _, ...context } = outcome.line;
      const fields = () => checkedContribution('index.jsonl', corpusContribution(context));
      const pages = context.links?.pages ?? [];
      const line = JSON.stringify(outcome.line);
      keep({ path, out, line, pages }, { fields, known: false });
    }
  };
  const inOrder = new InOrder<Outcome | Carried>(order, deliverAny, pull);
  return {
    add: (outcome) => inOrder.put(outcome),
    close() {
      inOrder.flush();
      files.close();
      return { files, context: fold.result(), pages };
    },
  };
}

export function publishedPage({
  path,
  out,
  title,
  description,
  url,
  tokens,
}: IndexLine): PublishedPage {
  return { path, out, title, description, url: url || undefined, tokens: tokens.after };
}
