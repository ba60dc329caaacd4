import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { buildSite } from '../../src/site/build-site.ts';
import { readNavigation } from '../../src/site/navigation.ts';
import { scanSite } from '../../src/site/scan.ts';

const projects = resolve(process.env.CONTEXTOR_PROJECTS ?? '../shared/projects');

interface Sidebar {
  source: string;
  /** The file that states the sidebar, and where in its text that begins. */
  file: string;
  from: RegExp;
  /** What names a page there: its path without ending. */
  names: RegExp;
  /** How many of them are pages of the source, counted by hand or with grep. */
  atLeast: number;
}

/** The sidebars as their texts name pages, one after the other: a reading that shares nothing with the parser. */
const sidebars: Readonly<Record<string, Sidebar>> = {
  vue: {
    source: 'src',
    file: '.vitepress/config.ts',
    from: /export const sidebar/,
    names: /link: '\/([^'#]+)'/g,
    atLeast: 80,
  },
  vite: {
    source: 'docs',
    file: 'docs/.vitepress/config.ts',
    from: /sidebar: \{/,
    names: /link: '\/((?:guide|config)\/[^'#]+)'/g,
    atLeast: 30,
  },
  'mkdocs-material': {
    source: 'docs',
    file: 'mkdocs.yml',
    from: /^nav:/m,
    names: /([\w/.-]+)\.md$/gm,
    atLeast: 60,
  },
};

describe.skipIf(!existsSync(projects))('order as in the sidebar (skipped without projects)', () => {
  test.each(Object.entries(sidebars))('%s', (name, { source, file, from, names, atLeast }) => {
    const projectRoot = join(projects, name);
    const sourceRoot = join(projectRoot, source);
    const onSite = buildSite({ sourceRoot, projectRoot })!;
    const all = fastGlob.sync('**/*.{md,mdx}', { cwd: sourceRoot }).sort();
    const paths = all.filter((path) => !onSite.leavesOut(path));
    const dialect = { name: onSite.record.dialect };
    const { pages } = scanSite({ sourceRoot, paths, dialect, settings: {}, onSite });
    const sections = readNavigation({
      sourceRoot,
      projectRoot,
      pages: [...pages],
      dialect: dialect.name,
      onSite,
    });
    const stem = (path: string) => path.replace(/\.mdx?$/, '').replace(/\/index$/, '');
    const ours = sections.flatMap((section) => section.paths).map(stem);
    const text = readFileSync(join(projectRoot, file), 'utf8');
    const stated = text.slice(text.search(from)).matchAll(names);
    const known = new Set(ours);
    const theirs = [...new Set(Array.from(stated, ([, named]) => stem(named!)))].filter((one) =>
      known.has(one),
    );
    const o = ours.filter((one) => new Set(theirs).has(one));
    const k = theirs.findIndex((x, i) => x !== o[i]);
    if (k >= 0)
      throw new Error(JSON.stringify([name, k, theirs.slice(k, k + 5), o.slice(k, k + 5)]));
    expect(theirs.length).toBeGreaterThanOrEqual(atLeast);
    const wanted = new Set(theirs);
    expect(ours.filter((one) => wanted.has(one))).toEqual(theirs);
  });
});
