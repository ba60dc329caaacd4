// Every goal of BENCHMARKS.md beside what is measured now: npm run bench:goals -- SMALL LARGE [--runs N]
// [--hundred]. SMALL is built once, LARGE ten times over and, with --hundred, a hundred times.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Case, type Group, groups, oneCopy, type Workspace } from './build/cases.ts';
import { measure } from './build/rounds.ts';
import { medians, type Sample } from './build/sample.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' },
    hundred: { type: 'boolean', default: false },
  },
});
const [small, large] = positionals.map((folder) => resolve(folder));
if (small === undefined || large === undefined) throw new Error('Name two folders of documents.');
const scratch = mkdtempSync(join(tmpdir(), 'contextor-goals-'));
const workspace = (source: string): Workspace => ({ source, scratch, bare: '', copies: [] });

const pool = 'contextor, pool of 2';
const inline = 'contextor, --no-parallel';

try {
  console.log('| what | goal | measured |\n|---|---|---|');
  await cold(small);
  await again(small);
  const ten = await copies(large, 10, Number(values.runs));
  if (values.hundred) await hundred(large, ten);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function cold(source: string): Promise<void> {
  const of = await taken(groups.cold!(workspace(source)), ['remark-cli', pool, inline]);
  const reference = of('remark-cli').ms;
  row('cold build, pool of 2, against remark-cli', '0.24', of(pool).ms / reference);
  row('the same, `--no-parallel`', '0.28', of(inline).ms / reference);
}

async function again(source: string): Promise<void> {
  const second = groups.again!(workspace(source));
  const of = await taken(second.slice(0, 1), ['node -e 0', 'contextor, nothing changed']);
  const nothing = of('contextor, nothing changed').ms / of('node -e 0').ms;
  row('nothing changed, against `node -e 0`', '3', nothing);
  const changed = await taken(second.slice(1), ['contextor, cold', 'contextor, one changed']);
  const ratio = changed('contextor, one changed').ms / changed('contextor, cold').ms;
  row('one of 2,000 changed, against the cold build', '0.15', ratio);
}

/** Gives the wall time of the pool, in ms. */
async function copies(source: string, count: number, runs: number): Promise<number> {
  const once = await taken([oneCopy(workspace(source))], [pool]);
  const many = groups.copies!({ ...workspace(source), copies: [count] });
  const of = await taken(many, [inline, pool], runs);
  const name = `large tree ${count} times over`;
  row(`${name}, pool of 2 against \`--no-parallel\``, '1.4', of(inline).ms / of(pool).ms);
  row(`${name}, memory against once`, '1.25', of(pool).peakMb / once(pool).peakMb);
  return of(pool).ms;
}

async function hundred(source: string, tenMs: number): Promise<void> {
  const [group] = groups.copies!({ ...workspace(source), copies: [100] });
  const again = groups.hundred!({ ...workspace(source), copies: [100] });
  const of = await taken([group!], [pool], 1);
  row('a hundred times over, against ten times', '11', of(pool).ms / tenMs);
  row('the same, MB', '500', of(pool).peakMb);
  const changed = await taken(again, ['contextor, one changed'], 1);
  row('one changed of a hundred copies, MB', '400', changed('contextor, one changed').peakMb);
}

/** Medians of the named cases, taken in turns. */
async function taken(
  all: readonly Group[],
  names: readonly string[],
  runs = Number(values.runs),
): Promise<(name: string) => Sample> {
  const cases: Case[] = all.flatMap((group) =>
    group.cases.filter(({ name }) => names.includes(name)),
  );
  const samples = await measure({ cases }, { runs, scratch });
  return (name) => medians(samples.get(name)!);
}

function row(what: string, goal: string, measured: number): void {
  console.log(
    `| ${what} | ${goal} | ${measured < 20 ? measured.toFixed(2) : Math.round(measured)} |`,
  );
}
