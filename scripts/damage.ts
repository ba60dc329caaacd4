/**
 * Asks how far `verify` can be trusted: findings on whole builds, which are false, and how many of
 * the damages done to outputs it names. npm run test:damage -- [seed] [cases] [--verbose]
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyDocument } from '../src/verify/verify.ts';
import { kinds } from './damage/damages.ts';
import { builtPairs, listTrees, type Pair } from './damage/trees.ts';
import { type Case, trial } from './damage/trial.ts';

const verbose = process.argv.includes('--verbose');
const [seed = 1, cases = 1000] = process.argv.slice(2).flatMap((one) => Number(one) || []);
const trees = await listTrees();
if (trees.length === 0) {
  console.log('Skipped: CONTEXTOR_CORPORA and CONTEXTOR_PROJECTS name no documents.');
  process.exit(0);
}

const scratch = mkdtempSync(join(tmpdir(), 'contextor-damage-'));
const pairs = new Map<string, readonly Pair[]>();
let documents = 0;
let findings = 0;
try {
  for (const tree of trees) {
    const built = await builtPairs(tree, scratch);
    const found = built.flatMap(
      (pair) => verifyDocument({ ...pair, profile: 'lossless' }).findings,
    );
    console.log(`${tree.name}: ${found.length} findings in ${built.length} documents`);
    if (verbose)
      for (const { path, line, rule, what } of found)
        console.log(`  ${path}:${line} ${rule} ${what}`);
    pairs.set(tree.name, built);
    documents += built.length;
    findings += found.length;
  }
  console.log(`whole builds: ${findings} findings in ${documents} documents`);
  report(trial(pairs, { seed, cases }));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function report(done: readonly Case[]): void {
  for (const { tree, path, kind, what, named } of done)
    if (!named) console.log(`not named: ${tree} ${path}: ${kind}: ${what}`);
  for (const kind of kinds) {
    const of = done.filter((one) => one.kind === kind);
    console.log(`${kind}: ${of.filter(({ named }) => named).length} of ${of.length} named`);
  }
  const named = done.filter((one) => one.named).length;
  console.log(`seed ${seed}: ${named} of ${done.length} damages named`);
  process.exitCode = named < done.length * 0.98 || findings * 1000 > documents ? 1 : 0;
}
