/** A heading below the title. */
export interface OutlineEntry {
  /** 2 to 6; the H1 is the title. */
  depth: number;
  title: string;
  /** Fragment under which GitHub and most readers find the heading in the output. */
  slug: string;
}

/** Where the links of a document lead; each target once, in order. */
export interface PageLinks {
  /** Outputs of this build, relative to the output root. */
  pages: string[];
  /** Addresses elsewhere. */
  external: string[];
  /** What the page calls other pages of the build, before any link is left out; with "search" only. */
  texts?: readonly LinkText[];
}

/** An output, with `#` and the anchor of a section where that is meant, and what a link calls it. */
export type LinkText = readonly [to: string, text: string];

/** Tokens of a document and of its output, front matter and all. */
export interface TokenCounts {
  /** Of the source file, and of the parts of other files that it includes, each part once. */
  before: number;
  after: number;
  /** Those of `before` that stand in other files; absent where there are none. */
  included?: number;
}

/** One line of `index.jsonl`. */
export interface IndexLine {
  /** Path of the source, relative to the source root, forward slashes. */
  path: string;
  /** Path of the output, relative to the output root, forward slashes. */
  out: string;
  title: string;
  description: string;
  /** Address on the site; empty where none is known. */
  url: string;
  topics: string[];
  outline: OutlineEntry[];
  links: PageLinks;
  tokens: TokenCounts;
  /** SHA-256 of the output's body, in hexadecimal. */
  hash: string;
  /** File that the site makes the page from, where it has no document; relative to the source root. */
  derivedFrom?: string;
  /** Name of the corpus stage that added the page; its `path` is its `out`. Absent for documents. */
  generated?: string;
}

/** The line of a document that a stage has left out: it has no output. */
export interface DroppedLine {
  path: string;
  dropped: { stage: string; reason: string };
}

/** The lines of an index that are of outputs; those of documents that were left out are not. */
export function outputLines(text: string): IndexLine[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines
    .map((line) => JSON.parse(line) as IndexLine | DroppedLine)
    .filter((line): line is IndexLine => !('dropped' in line));
}
