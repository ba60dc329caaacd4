import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Drift } from './contract/build.ts';
import { writeCorpus } from './output/conclude.ts';
import { checkedContribution } from './output/corpus/contribution.ts';
import { Corpus } from './output/corpus/corpus.ts';
import { ContextFold } from './output/corpus/fold.ts';
import { carriedOutcome } from './output/corpus/index-line.ts';
import { type Output, openOutput } from './output/output.ts';
import { publishRun } from './output/publish/publisher.ts';
import { openSearch } from './output/publish/search.ts';
import { partName } from './output/shard/part.ts';
import { type LoadedPart, readParts } from './output/shard/read-parts.ts';

export interface MergeOptions {
  /** Absolute folder of the whole. */
  outRoot: string;
  /** Absolute folder of the project, for agent artefacts. */
  cwd: string;
  signal?: AbortSignal;
  /** Writes to the folder even where it holds files that contextor did not write. */
  forceOut?: boolean;
}

export interface MergeResult {
  documents: number;
  /** Documents that failed in their shards. */
  failed: number;
  written: number;
  unchanged: number;
  drift: Drift;
  removed: readonly string[];
}

/**
 * Joins the output folders of all shards of one build. The result is what one build of everything
 * would have written, byte for byte.
 *
 * @param folders absolute output folders of the shards, in any order
 * @throws ContextorError `PART_MISSING`, `PART_DOUBLED`, `PART_FOREIGN`, `PART_UNREADABLE`
 */
export async function mergeParts(
  folders: readonly string[],
  { outRoot, cwd, signal, forceOut: force }: MergeOptions,
): Promise<MergeResult> {
  const parts = readParts(folders);
  const lines = parts.flatMap(({ folder, lines }) => lines.map((line) => ({ folder, line })));
  const targets = lines.map(({ line }) => line);
  const output = await openOutput(outRoot, { targets, force, signal });
  let finished = false;
  try {
    let written = 0;
    for (const { folder, line } of lines) {
      const emitted = await output.emit(line.out, readFileSync(join(folder, line.out), 'utf8'));
      if (emitted !== 'unchanged') written += 1;
    }
    const current = new Set(targets.map(({ out }) => out));
    for (const { out } of output.ledger) if (!current.has(out)) output.remove(out);
    await writeWhole(parts, output, cwd);
    finished = true;
    return {
      documents: lines.length,
      failed:
        parts.reduce((sum, { part }) => sum + part.documents - (part.dropped ?? []).length, 0) -
        lines.length,
      written,
      unchanged: lines.length - written,
      ...output.changes,
    };
  } finally {
    output.release(finished);
  }
}

/** Writes what is about all documents together. */
async function writeWhole(
  parts: readonly LoadedPart[],
  output: Output,
  cwd: string,
): Promise<void> {
  const { settings, version, publication } = parts[0]!.part;
  const lines = parts.flatMap(({ lines }) => lines);
  const paths = lines.map(({ path }) => path);
  const search = await openSearch(publication, { paths, output, complete: false });
  const corpus = new Corpus(output.scratch, { withPages: publication !== undefined, search });
  for (const line of lines) corpus.add(carriedOutcome(line));
  const contents = corpus.close();
  await writeCorpus({
    contents: {
      ...contents,
      context: joinedContext(parts),
      dropped: parts
        .flatMap(({ part }) => part.dropped ?? [])
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    },
    settings,
    version,
    kept: [],
    linkMessages: parts.flatMap(({ part }) => part.linkMessages),
    output,
    publish: publication && publishRun(publication, { all: contents.pages, search, output, cwd }),
  });
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
