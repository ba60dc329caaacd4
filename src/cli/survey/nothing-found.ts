import { ContextorError } from '../../errors.ts';
import { remedyElsewhere } from '../../files/elsewhere.ts';
import type { Survey } from './survey.ts';

/** Candidates that a message names. */
const mostCandidates = 5;

/**
 * The error of a project in which no documentation was found; names the folders that it may be in.
 *
 * @param isInit whether it is `init` that looked
 * @param named the documents that the command line names
 */
export function nothingFound(
  cwd: string,
  { candidates }: Survey,
  { isInit = false, named: asked = [] }: { isInit?: boolean; named?: readonly string[] } = {},
): ContextorError {
  const [first] = candidates;
  if (first === undefined) {
    return new ContextorError(`no Markdown was found in ${cwd}`, {
      code: 'NOTHING_FOUND',
      remedy:
        remedyElsewhere(asked, { cwd, roots: [cwd] }) ??
        'Run contextor in the folder of a docs repo; documents end in .md, .mdx, .markdown, .mdoc or .svx.',
    });
  }
  const named = candidates
    .slice(0, mostCandidates)
    .map(({ folder, documents }) => `${folder} (${documents})`);
  const more = candidates.length > mostCandidates ? ', ...' : '';
  const next = isInit
    ? `Write \`src: ${first.folder}\` to contextor.config.yaml, or run init in a terminal without --yes to choose one.`
    : `Take one with --src ${first.folder}, or choose one with \`npx contextor init\`.`;
  return new ContextorError(`no documentation site was found in ${cwd}`, {
    code: 'NOTHING_FOUND',
    remedy: `Folders with documents: ${named.join(', ')}${more}. ${next}`,
  });
}
