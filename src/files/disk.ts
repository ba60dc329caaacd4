import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { attempt } from '../attempt.ts';
import { hashOf } from './hash.ts';
import { isInside, realOf } from './inside.ts';

/** Files that people write have some kilobytes; a larger one was made by a program, for programs. */
const maxBytes = 2 * 1024 * 1024;

/** What the disk says of a path, links followed; undefined where there is nothing that can be reached. */
export function statsOf(path: string): Stats | undefined {
  // Such as a link to itself, or a name that is too long.
  return attempt(() => statSync(path, { throwIfNoEntry: false }));
}

/** Whether a path leads to a file; devices, pipes and folders do not count. */
export const isOrdinaryFile = (path: string): boolean => statsOf(path)?.isFile() ?? false;

/**
 * The text of a file that people write; undefined where there is none that can be read, or it is a
 * device, a pipe, a folder, or larger than 2 MiB, or than the limit given.
 */
export function readOrdinaryFile(path: string, limit = maxBytes): string | undefined {
  const stats = statsOf(path);
  if (!stats?.isFile() || stats.size > limit) return undefined;
  return attempt(() => readFileSync(path, 'utf8'));
}

/** The text of a file; undefined where it cannot be read. */
export const tryRead = (path: string): string | undefined =>
  attempt(() => readFileSync(path, 'utf8'));

/** What a folder holds, by name; nothing where it cannot be read. */
export const tryList = (folder: string): Dirent[] =>
  attempt(
    () => readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)),
    [],
  );

type Answer = string | undefined | readonly Dirent[];

const answers = {
  list: tryList,
  text: readOrdinaryFile,
  kind: (path: string) => {
    const stats = statsOf(path);
    return stats?.isFile() ? 'file' : stats?.isDirectory() ? 'folder' : undefined;
  },
  real: realOf,
} satisfies Record<string, (path: string, limit?: number) => Answer>;

type Question = keyof typeof answers;

/** A question about a path, and the digest of its answer. */
export type Seen = readonly [
  question: Question,
  path: string,
  digest: string,
  limit: number | null,
];

/**
 * The disk as a look at a project sees it. All that is asked is noted: where the same questions have
 * the same answers later, the same look would find the same.
 */
export class Disk {
  readonly #asked = new Map<string, [Question, path: string, Answer, limit: number | null]>();

  /** What a folder holds, sorted by name; nothing where it cannot be read. */
  list(folder: string): readonly Dirent[] {
    return this.#note('list', folder, answers.list(folder));
  }

  /** Text of a file, as `readOrdinaryFile` gives it. */
  read(path: string, limit?: number): string | undefined {
    const text = answers.text(path, limit);
    this.#note('text', path, text && hashOf(text), limit);
    return text;
  }

  /** What a path leads to, links followed. */
  kind(path: string): 'file' | 'folder' | undefined {
    return this.#note('kind', path, answers.kind(path));
  }

  /** Whether a path lies in a folder after all links are followed. */
  isReallyInside(folder: string, path: string): boolean {
    const real = this.real(path);
    return real !== undefined && isInside(this.real(folder) ?? folder, real);
  }

  /** A path without links; undefined where nothing is there. */
  real(path: string): string | undefined {
    return this.#note('real', path, answers.real(path));
  }

  /** @param but a path whose being there or not makes no difference */
  seen(but?: string): Seen[] {
    return Array.from(this.#asked.values(), ([question, path, answer, limit]) => [
      question,
      path,
      digestOf(path, answer, but),
      limit,
    ]);
  }

  #note<A extends Answer>(
    question: Question,
    path: string,
    answer: A,
    limit: number | null = null,
  ): A {
    const key = `${question} ${limit} ${path}`;
    // Of two answers the first: where something changes in between, the next look is another.
    if (!this.#asked.has(key)) this.#asked.set(key, [question, path, answer, limit]);
    return answer;
  }
}

/** Whether all that was seen is as it was. */
export function isAsSeen(seen: readonly Seen[], but?: string): boolean {
  return seen.every(([question, path, digest, limit]) => {
    const answer = answers[question](path, limit ?? undefined);
    const told = question === 'text' ? answer && hashOf(answer as string) : answer;
    return digestOf(path, told, but) === digest;
  });
}

function digestOf(folder: string, answer: Answer, but: string | undefined): string {
  if (answer === undefined || typeof answer === 'string') return answer ?? '';
  const left = but !== undefined && dirname(but) === folder ? basename(but) : undefined;
  const names = answer.filter(({ name }) => name !== left).map(described);
  return hashOf(names.join('/'));
}

/** A name with what it is: a folder, a link, or else. */
function described(entry: Dirent): string {
  const kind = entry.isDirectory() ? 'd' : entry.isSymbolicLink() ? 'l' : 'f';
  return `${kind} ${entry.name}`;
}
