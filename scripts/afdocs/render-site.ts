import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { bodyOf } from '../../src/output/publish/page.ts';
import { ledgerName } from '../../src/twins/folder.ts';
import { bin } from '../served-command.ts';
import type { Tree } from './trees.ts';

/**
 * Stands in for the build of a tree's site: builds the twins, and renders each as plain HTML at its
 * route, with the line for agents that docs/site.md asks for. Gives the number of pages.
 */
export function renderSite(
  { cwd, args }: Tree,
  { site, out }: { site: string; out: string },
): number {
  mkdirSync(site, { recursive: true });
  writeFileSync(join(site, 'index.html'), '<!doctype html><title>Site</title>');
  const { status, stderr } = spawnSync(
    process.execPath,
    [bin, 'build', ...args, '--out', out, '--site', site, '--no-progress'],
    { cwd, encoding: 'utf8', timeout: 300_000 },
  );
  if (status === 2 || status === null) throw new Error(stderr);
  const ledger = JSON.parse(readFileSync(join(site, ledgerName), 'utf8'));
  const twins = Object.keys(ledger).filter((path) => isTwin(path));
  const index = /\[llms\.txt\]\(([^)]*)\)/.exec(readFileSync(join(site, twins[0]!), 'utf8'))![1]!;
  const root = new URL(index, 'http://localhost').pathname;
  for (const path of twins) {
    const name = path.replace(/\.md$/, '.html');
    if (path.endsWith('/index.md') && twins.includes(`${path.slice(0, -9)}.md`)) continue;
    writeFileSync(join(site, name), page(bodyOf(readFileSync(join(site, path), 'utf8')), root));
  }
  return twins.length;
}

const isTwin = (path: string) => path.endsWith('.md') && !path.startsWith('.well-known/');

function page(markdown: string, index: string): string {
  const body = markdown.replace(/^> All pages .*\n+/, '');
  const title = /^# (.*)/m.exec(body)?.[1] ?? 'Page';
  const html = micromark(body, {
    allowDangerousHtml: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title.replaceAll('<', '&lt;')}</title></head>
<body>
<main>
<p>For agents: <a href="${index}">llms.txt</a></p>
${html}
</main>
</body>
</html>
`;
}
