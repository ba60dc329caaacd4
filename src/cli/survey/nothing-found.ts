import { ContextorError } from '../../errors.ts';
import type { Survey } from './survey.ts';

/** Candidates that a message names. */
const mostCandidates = 5;

/** The error of a project in which no documentation was found; names the folders that may be meant. */
export function nothingFound(cwd: string, { candidates }: Survey): ContextorError {
  const [first] = candidates;
  if (first === undefined) {
    return new ContextorError(`no Markdown was found in ${cwd}`, {
      code: 'NOTHING_FOUND',
      remedy:
        'Run contextor in the folder of a docs repo; documents end in .md, .mdx or .markdown.',
    });
  }
  const named = candidates
    .slice(0, mostCandidates)
    .map(({ folder, documents }) => `${folder} (${documents})`);
  const more = candidates.length > mostCandidates ? ', ...' : '';
  return new ContextorError(`no documentation site was found in ${cwd}`, {
    code: 'NOTHING_FOUND',
    remedy: `Folders with documents: ${named.join(', ')}${more}. Take one with --src ${first.folder}, or run \`npx contextor init\`.`,
  });
}
