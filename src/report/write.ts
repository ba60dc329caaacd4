import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Settings } from '../config/settings.ts';
import type { BuildResult } from '../contract/build.ts';
import { outputLines } from '../contract/index-line.ts';
import { tokenizerName } from '../contract/tokenizer.ts';
import { ContextorError } from '../errors.ts';
import { makeFolders } from '../files/make-folders.ts';
import type { ReportData, ReportSaving } from './data.ts';
import { renderReport } from './report.ts';

export interface ReportSource {
  settings: Settings;
  result: BuildResult;
}

/**
 * Writes the HTML report of a finished build.
 *
 * @throws ContextorError `REPORT_UNWRITABLE` where the path is a folder or cannot be written.
 */
export function writeReport(file: string, source: ReportSource): void {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ContextorError(`the report cannot be written to ${file}: it is a folder`, {
      code: 'REPORT_UNWRITABLE',
      remedy: `Name a file, such as --report ${join(file, 'report.html')}.`,
    });
  }
  try {
    makeFolders(dirname(file));
    writeFileAtomic.sync(file, reportText(source));
  } catch (cause) {
    throw new ContextorError(`the report cannot be written to ${file}`, {
      code: 'REPORT_UNWRITABLE',
      remedy: 'Choose another file with --report.',
      cause,
    });
  }
}

/** The HTML report of a finished build. */
export function reportText(source: ReportSource): string {
  return renderReport(collectReport(source));
}

/** What the report shows: from the index and the statistics of the build, and its messages. */
export function collectReport({ settings, result }: ReportSource): ReportData {
  const { outRoot, sourceRoot, profile, title, repo, tokenizer } = settings;
  const statistics = readIfThere(join(outRoot, 'statistics.json'));
  const { savings = {}, unknownComponents = {} } = statistics === '' ? {} : JSON.parse(statistics);
  const { written, unchanged, failed, warnings, processed } = result.metrics.documents;
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
      tokens: result.metrics.tokens,
    },
    pages: outputLines(readIfThere(join(outRoot, 'index.jsonl'))).map(
      ({ path, title, tokens }) => ({ path, title, tokens }),
    ),
    dropped: result.dropped,
    savings: sortedSavings(savings),
    unknownComponents,
    messages: result.messages,
  };
}

function sortedSavings(
  savings: Readonly<Record<string, { count: number; characters: number }>>,
): ReportSaving[] {
  return Object.entries(savings)
    .map(([rule, saved]) => ({ rule, ...saved }))
    .sort((a, b) => b.characters - a.characters || (a.rule < b.rule ? -1 : 1));
}

/** A first run that only compares has written neither file. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
