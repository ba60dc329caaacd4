import type { TestProject } from 'vitest/node';
import { buildReportScript, isReportScriptFresh } from '../../scripts/build/report-script.js';
import { hasVocabularies, writeVocabularies } from '../../scripts/build/vocabulary.js';

/** Makes what tests of the sources need beside the sources, where it is not there: the token vocabularies, and the script of the report. */
export default async function packOnce({ config }: TestProject): Promise<void> {
  const folder = config.env.CONTEXTOR_DIST!;
  if (!hasVocabularies(folder)) await writeVocabularies(folder);
  if (!isReportScriptFresh(folder)) await buildReportScript(folder);
}
