import { join } from 'node:path';
import type { CorpusStage } from '../transforms/corpus-stage.ts';
import type { Settings } from './config/settings.ts';
import type { Drift } from './contract/build.ts';
import type { Message } from './contract/message.ts';
import type { Outcome } from './contract/outcome.ts';
import { ContextorError } from './errors.ts';
import { byPath } from './files/source-name.ts';
import { readLines } from './files/text-file.ts';
import { type Concluded, writeCorpus } from './output/conclude.ts';
import { checkedContribution } from './output/corpus/contribution.ts';
import { ContextFold, Corpus } from './output/corpus/corpus.ts';
import type { CorpusRunOptions } from './output/corpus/corpus-run.ts';
import { carriedOutcome } from './output/corpus/index-line.ts';
import { openOutput } from './output/output.ts';
import { contextsName, partName } from './output/shard/part.ts';
import {
  type LoadedPart,
  readDocuments,
  readPartOutput,
  readParts,
} from './output/shard/read-parts.ts';
import { documentsName } from './output/shard/shard-documents.ts';
import { type Settled, settle, unsettledDocuments } from './settle-parts.ts';

interface MergeOptions {
  /** Absolute folder of the whole. */
  outRoot: string;
  /** Absolute folder of the project, for agent artefacts. */
  cwd: string;
  signal?: AbortSignal;
  /**
   * Gives the settings of the shards. They are asked for where stages of all documents together are to
   * run, which are never taken from a part, and where documents are to be made again.
   */
  loadSettings?: () => Promise<Settings>;
  /** Writes to the folder even if it contains files that contextor did not write. */
  forceOut?: boolean;
}

interface MergeResult {
  documents: number;
  /** Documents that failed in their shards. */
  failed: number;
  written: number;
  unchanged: number;
  /** Documents that were made again, without the pages that other shards dropped. */
  again: number;
  /** What was found in those, and by the stages of all documents together. */
  messages: readonly Message[];
  drift: Drift;
  removed: readonly string[];
}

/**
 * Joins the output folders of all shards of one build. The result is what one build of everything
 * would have written, byte for byte. Documents that ask for pages which another shard dropped are made
 * again for that, from their sources.
 *
 * @param folders absolute output folders of the shards, in any order
 * @throws ContextorError `PART_STAGES`, `PART_SOURCES`, `PART_MISSING`, `PART_DOUBLED`, `PART_FOREIGN`, `PART_UNREADABLE`
 */
export async function mergeParts(
  folders: readonly string[],
  { outRoot, cwd, signal, loadSettings, forceOut: force }: MergeOptions,
): Promise<MergeResult> {
  const parts = readParts(folders);
  const own = await corpusStages(parts[0]!.part.corpusStages ?? [], loadSettings);
  const unsettled = await unsettledDocuments(parts, loadSettings);
  const lines = parts.flatMap((part) => part.lines.map((line) => ({ part, line })));
  const targets = lines.map(({ line }) => line);
  const output = await openOutput(outRoot, { targets, force, signal });
  let finished = false;
  try {
    const settled = unsettled && (await settle(unsettled, { output, signal }));
    let written = 0;
    for (const { part, line } of lines) {
      if (settled?.outcomes.has(line.path)) continue;
      const emitted = await output.emit(line.out, readPartOutput(part, line));
      if (emitted !== 'unchanged') written += 1;
    }
    const { totals, current } = countOutcomes(parts, { settled, written });
    for (const { out } of output.ledger) if (!current.has(out)) output.remove(out);
    const concluded = await writeWhole(parts, { output, cwd, own, signal, settled });
    finished = true;
    const messages = [...(settled?.messages ?? []), ...concluded.messages];
    return { ...totals, messages, ...output.changes };
  } finally {
    output.release(finished);
  }
}

