import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastGlob from 'fast-glob';
import { describe, expect, test } from 'vitest';
import { buildSite } from '../../src/site/build-site.ts';
import { readNavigation } from '../../src/site/navigation.ts';
import { readSite } from '../../src/site/read-site.ts';
import type { ProjectSite } from '../../src/site/record.ts';
import { urlOfPage } from '../../src/site/routes.ts';
import { scanSite } from '../../src/site/scan.ts';
import { siteView } from '../../src/site/view.ts';
import { dialectRecords } from '../../transforms/dialects/records.ts';

/** What a fixture says of its project; only what it says is compared. */
interface Expected {
  /** Folder of the documents of a build, relative to the project. */
  source?: string;
  site?: Record<string, unknown>;
  /** Framework, folder and source folders of each site. */
  sites?: [framework: string, folder: string, sources: string[]][];
  /** Document -> address; null for what is not a page. */
  addresses?: Record<string, string | null>;
  /** Document -> title. */
  titles?: Record<string, string>;
  /** Document -> whole address; null where that is not known. */
  urls?: Record<string, string | null>;
  /** Route -> document, `=address` of a page outside the output, or null. */
  leads?: Record<string, string | null>;
  /** Documents in the order of the navigation. */
  order?: string[];
  /** `file:line setting` of what could not be read. */
  findings?: string[];
}

const root = join(import.meta.dirname, '../../fixtures/sites');

function plain(site: ProjectSite, keys: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {
    ...site,
    locales: site.locales.map(({ key }) => key),
    sources: site.sources.map(({ folder, prefix }) => ({ folder, prefix })),
    title: site.title?.value,
    baseUrl: site.baseUrl?.value,
    repo: site.repo?.value,
    ref: site.ref?.value,
  };
  return Object.fromEntries(keys.map((key) => [key, values[key]]));
}

describe.each(readdirSync(root))('%s', (rule) => {
  const expected: Expected = JSON.parse(readFileSync(join(root, rule, 'expected.json'), 'utf8'));
  const projectRoot = join(root, rule, 'project');
  const { source, site, sites, addresses, titles, urls, leads, order, findings } = expected;

  function built() {
    const sourceRoot = join(projectRoot, source ?? '.');
    const onSite = buildSite({ sourceRoot, projectRoot })!;
    const files = fastGlob.sync('**/*.{md,mdx,mdoc}', { cwd: sourceRoot }).sort();
    const paths = files.filter((path) => !onSite.leavesOut(path));
    const { dialect: name } = onSite.record;
    const syntaxes = dialectRecords.find((one) => one.name === name)?.syntaxes ?? [];
    const dialect = { name, syntaxes };
    const scan = scanSite({ sourceRoot, paths, dialect, settings: {}, onSite });
    return {
      sourceRoot,
      dialect: dialect.name,
      onSite,
      pages: [...scan.pages],
      view: siteView(scan),
    };
  }

  test('the main source comes first', () => {
    for (const { sources } of readSite(projectRoot)) expect(sources[0]?.main ?? true).toBe(true);
  });

  test.runIf(site !== undefined)('the site', () => {
    const [first] = readSite(projectRoot);
    expect(first && plain(first, Object.keys(site!))).toEqual(site);
  });

  test.runIf(sites !== undefined)('all sites', () => {
    const found = readSite(projectRoot).map(({ framework, folder, sources }) => [
      framework,
      folder,
      sources.map((one) => one.folder),
    ]);
    expect(found).toEqual(sites);
  });

  test.runIf(addresses !== undefined)('addresses', () => {
    const pages = new Map(built().pages.map((page) => [page.path, page.address ?? page.route]));
    const found = Object.keys(addresses!).map((path) => [path, pages.get(path) ?? null]);
    expect(Object.fromEntries(found)).toEqual(addresses);
  });

  test.runIf(titles !== undefined)('titles', () => {
    const found = built().pages.map(({ path, title }) => [path, title]);
    expect(Object.fromEntries(found)).toEqual(titles);
  });

  test.runIf(urls !== undefined)('whole addresses', () => {
    const { pages, onSite } = built();
    const base = onSite.record.baseUrl?.value;
    const found = pages.map((page) => [page.path, urlOfPage(base, page) ?? null]);
    expect(Object.fromEntries(found)).toEqual(urls);
  });

  test.runIf(leads !== undefined)('where routes lead', () => {
    const { view } = built();
    const found = Object.keys(leads!).map((route) => {
      const elsewhere = view.elsewhere(route);
      const other = elsewhere === undefined ? null : `=${elsewhere}`;
      return [route, view.pageByRoute(route)?.path ?? other];
    });
    expect(Object.fromEntries(found)).toEqual(leads);
  });

  test.runIf(order !== undefined)('the order of the navigation', () => {
    const { sourceRoot, pages, dialect, onSite } = built();
    const sections = readNavigation({ sourceRoot, projectRoot, pages, dialect, onSite });
    expect(sections.flatMap(({ paths }) => paths)).toEqual(order);
  });

  test.runIf(findings !== undefined)('what could not be read', () => {
    const { record } = built().onSite;
    const found = record.findings.map(({ file, line, setting }) => `${file}:${line} ${setting}`);
    expect(found.sort()).toEqual(findings);
  });

  test('is complete', () => {
    expect(existsSync(projectRoot)).toBe(true);
    expect(Object.keys(expected).length).toBeGreaterThan(source === undefined ? 0 : 1);
  });
});
