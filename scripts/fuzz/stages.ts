import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../src/build.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import type { Config } from '../../src/config/settings.ts';
import type { BuildResult } from '../../src/contract/build.ts';
import { mergeParts } from '../../src/merge-parts.ts';
import { Random } from './random.ts';
import { type GraphSpec, pick, randomGraph, stageModule } from './stage-graphs.ts';

/** What came of one site whose documents each have a graph of their own. */
export interface Round {
  graphs: number;
  /** How many builds and merges were compared. */
  builds: number;
  /** How many graphs ended in each way. */
  outcomes: Record<string, number>;
  differences: string[];
}

/** A folder in which one site is built in several ways. */
interface Site {
  root: string;
  /** A number from which all of the site follows. */
  seed: number;
  graphs: readonly GraphSpec[];
  config: Config;
}

interface Way {
  name: string;
  config?: Config;
  shards?: number;
  /** Milliseconds after which a build is aborted; another one follows, and is to give the same. */
  abortedAfterMs?: number;
}

/**
 * Builds a site of `size` documents in several ways that may differ in time and in nothing else: the
 * stages of each document are a random graph, which waits, fails, hangs and drops as the seed says.
 */
export async function stageRound(seed: number, size: number): Promise<Round> {
  const site = makeSite(seed, size);
  try {
    const first = await made(site, { name: 'inline' });
    const outcomes: Record<string, number> = {};
    for (const { path } of site.graphs) count(outcomes, first.outcomes.get(path) ?? 'none');
    const differences: string[] = [];
    const others = waysOf(new Random(seed + 1));
    for (const way of others) {
      const other = await made(site, way);
      differences.push(...differencesOf(site, first, { ...other, way: way.name }));
    }
    return { graphs: size, builds: 1 + others.length, outcomes, differences };
  } finally {
    rmSync(site.root, { recursive: true, force: true });
  }
}

const pooled = (random: Random, executor: 'threads' | 'processes'): Way => {
  const batchSize = 1 + random.below(9);
  const config = { parallel: true, inlineThreshold: 1, maxWorkers: 2, executor, batchSize };
  return { name: `${executor}, batches of ${batchSize}`, config };
};

function waysOf(random: Random): Way[] {
  const shards = 1 + random.below(5);
  const abortedAfterMs = 5 + random.below(150);
  return [
    { name: 'inline, one stage after the other', config: { parallelTransforms: false } },
    pooled(random, 'threads'),
    pooled(random, 'processes'),
    { name: `${shards} shards`, shards },
    { name: `aborted after ${abortedAfterMs} ms, and again`, abortedAfterMs },
  ];
}

const merges = ['context-update', 'overwrite', 'keep-first', 'enhanced'] as const;

function makeSite(seed: number, size: number): Site {
  const random = new Random(seed);
  const root = mkdtempSync(join(tmpdir(), 'contextor-stages-'));
  mkdirSync(join(root, 'docs'));
  writeFileSync(join(root, 'stage.mjs'), stageModule);
  const graphs = Array.from({ length: size }, (_, at) => randomGraph(random, at));
  for (const { path } of graphs) {
    // Pages that are dropped, and those of other shards, are among them.
    const links = Array.from({ length: random.below(4) }, () => pick(random, graphs).path);
    const see = links.map((to) => `\n\nSee [${to}](${to}) and [its part](${to}#part).`).join('');
    writeFileSync(join(root, 'docs', path), `# ${path}\n\nText of ${path}.${see}\n\n## Part\n`);
  }
  const transforms = graphs.flatMap(({ stages }) =>
    stages.map(({ entry, ...stage }) => ({ module: './stage.mjs', ...entry, options: stage })),
  );
  const config: Config = {
    ...{ src: 'docs', parser: 'remark', cache: false, parallel: false, executor: 'inline' },
    ...(random.below(4) === 0 && { title: 'Site', llmsTxt: true, search: true }),
    merge: pick(random, merges),
    transforms: transforms as Config['transforms'] & object,
  };
  return { root, seed, graphs, config };
}

interface Made {
  files: Map<string, string>;
  /** By document: `done`, `dropped` or `failed`. */
  outcomes: Map<string, string>;
}

let builds = 0;

async function made(site: Site, way: Way): Promise<Made> {
  const out = join(site.root, `out-${++builds}`);
  // Stages wait another time in each build.
  process.env.CONTEXTOR_FUZZ_TIMING = String(builds);
  const settings = (config: Config) =>
    resolveSettings({ ...site.config, ...way.config, ...config }, { cwd: site.root });
  if (way.shards !== undefined) return sharded(site, { out, count: way.shards, settings });
  if (way.abortedAfterMs !== undefined) {
    const signal = AbortSignal.timeout(way.abortedAfterMs);
    await build(settings({ out, cache: true }), { signal });
    return {
      ...outcomesOf([await build(settings({ out, cache: true }))], site),
      files: filesOf(out),
    };
  }
  return { ...outcomesOf([await build(settings({ out }))], site), files: filesOf(out) };
}

interface Sharding {
  out: string;
  count: number;
  settings: (config: Config) => ReturnType<typeof resolveSettings>;
}

async function sharded(site: Site, { out, count, settings }: Sharding): Promise<Made> {
  const folders: string[] = [];
  const results: BuildResult[] = [];
  for (let index = 1; index <= count; index++) {
    const folder = `${out}-${index}`;
    folders.push(folder);
    results.push(await build(settings({ out: folder }), { shard: { index, count } }));
  }
  const loadSettings = async () => settings({ out });
  await mergeParts(folders, { outRoot: out, cwd: site.root, loadSettings });
  return { ...outcomesOf(results, site), files: filesOf(out) };
}

function outcomesOf(results: readonly BuildResult[], { graphs }: Site): Pick<Made, 'outcomes'> {
  const outcomes = new Map(graphs.map(({ path }) => [path, 'done']));
  for (const { dropped, messages } of results) {
    for (const { path } of dropped) outcomes.set(path, 'dropped');
    // Which of several failures is told depends on which comes first.
    for (const { path, severity } of messages)
      if (severity === 'error') outcomes.set(path, 'failed');
  }
  return { outcomes };
}

function differencesOf(site: Site, first: Made, other: Made & { way: string }): string[] {
  const names = new Set([...first.files.keys(), ...other.files.keys()]);
  const files = [...names].filter((name) => first.files.get(name) !== other.files.get(name));
  const paths = site.graphs.map(({ path }) => path);
  const outcomes = paths.filter((path) => first.outcomes.get(path) !== other.outcomes.get(path));
  const where = `seed ${site.seed}, ${other.way}`;
  return [
    ...files.map((name) => `${where}: other bytes of ${name}`),
    ...outcomes.map(
      (path) => `${where}: ${path} is ${other.outcomes.get(path)}, not ${first.outcomes.get(path)}`,
    ),
  ];
}

function filesOf(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

function count(totals: Record<string, number>, name: string): void {
  totals[name] = (totals[name] ?? 0) + 1;
}
