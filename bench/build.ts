// What a build costs, beside other tools and the bare work: npm run bench -- DIR [--json FILE]
// [--runs N] [--cases REGEXP] [--only cold,again,start,sizes,copies] [--copies 10,100]
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'rolldown';
import { bundling, isPackage } from '../scripts/bundling.js';
import { type Group, groups } from './build/cases.ts';
import { measure } from './build/rounds.ts';
import { measuredGroup, tableOf } from './build/table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    runs: { type: 'string', default: '5' },
    only: { type: 'string', default: 'cold,again,start,sizes' },
    cases: { type: 'string', default: '' },
    copies: { type: 'string', default: '10' },
  },
});
const source = resolve(positionals[0] ?? 'docs');
if (!existsSync(source)) throw new Error(`There is no folder ${source}.`);
const scratch = mkdtempSync(join(tmpdir(), 'contextor-bench-'));
const bare = resolve('node_modules', '.cache', 'contextor-scripts', 'bare.mjs');
try {
  await bundle('bench/build/bare.ts', bare);
  const workspace = { source, scratch, bare, copies: values.copies.split(',').map(Number) };
  const measured = [];
  for (const name of values.only.split(',')) {
    const make = groups[name];
    if (make === undefined) throw new Error(`--only takes ${Object.keys(groups).join(', ')}.`);
    for (const group of make(workspace)) {
      const result = measuredGroup(
        group,
        await measure(chosen(group), { runs: Number(values.runs), scratch }),
      );
      measured.push(result);
      console.log(tableOf(result));
    }
  }
  const machine = {
    node: process.version,
    cores: availableParallelism(),
    platform: process.platform,
  };
  const report = { machine, runs: Number(values.runs), commit: commit(), groups: measured };
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** The cases asked for, and the one that they are compared with. */
function chosen(group: Group): Group {
  const wanted = new RegExp(values.cases);
  const cases = group.cases.filter(({ name }) => name === group.reference || wanted.test(name));
  return { ...group, cases };
}

async function bundle(input: string, file: string): Promise<void> {
  await build({ ...bundling, input, external: isPackage, output: { file } });
}

function commit(): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
