import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import type { DroppedLine, IndexLine } from '../../contract/index-line.ts';
import { contentHash } from '../../document/mdc.ts';
import { ContextorError } from '../../errors.ts';
import { hashOf } from '../../files/hash.ts';
import { bodyOf } from '../publish/page.ts';
import { type Part, partName } from './part.ts';
import { documentsName, isShardDocument, type ShardDocument } from './shard-documents.ts';

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
    const part = readAs<Part>(partName, ownFile(folder, partName), isPart);
    const lines = readLinesAs<Line>(folder, 'index.jsonl', isLine);
    return { folder, part, lines: lines.filter((line): line is IndexLine => !('dropped' in line)) };
  } catch (cause) {
    throw unreadable(`${folder} is not part of a build`, cause);
  }
}

/**
 * The output of a document, as its part wrote it.
 *
 * @throws ContextorError `PART_UNREADABLE` where it is a link, lies elsewhere, or has another content
 */
export function readPartOutput({ folder, part }: LoadedPart, { out, hash }: IndexLine): string {
  try {
    const text = ownFile(folder, out);
    if (contentHash(bodyOf(text)) === hash && hashOf(text) === part.hashes[out]) return text;
    throw new Error('it changed after the part was built');
  } catch (cause) {
    throw unreadable(`The output ${out} of the part ${folder} was not taken`, cause);
  }
}

/**
 * What the documents of a part asked and give, in path order.
 *
 * @throws ContextorError `PART_UNREADABLE`
 */
export function readDocuments(folder: string): ShardDocument[] {
  try {
    return readLinesAs<ShardDocument>(folder, documentsName, isShardDocument);
  } catch (cause) {
    throw unreadable(`${folder} is not part of a build`, cause);
  }
}

/** The text of a file that lies in a folder itself, and not behind a link. */
function ownFile(folder: string, name: string): string {
  const file = join(folder, name);
  if (isAbsolute(name) || name.split(/[/\\]/).includes('..'))
    throw new Error(`${name} leads out of it`);
  if (!lstatSync(file).isFile() || realpathSync(file) !== join(realpathSync(folder), name)) {
    throw new Error(`${name} is a link, or not a file`);
  }
  return readFileSync(file, 'utf8');
}

function readLinesAs<Form>(folder: string, name: string, fits: (value: never) => boolean): Form[] {
  const lines = ownFile(folder, name).split('\n').filter(Boolean);
  return lines.map((line, at) => readAs<Form>(`line ${at + 1} of ${name}`, line, fits));
}

/** What JSON says, where it has the form that a part gives it. */
function readAs<Form>(what: string, json: string, fits: (value: never) => boolean): Form {
  try {
    const value = JSON.parse(json) as never;
    if (fits(value)) return value;
  } catch {
    // Told below, without the text of a file that may be anything.
  }
  throw new Error(`${what} cannot be read`);
}

type Line = IndexLine | DroppedLine;

type Unknown<Form> = { [Field in keyof Form]?: unknown } | null | undefined;

const isObject = (value: unknown) => typeof value === 'object' && value !== null;

function isPart(part: Unknown<Part>): boolean {
  const { index, count } = (part?.shard ?? {}) as Unknown<Part['shard']> & object;
  return (
    part?.schema === 'contextor-part/1' &&
    Number.isInteger(index) &&
    Number.isInteger(count) &&
    [part.settings, part.context, part.hashes].every(isObject) &&
    Array.isArray(part.linkMessages) &&
    Number.isInteger(part.documents) &&
    (part.dropped === undefined || Array.isArray(part.dropped))
  );
}

function isLine(line: Unknown<IndexLine & DroppedLine>): boolean {
  if (line?.dropped !== undefined) return typeof line.path === 'string';
  const { pages, external } = (line?.links ?? {}) as Unknown<IndexLine['links']> & object;
  const { before, after } = (line?.tokens ?? {}) as Unknown<IndexLine['tokens']> & object;
  const texts = [line?.path, line?.out, line?.title, line?.description, line?.url, line?.hash];
  return (
    texts.every((text) => typeof text === 'string') &&
    [line?.topics, line?.outline, pages, external].every(Array.isArray) &&
    [before, after].every((count) => typeof count === 'number')
  );
}

function unreadable(what: string, cause: unknown): ContextorError {
  const { code, path = '', message } = cause as NodeJS.ErrnoException;
  const why = code === 'ENOENT' ? `there is no ${basename(path)}` : message;
  return new ContextorError(`${what}: ${why}`, {
    code: 'PART_UNREADABLE',
    remedy: 'Name the output folders of `contextor build --shard`, as it left them.',
    cause,
  });
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
