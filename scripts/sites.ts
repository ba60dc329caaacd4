// Builds the example sites with their frameworks, and checks what the integrations add.
//   npm run test:sites -- [NAME ...]     folders of examples/sites; default: all
// Each is copied and installed in a folder of its own, and takes the package that is built in `dist`.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeScratchFolder } from '../src/files/scratch-folder.ts';
import { ledgerName } from '../src/twins/folder.ts';

const names = process.argv.slice(2);
const examples = readdirSync('examples/sites').filter(
  (name) => names.length === 0 || names.includes(name),
);
const scratch = makeScratchFolder();
let failed = 0;
try {
  for (const name of examples) {
    const problems = check(join('examples/sites', name), join(scratch, name));
    if (problems.length > 0) failed += 1;
    for (const problem of problems) console.log(`FAIL ${name}: ${problem}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (failed > 0) process.exitCode = 1;

function check(example: string, folder: string): string[] {
  cpSync(example, folder, { recursive: true });
  const npm = (args: readonly string[], env = {}) =>
    execFileSync('npm', args, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...env },
    });
  npm(['install', '--no-audit', '--no-fund']);
  const own = join(folder, 'node_modules/contextor');
  for (const path of ['dist', 'package.json']) cpSync(path, join(own, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(own, 'node_modules'), 'junction');
  const timed = (env: Record<string, string>) => {
    const began = performance.now();
    npm(['run', 'build'], env);
    return performance.now() - began;
  };
  timed({ PLAIN: '1' });
  const plain = timed({ PLAIN: '1' });
  const whole = timed({});
  const site = join(folder, JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).site);
  const all = readdirSync(site, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const pages = all.filter((path) => path.endsWith('.html') && path !== '404.html');
  const without = pages.filter((path) => !all.includes(path.replace(/\.html$/, '.md')));
  const listed = Object.keys(JSON.parse(readFileSync(join(site, ledgerName), 'utf8')));
  const texts = () => listed.map((path) => readFileSync(join(site, path), 'utf8')).join('\0');
  const before = texts();
  execFileSync(process.execPath, [resolve('dist/bin/contextor.js'), 'build'], {
    cwd: folder,
    stdio: 'pipe',
  });
  console.log(
    `${example}: ${pages.length} pages, ${listed.length} files, build ${plain.toFixed(0)} ms, with twins ${whole.toFixed(0)} ms`,
  );
  return [
    ...without.map((path) => `${path} has no twin`),
    ...(pages.length === 0 ? ['no page was built'] : []),
    ...(before === texts() ? [] : ['the command writes other bytes']),
  ];
}
