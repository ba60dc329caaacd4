import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IndexLine, outputLines } from '../../contract/index-line.ts';
import { ContextorError } from '../../errors.ts';
import { type Part, partName } from './part.ts';

/** The output of one shard. */
export interface LoadedPart {
  /** Absolute. */
  folder: string;
  part: Part;
  /** Its lines of the index that are of outputs, in path order. */
  lines: IndexLine[];
}

/**
 * Reads the parts of one build, in the order of their shares.
 *
 * @throws ContextorError where a part is unreadable, of another build, there twice, or not there
 */
export function readParts(folders: readonly string[]): LoadedPart[] {
  const parts = folders.map(readPart).sort((a, b) => a.part.shard.index - b.part.shard.index);
  const [first] = parts;
  if (first === undefined) throw missing(['all of them']);
  for (const other of parts) refuseForeign(first, other);
  const { count } = first.part.shard;
  const lacking: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const same = parts.filter(({ part }) => part.shard.index === index);
    if (same.length === 0) lacking.push(`${index}/${count}`);
    if (same.length > 1) throw doubled(`${index}/${count}`, same);
  }
  if (lacking.length > 0) throw missing(lacking);
  return parts;
}

function readPart(folder: string): LoadedPart {
  try {
    const part = JSON.parse(readFileSync(join(folder, partName), 'utf8')) as Part;
    if (part.schema !== 'contextor-part/1') throw new Error(`its schema is ${part.schema}`);
    const lines = outputLines(readFileSync(join(folder, 'index.jsonl'), 'utf8'));
    return { folder, part, lines };
  } catch (cause) {
    throw new ContextorError(`${folder} is no part of a build: ${(cause as Error).message}`, {
      code: 'PART_UNREADABLE',
      remedy: 'Name the output folders of `contextor build --shard`.',
      cause,
    });
  }
}

const agreed: readonly { of: (part: Part) => unknown; what: string }[] = [
  { of: ({ version }) => version, what: 'another version of contextor' },
  { of: ({ shard }) => shard.count, what: 'another number of shards' },
  { of: ({ settings }) => JSON.stringify(settings), what: 'other settings' },
  { of: ({ agreement }) => agreement, what: 'other documents' },
];

function refuseForeign(first: LoadedPart, other: LoadedPart): void {
  const difference = agreed.find(({ of }) => of(first.part) !== of(other.part));
  if (difference === undefined) return;
  throw new ContextorError(
    `${other.folder} was built with ${difference.what} than ${first.folder}`,
    {
      code: 'PART_FOREIGN',
      remedy: 'Build all shards from one commit, with one version and one configuration.',
    },
  );
}

function doubled(share: string, parts: readonly LoadedPart[]): ContextorError {
  return new ContextorError(
    `the part ${share} is there ${parts.length} times: ${parts.map(({ folder }) => folder).join(', ')}`,
    { code: 'PART_DOUBLED', remedy: 'Name each part once.' },
  );
}

function missing(shares: readonly string[]): ContextorError {
  return new ContextorError(`missing parts: ${shares.join(', ')}`, {
    code: 'PART_MISSING',
    remedy: 'Name the output folder of every shard.',
  });
}
