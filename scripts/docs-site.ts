// Builds our documentation as a site, with twins and llms.txt by contextor's own integration.
//   npm run docs:site                  writes .cache/docs-site; DOCS_URL is where it is served from
//   npm run docs:site -- --check       also serves it, and scores it with afdocs
// VitePress is installed in a folder of its own.
import { cpSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeScratchFolder } from '../src/files/scratch-folder.ts';
import { deadLinks } from './afdocs/dead-links.ts';
import { installAfdocs, scoreOf } from './afdocs/score.ts';
import { serveCommand } from './served-command.ts';
import { installPackages } from './sites/install-site.ts';
import { cpuOfBuild } from './sites/site-build.ts';
import { twinsOf } from './sites/site-problems.ts';

const leastScore = 98;
const out = resolve('.cache/docs-site');

const scratch = makeScratchFolder();
try {
  cpSync('site', scratch, { recursive: true });
  for (const path of ['docs', 'contextor.config.json']) {
    cpSync(path, join(scratch, path), { recursive: true });
  }
  cpSync('web/page-actions.js', join(scratch, 'docs/public/page-actions.js'));
  installPackages(scratch);
  const built = join(scratch, 'dist');
  cpuOfBuild({ cwd: scratch, built });
  const { pages, without } = twinsOf(built);
  const problems = without.map((path) => `${path} has no twin`);
  console.log(`${pages} pages, ${pages - without.length} with a twin`);
  if (process.argv.includes('--check')) problems.push(...(await problemsOf(built)));
  for (const problem of problems) console.log(`FAIL ${problem}`);
  if (problems.length > 0 || pages === 0) process.exitCode = 1;
  rmSync(out, { recursive: true, force: true });
  cpSync(built, out, { recursive: true });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** What afdocs and its links say of the site, as `contextor serve` serves it. */
async function problemsOf(site: string): Promise<string[]> {
  const args = ['serve', '--site', site, '--port', '0'];
  const cwd = scratch;
  const server = await serveCommand(args, { cwd, address: /^Serving at (\S+)\/llms\.txt/m });
  try {
    const { score, problems } = await scoreOf(server.url, installAfdocs(join(scratch, 'tool')));
    const dead = await deadLinks(server.url);
    console.log(`afdocs: ${score} of 100, ${dead.length} dead links`);
    for (const problem of problems) console.log(`     ${problem}`);
    return [...dead, ...(score < leastScore ? [`the score is below ${leastScore}`] : [])];
  } finally {
    await server.close();
  }
}
