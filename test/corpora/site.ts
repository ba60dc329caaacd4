import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { type IndexLine, outputLines } from '../../src/contract/index-line.ts';
import { sites } from './site-rules.ts';
import { linksIn, pageFinder } from './source-links.ts';

/** Where a page is served, and the line that says so: one of the site's own links, or the rule of its framework. */
type Stated =
  | { path: string; address: string; from: 'rule' }
  | { path: string; address: string; from: string; link: string };

const stated: Readonly<Record<string, readonly Stated[]>> = JSON.parse(
  readFileSync('fixtures/projects/addresses.json', 'utf8'),
);

/** A page as it was built. */
interface BuiltPage {
  path: string;
  /** On the host of the site, by the rule. */
  address: string;
  source: string;
  line: IndexLine;
  output: string;
}

/** The pages of a project of this name in a folder, as built into another. */
export function readBuilt(name: string, folder: string, out: string): BuiltPage[] {
  const { source, base = '', address } = sites[name]!;
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
function targetsOf({ line, output }: BuiltPage): Set<string> {
  const links = output.matchAll(/\]\(<?([^\s()<>#]+\.mdc)/g);
  const folder = posix.dirname(line.out);
  return new Set(Array.from(links, ([, url]) => posix.join(folder, decodeURIComponent(url!))));
}

const withoutHost = (url: string) => url.replace(/^https?:\/\/[^/]+/, '') || '/';

/** Every page has the address that the rule of its framework gives. */
export function checkAddresses(pages: readonly BuiltPage[]): void {
  expect(pages.length).toBeGreaterThan(20);
  const differ = pages.filter(({ address, line }) => withoutHost(line.url) !== address);
  // The root of a host is written without its slash.
  const wrong = differ.filter(({ address, line }) => `${withoutHost(line.url)}/` !== address);
  expect(wrong.map(({ address, line }) => [line.path, line.url, address])).toEqual([]);
}

/** At least 20 pages have the addresses that links of the site itself name. */
export function checkStated(name: string, folder: string, pages: readonly BuiltPage[]): void {
  const { base = '' } = sites[name]!;
  const list = stated[name]!;
  expect(list.length).toBeGreaterThanOrEqual(20);
  for (const one of list) {
    expect(pages.find(({ path }) => path === one.path)).toMatchObject({ address: one.address });
    if (!('link' in one)) continue;
    const [file = '', line] = one.from.split(/:(?=\d+$)/);
    const said = readFileSync(join(folder, file), 'utf8').split('\n')[Number(line) - 1];
    expect(said).toContain(one.link);
    expect(base + withoutHost(one.link).replace(base, '')).toBe(one.address);
  }
}

/** Every link that the site resolves to a page leads to its output. */
export function checkLinks(name: string, pages: readonly BuiltPage[]): void {
  const find = pageFinder(pages, sites[name]!.base);
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
}
