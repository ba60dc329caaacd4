import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import type { Settings } from './config/settings.ts';
import { profiles } from './contract/savings.ts';
import { makeScratchFolder } from './files/scratch-folder.ts';
import { searchText } from './mcp/answers.ts';
import { type Evaluation, evaluate } from './search/eval/evaluate.ts';
import type { GradedQuery } from './search/eval/graded.ts';

interface ProfileEvaluationOptions {
  graded?: readonly GradedQuery[] | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Builds a project in each profile, beside its own output, and measures how well search finds what
 * the links of the docs ask. The questions are those of the `lossless` output for all.
 */
export async function evaluateProfiles(
  settings: Settings,
  { graded, signal }: ProfileEvaluationOptions = {},
): Promise<Evaluation> {
  const scratch = makeScratchFolder();
  try {
    const outputs: Record<string, string> = {};
    const options = signal === undefined ? {} : { signal };
    for (const profile of profiles) {
      outputs[profile] = join(scratch, profile);
      await build(
        { ...settings, ...quiet, profile, ...searched(settings, outputs[profile]) },
        options,
      );
    }
    return await evaluate({
      questions: outputs.lossless!,
      outputs,
      sourceRoot: settings.sourceRoot,
      graded,
      asText: searchText,
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Only the pages are of interest. */
const quiet = {
  cache: false,
  llmsTxt: false,
  llmsFullTxt: false,
  bundles: {},
  agents: {},
  site: undefined,
  tokenBudget: undefined,
} satisfies Partial<Settings>;

const searched = ({ search }: Settings, outRoot: string) => ({ outRoot, search: search || true });
