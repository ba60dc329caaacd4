// Builds the example sites with their frameworks, and checks what contextor adds: a twin for each
// route, the bytes that the command writes, and what it takes of the build's CPU.
//   npm run test:sites -- [NAME ...]     folders of examples/sites; default: all
// Each is copied and installed in a folder of its own, and takes the package that is built in `dist`.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeScratchFolder } from '../src/files/scratch-folder.ts';
import { installSite } from './sites/install-site.ts';
import { cpuOfBuild } from './sites/site-build.ts';
import { siteProblems } from './sites/site-problems.ts';

const rounds = 3;
/** Pages that are added to each example, so that a build is as long as that of a real site. */
const morePages = 200;

const names = process.argv.slice(2);
const examples = readdirSync('examples/sites').filter(
  (name) => names.length === 0 || names.includes(name),
);
const scratch = makeScratchFolder();
let failed = 0;
try {
  for (const name of examples) {
    const site = installSite(join('examples/sites', name), join(scratch, name), morePages);
    const problems = siteProblems(site);
    if (problems.length > 0) failed += 1;
    for (const problem of problems) console.log(`FAIL ${name}: ${problem}`);
    // In turns, since the machine may be busier in one minute than in the next.
    const plain: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      plain.push(cpuOfBuild(site, { plain: true }));
      whole.push(cpuOfBuild(site));
    }
    const [alone, both] = [median(plain), median(whole)];
    const share = (100 * (both - alone)) / alone;
    console.log(
      `${name}: ${problems.length === 0 ? 'ok' : 'FAIL'}; CPU of the build ${alone.toFixed(1)} s, with twins ${both.toFixed(1)} s: ${share.toFixed(1)} % more`,
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (failed > 0) process.exitCode = 1;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
