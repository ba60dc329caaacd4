import { posix } from 'node:path';
import type { SiteTarget, SiteView } from '../../src/document/site.ts';
import { folderOf, type LinkTarget } from './target.ts';

/** A link by a path. */
export type PathTarget = Extract<LinkTarget, { kind: 'relative' | 'root' }>;

/** Where a link leads. Paths are relative to the source root. */
export type Resolution =
  /** `guessed`: not there as written, but plainly meant. `made`: a template of the site leads there. */
  | { kind: 'page'; page: SiteTarget; guessed?: boolean; made?: boolean }
  /** `ending`: what the link leaves out of the file's name. */
  | { kind: 'asset'; path: string; ending?: string }
  /** A page that the site has and the output has not: its address on the site, or a whole URL. */
  | { kind: 'elsewhere'; address: string }
  /** A path of the site that no source file stands for, such as a file of its public folder. */
  | { kind: 'site'; path: string }
  /** A file of the repository beside the source root; the path begins with `../`. `named`: by an alias, or served from the root. */
  | { kind: 'beside'; path: string; named?: boolean }
  /** `unknown`: only the site, whose configuration is not known, could say where it leads. */
  | { kind: 'missing'; unknown?: boolean };

export interface LinkOrigin {
  /** The page that holds the link. */
  page: SiteTarget;
  /** The file that the link was written in, where that is another one. */
  source?: string | undefined;
  site: SiteView;
  /** Name of the dialect; it tells what extension-less links are relative to. */
  dialect: string;
  baseUrl?: string | undefined;
}

/**
 * A relative path as the included file has it: links of included files come here as the page would
 * have to write them.
 */
export function asWritten(path: string, source: string, page: string): string {
  return posix.relative(folderOf(source), posix.join(folderOf(page), path));
}

/**
 * Whether a link in an included file is one of the page that includes it: MkDocs and Sphinx include
 * text before they read links; Docusaurus takes for a path of files only what has an extension.
 */
export function isOfPage(path: string, dialect: string): boolean {
  if (dialect === 'docusaurus') return !/\.\w+$/.test(path);
  return dialect === 'mkdocs-material' || dialect === 'myst';
}
