import { join } from 'node:path';
import type { Message } from '../document/message.ts';
import type { Output } from '../emitter/output.ts';
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
  /** Hears of each outcome in path order. */
  onOutcome: (outcome: Outcome) => void;
}

/** What is written about all documents together; holds contexts, never texts. */
export interface Corpus {
  /** Takes outcomes in any order. */
  add(outcome: Outcome | Carried): void;
  /** Writes index, reports and manifest. */
  finish(kept: readonly { path: string; out: string }[]): Promise<void>;
  /** Hands on what has come so far, and writes nothing. */
  stop(): void;
}

export function createCorpus(options: CorpusOptions): Corpus {
  const { order, settings, version, output, onOutcome } = options;
  const index = new LineFile(join(output.scratch, 'index.jsonl'));
  const fold = new ContextFold();
  const outputs = new Map<string, string>();
  const linkMessages: Message[] = [];
  const keep = (path: string, line: IndexLine, context: Fields) => {
    index.add(line);
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
      output.adopt(index.path, 'index.jsonl');
      const context = fold.result();
      const emit = output.emit;
      const run = { context, settings, version, outputs, kept, linkMessages, emit };
      const { error } = await corpusGraph.run(run);
      if (error !== undefined) throw error;
    },
  };
}
