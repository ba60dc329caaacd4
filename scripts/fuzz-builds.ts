// Projects with includes and components of their own that change step by step, built with a cache,
// by `watch` and from nothing: npm run fuzz:builds -- --minutes N --seed S.
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { projectRound, type Slowest, slower } from './fuzz/project-round.ts';
import { readSeeds } from './fuzz/seeds.ts';

const { values } = parseArgs({
  options: {
    /** Ends after this time … */
    minutes: { type: 'string', default: '5' },
    /** … or after this many projects, each of which depends on its number alone. */
    projects: { type: 'string', default: '1000000000' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '12' },
    /** The first project of this process, where it does the work for another. */
    child: { type: 'string' },
  },
});
const [first, projects, steps] = [values.seed, values.projects, values.steps].map(Number) as [
  number,
  number,
  number,
];

/** Milliseconds without a next step after which a build hangs, on a busy machine. */
const patience = 60_000;

/** One of so many projects is built by `watch` too, which takes longer than all else. */
const watchedOneIn = 4;

type Line = { seed: number; step?: string; done?: Awaited<ReturnType<typeof projectRound>> };

if (values.child === undefined) await parent();
else await fuzzHere(Number(values.child));

async function parent(): Promise<void> {
  const end = Date.now() + Number(values.minutes) * 60_000;
  const totals = { projects: 0, edits: 0, builds: 0, watched: 0, differences: 0, crashes: 0 };
  let slowest: Slowest = { wall: 0, cpu: 0, where: '' };
  let next = first;
  const hear = ({ seed, done }: Line) => {
    if (done === undefined) return;
    next = seed + 1;
    totals.projects++;
    for (const name of ['edits', 'builds', 'watched'] as const) totals[name] += done[name];
    totals.differences += done.differences.length;
    slowest = slower(slowest, done.slowest);
    for (const what of done.differences) console.log(`${done.framework}: ${what}`);
  };
  while (next < first + projects && Date.now() < end) {
    const last = await watchChild(next, { end, hear });
    if (last === undefined) continue;
    totals.crashes++;
    console.log(`ends or hangs: ${last.step}`);
    next = last.seed + 1;
  }
  console.log(`seeds ${first} to ${next - 1}: ${JSON.stringify(totals)}`);
  console.log(`slowest build: ${JSON.stringify(slowest)}`);
  process.exitCode = totals.differences + totals.crashes === 0 ? 0 : 1;
}

interface Hearing {
  end: number;
  hear: (line: Line) => void;
}

/** Gives the step in which a child ended or hung; undefined where it did all that it was asked for. */
function watchChild(from: number, { end, hear }: Hearing): Promise<Line | undefined> {
  const args = ['scripts/run.js', 'scripts/fuzz-builds.ts', ...process.argv.slice(2)];
  const child = spawn(process.execPath, [...args, '--child', String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let current: Line | undefined;
  let isOver = false;
  let since = Date.now();
  const timer = setInterval(() => {
    isOver ||= Date.now() >= end;
    if (isOver || Date.now() - since > patience) child.kill('SIGKILL');
  }, 250);
  createInterface({ input: child.stdout }).on('line', (text) => {
    since = Date.now();
    const line = JSON.parse(text) as Line;
    current = line.done === undefined ? line : undefined;
    hear(line);
  });
  return new Promise((resolve) => {
    child.on('close', () => {
      clearInterval(timer);
      resolve(isOver ? undefined : current);
    });
  });
}

async function fuzzHere(from: number): Promise<void> {
  const seeds = readSeeds();
  // Written at once: what comes next may end the process.
  const tell = (line: Line) => writeSync(1, `${JSON.stringify(line)}\n`);
  for (let seed = from; seed < first + projects; seed++) {
    const onStep = (step: string) => tell({ seed, step });
    const done = await projectRound(seed, seeds, {
      steps,
      watch: seed % watchedOneIn === 0,
      onStep,
    });
    tell({ seed, done });
  }
}
