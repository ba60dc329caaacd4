import { join } from 'node:path';
import type { Message } from '../document/message.ts';
import type { Output } from '../emitter/output.ts';
import type { PublishedPage } from '../publish/page.ts';
import type { PublishRun } from '../publish/publish.ts';
import { corpusContribution } from './contribution.ts';
import { ContextFold } from './fold.ts';
import { InOrder } from './in-order.ts';
import { type IndexLine, indexLine } from './index-line.ts';
import { LineFile } from './line-file.ts';
import type { ManifestSettings } from './manifest-settings.ts';
import type { Carried, Outcome } from './outcome.ts';
import { corpusGraph } from './stages.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface CorpusOptions {
  /** Source paths of all documents of the run, in order. */
  order: readonly string[];
  settings: ManifestSettings;
  version: string;
  output: Output;
  /** Puts a file about all documents into the output folder. */
  emit: (out: string, text: string) => Promise<unknown>;
  /** Puts a finished file of the output's scratch folder in its place. */
  adopt: (finished: string, out: string) => unknown;
  /** Hears of each outcome in path order. */
  onOutcome: (outcome: Outcome) => void;
  /** What is published beside the documents; asked for when all are through. */
  publish?: ((pages: readonly PublishedPage[]) => PublishRun) | undefined;
}

/** What is written about all documents together; holds contexts, never texts. */
export interface Corpus {
  /** Takes outcomes in any order. */
  add(outcome: Outcome | Carried): void;
  /** Writes index, reports and manifest; gives the files that this took. */
  finish(kept: readonly { path: string; out: string }[]): Promise<readonly string[]>;
  /** Hands on what has come so far, and writes nothing. */
  stop(): void;
}

export function createCorpus(options: CorpusOptions): Corpus {
  const { order, settings, version, output, emit, onOutcome } = options;
  const index = new LineFile(join(output.scratch, 'index.jsonl'));
  const fold = new ContextFold();
  const outputs = new Map<string, string>();
  const linkMessages: Message[] = [];
  const pages: PublishedPage[] = [];
  const keep = (path: string, line: IndexLine, context: Fields) => {
    index.add(line);
    if (options.publish !== undefined) pages.push(publishedPage(line));
    fold.add(corpusContribution(path, context));
    outputs.set(path, line.out);
  };
  const inOrder = new InOrder<Outcome | Carried>(order, (outcome) => {
    if (outcome.status === 'carried') {
      const { path, out, hash, ...fields } = outcome.line;
      keep(path, outcome.line, fields);
      return;
    }
    linkMessages.push(...outcome.messages.filter(({ rule }) => rule.startsWith('broken-')));
    if (outcome.status !== 'failed') keep(outcome.path, indexLine(outcome), outcome.context);
    onOutcome(outcome);
  });
  return {
    add: (outcome) => inOrder.put(outcome),
    stop() {
      inOrder.flush();
      index.close();
    },
    async finish(kept) {
      inOrder.flush();
      index.close();
      options.adopt(index.path, 'index.jsonl');
      const context = fold.result();
      const publish = options.publish?.(pages);
      const run = { context, settings, version, outputs, kept, linkMessages, emit, publish };
      const { error, context: fields } = await corpusGraph.run(run);
      if (error !== undefined) throw error;
      return fields.files as string[];
    },
  };
}

function publishedPage({ path, out, title, description, url, tokens }: IndexLine): PublishedPage {
  return { path, out, title, description, url: url || undefined, tokens: tokens.after };
}
