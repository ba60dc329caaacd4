// All that a change is checked for: the README's test command, lint, types, the Node that runs this, and
// the tarball in a docs repo of its own. The package is built once, and every step uses it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { checkPackage } from './package.mjs';
import { checkSession } from './session.mjs';

process.env.CONTEXTOR_CORPORA = resolve(process.env.CONTEXTOR_CORPORA ?? '../shared/corpora');
const scratch = mkdtempSync(join(tmpdir(), 'contextor-ci-'));
/** All tests run on it: they take four fifths of the CPU that they take on Node 20. */
const newestLts = 24;
const newestNode = join(scratch, 'node/node_modules/.bin');
/** Tests of these rooms that the Node that runs this leaves out: what is parsed, merged and said of settings and stages is the same on every Node. */
const leftOut = [
  ...['build/check-fixtures', 'build/corpus-stages', 'build/large', 'build/no-larger'],
  ...['build/stage-declarations'],
  ...['build/stage-inputs', 'build/stage-options', 'build/tokenizer', 'config/json-schema'],
  ...['config/resolve', 'engine/growth', 'engine/laws', 'engine/scale'],
  // Nightly: what takes longest, beside others about the same.
  ...['build/stages-that-wait', 'pool/faults', 'pool/small-builds'],
];
const total = { passed: 0, failed: 0, skipped: 0 };
const readme = readFileSync('README.md', 'utf8');

const programs = provide('redis-server', 'chromium', 'nginx');
// Both wait for nothing but the packages, and the installation of programs leaves them time.
const readings = [];
await step('packages and programs', async () => {
  const line = /^(npm ci) && (npm test)$/m.exec(readme);
  check('README has the test command', () => line !== null);
  const installation = `install --no-audit --no-fund --prefix ${join(scratch, 'node')} node@${newestLts}`;
  const node = inBackground('node', 'npm', installation.split(' '));
  check('the packages install', () => run(line[1]));
  for (const name of ['lint', 'typecheck'])
    readings.push({ name, ...inBackground(name, 'npm', ['run', name]) });
  check('the package builds', () => run('npm run build'));
  await programs;
  const [code] = await node.ended;
  check(`Node ${newestLts} installs`, () => code === 0);
});
process.env.CONTEXTOR_DIST = resolve('dist');
await step('tests', () =>
  check('tests', () => {
    const env = { PATH: newestNode + delimiter + process.env.PATH };
    return run(`npm test -- ${reporting('tests')}`, { env }) && count('tests');
  }),
);
// Its tests wait for threads and time limits, so that what follows costs them nothing.
const ownNode = startOwnNode();
await step('lint and types', async () => {
  for (const { name, log, ended } of readings) {
    const [code] = await ended;
    console.log(readFileSync(log, 'utf8'));
    check(name, () => code === 0);
  }
});
await step('own documentation', () => {
  check('contextor builds its own documentation', () =>
    run(
      `${process.execPath} dist/bin/contextor.js build --strict --quiet --out ${join(scratch, 'own')}`,
    ),
  );
  check(`a quiet build says nothing on Node ${newestLts}`, () => {
    const args = ['dist/bin/contextor.js', 'build', '--quiet', '--no-cache', '--out'];
    const node = join(newestNode, 'node');
    const { status, stderr } = spawnSync(node, [...args, join(scratch, 'quiet')]);
    console.log(String(stderr));
    return status === 0 && stderr.length === 0;
  });
});
await step('tarball', () => {
  const installed = checkPackage({ scratch, check, run });
  if (installed && !checkSession({ scratch, installed, check })) total.skipped += 1;
});

await step(`Node ${process.version}`, () => endOwnNode(ownNode));

rmSync(scratch, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** The Node that runs this runs what can differ there: threads, processes, module loading and the language. */
function startOwnNode() {
  const files = ['build', 'config', 'engine', 'pool']
    .flatMap((room) =>
      readdirSync(`test/${room}`, { recursive: true }).map((file) => `${room}/${file}`),
    )
    .filter((file) => file.endsWith('.test.ts') && !leftOut.includes(file.slice(0, -8)))
    .concat('cli/program.test.ts')
    .map((file) => `test/${file}`);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=4', ...files];
  return inBackground('own', process.execPath, [...args, ...reporting('own').split(' ')]);
}

/** Starts a command whose output is shown when it has ended. */
function inBackground(name, command, args) {
  const log = join(scratch, `${name}.log`);
  const output = openSync(log, 'w');
  const started = spawn(command, args, { stdio: ['ignore', output, output] });
  return { log, ended: once(started, 'close') };
}

async function endOwnNode({ log, ended }) {
  const [code] = await ended;
  console.log(readFileSync(log, 'utf8'));
  check(`tests on Node ${process.version}`, () => count('own') && code === 0);
}

/** Where a run of tests writes what it counted. */
function reportOf(name) {
  return join(scratch, `${name}.json`);
}

function reporting(name) {
  return `--reporter=default --reporter=json --outputFile.json=${reportOf(name)}`;
}

/** Adds the tests of a run to the total; false if one failed, or there were none. */
function count(name) {
  if (!existsSync(reportOf(name))) return false;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
    readFileSync(reportOf(name), 'utf8'),
  );
  total.passed += numPassedTests;
  total.failed += numFailedTests;
  total.skipped += numPendingTests + numTodoTests;
  return success;
}

async function step(name, work) {
  const started = Date.now();
  await work();
  console.log(`-- ${name}: ${Math.round((Date.now() - started) / 1000)} s`);
}

function check(name, holds) {
  let ok = false;
  try {
    ok = holds();
  } catch (error) {
    console.log(error);
  }
  total[ok ? 'passed' : 'failed'] += 1;
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name}`);
  return ok;
}

/** Whether the command exits with 0; its output is shown. */
function run(command, { cwd = process.cwd(), env = {} } = {}) {
  console.log(`$ ${command}`);
  return (
    spawnSync(command, { cwd, env: { ...process.env, ...env }, shell: true, stdio: 'inherit' })
      .status === 0
  );
}

/**
 * Installs programs while other work goes on, by one shell, since the other work blocks this process. Tests that
 * need one skip themselves without it, so a failed installation is no failure.
 */
async function provide(...programs) {
  const missing = programs.filter((program) => !run(`command -v ${program}`));
  if (missing.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const install = 'DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends';
  const script = `apt-get update -qq; for each in ${missing.join(' ')}; do ${install} $each; done`;
  await once(spawn(script, { shell: true, stdio: 'ignore', timeout: 300_000 }), 'close');
  for (const program of missing) run(`command -v ${program} || echo "${program}: not available"`);
}
