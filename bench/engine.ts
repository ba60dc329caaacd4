// What the stage engine costs: npm run bench:engine -- [DIR], DIR holding the documents of a corpus.
import { compileMerge, mergeContributions, type StageContext } from '../src/engine/index.ts';
import { type Corpus, coldReplay, recordCorpus, replayGraph } from './engine/corpus.ts';
import { type AnyGraph, chain, fanOut } from './engine/graphs.ts';
import { cpuTime, cpuTimes, heldBytes, report } from './engine/measure.ts';
import { profiledShare } from './engine/profiled.ts';

const size = 1_000;
const nothing = () => undefined;
const nothingAsync = async () => undefined;

async function stageCosts(): Promise<void> {
  const graphs: [string, AnyGraph][] = [
    ['chain of 1,000, synchronous', chain({ size, runner: nothing })],
    ['chain of 1,000, asynchronous', chain({ size, runner: nothingAsync })],
    ['fan-out of 1,000, synchronous', fanOut({ size, runner: nothing })],
    ['fan-out of 1,000, asynchronous', fanOut({ size, runner: nothingAsync })],
  ];
  const runs = 20;
  for (const [what, graph] of graphs) {
    const ms = await cpuTime(async () => {
      for (let run = 0; run < runs; run++) await graph.run(0);
    });
    report(`engine time per stage: ${what}`, micros(ms, runs * size), 'under 20 µs');
  }
}

async function contextCosts(): Promise<void> {
  const graph = chain({ size, runner: (_input, { fields }) => ({ n: fields.n }) });
  const runs = 10;
  const ms = await cpuTime(async () => {
    for (let run = 0; run < runs; run++) await graph.run(0, { context: { n: 1 } });
  });
  report(
    'context set-up per stage, fields read and changed',
    micros(ms, runs * size),
    'under 200 µs',
  );
  const bytes = await heldBytes(async () => {
    const contexts: StageContext[] = [];
    const keep = (_input: unknown, context: StageContext) => void contexts.push(context);
    await chain({ size, runner: keep }).run(0);
    return contexts;
  });
  report('memory per stage, context and all', `${Math.round(bytes / size)} bytes`, 'about 1 KB');
}

async function corpusCosts({ documents, cpuMs }: Corpus): Promise<void> {
  const replay = (graph: AnyGraph) => async () => {
    for (const recorded of documents) await graph.run(recorded);
  };
  const graphs = [
    replayGraph({ merge: 'overwrite' }),
    replayGraph({ merge: 'enhanced' }),
    replayGraph(),
  ];
  const [overwrite, enhanced, engine] = await cpuTimes(graphs.map(replay));
  report(
    'enhanced against overwrite, whole engine',
    percent(enhanced! / overwrite! - 1),
    'under +10 %',
  );
  const [replaced, deep] = await cpuTimes([mergeAll('overwrite'), mergeAll('enhanced')]);
  report('enhanced against overwrite, merge alone', percent(deep! / replaced! - 1), 'under +10 %');
  report(
    `engine per document (${documents.length} documents)`,
    micros(engine!, documents.length),
    '-',
  );
  const cold = await coldReplay(documents);
  report('the same, where each stage reads 3 MB of its own', `${cold.toFixed(0)} µs`, '-');
  report("engine's share of a build's CPU time, replayed", percent(engine! / cpuMs), 'under 5 %');

  /** The contributions of each document merged at once, without a graph. */
  function mergeAll(strategy: 'overwrite' | 'enhanced') {
    const spec = compileMerge(strategy);
    const listed = documents.map((recorded) =>
      Object.entries(recorded).map(([stage, fields]) => ({ stage, fields })),
    );
    return async () => {
      for (const contributions of listed) mergeContributions({}, contributions, spec);
    };
  }
}

const micros = (ms: number, count: number) => `${((ms / count) * 1000).toFixed(2)} µs`;
const percent = (share: number) => `${share < 0 ? '' : '+'}${(share * 100).toFixed(1)} %`;

await stageCosts();
await contextCosts();
const folder = process.argv[2] ?? 'docs';
await corpusCosts(await recordCorpus(folder));
const share = (compileAnew: boolean) => percent(profiledShare(folder, { compileAnew }));
report('the same, by profiles of a cold build', share(false), 'under 5 %');
report('the same, where V8 compiles the program anew', share(true), '-');
