import { posix } from 'node:path';
import type { IndexLine } from './contract/index-line.ts';
import { oneSite, variantsIn } from './loader/one-site.ts';
import type { Plan } from './loader/plan.ts';
import { pagesByPath } from './loader/site-files.ts';
import { isPublished } from './site/variants.ts';
import { optionalBy, optionalPages } from './twins/llms-txt.ts';
import { pageSets, type TwinPage } from './twins/page.ts';

/** A page of a package: its line of the index, and its place on the site. */
interface PackagePage extends TwinPage {
  line: IndexLine;
}

interface PackagePages {
  pages: readonly PackagePage[];
  /** Pages of the site that are not in the package. */
  left: { optional: readonly IndexLine[]; variants: readonly IndexLine[] };
}

/** Pages about the project and its past, which say nothing of how to use what is installed. */
const ofProject = [
  ...['community/', 'contribute/', 'contributing/', 'showcase/', 'sponsors/', 'legacy/'],
  ...['contribute.*', 'contributing.*', 'code-of-conduct.*', 'showcase.*', 'sponsors.*'],
  ...['migrate-from-*', 'migrate-to-*', 'migrating-from-*'],
];

/**
 * Chooses the pages of a package: those that the site shows, in its default language and version,
 * without optional ones.
 *
 * @param options `optional` are globs; by default blogs, changelogs, pages about the project, and
 *   older ones of pages that are named after versions. `all` chooses what the site shows.
 */
export function packagePages(
  lines: readonly IndexLine[],
  plan: Plan,
  { all, optional }: { all: boolean; optional: readonly string[] | undefined },
): PackagePages {
  const scanned = pagesByPath(plan);
  const variantOf = variantsIn(plan);
  const shown = lines.flatMap((line): PackagePage[] => {
    const { path, out, tokens, url: _, ...about } = line;
    const page = scanned.get(path);
    if (page !== undefined && !isPublished(page)) return [];
    const route = page?.route ?? `/${out.replace(/\.mdc$/, '')}`;
    const place = { route, address: page?.address ?? route, twin: '', folder: false };
    return [{ ...about, path, out, ...variantOf(path), ...place, tokens: tokens.after, line }];
  });
  if (all) return { pages: shown, left: { optional: [], variants: [] } };
  const record = oneSite(plan);
  const [root] = pageSets(shown, {
    locale: record?.locales.find(({ key }) => key === record.defaultLocale)?.key,
    version: record?.versions[0],
  });
  const ofRoot = new Set(root!.pages.map(({ path }) => path));
  const main = shown.filter(({ path }) => ofRoot.has(path));
  const isOptional = optionalBy(optional ?? [...optionalPages, ...ofProject]);
  const old = optional === undefined ? olderVersions(main) : new Set<string>();
  const leaves = (page: PackagePage) => isOptional(page) || old.has(page.path);
  return {
    pages: main.filter((page) => !leaves(page)),
    left: {
      optional: main.filter(leaves).map(({ line }) => line),
      variants: shown.filter(({ path }) => !ofRoot.has(path)).map(({ line }) => line),
    },
  };
}

const versionName = /^v(\d+(?:\.\d+)*)(?:\.x)?$|^(\d+(?:\.\d+)+)(?:\.x)?$|^(\d+)\.x$/i;

/** Of pages that are named after versions in one folder, such as `upgrade/v2.md`, all but the newest. */
function olderVersions(pages: readonly PackagePage[]): Set<string> {
  const newest = new Map<string, { path: string; version: readonly number[] }>();
  const older = new Set<string>();
  for (const { path } of pages) {
    const { dir, name } = posix.parse(path);
    const found = versionName.exec(name)?.slice(1).find(Boolean);
    if (found === undefined) continue;
    const version = found.split('.').map(Number);
    const other = newest.get(dir);
    const isNewer = other === undefined || compare(version, other.version) > 0;
    if (other !== undefined) older.add(isNewer ? other.path : path);
    if (isNewer) newest.set(dir, { path, version });
  }
  return older;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, index) => part !== (b[index] ?? 0));
  return at === -1 ? a.length - b.length : a[at]! - (b[at] ?? 0);
}

/** How many pages are left out, and of which folders, for the index; nothing where none are. */
export function tellLeftOut({ optional, variants }: PackagePages['left'], base?: string): string[] {
  const parts = [
    ...(optional.length > 0 ? [`${optional.length} (${placesOf(optional).join(', ')})`] : []),
    ...(variants.length > 0 ? [`${variants.length} in other languages or versions`] : []),
  ];
  if (parts.length === 0) return [];
  const where = base === undefined ? '' : ` They are at ${base}.`;
  return [`Pages that are not in this package: ${parts.join('; ')}.${where}`];
}

/** What the pages contain, and where the whole ones are. */
export function tellGist(base?: string): string {
  const what = 'Each page holds its gist: headings, code, and the first block of each section.';
  return base === undefined
    ? what
    : `${what} The whole pages are at the addresses in \`index.jsonl\`.`;
}

const mostPlaces = 8;

/** The folders of outputs, as deep as few names show, and the path of an output that is alone in its folder. */
function placesOf(lines: readonly IndexLine[]): string[] {
  const paths = lines.map(({ out }) => out.replace(/\.mdc$/, ''));
  const atDepth = (depth: number) => {
    const folderOf = (path: string) => path.split('/').slice(0, -1).slice(0, depth).join('/');
    const folders = paths.map(folderOf);
    const isAlone = (folder: string) => folders.filter((one) => one === folder).length === 1;
    return [
      ...new Set(
        paths.map((path, at) => {
          const folder = folders[at]!;
          return folder === '' || isAlone(folder) ? path : `${folder}/`;
        }),
      ),
    ];
  };
  const named = [4, 3, 2].map(atDepth).find(({ length }) => length <= mostPlaces) ?? atDepth(1);
  const places = named.sort().map((place) => `\`${place}\``);
  const others = places.length - mostPlaces;
  return others > 0 ? [...places.slice(0, mostPlaces), `and ${others} more`] : places;
}
