import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkedContribution } from '../corpus/contribution.ts';
import { writeCorpus } from '../corpus/corpus.ts';
import { CorpusFiles } from '../corpus/corpus-files.ts';
import { ContextFold } from '../corpus/fold.ts';
import { type CorpusContents, publishedPage } from '../corpus/gather.ts';
import type { IndexLine } from '../corpus/index-line.ts';
import { type Output, openOutput } from '../emitter/output.ts';
import { publisher } from '../publish/publisher.ts';
import { partName } from '../shard/part.ts';
import { type LoadedPart, readParts } from '../shard/read-parts.ts';
import { BuildRun } from './build-run.ts';
import type { Drift } from './contract.ts';

export interface MergeOptions {
  /** Absolute folder of the whole. */
  outRoot: string;
  /** Absolute folder of the project, for agent artefacts. */
  cwd: string;
  signal?: AbortSignal;
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
  { outRoot, cwd, signal }: MergeOptions,
): Promise<MergeResult> {
  const parts = readParts(folders);
  const run = new BuildRun({ outRoot }, signal ? { signal } : {});
  const lines = parts.flatMap(({ folder, lines }) => lines.map((line) => ({ folder, line })));
  const output = await openOutput(outRoot, { targets: lines.map(({ line }) => line) });
  let finished = false;
  try {
    let written = 0;
    for (const { folder, line } of lines) {
      const emitted = await output.emit(line.out, readFileSync(join(folder, line.out), 'utf8'));
      run.noteDrift(line.out, emitted);
      if (emitted !== 'unchanged') written += 1;
    }
    run.removeMissing(output, new Set(lines.map(({ line }) => line.out)));
    await conclude(parts, { run, output, folders: { cwd, outRoot } });
    finished = true;
    const failed = parts.reduce((sum, { part }) => sum + part.documents, 0) - lines.length;
    const { drift, removed } = run.changes();
    return {
      documents: lines.length,
      failed,
      written,
      unchanged: lines.length - written,
      drift,
      removed,
    };
  } finally {
    output.release(finished);
  }
}

async function conclude(
  parts: readonly LoadedPart[],
  options: { run: BuildRun; output: Output; folders: { cwd: string; outRoot: string } },
): Promise<void> {
  const { run, output, folders } = options;
  const { settings, version, publication } = parts[0]!.part;
  const contents = joined(parts, output.scratch);
  const publish = publication && publisher(publication, { folders, output, run });
  const { files } = await writeCorpus(contents, {
    settings,
    version,
    kept: [],
    linkMessages: parts.flatMap(({ part }) => part.linkMessages),
    ...run.writer(output),
    publish: publish?.(contents.pages),
  });
  run.removeUnpublished(output, files);
}

function joined(parts: readonly LoadedPart[], scratch: string): CorpusContents {
  const files = new CorpusFiles(scratch);
  const fold = new ContextFold();
  const lines: IndexLine[] = [];
  for (const { part, lines: own } of parts) {
    // A share without documents has no context, which is neutral.
    const fields = () => checkedContribution(partName, part.context);
    if (own.length > 0) fold.add({ path: '', fields, known: false });
    for (const line of own) {
      const { path, out, links } = line;
      files.add({ path, out, line: JSON.stringify(line), pages: links.pages });
      lines.push(line);
    }
  }
  files.close();
  return {
    files,
    context: fold.result(),
    pages: lines.map(publishedPage),
  };
}
