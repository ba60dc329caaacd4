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
  /** Pages that the framework makes from other files -> what documents for them would say. */
  derived?: Record<string, string>;
  /** Route -> document, `=address` of a page outside the output, or null. */
  leads?: Record<string, string | null>;
  /** Documents in the order of the navigation. */
  order?: string[];
  /** Title and documents of each section of the navigation. */
  sections?: [title: string, ...paths: string[]][];
  /** `file:line setting` of what could not be read. */
  findings?: string[];
}

/** What is compared, each by its name. */
type Said = Exclude<keyof Expected, 'source'>;

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

const byName = (wanted: Record<string, unknown>, valueFor: (name: string) => unknown) =>
  Object.fromEntries(Object.keys(wanted).map((name) => [name, valueFor(name)]));

describe.each(readdirSync(root))('%s', (rule) => {
  const expected: Expected = JSON.parse(readFileSync(join(root, rule, 'expected.json'), 'utf8'));
  const projectRoot = join(root, rule, 'project');

  let known: ReturnType<typeof build> | undefined;
  const built = () => {
    known ??= build();
    return known;
  };

  function build() {
    const sourceRoot = join(projectRoot, expected.source ?? '.');
    const onSite = buildSite({ sourceRoot, projectRoot })!;
    const files = fastGlob.sync('**/*.{md,mdx,mdoc}', { cwd: sourceRoot }).sort();
    const derived = new Map(onSite.derived.map((page) => [page.path, page]));
    const paths = [...files.filter((path) => !onSite.leavesOut(path)), ...derived.keys()].sort();
    const { dialect: name } = onSite.record;
    const syntaxes = dialectRecords.find((one) => one.name === name)?.syntaxes ?? [];
    const dialect = { name, syntaxes };
    const scan = scanSite({ sourceRoot, paths, derived, dialect, settings: {}, onSite });
    return {
      sourceRoot,
      dialect: dialect.name,
      onSite,
      pages: [...scan.pages],
      view: siteView(scan),
    };
  }

  function navigation() {
    const { sourceRoot, pages, dialect, onSite } = built();
    return readNavigation({ sourceRoot, projectRoot, pages, dialect, onSite });
  }

  const properties: { [key in Said]: () => unknown } = {
    site: () => {
      const [first] = readSite(projectRoot);
      return first && plain(first, Object.keys(expected.site!));
    },
    sites: () =>
      readSite(projectRoot).map(({ framework, folder, sources }) => [
        framework,
        folder,
        sources.map((one) => one.folder),
      ]),
    addresses: () => {
      const pages = new Map(built().pages.map((page) => [page.path, page.address ?? page.route]));
      return byName(expected.addresses!, (path) => pages.get(path) ?? null);
    },
    titles: () => Object.fromEntries(built().pages.map(({ path, title }) => [path, title])),
    urls: () => {
      const { pages, onSite } = built();
      const base = onSite.record.baseUrl?.value;
      return Object.fromEntries(pages.map((page) => [page.path, urlOfPage(base, page) ?? null]));
    },
    derived: () => Object.fromEntries(built().onSite.derived.map(({ path, text }) => [path, text])),
    leads: () => {
      const { view } = built();
      return byName(expected.leads!, (route) => {
        const elsewhere = view.elsewhere(route);
        const other = elsewhere === undefined ? null : `=${elsewhere}`;
        return view.pageByRoute(route)?.path ?? other;
      });
    },
    order: () => navigation().flatMap(({ paths }) => paths),
    sections: () => navigation().map(({ title, paths }) => [title, ...paths]),
    findings: () => {
      const { findings } = built().onSite.record;
      return findings.map(({ file, line, setting }) => `${file}:${line} ${setting}`).sort();
    },
  };

  test('the main source comes first', () => {
    for (const { sources } of readSite(projectRoot)) expect(sources[0]?.main ?? true).toBe(true);
  });

  const { source, ...said } = expected;

  test.each(Object.keys(said) as Said[])('%s', (name) => {
    expect(properties[name]()).toEqual(said[name]);
  });

  test('is complete', () => {
    expect(existsSync(projectRoot)).toBe(true);
    expect(Object.keys(said)).not.toEqual([]);
  });
});
