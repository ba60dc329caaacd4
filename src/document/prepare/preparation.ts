import type { Dialect, SyntaxName } from '../../contract/dialect.ts';
import type { Finding } from '../../contract/message.ts';
import type { Syntax } from '../document.ts';
import { type Lines, scanLines } from '../lines/lines.ts';
import type { Call } from './call.ts';
import { Edits } from './edits.ts';
import { type SiteValues, unknownSite } from './site-values.ts';

/** One syntax beyond Markdown and MDX. */
export interface SourceSyntax {
  /** What a dialect calls it. */
  name: SyntaxName;
  /** What every text with this syntax contains, so that others cost no more than this test; absent where nearly all texts do. */
  sign?: RegExp;
  /** Changes lines so that tags stand for what is written in this syntax. */
  prepare(preparation: Preparation): Edits;
}

export interface PreparationOptions {
  dialect: Dialect;
  syntax: Syntax;
  /** Default: nothing is known of the site. */
  site?: SiteValues | undefined;
  /** The front matter of the document; empty for a part of one. */
  frontmatter?: Readonly<Record<string, unknown>> | undefined;
  /** Whether the text is one that a document holds, such as an attribute. */
  isPart?: boolean | undefined;
  report(finding: Finding): void;
}

/** What the syntaxes work on, one after the other: the lines of a text and what they found there. */
export class Preparation {
  readonly dialect: Dialect;
  readonly syntax: Syntax;
  readonly site: SiteValues;
  readonly frontmatter: Readonly<Record<string, unknown>>;
  readonly isPart: boolean;
  readonly #report: (finding: Finding) => void;
  readonly calls: Call[] = [];
  /** Source line of a heading -> the id its author gave it. */
  readonly headingIds = new Map<number, string>();
  lines: Lines;
  readonly #unmoved: readonly number[];

  constructor(text: string, options: PreparationOptions) {
    const { dialect, syntax, site, frontmatter, isPart, report } = options;
    this.dialect = dialect;
    this.syntax = syntax;
    this.site = site ?? unknownSite;
    this.frontmatter = frontmatter ?? {};
    this.isPart = isPart === true;
    this.#report = report;
    this.lines = scanLines(text, syntax);
    this.#unmoved = this.lines.source;
  }

  /** Adds to the table of calls and gives the call's number. */
  call(call: Call): number {
    return this.calls.push(call) - 1;
  }

  /** Reports a warning about a line. */
  warn(index: number, finding: Pick<Finding, 'rule' | 'reason' | 'about'>): void {
    this.#report({ severity: 'warning', ...finding, line: this.lines.source[index]! });
  }

  apply(edits: Edits): void {
    if (edits.size > 0) this.lines = edits.apply(this.lines);
  }

  /** Adds the definitions of links, and of abbreviations where there are any, in included files, as far as the text may use them. */
  define(files: Iterable<string>, { abbreviations = false } = {}): void {
    const text = this.lines.text.join('\n').toLowerCase();
    const isUsed = (line: string) => {
      const label = line.slice(line.indexOf('['), line.indexOf(']:') + 1).toLowerCase();
      return line.startsWith('*')
        ? abbreviations && text.includes(label.slice(1, -1))
        : text.includes(label);
    };
    const found = [...new Set(files)].flatMap((file) => this.site.definitions(file));
    const used = found.filter((line) => line !== '' && isUsed(line));
    if (used.length === 0) return;
    const edits = new Edits();
    edits.insertAfter(this.lines.text.length - 1, '', ...used);
    this.apply(edits);
  }

  /** Source line of each line, where lines have moved. */
  get moved(): readonly number[] | undefined {
    const { source } = this.lines;
    return source === this.#unmoved ? undefined : source;
  }
}

/** An own member of data of any kind. */
export const memberOf = (data: unknown, key: string): unknown =>
  typeof data === 'object' && data !== null && Object.hasOwn(data, key)
    ? Object(data)[key]
    : undefined;

/** What front matter says below some keys, one in the other, where it is a text or a number. */
export function frontMatterText(
  frontmatter: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): string | undefined {
  const value = keys.reduce<unknown>(memberOf, frontmatter);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
