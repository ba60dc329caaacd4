import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, resolve } from 'node:path';
import fastGlob from 'fast-glob';
import GithubSlugger from 'github-slugger';
import type { Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { afterAll, describe, expect, test } from 'vitest';
import { build } from '../../src/build.ts';
import { resolveSettings } from '../../src/config/resolve.ts';

const corpora = resolve(process.env.CONTEXTOR_CORPORA ?? '../shared/corpora');
const scratch = mkdtempSync(join(tmpdir(), 'contextor-links-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

interface Output {
  slugs: Set<string>;
  links: string[];
}

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter);

function readOutput(file: string): Output {
  const output: Output = { slugs: new Set(), links: [] };
  const slugger = new GithubSlugger();
  const visit = (node: Nodes): void => {
    if (node.type === 'heading') output.slugs.add(slugger.slug(textOf(node)));
    if (node.type === 'link' || node.type === 'definition') output.links.push(node.url);
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(parser.parse(readFileSync(file, 'utf8')));
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

const names = [
  'react.dev',
  'starlight',
  'docusaurus',
  'vitepress',
  'nextra',
  'fumadocs',
  'mintlify',
];

describe.skipIf(!existsSync(corpora))('links of the corpora', () => {
  test.each(names)('%s: what leads nowhere is reported', { timeout: 900_000 }, async (name) => {
    const out = join(scratch, name);
    const config = { src: join(corpora, name), out, profile: 'lossless', parallel: false } as const;
    const { messages } = await build(
      resolveSettings({ ...config, cache: false }, { cwd: scratch }),
    );
    const outputs = new Map(
      fastGlob.sync('**/*.mdc', { cwd: out }).map((path) => [path, readOutput(join(out, path))]),
    );
    expect(outputs.size).toBeGreaterThan(50);
    const reported = messages
      .filter(({ rule }) => /^broken-|^include-/.test(rule))
      .map(({ path, reason }) => `${path.replace(/\.mdx?$/, '')} ${reason}`)
      .join('\n');
    const silent = [...dangling(outputs)].filter(([, url]) => {
      const spelled = decodeURIComponent(url);
      return (
        !reported.includes(JSON.stringify(spelled)) &&
        !reported.includes(`${nameOf(spelled)} is included`)
      );
    });
    expect(silent).toEqual([]);
  });
});

// An include that cannot be had leaves a link, and is reported by the path it was looked for at.
function nameOf(url: string): string {
  return posix.basename(url.replace(/#.*$/, ''));
}
