// The README's test command, lint and types, and the packed tarball in a docs repo of its own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkPackage } from './package.mjs';
import { checkSessions } from './session.mjs';

process.env.CONTEXTOR_CORPORA = resolve(process.env.CONTEXTOR_CORPORA ?? '../shared/corpora');
const scratch = mkdtempSync(join(tmpdir(), 'contextor-ci-'));
const lts = 26;
const total = { passed: 0, failed: 0, skipped: 0 };

provide('redis-server', 'redis-server');
provide('chromium', 'chromium');
testSuite();
newestLts();
ownDocumentation();
fuzz();
check('lint', () => run('npm', ['run', 'lint']));
check('types', () => run('npm', ['run', 'typecheck']));
const installed = checkPackage({ scratch, check, run });
if (installed && !checkSessions({ scratch, installed, check })) total.skipped += 1;

rmSync(scratch, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Runs the line of the README that installs and tests, and counts its tests. */
function testSuite() {
  const line = /^npm ci && npm test$/m.exec(readFileSync('README.md', 'utf8'))?.[0];
  check('README has the test command', () => line !== undefined);
  const report = join(scratch, 'tests.json');
  const ok = run('sh', ['-c', `${line} -- ${reporters(report)}`]);
  check('the test command succeeds', () => count(report) && ok);
}

/** The newest LTS of Node, through its npm package: what documents, builds and the engine do there. */
function newestLts() {
  const home = join(scratch, 'lts');
  const installed = run('npm', [
    'install',
    '--no-audit',
    '--no-fund',
    '--prefix',
    home,
    `node@${lts}`,
  ]);
  check(`Node ${lts} installs`, () => installed);
  const report = join(scratch, 'lts.json');
  const rooms = ['test/build', 'test/config', 'test/document', 'test/engine'].join(' ');
  const node = join(home, 'node_modules/.bin/node');
  const vitest = `${node} node_modules/vitest/vitest.mjs run ${rooms} ${reporters(report)}`;
  check(`the tests succeed on Node ${lts}`, () => run('sh', ['-c', vitest]) && count(report));
  const build = ['dist/bin/contextor.js', 'build', '--quiet', '--no-cache', '--out'];
  check(`a quiet build says nothing on Node ${lts}`, () => {
    const { status, stderr } = spawnSync(node, [...build, join(scratch, 'quiet')]);
    console.log(String(stderr));
    return status === 0 && stderr.length === 0;
  });
}

function reporters(report) {
  return `--reporter=default --reporter=json --outputFile.json=${report}`;
}

/** As many documents, changed at random, as a minute takes; which ones they are, the seed says. */
function fuzz() {
  const limits = ['--seed', '1', '--cases', '1200', '--minutes', '4'];
  const out = ['--out', join(scratch, 'fuzz')];
  check('no document that is changed at random breaks a rule', () =>
    run('npm', ['run', 'fuzz', '--', ...limits, ...out]),
  );
}

/** Adds the tests of a report to the total. */
function count(report) {
  if (!existsSync(report)) return false;
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  total.passed += numPassedTests;
  total.failed += numFailedTests;
  total.skipped += numPendingTests + numTodoTests;
  return success;
}

/** Runs the line of the README that runs the main job; its packages are installed by now. */
function ownDocumentation() {
  const line = /^npm ci && (npm run context)$/m.exec(readFileSync('README.md', 'utf8'));
  check('the README runs contextor on its own documentation', () => {
    const [command, ...args] = line[1].split(' ');
    return run(command, args) && existsSync('.contextor/index.jsonl');
  });
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
}

/** Whether the command exits as expected; its output is shown. */
function run(command, args, { cwd = process.cwd(), exit = 0 } = {}) {
  console.log(`$ ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { cwd, stdio: 'inherit' }).status === exit;
}

/** Tests that need a program skip themselves without it, so a failed installation is no failure. */
function provide(program, debianPackage) {
  const found = spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
  if (found || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const install = `apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${debianPackage}`;
  const installed = spawnSync('sh', ['-c', install], { stdio: 'ignore', timeout: 240_000 });
  console.log(`${program}: ${installed.status === 0 ? 'installed' : 'not available'}`);
}
