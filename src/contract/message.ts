/** How severe a message is: an `error` fails its document, a `warning` fails the run under `--strict`. */
export type Severity = 'error' | 'warning' | 'info';

/** One finding about one document, as it is printed and as it crosses threads. */
export interface Message {
  severity: Severity;
  /** Stable name of the rule, such as `broken-link`, `mdx-fallback` or `unknown-component`. */
  rule: string;
  /** One line: what was wrong, what came, and what would do. */
  reason: string;
  /** What the finding is about, such as the target of a link or the name of a component. */
  about?: string;
  /** Path of the document, relative to the source root, forward slashes. */
  path: string;
  /** Line in the source file, from 1. */
  line?: number;
  /** Column in the source file, from 1. */
  column?: number;
}

/** A message of a step that does not know which document it works on; the caller adds the path. */
export type Finding = Omit<Message, 'path'>;
