import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../src/build.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import type { Config } from '../../src/config/settings.ts';
import { ContextorError } from '../../src/errors.ts';
import { differences, differs, type Files, filesOf, firstDifference } from './built-files.ts';
import { edit, type FuzzedProject, writeProject } from './edits.ts';
import { frameworks } from './frameworks.ts';
import { profiles, type Seed } from './mutate.ts';
import { Random } from './random.ts';
import { type Watched, watched } from './watched.ts';

/** What came of one project that was changed step by step. */
export interface ProjectRound {
  framework: string;
  edits: number;
  builds: number;
  /** Builds of `contextor watch` that were waited for. */
  watched: number;
  differences: string[];
  slowest: Slowest;
}

/** The build that took longest, by the clock and in time of this process's threads, in milliseconds. */
export interface Slowest {
  wall: number;
  cpu: number;
  where: string;
}

/** The one of two that took longer by the clock. */
export const slower = (a: Slowest, b: Slowest): Slowest => (b.wall > a.wall ? b : a);

export interface RoundOptions {
  steps: number;
  /** Whether `contextor watch` builds the project too. */
  watch: boolean;
  /** Hears of each step before it begins, with what was changed. */
  onStep?: (step: string) => void;
}

/**
 * Changes a project with includes and components of its own step by step. After each step a build that
 * reuses what it knows, and `contextor watch`, are to give the files and messages of a build from nothing.
 */
export async function projectRound(
  seed: number,
  allSeeds: readonly Seed[],
  options: RoundOptions,
): Promise<ProjectRound> {
  const random = new Random(seed);
  const framework = random.pick(frameworks);
  const seeds = allSeeds.filter(({ dialect }) => dialect === framework.name);
  const root = mkdtempSync(join(tmpdir(), 'contextor-projects-'));
  const project: FuzzedProject = { root, framework, random, seeds };
  const round: ProjectRound = {
    framework: framework.name,
    edits: 0,
    builds: 0,
    watched: 0,
    differences: [],
    slowest: { wall: 0, cpu: 0, where: '' },
  };
  writeProject(project);
  const config = randomConfig(project);
  const watcher = options.watch ? await watched(root, config) : undefined;
  try {
    for (let step = 0; step <= options.steps && round.differences.length === 0; step++) {
      const done = step === 0 ? ['begin'] : someEdits(project);
      round.edits += step === 0 ? 0 : done.length;
      options.onStep?.(`seed ${seed}, ${framework.name}, step ${step}: ${done.join('; ')}`);
      const way = wayOf(random);
      const where = `seed ${seed}, step ${step}, ${JSON.stringify(way)}`;
      const found = await compareBuilds({ root, config, watcher, round }, { way, where });
      round.differences.push(...found.map((what) => `${where}: ${what}`));
    }
  } finally {
    await watcher?.close();
    rmSync(root, { recursive: true, force: true });
  }
  return round;
}

interface Building {
  root: string;
  config: Config;
  watcher: Watched | undefined;
  round: ProjectRound;
}

/** Builds the project as it stands from nothing and with what is known; gives what differs, in `watch` too. */
async function compareBuilds(
  { root, config, watcher, round }: Building,
  { way, where }: { way: Config; where: string },
): Promise<string[]> {
  const timed = async (options: Config) => {
    const begin = performance.now();
    const before = process.cpuUsage();
    const result = await made(root, { ...config, ...options });
    const { user, system } = process.cpuUsage(before);
    const wall = Math.round(performance.now() - begin);
    const cpu = Math.round((user + system) / 1000);
    round.slowest = slower(round.slowest, { wall, cpu, where });
    round.builds++;
    return result;
  };
  const clean = await timed({ ...way, out: 'clean', cache: false });
  const kept = await timed({ out: 'out', cache: true });
  const found = differencesOf(clean, kept);
  // Where nothing can be built, `watch` leaves the output as it is.
  if (watcher === undefined || clean.files.size === 0) return found;
  round.watched++;
  return [...found, ...(await differencesOfWatch(watcher, clean.files))];
}

async function differencesOfWatch(watcher: Watched, clean: Files): Promise<string[]> {
  const { files, ended } = await watcher.settled((files) => differs(clean, files).length === 0);
  return ended === undefined ? differences('watch', clean, files) : [`watch ended: ${ended}`];
}

function someEdits(project: FuzzedProject): string[] {
  return Array.from({ length: 1 + project.random.below(4) }, () => edit(project));
}

function randomConfig({ random, framework }: FuzzedProject): Config {
  const chance = () => random.next() < 0.3;
  return {
    src: framework.src,
    profile: random.pick(profiles),
    llmsTxt: chance(),
    search: chance(),
    ...(chance() ? { layout: 'flat' } : {}),
    ...(chance() ? { dialect: framework.name as Config['dialect'] & string } : {}),
    ...(chance() ? { frontmatter: 'minimal' } : {}),
    parallel: false,
  };
}

/** Ways of a build that may differ in time alone. */
function wayOf(random: Random): Config {
  const pooled = {
    parallel: true,
    inlineThreshold: 1,
    maxWorkers: 2,
    batchSize: 1 + random.below(4),
  };
  return random.pick<Config>([
    {},
    {},
    { parser: 'remark' },
    { parallelTransforms: false },
    { ...pooled, executor: 'threads' },
    { ...pooled, executor: 'processes' },
  ]);
}

interface Made {
  files: Files;
  messages: string;
}

async function made(root: string, config: Config): Promise<Made> {
  const out = join(root, config.out!);
  if (config.cache === false) rmSync(out, { recursive: true, force: true });
  try {
    const { messages } = await build(resolveSettings(config, { cwd: root }));
    return { files: filesOf(out), messages: messages.map((one) => JSON.stringify(one)).join('\n') };
  } catch (error) {
    // A project without documents, say, ends all builds in the same words; anything else is a defect.
    if (!(error instanceof ContextorError)) throw error;
    return { files: new Map(), messages: error.message.replaceAll(out, 'OUT') };
  }
}

function differencesOf(clean: Made, kept: Made): string[] {
  const found = differences('cache', clean.files, kept.files);
  if (clean.messages !== kept.messages)
    found.push(
      `cache: other messages, ${JSON.stringify(firstDifference(clean.messages, kept.messages))}`,
    );
  return found;
}
