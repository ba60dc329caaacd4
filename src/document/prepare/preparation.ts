import type { Dialect } from '../../../transforms/dialect.ts';
import type { Syntax } from '../document.ts';
import type { Finding } from '../message.ts';
import type { Call } from './call.ts';
import type { Lines } from './lines.ts';

/** What the syntaxes work on, one after the other: the lines of a text and what they found there. */
export interface Preparation {
  readonly dialect: Dialect;
  readonly syntax: Syntax;
  lines: Lines;
  /** Source line of a heading -> the id its author gave it. */
  readonly headingIds: Map<number, string>;
  /** Adds to the table of calls and gives the call's number. */
  call(call: Call): number;
  report(finding: Finding): void;
}
