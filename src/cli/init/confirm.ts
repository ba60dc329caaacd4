import { createInterface } from 'node:readline/promises';
import type { Config } from '../../config/settings.ts';
import { ContextorError } from '../../errors.ts';
import type { CliIo } from '../io.ts';

/** Asks a person about the settings that matter most; an empty answer takes what was found. */
export async function confirmed(
  proposed: Config,
  { stdin, stderr }: Pick<CliIo, 'stdin' | 'stderr'>,
): Promise<Config> {
  const prompt = createInterface({ input: stdin, output: stderr });
  const ended = new Promise<never>((_, reject) => {
    prompt.once('close', () => reject(endedEarly()));
  });
  const ask = async (question: string, preset: string) => {
    const answer = await Promise.race([prompt.question(`${question} (${preset}): `), ended]);
    return answer.trim() || preset;
  };
  try {
    const src = await ask('Folder of the sources', proposed.src ?? 'docs');
    const out = await ask('Folder of the output', proposed.out ?? '.contextor');
    const baseUrl = await ask('URL of the site root', proposed.baseUrl ?? 'none');
    return { ...proposed, src, out, ...(baseUrl !== 'none' && { baseUrl }) };
  } finally {
    ended.catch(() => {});
    prompt.close();
  }
}

function endedEarly(): ContextorError {
  return new ContextorError('the input ended before all questions were answered', {
    code: 'INIT_ENDED',
    remedy: 'Answer them, or run init with --yes to take what was found.',
  });
}
