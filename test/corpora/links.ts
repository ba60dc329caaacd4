import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import fastGlob from 'fast-glob';
import GithubSlugger from 'github-slugger';
import type { Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Dialect } from '../../src/contract/dialect.ts';
import type { Message } from '../../src/contract/message.ts';
import { parseDocument } from '../../src/document/parse.ts';

interface Output {
  slugs: Set<string>;
  links: string[];
}

const dialect: Dialect = { name: 'none', markdown: 'markdown', syntaxes: [] };

function readOutput(file: string): Output {
  const output: Output = { slugs: new Set(), links: [] };
  const slugger = new GithubSlugger();
  const visit = (node: Nodes): void => {
    if (node.type === 'heading') output.slugs.add(slugger.slug(textOf(node)));
    if (node.type === 'link' || node.type === 'definition') output.links.push(node.url);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  // Of the outputs of the trees, both parsers give the same headings and relative links; this one is quick.
  const text = readFileSync(file, 'utf8');
  visit(parseDocument({ text, path: 'page.md', dialect, parser: 'auto' }).tree);
  return output;
}

/** Relative links of the outputs that lead to no output, or to no heading of it. */
function* dangling(outputs: ReadonlyMap<string, Output>): Generator<[from: string, url: string]> {
  for (const [from, { links }] of outputs) {
    for (const url of links) {
      if (/^[a-z][a-z0-9+.-]*:|^\//i.test(url)) continue;
      const [path = '', id = ''] = decodeURIComponent(url).split('#');
      const target = outputs.get(path === '' ? from : posix.join(posix.dirname(from), path));
      if (target === undefined || (id !== '' && !target.slugs.has(id))) yield [from, url];
    }
  }
}

/** Links of an output folder that lead nowhere, and that no message of its build tells of. */
export function silentlyBroken(out: string, messages: readonly Message[]): [string, string][] {
  const outputs = new Map(
    fastGlob.sync('**/*.mdc', { cwd: out }).map((path) => [path, readOutput(join(out, path))]),
  );
  const reported = messages
    .filter(({ rule }) => /^broken-|^include-/.test(rule))
    .map(({ path, reason }) => `${path.replace(/\.mdx?$/, '')} ${reason}`)
    .join('\n');
  return [...dangling(outputs)].filter(([, url]) => {
    const spelled = decodeURIComponent(url);
    return (
      !reported.includes(JSON.stringify(spelled)) &&
      !reported.includes(`${nameOf(spelled)} is included`)
    );
  });
}

// An include that cannot be had leaves a link, and is reported by the path it was looked for at.
function nameOf(url: string): string {
  return posix.basename(url.replace(/#.*$/, ''));
}