/** @param written how many outputs of parts were other than what stood there */
function countOutcomes(
  parts: readonly LoadedPart[],
  { settled, written }: { settled: Settled | undefined; written: number },
) {
  const totals = { documents: 0, failed: 0, written, unchanged: 0, again: 0 };
  for (const { part } of parts) totals.failed += part.documents;
  const current = new Set<string>();
  for (const outcome of outcomesOf(parts, { settled })) {
    if (outcome.status !== 'failed') totals.failed -= 1;
    if (outcome.status === 'written') totals.written += 1;
    if (!('out' in outcome)) continue;
    totals.documents += 1;
    current.add(outcome.out);
  }
  totals.unchanged = totals.documents - totals.written;
  totals.again = settled?.outcomes.size ?? 0;
  return { totals, current };
}

interface Whole {
  settled: Settled | undefined;
  /** Whether the whole contexts are needed; default false. */
  whole?: boolean;
}

/** What came of each document, in path order: of those that were made again, what the merge made. */
function* outcomesOf(
  parts: readonly LoadedPart[],
  { settled, whole = false }: Whole,
): Generator<Outcome> {
  for (const { folder, part, lines } of parts) {
    const contexts = whole ? readLines(join(folder, contextsName)) : undefined;
    const dropped = (part.dropped ?? []).map((one) => ({ ...one, status: 'dropped' }) as const);
    for (const one of [...lines, ...dropped].sort(byPath)) {
      const context = 'status' in one ? undefined : contexts?.next().value;
      const again = settled?.outcomes.get(one.path);
      if (again !== undefined) yield again;
      else if ('status' in one) yield { ...one, messages: [] };
      else yield { ...carriedOutcome(one), context };
    }
    contexts?.return(undefined);
  }
}

/** Writes what is about all documents together. */
async function writeWhole(
  parts: readonly LoadedPart[],
  { settled, ...run }: Pick<CorpusRunOptions, 'output' | 'cwd' | 'own' | 'signal'> & Whole,
): Promise<Concluded> {
  const { settings, version, publication } = parts[0]!.part;
  const whole = run.own.length > 0;
  const corpus = new Corpus(run.output.scratch, { whole });
  for (const outcome of outcomesOf(parts, { settled, whole })) corpus.add(outcome);
  const contents = corpus.close();
  return writeCorpus({
    contents: { ...contents, context: joinedContext(parts, settled) },
    settings,
    version,
    kept: [],
    linkMessages: linkMessages(parts, settled),
    publication,
    ...run,
  });
}

/** What was found about links, in path order. */
function linkMessages(parts: readonly LoadedPart[], settled: Settled | undefined): Message[] {
  const known = parts.flatMap(({ part }) => part.linkMessages);
  if (settled === undefined) return known;
  const again = settled.messages.filter(({ rule }) => rule.startsWith('broken-'));
  const others = known.filter(({ path }) => !settled.outcomes.has(path));
  return [...others, ...again].sort(byPath);
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
    `the parts were built with the corpus stages ${names.join(', ')}, which cannot be loaded here`,
    {
      code: 'PART_STAGES',
      remedy: 'Merge where the shards were built: in the folder of their configuration.',
    },
  );
}

/** The contexts of all documents, merged: the parts know more than their lines of the index. */
function joinedContext(
  parts: readonly LoadedPart[],
  settled: Settled | undefined,
): Readonly<Record<string, unknown>> {
  const fold = new ContextFold(parts[0]!.part.rules);
  for (const { folder, part, lines } of parts) {
    const again = lines.some(({ path }) => settled?.outcomes.has(path));
    // A share without documents has no context, which is neutral.
    if (!again && lines.length > 0) fold.add(checkedContribution(partName, part.context));
    for (const { path, contribution } of again ? readDocuments(folder) : []) {
      const outcome = settled?.outcomes.get(path);
      if (outcome === undefined) fold.add(checkedContribution(documentsName, contribution));
      else if ('contribution' in outcome) fold.add(outcome.contribution);
    }
  }
  return fold.result();
}
