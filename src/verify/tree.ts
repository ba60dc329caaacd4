import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { noBuild } from '../errors.ts';
import { type IncludeOptions, includeReader } from '../includes/include.ts';
import { findProject } from '../site/project.ts';
import type { VerifyInput } from './compared.ts';
import type { Counts, Finding } from './evidence.ts';
import { anchorsIn, type BuiltSite } from './output/targets.ts';
import type { ReadPart } from './source/parts.ts';
import { type Verification, verifyDocument } from './verify.ts';

export interface TreeInput
  extends Pick<VerifyInput, 'profile' | 'rules'>,
    Pick<IncludeOptions, 'aliases' | 'mayInclude'> {
  /** That of all documents, or of each by its path. */
  dialect?: string | undefined | ((path: string) => string);
  /** Whether the build joins several sources: whole addresses of pages lead to their files. */
  several?: boolean;
  sourceRoot: string;
  /** Folder of a finished build; its `index.jsonl` tells which source an output comes from. */
  outRoot: string;
  /** Tells outputs that need no second look: another build of the same sources has them, too. */
  isVerified?: ((out: string, text: string) => boolean) | undefined;
}

export interface TreeVerification {
  documents: number;
  findings: Finding[];
  counts: Counts;
  /** Components of which outputs say nothing, the most used first. */
  components: MuteComponent[];
}

interface MuteComponent {
  name: string;
  uses: number;
  documents: number;
}

type Line = { path: string; out: string; url?: string; generated?: string; dropped?: object };

/** Checks every document of a finished build against its source; findings are in path order. */
export async function verifyTree(input: TreeInput): Promise<TreeVerification> {
  const { outRoot, several = false } = input;
  const total = { documents: 0, findings: [] as Finding[], counts: noCounts() };
  const mutes: string[][] = [];
  const index = await readIndex(outRoot);
  const outs = index.map(({ out }) => out);
  const urls = new Map(index.map(({ out, url }) => [out, url]));
  const urlOf = several ? { urlOf: (out: string) => urls.get(out) } : {};
  const site = { ...siteOf(outRoot, outs), ...urlOf };
  const read = await partReader(input);
  for (const line of index) {
    // What a corpus stage has added has no source, and what a stage has left out no output.
    if (line.generated !== undefined || line.dropped !== undefined) continue;
    total.documents++;
    const verification = await verifyLine(line, input, { site, read });
    if (verification === undefined) continue;
    total.findings.push(...verification.findings);
    addCounts(total.counts, verification.counts);
    mutes.push(verification.mute);
  }
  return { ...total, components: countMute(mutes) };
}

/** Checks the document of a line of the index; undefined if it needs no second look. */
async function verifyLine(
  { path, out }: Line,
  { sourceRoot, outRoot, dialect, profile, rules, isVerified }: TreeInput,
  { site, read }: { site: Omit<BuiltSite, 'out'>; read: ReadPart },
): Promise<Pick<Verification, 'findings' | 'counts' | 'mute'> | undefined> {
  const source = await readText(join(sourceRoot, path));
  const output = await readText(join(outRoot, out));
  if (source === undefined || output === undefined) {
    const what = source === undefined ? 'the source cannot be read' : `${out} cannot be read`;
    return { findings: [{ rule: 'missing', path, line: 1, what }], counts: noCounts(), mute: [] };
  }
  if (isVerified?.(out, output)) return undefined;
  return verifyDocument({
    profile,
    rules,
    dialect: typeof dialect === 'function' ? dialect(path) : dialect,
    path,
    source,
    output,
    read,
    site: { ...site, out },
  });
}

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

function countMute(mutes: readonly (readonly string[])[]): MuteComponent[] {
  const counted = new Map<string, MuteComponent>();
  for (const mute of mutes) {
    for (const name of mute) {
      const one = counted.get(name) ?? { name, uses: 0, documents: 0 };
      counted.set(name, { ...one, uses: one.uses + 1 });
    }
    for (const name of new Set(mute)) counted.get(name)!.documents++;
  }
  return [...counted.values()].sort((a, b) => b.uses - a.uses || (a.name < b.name ? -1 : 1));
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

async function readText(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function readIndex(outRoot: string): Promise<Line[]> {
  const file = join(outRoot, 'index.jsonl');
  try {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line));
  } catch (cause) {
    throw noBuild(outRoot, cause, 'VERIFY_NO_BUILD');
  }
}

function noCounts(): Counts {
  const none = () => ({ total: 0, kept: 0 });
  return { words: none(), codeLines: none(), headings: none(), links: none(), cells: none() };
}

/** Adds the counts of one document to a total. */
function addCounts(total: Counts, counts: Counts): void {
  for (const [kind, { total: all, kept }] of Object.entries(counts)) {
    total[kind as keyof Counts].total += all;
    total[kind as keyof Counts].kept += kept;
  }
}
