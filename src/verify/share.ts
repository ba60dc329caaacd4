import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dialectByEnding } from '../../transforms/dialects/records.ts';
import { noBuild } from '../errors.ts';
import { isInSource } from '../files/source-name.ts';
import { type IncludeOptions, includeReader } from '../includes/include.ts';
import { findProject } from '../site/project.ts';
import type { VerifyInput } from './compared.ts';
import { noCounts } from './evidence.ts';
import { anchorsIn, type BuiltSite } from './output/targets.ts';
import { notebookText } from './source/notebook.ts';
import type { ReadPart } from './source/parts.ts';
import { type Verification, verifyDocument } from './verify.ts';

/** A finished build and how it was made: plain data, so that a thread can have it. */
export interface TreeInput
  extends Pick<VerifyInput, 'profile' | 'rules' | 'dialect'>,
    Pick<IncludeOptions, 'aliases' | 'mayInclude'> {
  /** Dialects of documents by the folder of their source; of others, and without it, that of all. */
  dialects?: readonly { folder: string; dialect: string }[] | undefined;
  /** Whether the build joins several sources: whole addresses of pages lead to their files. */
  several?: boolean;
  sourceRoot: string;
  /** Folder of the output; its `index.jsonl` tells which source an output comes from. */
  outRoot: string;
}

/** Tells outputs that need no second look: another build of the same sources has them, too. */
export type IsVerified = (out: string, text: string) => boolean;

/** Every `of`-th document of the index, from the one at `at` on. */
export interface Share {
  at: number;
  of: number;
}

/** What is found in one document; undefined if it needs no second look. */
export type DocumentVerification = Pick<Verification, 'findings' | 'counts' | 'mute'> | undefined;

type Line = { path: string; out: string; url?: string } & {
  [without in 'derivedFrom' | 'generated' | 'dropped']?: unknown;
};

/** Checks a share of the documents of a finished build, in the order of the index. */
export async function verifyShare(
  input: TreeInput,
  { at, of }: Share,
  isVerified: IsVerified = () => false,
): Promise<DocumentVerification[]> {
  const { outRoot, several = false } = input;
  const index = await readIndex(outRoot);
  const outs = index.map(({ out }) => out);
  const urls = new Map(index.map(({ out, url }) => [out, url]));
  const urlOf = several ? { urlOf: (out: string) => urls.get(out) } : {};
  const site = { ...siteOf(outRoot, outs), ...urlOf };
  const read = await partReader(input);
  const verified: DocumentVerification[] = [];
  for (const line of index.filter(hasBoth).filter((_, place) => place % of === at))
    verified.push(await verifyLine(line, input, { site, read, isVerified }));
  return verified;
}

/** What a corpus stage has added, or the site makes, has no source, and what a stage has left out no output. */
const hasBoth = ({ derivedFrom, generated, dropped }: Line) =>
  derivedFrom === undefined && generated === undefined && dropped === undefined;

/** How many documents of a build have a source and an output. */
export const documentsToVerify = async ({ outRoot }: TreeInput): Promise<number> =>
  (await readIndex(outRoot)).filter(hasBoth).length;

async function verifyLine(
  { path, out }: Line,
  { sourceRoot, outRoot, dialect, dialects = [], profile, rules }: TreeInput,
  context: { site: Omit<BuiltSite, 'out'>; read: ReadPart; isVerified: IsVerified },
): Promise<DocumentVerification> {
  const { site, read, isVerified } = context;
  const source = await sourceText(join(sourceRoot, path));
  const output = await readText(join(outRoot, out));
  if (source === undefined || output === undefined) {
    const what = source === undefined ? 'the source cannot be read' : `${out} cannot be read`;
    return { findings: [{ rule: 'missing', path, line: 1, what }], counts: noCounts(), mute: [] };
  }
  if (isVerified(out, output)) return undefined;
  const ofSource = dialects.find(({ folder }) => isInSource(folder, path));
  return verifyDocument({
    profile,
    rules,
    dialect: dialectByEnding(path) ?? ofSource?.dialect ?? dialect,
    path,
    source: withoutPayloads(source),
    output: withoutPayloads(output),
    read,
    site: { ...site, out },
  });
}

/** A text without the bytes of pictures in it, which nobody reads as words. */
const withoutPayloads = (text: string): string =>
  text.replace(/(?<=data:[\w.+/-]{1,60};base64,)[\w+/=]{100,}/g, '');

/** The outputs of a build; the anchors of one are read where a link asks for them. */
export function siteOf(outRoot: string, outs: readonly string[]): Omit<BuiltSite, 'out'> {
  const files = new Set(outs);
  const known = new Map<string, ReadonlySet<string>>();
  return {
    has: (path) => files.has(path),
    anchors(path) {
      const file = join(outRoot, path);
      if (!known.has(path) && existsSync(file))
        known.set(path, anchorsIn(readFileSync(file, 'utf8')));
      return known.get(path);
    },
  };
}

/** Gives the files that documents name, as a build finds them. */
export async function partReader(options: IncludeOptions): Promise<ReadPart> {
  const { projectRoot } = await findProject(options.sourceRoot);
  const reader = includeReader({ projectRoot, ...options });
  const known = new Map<string, ReturnType<ReadPart>>();
  return (specifier, from) => {
    const key = `${from}\0${specifier}`;
    if (!known.has(key)) {
      const included = reader.read(specifier, from);
      known.set(key, included.ok ? included : undefined);
    }
    return known.get(key);
  };
}

async function sourceText(file: string): Promise<string | undefined> {
  const text = await readText(file);
  if (text === undefined || !/\.ipynb$/i.test(file)) return text;
  return notebookText(text.replace(/^\uFEFF/, ''));
}

const readText = async (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch(() => undefined);

async function readIndex(outRoot: string): Promise<Line[]> {
  const file = join(outRoot, 'index.jsonl');
  try {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line));
  } catch (cause) {
    throw noBuild(outRoot, cause, 'VERIFY_NO_BUILD');
  }
}
