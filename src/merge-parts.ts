import { join } from 'node:path';
import type { CorpusStage } from '../transforms/corpus-stage.ts';
import type { Settings } from './config/settings.ts';
import type { Drift, Dropped } from './contract/build.ts';
import type { Message } from './contract/message.ts';
import { ContextorError } from './errors.ts';
import { readLines } from './files/text-file.ts';
import { type Concluded, writeCorpus } from './output/conclude.ts';
import { checkedContribution } from './output/corpus/contribution.ts';
import { Corpus } from './output/corpus/corpus.ts';
import type { CorpusRunOptions } from './output/corpus/corpus-run.ts';
import { ContextFold } from './output/corpus/fold.ts';
import { carriedOutcome } from './output/corpus/index-line.ts';
import { outputOf } from './output/corpus/manifest-settings.ts';
import { openOutput } from './output/output.ts';
import { contextsName, partName } from './output/shard/part.ts';
import { type LoadedPart, readPartOutput, readParts } from './output/shard/read-parts.ts';

export interface MergeOptions {
  /** Absolute folder of the whole. */
  outRoot: string;
  /** Absolute folder of the project, for agent artefacts. */
  cwd: string;
  signal?: AbortSignal;
  /**
   * Gives the settings of the shards. They are asked for where stages of all documents together are to
   * run, which are never taken from a part.
   */
  loadSettings?: () => Promise<Settings>;
  /** Writes to the folder even where it holds files that contextor did not write. */
  forceOut?: boolean;
}

export interface MergeResult {
  documents: number;
  /** Documents that failed in their shards. */
  failed: number;
  written: number;
  unchanged: number;
  /** What the stages of all documents together found. */
  messages: readonly Message[];
  drift: Drift;
  removed: readonly string[];
}

/**
 * Joins the output folders of all shards of one build. The result is what one build of everything
 * would have written, byte for byte.
 *
 * @param folders absolute output folders of the shards, in any order
 * @throws ContextorError `PART_STAGES`, `PART_MISSING`, `PART_DOUBLED`, `PART_FOREIGN`, `PART_UNREADABLE`
 */
export async function mergeParts(
  folders: readonly string[],
  { outRoot, cwd, signal, loadSettings, forceOut: force }: MergeOptions,
): Promise<MergeResult> {
  const parts = readParts(folders);
  const own = await corpusStages(parts[0]!.part.corpusStages ?? [], loadSettings);
  const lines = parts.flatMap(({ folder, lines }) => lines.map((line) => ({ folder, line })));
  const targets = lines.map(({ line }) => line);
  const output = await openOutput(outRoot, { targets, force, signal });
  let finished = false;
  try {
    let written = 0;
    for (const { folder, line } of lines) {
      const emitted = await output.emit(line.out, readPartOutput(folder, line));
      if (emitted !== 'unchanged') written += 1;
    }
    const current = new Set(targets.map(({ out }) => out));
    for (const { out } of output.ledger) if (!current.has(out)) output.remove(out);
    const concluded = await writeWhole(parts, { output, cwd, own, signal });
    finished = true;
    return {
      documents: lines.length,
      failed:
        parts.reduce((sum, { part }) => sum + part.documents - (part.dropped ?? []).length, 0) -
        lines.length,
      written,
      unchanged: lines.length - written,
      messages: [...lostLinks(parts), ...concluded.messages],
      ...output.changes,
    };
  } finally {
    output.release(finished);
  }
}

/** Writes what is about all documents together. */
async function writeWhole(
  parts: readonly LoadedPart[],
  run: Pick<CorpusRunOptions, 'output' | 'cwd' | 'own' | 'signal'>,
): Promise<Concluded> {
  const { settings, version, publication } = parts[0]!.part;
  const whole = run.own.length > 0;
  const corpus = new Corpus(run.output.scratch, { whole });
  for (const { folder, part, lines } of parts) {
    const contexts = whole ? readLines(join(folder, contextsName)) : undefined;
    const dropped = [...(part.dropped ?? [])];
    for (const line of lines) {
      while (dropped.length > 0 && dropped[0]!.path < line.path) addDropped(dropped.shift()!);
      corpus.add({ ...carriedOutcome(line), context: contexts?.next().value });
    }
    contexts?.return(undefined);
    dropped.forEach(addDropped);
  }
  function addDropped(one: Dropped): void {
    corpus.add({ status: 'dropped', ...one, messages: [] });
  }
  const contents = corpus.close();
  return writeCorpus({
    contents: { ...contents, context: joinedContext(parts) },
    settings,
    version,
    kept: [],
    linkMessages: parts.flatMap(({ part }) => part.linkMessages),
    publication,
    ...run,
  });
}

/**
 * The stages of all documents together, as the project has them.
 *
 * @param names those that the shards had
 * @throws ContextorError `PART_STAGES` where the project has others
 */
async function corpusStages(
  names: readonly string[],
  loadSettings: MergeOptions['loadSettings'],
): Promise<readonly CorpusStage[]> {
  if (names.length === 0) return [];
  const { loadCorpusStages } = await import('./own-stages.ts');
  const settings = await loadSettings?.();
  const own = settings === undefined ? [] : await loadCorpusStages(settings);
  if (JSON.stringify(own.map(({ name }) => name)) === JSON.stringify(names)) return own;
  throw new ContextorError(
    `the parts were built with the corpus stages ${names.join(', ')}, which are not at hand`,
    {
      code: 'PART_STAGES',
      remedy: 'Merge where the shards were built: in the folder of their configuration.',
    },
  );
}

/** Links to documents that stages left out in another shard, which the shard of the link could not know. */
function lostLinks(parts: readonly LoadedPart[]): Message[] {
  const { settings } = parts[0]!.part;
  const left = new Map(
    parts.flatMap(({ part }) =>
      (part.dropped ?? []).map((one): [string, Dropped] => [outputOf(one.path, settings), one]),
    ),
  );
  return parts.flatMap(({ lines }) =>
    lines.flatMap(({ path, links }) =>
      links.pages.flatMap((out) => {
        const dropped = left.get(out);
        if (dropped === undefined) return [];
        const reason = `A link leads to ${dropped.path}, which the stage '${dropped.stage}' left out in another shard.`;
        return [{ severity: 'warning', rule: 'broken-link', about: dropped.path, path, reason }];
      }),
    ),
  );
}

/** The contexts of all documents, merged: the parts know more than their lines of the index. */
function joinedContext(parts: readonly LoadedPart[]): Readonly<Record<string, unknown>> {
  const fold = new ContextFold(parts[0]!.part.rules);
  for (const { part, lines } of parts) {
    // A share without documents has no context, which is neutral.
    if (lines.length > 0) fold.add(checkedContribution(partName, part.context));
  }
  return fold.result();
}
