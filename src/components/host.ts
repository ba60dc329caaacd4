import type { Root } from 'mdast';
import type { ElementNode } from '../contract/element.ts';
import type { Included } from '../document/document.ts';
import type { Value } from '../static/value.ts';

/** What reading components needs of the document that uses them. */
export interface Host {
  /** Path of the document, relative to the source root, and that of the root in its repository, if known. */
  readonly path: string;
  readonly root: string;
  /** The name of its dialect, which decides on where a site registers components. */
  readonly framework: string;
  /** The front matter of the document. */
  readonly frontMatter: Value;
  /** Its locale folder, or the empty name, its language, and the main one; undefined where the site states none. */
  readonly locale: { folder: string; language: string; main: string | undefined } | undefined;
  include(specifier: string, from: string): Included;
  /** Paths of all files in a folder and below, relative to it, sorted. */
  filesBelow(folder: string, from: string): readonly string[];
  /** Where the site serves the page: its path, and the origin before it, if they are known. */
  location(): { base?: string; path: string } | undefined;
  /** Where the site serves the page of a path, and its title. */
  page(path: string): { route: string; title: string } | undefined;
  /** Path of the page that the site serves at a route, relative to the source root. */
  pageAt(route: string): string | undefined;
  /** Paths of the pages in a folder and below, relative to it; undefined if the folder is not one of the documents. */
  pagesBelow(folder: string): readonly string[] | undefined;
  /** Whether the tables of the dialect read by the name of an element all that it is given. */
  isTold(element: ElementNode): boolean;
  /** Parses Markdown or HTML that a component shows. */
  parse(text: string): Root;
}
