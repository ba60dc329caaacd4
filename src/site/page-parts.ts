import type { Included } from '../document/document.ts';
import { withoutCode } from '../document/lines/scanner.ts';
import { withUnknown } from './anchors.ts';
import type { HeadingRules } from './heading-rules.ts';
import { headingOfName } from './labels.ts';
import { componentsIn, type FileScan, scanPart, shownComponents, tryRead } from './scan-file.ts';
import { slug } from './slug.ts';

/** Reads what a page includes, from the file that includes it. */
export type Include = (specifier: string, from: string) => Included;

interface PartOptions {
  include: Include;
  headings: HeadingRules;
  /** The text of a page; may throw. */
  read(path: string): string;
  /** The name of the dialect. */
  framework: string;
}

/** The scans of pages, with the headings and names of what each page includes. */
export function withParts(
  scans: ReadonlyMap<string, FileScan>,
  { include, headings, read, framework }: PartOptions,
): Map<string, FileScan> {
  const owned = new Set(Array.from(scans.values(), ({ names = [] }) => names).flat());
  const registered = framework === 'docusaurus' ? registeredParts(include) : undefined;
  return new Map(
    Array.from(scans, ([path, scan]) => {
      const shown = registered?.in(tryRead(read, path)) ?? [];
      const sources = [
        { parts: scan.parts ?? [], from: path },
        { parts: shown, from: registered?.from ?? path },
      ];
      return [path, withPartsOf(scan, sources, { include, headings, owned })];
    }),
  );
}

/** Deeper includes are not followed; no site was found that has more levels. */
const maxDepth = 3;

interface Including {
  include: Include;
  headings: HeadingRules;
  /** Names that a page itself gives; they lead there, also where another page includes it. */
  owned: ReadonlySet<string>;
}

/** @param sources what the page includes, and the file that includes it */
function withPartsOf(
  scan: FileScan,
  sources: readonly { parts: readonly string[]; from: string }[],
  { include, headings, owned }: Including,
): FileScan {
  let anchors = scan.anchors;
  let title: string | undefined;
  let isWhole = true;
  const names = [...(scan.names ?? [])];
  /** Takes the anchors of a file, and gives the files that it includes in turn. */
  const take = (path: string, text: string): readonly string[] => {
    if (/\.(?:vue|astro|svelte)$/.test(path)) {
      isWhole &&= !makesIds(text);
      return componentsIn(text);
    }
    const part = scanPart(text, headings);
    if (title === undefined && scan.untitled && part.title) {
      title = part.title;
      anchors = withTitle(anchors, slug(scan.title), title, headings.hasNames);
    }
    const shown = owned.size === 0 ? part.anchors : withoutIds(part.anchors, owned);
    anchors = anchors === '' ? shown : anchors + shown.slice(1);
    names.push(...part.names.filter((name) => !owned.has(name)));
    return part.parts;
  };
  const add = (parts: readonly string[], from: string, depth: number): void => {
    for (const part of parts) {
      const [specifier = '', ...limits] = part.split('\n');
      const included = include(specifier, from);
      // Its headings cannot be known: it is generated before the site is built, or lies outside.
      if (!included.ok) isWhole &&= !/\.mdx?$/.test(specifier);
      else {
        const inner = take(included.path, between(included.text, limits));
        if (depth < maxDepth) add(inner, included.path, depth + 1);
      }
    }
  };
  for (const { parts, from } of sources) add(parts, from, 1);
  if (!isWhole) anchors = withUnknown(anchors);
  if (anchors === scan.anchors) return scan;
  const { untitled, ...titled } = scan;
  return title === undefined ? { ...scan, anchors, names } : { ...titled, title, anchors, names };
}

/** What stands in a text after another and before a third; all of it where one is not there. */
function between(text: string, [after = '', before = '']: readonly string[]): string {
  const rest = text.slice(Math.max(0, text.indexOf(after)) + after.length);
  const end = before === '' ? -1 : rest.indexOf(before);
  return end === -1 ? rest : rest.slice(0, end);
}

/** The anchors of a page whose title stands in a file that it includes; the names above that are those of the title. */
function withTitle(anchors: string, before: string, title: string, hasNames = false): string {
  const after = slug(title);
  const lines = anchors.split('\n').flatMap((line) => {
    const [id = '', leadsTo = id] = line.split('\t');
    if (leadsTo !== before) return [line];
    if (id === before) return [];
    return [`${id}\t${after}`, ...(hasNames ? [`${headingOfName(id)}\t=${title}`] : [])];
  });
  return lines.join('\n');
}

/** The ids of a part without those that are names of pages. */
function withoutIds(anchors: string, names: ReadonlySet<string>): string {
  const lines = anchors.split('\n');
  return lines.filter((line) => !names.has(line.replace(/\t.*/, ''))).join('\n');
}

/** Whether a component has headings with ids that it computes. */
const makesIds = (component: string): boolean =>
  /<h[1-6]\b[^>]*?\s(?:(?::|v-bind:)id=|id=\{)/.test(component);

const importedPart = /^import\s+(\w+)\s+from\s+["']([^"'\n]+\.mdx?)["']/gm;

/** Files that Docusaurus takes components for all pages from: https://docusaurus.io/docs/markdown-features/react#mdx-component-scope */
const registries = ['@site/src/theme/MDXComponents', '/src/theme/MDXComponents'].flatMap((name) =>
  ['tsx', 'jsx', 'ts', 'js'].flatMap((end) => [`${name}.${end}`, `${name}/index.${end}`]),
);

/** Documents that any page may show by a name, without an import of its own. */
interface RegisteredParts {
  /** The file that registers them. */
  from: string;
  /** Those that a page shows, as the file imports them. */
  in(page: string): string[];
}

function registeredParts(include: Include): RegisteredParts | undefined {
  for (const registry of registries) {
    const file = include(registry, '');
    if (!file.ok) continue;
    const names = new Map<string, string>();
    for (const [, name = '', specifier = ''] of file.text.matchAll(importedPart)) {
      const renamed = new RegExp(`\\b(\\w+)["']?\\s*:\\s*${name}\\b`).exec(file.text)?.[1];
      names.set(renamed ?? name, specifier);
    }
    if (names.size === 0) return undefined;
    return {
      from: file.path,
      in(page) {
        const shown = new Set(shownComponents(withoutCode(page)));
        return [...names].flatMap(([name, specifier]) => (shown.has(name) ? [specifier] : []));
      },
    };
  }
  return undefined;
}
