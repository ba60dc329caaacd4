import { basename, join } from 'node:path';
import { repositoryOf } from '../../transforms/fix-links/repository.ts';
import type { Settings } from '../config/settings.ts';
import type { BuildResult } from '../contract/build.ts';
import { type IndexLine, outputLines } from '../contract/index-line.ts';
import type { Message } from '../contract/message.ts';
import { sortedSavings } from '../contract/savings.ts';
import { tokenizerName } from '../contract/tokenizer.ts';
import { tryRead } from '../files/disk.ts';
import { sourceName } from '../files/source-name.ts';
import { findProject } from '../site/project.ts';
import { type Change, changes } from './compare.ts';
import {
  type BrokenTarget,
  bySubject,
  type LostComponent,
  type Place,
  type ReportData,
  sortMessages,
} from './data.ts';

export interface ReportSource {
  settings: Settings;
  result: BuildResult;
}

/** What the report shows: from the index and the statistics of the build, its messages, and the texts. */
export async function collectReport({ settings, result }: ReportSource): Promise<ReportData> {
  const { outRoot, sourceRoot, profile, title, repo, tokenizer } = settings;
  const statistics = readIfThere(join(outRoot, 'statistics.json'));
  const { savings = {} } = statistics === '' ? {} : JSON.parse(statistics);
  const { written, unchanged, failed, warnings, processed } = result.metrics.documents;
  const { before, after, derived } = result.metrics.tokens;
  const lines = outputLines(readIfThere(join(outRoot, 'index.jsonl')));
  const placed = await placesOf(settings);
  const { links, components, failures, others } = sortMessages(result.messages);
  return {
    title: title ?? repo ?? basename(sourceRoot),
    profile,
    dialect: result.dialect,
    tokenizer: tokenizerName(tokenizer),
    totals: {
      documents: processed,
      written,
      unchanged,
      failed,
      warnings,
      tokens: { before, after: after - derived },
    },
    pages: lines.map(({ path, title, tokens }) => ({ ...placed({ path }), title, tokens })),
    changes: changesOf(lines, settings),
    dropped: result.dropped,
    savings: sortedSavings(savings),
    brokenTargets: brokenTargets(links, placed),
    lostComponents: lostComponents(components, placed, settings),
    failures: failures.map((message) => ({ ...message, ...placed(message) })),
    findings: others.map((message) => ({ ...message, ...placed(message) })),
  };
}

type Placed = (place: Place) => Place;

/** Adds to places their addresses in the repository, where the settings name one. */
async function placesOf({ repo, ref, sourceRoot, cwd }: Settings): Promise<Placed> {
  const repository = repositoryOf(repo, ref);
  const folder = repository && (await findProject(sourceRoot, cwd)).sourceName;
  return ({ path, line, column }) => {
    const fragment = line === undefined ? '' : `#L${line}`;
    const url = repository && repository.fileUrl(sourceName(folder!, path)) + fragment;
    return { path, line, column, url };
  };
}

function brokenTargets(messages: readonly Message[], placed: Placed): BrokenTarget[] {
  return bySubject(messages).map(([target, group]) => ({
    target,
    reason: group[0]!.reason,
    places: group.map(placed),
  }));
}

function lostComponents(
  messages: readonly Message[],
  placed: Placed,
  settings: Settings,
): LostComponent[] {
  return bySubject(messages).map(([name, group]) => {
    const example = firstUse(name, group[0]!.path, settings);
    const [first, ...rest] = group;
    return {
      name,
      reason: first!.reason,
      places: [placed({ ...first!, line: example?.line ?? first!.line }), ...rest.map(placed)],
      example: example?.text ?? '',
    };
  });
}

/** Lines of an example; longer uses end in dots. */
const exampleLines = 4;

/** Where a document uses a component first, with its lines; undefined where its name is not written as a tag. */
function firstUse(
  name: string,
  path: string,
  { sourceRoot }: Settings,
): { line: number; text: string } | undefined {
  const lines = readIfThere(join(sourceRoot, path)).split(/\r?\n/);
  const at = lines.findIndex((line) => {
    const start = line.indexOf(`<${name}`);
    return start !== -1 && !/[\w.:-]/.test(line[start + name.length + 1] ?? ' ');
  });
  if (at === -1) return undefined;
  const ends = (line: string) => line.includes('/>') || line.includes(`</${name}>`);
  const shown = lines.slice(at, at + exampleLines);
  const end = shown.findIndex(ends);
  const text = end === -1 ? [...shown, '...'] : shown.slice(0, end + 1);
  return { line: at + 1, text: text.map((line) => line.slice(0, 200)).join('\n') };
}

/** Longer texts are not compared. */
const maxCharacters = 1_000_000;

function changesOf(
  lines: readonly IndexLine[],
  { sourceRoot, outRoot }: Settings,
): Map<string, readonly Change[]> {
  const found = new Map<string, readonly Change[]>();
  for (const { path, out, derivedFrom, generated } of lines) {
    const after = readIfThere(join(outRoot, out));
    if (derivedFrom !== undefined || generated !== undefined || after === '') continue;
    const before = readIfThere(join(sourceRoot, path));
    if (before.length + after.length > maxCharacters) continue;
    found.set(path, changes(before, after));
  }
  return found;
}

/** A first run that only compares has written neither file. */
const readIfThere = (path: string): string => tryRead(path) ?? '';
