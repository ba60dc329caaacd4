import type { CorpusStage } from '../../../transforms/corpus-stage.ts';
import { pipeline, type StageContext, type StageOptions } from '../../engine/index.ts';
import { ContextorError } from '../../errors.ts';
import { didYouMean } from '../../nearest.ts';
import { publishingStages } from '../publish/stages.ts';
import type { CorpusRun, MadeFile } from './corpus-run.ts';
import { CorpusView } from './corpus-view.ts';
import { writeLinkReport, writeManifest, writeStatistics } from './stages.ts';

type Runner = (run: CorpusRun, context: StageContext) => unknown;

/** What is written of documents, beside which there is nothing to wait for. */
const reports = { 'link-report': writeLinkReport, statistics: writeStatistics };

/**
 * The second graph of a run: what is written about all documents together. The user's stages come
 * before those that list pages, unless they say otherwise; the manifest comes last.
 *
 * @param own the user's stages
 * @param listing the built-in ones that list pages
 * @throws ContextorError where the user's stages make no graph
 */
export function corpusGraph(own: readonly CorpusStage[], listing = publishingStages()) {
  const stages = [...own, ...listing];
  const names = [...Object.keys(reports), ...stages.map(({ name }) => name)];
  const after = order(own, { names, listing: listing.map(({ name }) => name) });
  let builder = pipeline<CorpusRun>('corpus', { findable: own.length > 0 });
  const add = (name: string, runner: Runner, options: StageOptions = {}) => {
    builder = builder.stage(name, runner as never, options as never) as unknown as typeof builder;
  };
  for (const [name, write] of Object.entries(reports)) add(name, write);
  for (const stage of stages) {
    const { name, merge, timeoutMs, retries, onError } = stage;
    const options = { after: [...after.get(name)!], merge, timeoutMs, retries, onError };
    const set = Object.entries(options).filter(([, value]) => value !== undefined);
    add(name, viewing(stage, ancestorsOf(name, after)), Object.fromEntries(set));
  }
  const made = stages.map(({ name }) => name);
  const manifest: Runner = (run, context) =>
    writeManifest(run, made, context.upstream('link-report'));
  add('manifest', manifest, { after: names });
  return builder.build();
}

/** Runs a stage on its view of the corpus; what it made counts when it succeeds. */
function viewing(stage: CorpusStage, ancestors: ReadonlySet<string>): Runner {
  return async (run, context) => {
    const added = [...run.yields].flatMap(([name, { files }]): readonly MadeFile[] =>
      ancestors.has(name) ? files : [],
    );
    const view = new CorpusView(run, stage.name, added);
    const result = (await stage.run(view, context as never)) as Record<string, unknown> | undefined;
    const isResult = Object.getOwnPropertySymbols(result ?? {}).length > 0;
    if (isResult && result!.keep === false) run.keep = false;
    if (!context.signal.aborted && (!isResult || result!.status === 'ok')) {
      run.yields.set(stage.name, view);
    }
    return result;
  };
}

interface Names {
  names: readonly string[];
  /** Those that list pages. */
  listing: readonly string[];
}

/** What each stage comes after, as the user's stages and the built-in ones say together. */
function order(own: readonly CorpusStage[], { names, listing }: Names): Map<string, Set<string>> {
  const after = new Map(names.map((name) => [name, new Set<string>()]));
  for (const { name, after: earlier = [], before = [] } of own) {
    for (const other of [...earlier, ...before]) refuseUnknown(name, other, names);
    for (const other of earlier) after.get(name)!.add(other);
    for (const other of before) after.get(other)!.add(name);
  }
  for (const { name } of own) {
    const above = ancestorsOf(name, after);
    if (listing.some((other) => above.has(other))) continue;
    for (const other of listing) after.get(other)!.add(name);
  }
  return after;
}

function ancestorsOf(name: string, after: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const above = new Set(after.get(name));
  for (const other of above) for (const further of after.get(other) ?? []) above.add(further);
  return above;
}

function refuseUnknown(stage: string, other: string, names: readonly string[]): void {
  if (names.includes(other)) return;
  throw new ContextorError(
    `the corpus stage '${stage}' is placed by '${other}', which is not a corpus stage`,
    {
      code: 'TRANSFORM_UNKNOWN_STAGE',
      remedy: didYouMean(other, [...names]) ?? `The corpus stages are ${names.join(', ')}.`,
    },
  );
}
