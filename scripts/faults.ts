// Injects every fault there is a test for: npm run test:faults. Prints what was injected, survived and lost.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alignedTable } from '../src/cli/reporters/format.ts';

/** Kinds of faults, and the tests that inject them. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  'builds killed': ['test/faults/kill.test.ts'],
  'builds interrupted': ['test/cli/interruption.test.ts'],
  'builds at once': ['test/faults/two-builds.test.ts', 'test/output/emitter/lock.test.ts'],
  'workers and stages': [
    'test/pool/faults.test.ts',
    'test/pool/survival.test.ts',
    'test/pool/dispatch.test.ts',
  ],
  'builds too small for workers': ['test/pool/small-builds.test.ts', 'test/pool/hold.test.ts'],
  'Redis away or emptied': ['test/queue/trouble.test.ts'],
  'disks and files': ['test/faults/disks.test.ts', 'test/faults/machine.test.ts'],
  orphans: ['test/faults/orphans.test.ts'],
  names: ['test/faults/names.test.ts', 'test/faults/prototype-names.test.ts'],
  'hostile documents': ['test/faults/hostile.test.ts', 'test/document/hostile.test.ts'],
  'attacks on every executor': ['test/faults/attacks.test.ts'],
  'texts that steer': ['test/faults/evil-texts.test.ts'],
  'damaged caches': ['test/cache/damage.test.ts'],
  'broken site files': ['test/faults/site-files.test.ts', 'test/faults/odd-files.test.ts'],
  'private files': ['test/faults/private-files.test.ts'],
  'spoilt parts': ['test/output/shard/merge.test.ts'],
  'hostile Redis': ['test/queue/workspace.test.ts', 'test/queue/access.test.ts'],
  'bad input': ['test/cli/bad-input.test.ts'],
  'attempts to break in': ['test/faults/trust.test.ts', 'test/site/include.test.ts'],
};

/** The part of a vitest report that is read here. */
interface Report {
  testResults: {
    name: string;
    assertionResults: {
      status: 'passed' | 'failed' | 'pending' | 'skipped' | 'todo';
      fullName: string;
      meta?: { faults?: number };
    }[];
  }[];
}

const { report, crashed } = runTests(Object.values(kinds).flat());
const failures: string[] = [];
const rows = Object.entries(kinds).map(([kind, files]) => [kind, ...count(files)] as const);
const sum = (column: 1 | 2 | 3) => rows.reduce((total, row) => total + row[column], 0);
const table = [...rows, ['all', sum(1), sum(2), sum(3)] as const];
console.log(
  alignedTable(
    ['faults', 'injected', 'survived', 'not possible here'],
    table.map((row) => row.map(String)),
  ),
);
console.log(failures.length === 0 ? 'Lost: 0' : `Lost: ${failures.length}\n${failures.join('\n')}`);
process.exitCode = crashed || failures.length > 0 || sum(1) === 0 ? 1 : 0;

function runTests(files: readonly string[]): { report: Report; crashed: boolean } {
  const folder = mkdtempSync(join(tmpdir(), 'contextor-faults-'));
  const file = join(folder, 'report.json');
  const options = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', ...options, ...files],
    {
      stdio: 'inherit',
      env: { CONTEXTOR_FAULTS: 'all', ...process.env },
    },
  );
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  rmSync(folder, { recursive: true });
  return { report, crashed: status !== 0 };
}

/** Faults injected, survived, and left out because this machine cannot have them. */
function count(files: readonly string[]): [number, number, number] {
  let injected = 0;
  let survived = 0;
  let impossible = 0;
  for (const { name, assertionResults } of report.testResults) {
    if (!files.some((file) => name.endsWith(file))) continue;
    for (const { status, fullName, meta } of assertionResults) {
      const faults = meta?.faults ?? 1;
      if (status === 'passed') survived += faults;
      else if (status === 'failed') failures.push(fullName);
      else impossible += faults;
      if (status === 'passed' || status === 'failed') injected += faults;
    }
  }
  return [injected, survived, impossible];
}
