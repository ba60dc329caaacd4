import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** An example that is ready to be built. */
export interface Site {
  cwd: string;
  /** Folder that it is built to. */
  built: string;
}

/** Copies an example, adds pages to it, and installs its framework and the built contextor. */
export function installSite(example: string, cwd: string, pages: number): Site {
  cpSync(example, cwd, { recursive: true });
  const { site } = readJson(join(cwd, 'package.json'));
  const { src } = readJson(join(cwd, 'contextor.config.json'));
  const more = join(cwd, src, 'more');
  mkdirSync(more);
  for (let at = 0; at < pages; at += 1) writeFileSync(join(more, `page-${at}.md`), pageText(at));
  installPackages(cwd);
  return { cwd, built: join(cwd, site) };
}

/** Installs what a folder's `package.json` names, the Node that it needs, and the built contextor. */
export function installPackages(cwd: string): void {
  const { engines } = readJson(join(cwd, 'package.json'));
  const [major] = process.versions.node.split('.');
  const newer = /^>=(\d+)/.exec(engines?.node ?? '')?.[1];
  // npm puts it before the Node that runs this.
  const node = Number(newer ?? 0) > Number(major) ? [`node@${newer}`] : [];
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...node], { cwd, stdio: 'inherit' });
  const own = join(cwd, 'node_modules/contextor');
  for (const path of ['dist', 'package.json']) cpSync(path, join(own, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(own, 'node_modules'), 'junction');
  const bin = join(own, 'dist/bin/contextor.js');
  chmodSync(bin, 0o755);
  symlinkSync(bin, join(cwd, 'node_modules/.bin/contextor'));
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

function pageText(at: number): string {
  const sections = ['Before you begin', 'Steps', 'Options', 'What can go wrong'].map(
    (heading, part) => `## ${heading}

Part ${part} of page ${at} says what a key does, which of them are set by default, and why a service
that has none answers with an error. Read [the next page](./page-${at > 0 ? at - 1 : 1}.md) for more.

- A key has 32 signs.
- A key is made by \`acme key --number ${at}\`.

\`\`\`js
import { open } from 'acme';
const box = await open({ key: process.env.KEY, retries: ${part} });
\`\`\`
`,
  );
  return `---\ntitle: Page ${at}\n---\n\n${sections.join('\n')}`;
}
