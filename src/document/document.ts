import type { Root } from 'mdast';
import type { DocumentSettings } from '../config/settings.ts';
import type { Dialect } from '../contract/dialect.ts';
import type { LinkText } from '../contract/index-line.ts';
import type { Message } from '../contract/message.ts';
import type { SiteView } from './site.ts';

/** How the body was read: as MDX, or as CommonMark with its HTML tags paired into elements. */
export type Syntax = 'mdx' | 'markdown';

/** A finding of a stage about the document; path and place in the source file are added. */
export interface Report extends Omit<Message, 'path' | 'line' | 'column'> {
  /** The node (or any object with a position) that the finding is about. */
  at?: { position?: { start: { line: number; column: number } } | undefined } | undefined;
}

/** A file that a document includes, or why it cannot be read. */
export type Included =
  | { ok: true; path: string; text: string }
  | {
      ok: false;
      reason: 'missing' | 'outside' | 'private' | 'folder' | 'binary' | 'large';
      path: string;
    };

/** A document as stages see it. Transform stages rewrite `tree`; enrichers only read. */
export interface Document {
  /** Path relative to the source root, forward slashes. */
  readonly path: string;
  /** The source with its front matter, without byte order mark, with `\n` line ends. */
  readonly text: string;
  /** The parsed front matter, or what a transform has set instead; empty if there is none. */
  frontmatter: Readonly<Record<string, unknown>>;
  readonly syntax: Syntax;
  /** The dialect's table, with the user's additions merged in. */
  readonly dialect: Dialect;
  /** The resolved settings that apply to single documents. */
  readonly settings: DocumentSettings;
  /** The other pages: routes, titles, heading ids. */
  readonly site: SiteView;
  /** The syntax tree (mdast with MDX nodes); owned by the running transform stage. */
  tree: Root;
  /** Names of the fields that stages declare for the front matter. */
  readonly frontMatterFields: readonly string[];
  /** The tree as Markdown, rendered once on first use; for enrichers, which see the final tree. */
  body(): string;
  /** Reports a finding; line and column are those of the source file. */
  report(report: Report): void;
  /**
   * Reads a file that the document includes and records it as a dependency.
   * `specifier` is relative to `from` (default: this document), root-relative (`/x`), or an alias.
   * Never throws and never leaves the project; a private file is refused with a finding.
   */
  include(specifier: string, from?: string): Included;
  /**
   * Paths of the files in a folder and below, relative to it, sorted, without private ones; recorded as a
   * dependency. `folder` is written as a specifier of `include`. None where there are more than 3000.
   */
  filesBelow(folder: string, from?: string): readonly string[];
  /** The parts of other files that this document includes, each once, by file and part. */
  readonly included: Map<string, string>;
  /** The texts of its links to other pages, before any shortening. */
  readonly linkTexts: LinkText[];
  /** Parses Markdown in this document's syntax and dialect, such as an included partial or a prose attribute. */
  parse(text: string, path?: string): Root;
}
