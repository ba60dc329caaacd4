import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { ContextorError } from '../errors.ts';
import { distFile } from '../files/dist-file.ts';
import { makeFolders } from '../files/make-folders.ts';
import { collectReport, type ReportSource } from './collect.ts';
import type { ReportData } from './data.ts';
import { renderReport } from './report.ts';

/**
 * Writes the HTML report of a finished build.
 *
 * @throws ContextorError `REPORT_UNWRITABLE` where the path is a folder or cannot be written.
 */
export async function writeReport(file: string, source: ReportSource): Promise<void> {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new ContextorError(`the report cannot be written to ${file}: it is a folder`, {
      code: 'REPORT_UNWRITABLE',
      remedy: `Name a file, such as --report ${join(file, 'report.html')}.`,
    });
  }
  try {
    makeFolders(dirname(file));
    writeFileAtomic.sync(file, await reportText(source));
  } catch (cause) {
    throw new ContextorError(`the report cannot be written to ${file}`, {
      code: 'REPORT_UNWRITABLE',
      remedy: 'Choose another file with --report.',
      cause,
    });
  }
}

/** The HTML report of a finished build. */
export async function reportText(source: ReportSource): Promise<string> {
  return renderData(await collectReport(source));
}

/** @param comparisons address at which a server gives the comparison of any page */
export function renderData(data: ReportData, comparisons?: string): string {
  const script = readFileSync(distFile('report.js'), 'utf8');
  return renderReport(data, { script, comparisons });
}
