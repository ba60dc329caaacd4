import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ledgerName } from '../../src/twins/folder.ts';
import type { Site } from './install-site.ts';
import { cpuOfBuild } from './site-build.ts';

/** Builds a site, and tells which pages have no twin and whether the command writes other bytes. */
export function siteProblems(site: Site): string[] {
  cpuOfBuild(site);
  const { cwd, built } = site;
  const { pages, without } = twinsOf(built);
  const listed = Object.keys(JSON.parse(readFileSync(join(built, ledgerName), 'utf8')));
  const texts = () => listed.map((path) => readFileSync(join(built, path), 'utf8')).join('\0');
  const before = texts();
  const args = [resolve('dist/bin/contextor.js'), 'build'];
  execFileSync(process.execPath, args, { cwd, stdio: 'pipe' });
  console.log(`${cwd.split(/[\\/]/).at(-1)}: ${pages} pages, ${listed.length} files`);
  return [
    ...without.map((path) => `${path} has no twin`),
    ...(pages === 0 ? ['no page was built'] : []),
    ...(before === texts() ? [] : ['the command writes other bytes']),
  ];
}

/** How many pages a built site has, and which of them have no twin. */
export function twinsOf(built: string): { pages: number; without: string[] } {
  const all = readdirSync(built, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const pages = all.filter(
    (path) => path.endsWith('.html') && !/^(?:404|_not-found)\.html$/.test(path),
  );
  const without = pages.filter((path) => !all.includes(path.replace(/\.html$/, '.md')));
  return { pages: pages.length, without };
}
