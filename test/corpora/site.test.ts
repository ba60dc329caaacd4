import { existsSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type IndexLine, outputLines } from '../../src/contract/index-line.ts';
import { runCli } from '../cli/run-cli.ts';
import { scratch } from './build.ts';
import { type SiteRules, sites } from './site-rules.ts';
import { linksIn, pageFinder } from './source-links.ts';

const projects = resolve(process.env.CONTEXTOR_PROJECTS ?? '../shared/projects');

/** Where a page is served, and the line that says so: one of the site's own links, or the rule of its framework. */
type Stated =
  | { path: string; address: string; from: 'rule' }
  | { path: string; address: string; from: string; link: string };

const stated: Readonly<Record<string, readonly Stated[]>> = JSON.parse(
  readFileSync('fixtures/projects/addresses.json', 'utf8'),
);

interface Built {
  path: string;
  /** On the host of the site, by the rule. */
  address: string;
  source: string;
  line: IndexLine;
  output: string;
}

function readBuilt(
  folder: string,
  out: string,
  { source, base = '', address }: SiteRules,
): Built[] {
  return outputLines(readFileSync(join(out, 'index.jsonl'), 'utf8')).map((line) => {
    const { path } = line;
    const text = readFileSync(join(folder, source, path), 'utf8').replaceAll('\r\n', '\n');
    const front = /^---\n([\s\S]*?)\n---/.exec(text);
    const matter =
      (front && parse(front[1]!, { customTags: ['timestamp'], logLevel: 'silent' })) ?? {};
    const served = address({ path, matter, body: text.slice(front?.[0].length ?? 0) });
    const output = readFileSync(join(out, line.out), 'utf8');
    return { path, address: base + served, source: text, line, output };
  });
}

/** The outputs that a text links to. */
function targetsOf({ line, output }: Built): Set<string> {
  const links = output.matchAll(/\]\(<?([^\s()<>#]+\.mdc)/g);
  const folder = posix.dirname(line.out);
  return new Set(Array.from(links, ([, url]) => posix.join(folder, decodeURIComponent(url!))));
}

const withoutHost = (url: string) => url.replace(/^https?:\/\/[^/]+/, '') || '/';

describe.skipIf(!existsSync(projects))('a site as it is', () => {
  const { folder: out, remove } = scratch();
  afterAll(remove);

  describe.each(Object.entries(sites))('%s', (name, site) => {
    const folder = join(projects, name);
    let pages: Built[] = [];
    beforeAll(() => {
      const build = ['build', '--no-cache', '--profile', 'lossless', '--out', join(out, name)];
      const run = runCli(build, { cwd: folder });
      expect(run.code, run.stderr).toBe(0);
      pages = readBuilt(folder, join(out, name), site);
    });

    test('every page has the address that the rule of its framework gives', () => {
      expect(pages.length).toBeGreaterThan(20);
      const differ = pages.filter(({ address, line }) => withoutHost(line.url) !== address);
      // The root of a host is written without its slash.
      const wrong = differ.filter(({ address, line }) => `${withoutHost(line.url)}/` !== address);
      expect(wrong.map(({ address, line }) => [line.path, line.url, address])).toEqual([]);
    });

    test('at least 20 pages have the addresses that links of the site itself name', () => {
      const list = stated[name]!;
      expect(list.length).toBeGreaterThanOrEqual(20);
      for (const one of list) {
        expect(pages.find(({ path }) => path === one.path)).toMatchObject({ address: one.address });
        if (!('link' in one)) continue;
        const [file = '', line] = one.from.split(/:(?=\d+$)/);
        const said = readFileSync(join(folder, file), 'utf8').split('\n')[Number(line) - 1];
        expect(said).toContain(one.link);
        expect((site.base ?? '') + withoutHost(one.link).replace(site.base ?? '', '')).toBe(
          one.address,
        );
      }
    });

    test('every link that the site resolves to a page leads to its output', () => {
      const find = pageFinder(pages, site.base);
      const outs = new Map(pages.map(({ path, line }) => [path, line.out]));
      let count = 0;
      const left = pages.flatMap((page) => {
        const targets = targetsOf(page);
        return linksIn(page.source)
          .filter((url) => {
            const target = find(url, page);
            if (target === undefined || target.path === page.path) return false;
            count += 1;
            return !targets.has(outs.get(target.path)!);
          })
          .map((url) => `${page.path}: ${url}`);
      });
      expect(left).toEqual([]);
      expect(count).toBeGreaterThan(70);
    });
  });
});
