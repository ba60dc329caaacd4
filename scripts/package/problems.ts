import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findLeaks } from '../../src/verify/output/leaks.ts';
import { readOutput } from '../../src/verify/output/read.ts';
import { scanLinks } from '../afdocs/scan-links.ts';
import type { InstalledDocs } from './installed-docs.ts';

/** What is wrong with docs that are installed, and how many relative links they have. */
export function problemsOf({ folder, files, pages, corpus, read }: InstalledDocs): {
  problems: string[];
  links: number;
} {
  const text = (path: string) => readFileSync(join(folder, path), 'utf8');
  const markdown = files.filter((path) => /\.(?:md|txt)$/.test(path));
  const problems: string[] = [];
  let links = 0;
  for (const path of markdown) {
    for (const link of scanLinks(text(path))) {
      if (/^(?:#|[a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) continue;
      links += 1;
      if (!resolves(join(folder, dirname(path)), link))
        problems.push(`${path}: ${link} leads nowhere`);
    }
  }
  for (const { path, out } of pages) {
    const source = readFileSync(join(corpus.folder, path), 'utf8');
    for (const { line, what } of findLeaks(readOutput(text(out)), source, corpus.name)) {
      problems.push(`${out}:${line}: ${what}`);
    }
  }
  for (const path of ['AGENTS.md', 'llms.txt', 'index.jsonl']) {
    if (!files.includes(path)) problems.push(`${path} is not there`);
  }
  const hidden = files.filter((path) => path.split('/').some((name) => name.startsWith('.')));
  problems.push(...hidden.map((path) => `${path} is shipped`));
  if (!/^<document source="npm:.* foreign="true">\n/.test(read))
    problems.push('deps does not read it');
  return { problems, links };
}

/** Whether a relative address leads to a file; one from the root of a site cannot. */
function resolves(folder: string, link: string): boolean {
  const path = link.replace(/[?#].*$/s, '');
  return !link.startsWith('/') && (path === '' || existsSync(join(folder, decodeURI(path))));
}
