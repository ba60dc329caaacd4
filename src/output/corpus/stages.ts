import type { IndexLine } from '../../contract/index-line.ts';
import { ContextorError } from '../../errors.ts';
import { corpusFiles, ownNames } from '../../files/output-path.ts';
import { readLines, readPieces, writePieces } from '../../files/text-file.ts';
import type { CorpusRun, MadeFile } from './corpus-run.ts';
import { JsonText, jsonPieces } from './json-pieces.ts';

type Links = { hosts?: Record<string, number> };

export async function writeLinkReport({ options }: CorpusRun) {
  const { contents, linkMessages, output } = options;
  const { hosts = {} } = (contents.context.links ?? {}) as Links;
  const unlinked = [...contents.outputs]
    .filter(([, out]) => !contents.linked.has(out))
    .map(([path]) => path);
  const broken = Array.from(linkMessages, ({ path, line, column, rule, reason }) => {
    return { path, line, column, rule, reason };
  });
  const pages = new JsonText(readPieces(contents.pagesFile));
  const report = { broken, unlinked, hosts: sortedByKey(hosts), pages };
  await output.emitPieces('links.json', jsonPieces(report));
  return { broken: broken.length, unlinked: unlinked.length };
}

export async function writeStatistics({ options }: CorpusRun) {
  const { context } = options.contents;
  const { documents = 0, tokens, stats, code, topics, savings, unknownComponents } = context;
  const statistics = { documents, tokens, stats, code, topics, savings, unknownComponents };
  await options.output.emitShared('statistics.json', json(statistics));
}

/**
 * Puts what all stages have made in its place, and writes index and manifest.
 *
 * @param names of the stages, in declared order
 */
export async function writeManifest(run: CorpusRun, names: readonly string[], linkTotals: unknown) {
  const { contents, settings, version, kept, output, own } = run.options;
  const made = madeFiles(run, names);
  run.files = [...corpusFiles, ...made.map(({ out }) => out)];
  output.rememberPages(made.flatMap(({ out, page }) => (page === undefined ? [] : [out])));
  for (const { out, finished } of made) output.adopt(finished, out);
  const ownNames = new Set(own.map(({ name }) => name));
  const generated = made
    .filter(({ stage }) => ownNames.has(stage))
    .map(({ out, stage }) => ({ out, stage }));
  const { links: _hosts, ...shared } = contents.context;
  const tokens = shared.tokens ?? { before: 0, after: 0 };
  const manifest = {
    schema: 'contextor-manifest/1',
    generator: `contextor ${version}`,
    settings,
    totals: { documents: contents.outputs.size, tokens },
    context: { ...shared, links: linkTotals },
    files: run.files,
    ...(generated.length > 0 && { generated }),
    ...(kept.length > 0 && { kept }),
    ...(contents.dropped.length > 0 && { dropped: contents.dropped }),
  };
  output.adopt(await wholeIndex(run, made), 'index.jsonl');
  await output.emitShared('manifest.json', json(manifest));
}

/**
 * The files of all stages, in declared order.
 *
 * @throws ContextorError `CORPUS_FILE` where two stages write one, or one that is contextor's own
 */
function madeFiles({ options, yields }: CorpusRun, names: readonly string[]) {
  const takers = new Map<string, string>(ownNames.map((out) => [out, 'contextor itself']));
  for (const [path, out] of options.contents.outputs)
    takers.set(keyOf(out), `the document ${path}`);
  const files = names.flatMap((stage) =>
    (yields.get(stage)?.files ?? []).map((file) => ({ ...file, stage })),
  );
  for (const { out, stage } of files) {
    const taker = takers.get(keyOf(out));
    if (taker !== undefined) {
      throw new ContextorError(
        `the corpus stage '${stage}' writes ${out}, which is a file of ${taker}`,
        { code: 'CORPUS_FILE', remedy: 'Give it another name.' },
      );
    }
    takers.set(keyOf(out), `the stage '${stage}'`);
  }
  return files;
}

/** Names that differ by letter case or by the composition of accents are one file on many disks. */
const keyOf = (out: string): string => out.normalize('NFC').toLowerCase();

/** The index with the lines of added pages, in path order. */
async function wholeIndex(run: CorpusRun, made: readonly MadeFile[]): Promise<string> {
  const { indexFile } = run.options.contents;
  const added = made.flatMap(({ page }) => page?.line ?? []);
  if (added.length === 0) return indexFile;
  added.sort((a, b) => (a.path < b.path ? -1 : 1));
  const finished = run.scratchFile();
  await writePieces(finished, mergedLines(readLines(indexFile), added));
  return finished;
}

function* mergedLines(lines: Iterable<string>, added: IndexLine[]): Generator<string> {
  for (const line of lines) {
    const { path } = JSON.parse(line) as IndexLine;
    while (added.length > 0 && added[0]!.path < path) yield `${JSON.stringify(added.shift())}\n`;
    yield `${line}\n`;
  }
  for (const line of added) yield `${JSON.stringify(line)}\n`;
}

const sortedByKey = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
