import { readFileSync } from 'node:fs';
import type { Message } from '../contract/message.ts';
import { ContextorError } from '../errors.ts';
import { isRecord } from '../is-record.ts';

/** Findings that are known: how many, by document, rule and what they are about. */
export type KnownFindings = Record<string, Record<string, Record<string, number>>>;

interface BaselineFile {
  schema: 'contextor-baseline/1';
  findings: KnownFindings;
}

/** Name of the baseline where the configuration gives none. */
export const baselineName = 'contextor-baseline.json';

/**
 * Reads the findings of a baseline.
 * @throws ContextorError `BASELINE_UNREADABLE`, `BASELINE_INVALID`
 */
export function readBaseline(file: string): KnownFindings {
  const { schema, findings } = parsed(file, read(file));
  if (schema === 'contextor-baseline/1' && isRecord(findings)) return findings as KnownFindings;
  throw new ContextorError(`${file} is not a baseline of contextor`, {
    code: 'BASELINE_INVALID',
    remedy: 'Name another file with "baseline", or write it again: npx contextor baseline',
  });
}

/** The text of a baseline that knows these findings; it changes only where they do. */
export function baselineText(messages: readonly Message[]): string {
  const findings: KnownFindings = {};
  for (const message of messages) {
    const { path, rule } = message;
    const rules = findings[path] ?? {};
    const counts = rules[rule] ?? {};
    const subject = subjectOf(message);
    findings[path] = { ...rules, [rule]: { ...counts, [subject]: (counts[subject] ?? 0) + 1 } };
  }
  const file: BaselineFile = { schema: 'contextor-baseline/1', findings };
  return `${JSON.stringify(file, sortedKeys, 2)}\n`;
}

/** What a finding is about, wherever in its document it stands: lines move. */
export const subjectOf = ({ about, reason }: Message): string => about ?? reason;

function sortedKeys(key: string, value: unknown): unknown {
  if (key === '' || !isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ContextorError(
      `the baseline ${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`,
      {
        code: 'BASELINE_UNREADABLE',
        remedy: 'Write it with `npx contextor baseline`, or remove "baseline" from the settings.',
        cause,
      },
    );
  }
}

function parsed(file: string, text: string): Partial<BaselineFile> {
  try {
    const data: unknown = JSON.parse(text);
    return isRecord(data) ? data : {};
  } catch (cause) {
    throw new ContextorError(`${file} is not valid JSON: ${(cause as Error).message}`, {
      code: 'BASELINE_INVALID',
      remedy: 'Write it again: npx contextor baseline',
      cause,
    });
  }
}
