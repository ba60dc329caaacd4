import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveDialect } from '../../../transforms/dialects/index.ts';
import { loadTokenizer } from '../../document/count-tokens.ts';
import { decodeSource } from '../../document/decode.ts';
import type { Document } from '../../document/document.ts';
import { hashOf } from '../../document/hash.ts';
import { mdcFrontMatter } from '../../document/mdc.ts';
import { outputPath } from '../../emitter/output-path.ts';
import { includeReader } from '../../site/include.ts';
import { siteView } from '../../site/view.ts';
import type { DocumentRecord, DocumentTask, WorkerSetup } from '../protocol.ts';
import { timeLimit } from '../time-limit.ts';
import { type Bench, createDocument } from './create-document.ts';
import { deadline } from './deadline.ts';
import { type DocumentGraph, graphOf } from './graph.ts';
import { recordingIncludes } from './includes.ts';
import { Messages, reasonOf } from './messages.ts';
import { runGraph } from './run-graph.ts';
import { Stopwatch } from './stopwatch.ts';

/** Makes records of documents, one after the other. */
export interface Processor {
  /** Resolves always: what goes wrong with a document is in its record. */
  process(task: DocumentTask): Promise<DocumentRecord>;
}

/** Everything that documents have in common, made once. */
export async function prepare(setup: WorkerSetup): Promise<{ graph: DocumentGraph; bench: Bench }> {
  const { sourceRoot, projectRoot, settings } = setup;
  // It is read while the first document is parsed.
  void loadTokenizer();
  const graph = await graphOf(setup);
  const bench: Bench = {
    settings,
    dialect: resolveDialect(settings.dialect, settings),
    site: siteView(setup.site, { sourceRoot, ...setup.view }),
    includes: recordingIncludes(
      includeReader({ sourceRoot, projectRoot, aliases: settings.aliases }),
    ),
  };
  return { graph, bench };
}

export async function createProcessor(setup: WorkerSetup): Promise<Processor> {
  const { sourceRoot, settings } = setup;
  const { graph, bench } = await prepare(setup);
  const inTime = deadline();
  return {
    async process({ path }) {
      const watch = new Stopwatch();
      const messages = new Messages(path);
      const dependencies = () => ({ includes: bench.includes.taken(), site: bench.site.used() });
      const failed = (): DocumentRecord => ({
        status: 'failed',
        path,
        messages: messages.sorted(),
        dependencies: dependencies(),
        timing: watch.timing(),
      });
      try {
        const bytes = watch.time('read', () => readFileSync(join(sourceRoot, path)));
        const { text, messages: found } = watch.time('decode', () => decodeSource(bytes));
        for (const finding of found) messages.add(finding);
        const document = createDocument({ path, text, bench, messages, watch });
        const context = await inTime(timeLimit(setup.documentTimeoutMs, bytes.length), (signal) =>
          runGraph({ graph, document, watch, signal, parallel: settings.parallelTransforms }),
        );
        if (messages.failed) return failed();
        return {
          status: 'ok',
          path,
          out: outputPath(path, settings),
          text: wholeText(document, context),
          sourceHash: hashOf(bytes),
          context,
          messages: messages.sorted(),
          dependencies: dependencies(),
          timing: watch.timing(),
        };
      } catch (error) {
        messages.add({ severity: 'error', ...reasonOf(error) });
        return failed();
      }
    },
  };
}

/** The whole `.mdc` of a document whose stages have run. */
export function wholeText(document: Document, fields: Readonly<Record<string, unknown>>): string {
  const body = document.body();
  const { path, settings } = document;
  return mdcFrontMatter({ path, fields, body, settings }) + body;
}
