import type { Finding, Message } from '../contract/message.ts';
import { MergeConflictError } from '../engine/index.ts';
import { ContextorError } from '../errors.ts';
import { ignoredAt } from '../findings/ignore-comments.ts';

/** What was found about one document. */
export class Messages {
  readonly #path: string;
  readonly #found = new Map<string, Message>();
  /** The line of the file for a line of the text, where they differ. */
  lineOf: ((line: number) => number) | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Takes a message once, however often it is reported. */
  add({ severity, rule, reason, about, line, column }: Finding): void {
    const message: Message = { severity, rule, reason, path: this.#path };
    if (about) message.about = about;
    if (line !== undefined) message.line = line;
    if (column !== undefined) message.column = column;
    this.#found.set([severity, rule, line, column, reason].join('\n'), message);
  }

  /** Whether the document has failed. */
  get failed(): boolean {
    return [...this.#found.values()].some(({ severity }) => severity === 'error');
  }

  /**
   * By their places in the source, without those that a comment in it asks not to tell.
   *
   * @param text the source; default: its comments are not read
   */
  sorted(text = ''): Message[] {
    const place = ({ line = 0, column = 0 }: Message) => line * 1e6 + column;
    const isIgnored = ignoredAt(text);
    const sorted = [...this.#found.values()]
      .filter(({ severity, line, rule }) => severity === 'error' || !isIgnored(line, rule))
      .sort((a, b) => place(a) - place(b));
    const { lineOf } = this;
    if (lineOf === undefined) return sorted;
    return sorted.map(({ line, column: _, ...message }) => {
      return { ...message, ...(line !== undefined && { line: lineOf(line) }) };
    });
  }
}

/** Rule and reason of whatever was thrown while a document was worked on. */
export function reasonOf(error: unknown): Pick<Message, 'rule' | 'reason' | 'about'> {
  const { code, message: text } = error as NodeJS.ErrnoException;
  if (error instanceof MergeConflictError) {
    // The values differ from page to page; the cause is one.
    const about = error.conflicts.map(({ key, values }) => {
      return `'${key}' of ${[...new Set(values.flatMap(({ stages }) => stages))].join(', ')}`;
    });
    return { rule: 'merge-conflict', reason: error.message, about: about.join('; ') };
  }
  if (error instanceof ContextorError) {
    return { rule: ruleByCode[error.code] ?? 'transform-error', reason: withRemedy(error) };
  }
  if (code !== undefined && code in unreadable) {
    return { rule: 'unreadable', reason: `The file ${unreadable[code]}.` };
  }
  return { rule: 'transform-error', reason: text ?? String(error) };
}

/** What an error says, and what would do instead, where it knows. */
export function withRemedy(error: Error): string {
  const { message, remedy } = error as Partial<ContextorError> & Error;
  if (!(error instanceof ContextorError) || !remedy) return message;
  return `${message}${/[.!?]$/.test(message) ? ' ' : '. '}${remedy}`;
}

const ruleByCode: Readonly<Record<string, string>> = { DOCUMENT_TIMEOUT: 'timeout' };

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'was removed while the build ran',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  EISDIR: 'is a folder',
  EIO: 'cannot be read from its disk',
  ELOOP: 'is a link to itself',
  ERR_FS_FILE_TOO_LARGE: 'is larger than 2 GB',
};
