import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveSettings } from '../../src/config/resolve.ts';
import { decodeSource } from '../../src/document/decode.ts';
import type { JsonObject } from '../../src/engine/index.ts';
import { includeReader } from '../../src/includes/include.ts';
import { createDocument, recordingIncludes } from '../../src/job/create-document.ts';
import { documentGraph } from '../../src/job/graph.ts';
import { Messages } from '../../src/job/messages.ts';
import { Stopwatch } from '../../src/job/stopwatch.ts';
import { planBuild } from '../../src/one-document.ts';
import { siteView } from '../../src/site/view.ts';
import { dialectsByFile } from '../../transforms/dialects/index.ts';
import { type AnyGraph, graphOf } from './graphs.ts';

/** What the stages of one document contributed, by stage. */
export type Recorded = Readonly<Record<string, JsonObject>>;

export interface Corpus {
  readonly documents: readonly Recorded[];
  /** CPU time of reading, parsing, transforming and rendering all documents, in milliseconds. */
  readonly cpuMs: number;
}

/** Sends the documents of a folder through the document graph and records what its stages contribute. */
export async function recordCorpus(src: string): Promise<Corpus> {
  const plan = await planBuild(resolveSettings({ src, out: 'unused' }, { cwd: process.cwd() }));
  const { settings, sourceRoot, projectRoot, site } = plan.sources[0]!;
  const bench = {
    settings,
    dialectOf: dialectsByFile(settings.dialect, settings),
    frontMatterFields: [],
    site: siteView(site, { sourceRoot }),
    includes: recordingIncludes(
      includeReader({ sourceRoot, projectRoot, aliases: settings.aliases }),
    ),
  };
  const graph = documentGraph([]);
  const once = async (path: string) => {
    const { text } = decodeSource(readFileSync(join(sourceRoot, path)));
    const messages = new Messages(path);
    const document = createDocument({ path, text, bench, messages, watch: new Stopwatch() });
    const run = await graph.run(document);
    document.body();
    return run;
  };
  const documents: Recorded[] = [];
  for (const { path } of plan.files) {
    const { stages } = await once(path);
    const data = Object.entries(stages as Record<string, { data?: JsonObject }>);
    documents.push(
      structuredClone(Object.fromEntries(data.map(([name, { data = {} }]) => [name, data]))),
    );
  }
  const start = process.cpuUsage();
  for (const { path } of plan.files) await once(path);
  const { user, system } = process.cpuUsage(start);
  return { documents, cpuMs: (user + system) / 1000 };
}

interface Replay {
  merge?: 'overwrite' | 'enhanced';
  /** Called in each stage. */
  work?: () => void;
}

/** The document graph with runners that give back what was recorded: what is left is the engine. */
export function replayGraph({ merge, work = () => {} }: Replay = {}): AnyGraph {
  const stages = documentGraph([]).stages.map(({ name, after }) => ({
    name,
    after,
    runner(recorded: Recorded) {
      work();
      return recorded[name]!;
    },
  }));
  return graphOf(stages, { merge });
}

/** More than a processor keeps at hand. */
const otherMemory = new Uint8Array(3 * 1024 * 1024);

/**
 * Microseconds that the engine takes for a document where each stage reads memory of its own, as the
 * stages of a build do: median of some rounds, the reading not counted.
 */
export async function coldReplay(documents: readonly Recorded[], rounds = 15): Promise<number> {
  let reading = 0;
  const work = () => {
    const start = performance.now();
    for (let at = 0; at < otherMemory.length; at += 64) otherMemory[at] = otherMemory[at]! + 1;
    reading += performance.now() - start;
  };
  const graph = replayGraph({ work });
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    reading = 0;
    const start = performance.now();
    for (const recorded of documents) await graph.run(recorded);
    times.push(((performance.now() - start - reading) * 1000) / documents.length);
  }
  return times.sort((a, b) => a - b)[rounds >> 1]!;
}
