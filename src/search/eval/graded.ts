import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { loadYaml } from '../../document/yaml-data.ts';
import { ContextorError } from '../../errors.ts';

/** A question, and how well pages answer it. */
export interface GradedQuery {
  query: string;
  /** By address or path of the page: 1 to 3, the higher the better. */
  grades: Readonly<Record<string, number>>;
}

const url = z.string();
const grade = z.number().min(0).max(3);
const vars = z.object({
  query: z.string(),
  library: z.string().optional(),
  qrels: z.array(z.object({ url, grade })),
});
const file = z.object({ entries: z.array(z.object({ vars })) });

/**
 * Reads graded questions: YAML or JSON with `entries`, each with `vars`: `query`, `qrels` (`url` and
 * `grade`, 0 to 3) and, where one file serves several libraries, `library`.
 *
 * @param library only those of this library
 * @throws ContextorError `GRADED_UNREADABLE`
 */
export function readGraded(path: string, library?: string): GradedQuery[] {
  let text: unknown;
  try {
    text = loadYaml().parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw unreadable(path, (cause as Error).message, cause);
  }
  const read = file.safeParse(text);
  if (!read.success) throw unreadable(path, z.prettifyError(read.error), read.error);
  return read.data.entries
    .filter((entry) => library === undefined || entry.vars.library === library)
    .map((entry) => ({
      query: entry.vars.query,
      grades: Object.fromEntries(entry.vars.qrels.map((one) => [one.url, one.grade])),
    }));
}

function unreadable(path: string, why: string, cause: unknown): ContextorError {
  return new ContextorError(`${path} cannot be read as graded questions: ${why}`, {
    code: 'GRADED_UNREADABLE',
    remedy: 'Give YAML with entries, each with vars: query and qrels (url, grade).',
    cause,
  });
}
