import * as prompts from '@clack/prompts';
import type { Config } from '../../config/settings.ts';
import { ContextorError } from '../../errors.ts';
import type { CliIo } from '../command.ts';
import type { Choice } from '../survey/choices.ts';
import type { FoundSite, Survey } from '../survey/survey.ts';

type Streams = Pick<prompts.TextOptions, 'input' | 'output'>;

/** The streams of the terminal, for questions. */
export function streamsOf({ stdin, stderr }: Pick<CliIo, 'stdin' | 'stderr'>): Streams {
  return { input: stdin, output: stderr } as Streams;
}

/** Asks which of several folders to use; does not ask if there is only one. */
export async function chooseSources(
  choices: readonly Choice[],
  usual: readonly Choice[],
  streams: Streams,
): Promise<readonly Choice[]> {
  if (choices.length < 2) return choices;
  const chosen = await prompts.multiselect({
    ...streams,
    message: 'Which sources? (several make one output)',
    initialValues: usual.map((one) => choices.indexOf(one)),
    options: choices.map(({ site, src, part }, value) => ({
      value,
      label: src.value,
      hint: [site.title?.value, part, site.sign].filter(Boolean).join(': '),
    })),
  });
  return answered(chosen).map((at) => choices[at]!);
}

/** Asks for the folder of the documents, where no site was found. */
export async function chooseFolder({ candidates }: Survey, streams: Streams): Promise<string> {
  const chosen = await prompts.select({
    ...streams,
    message: 'Where are the documents?',
    options: candidates.slice(0, 15).map(({ folder, documents }) => ({
      value: folder,
      label: folder,
      hint: `${documents} Markdown files`,
    })),
  });
  return answered(chosen);
}

/** Asks for what was not found of a site, and for nothing else. */
export async function askMissing(
  site: FoundSite,
  found: Config,
  streams: Streams,
): Promise<Config> {
  const config = { ...found };
  if (!site.titled) {
    const message = 'Title of the documentation?';
    const initialValue = site.title?.value ?? '';
    const title = answered(await prompts.text({ ...streams, message, initialValue }));
    if (title) config.title = title;
  }
  if (site.baseUrl === undefined) {
    const message = 'Address of the site? (empty: none)';
    const address = answered(await prompts.text({ ...streams, message, validate: addressFault }));
    if (address) config.baseUrl = address;
  }
  if (site.repo !== undefined && site.ref === undefined) {
    const message = 'Default branch of the repository? (empty: no links into it)';
    const branch = answered(await prompts.text({ ...streams, message }));
    if (branch) config.ref = branch;
  }
  return config;
}

function addressFault(text: string | undefined): string | undefined {
  if (!text || /^https?:\/\/[^/]+/.test(text)) return undefined;
  return 'An address begins with https://';
}

function answered<Value>(answer: Value): Exclude<Value, symbol> {
  if (typeof answer !== 'symbol') return answer as Exclude<Value, symbol>;
  throw new ContextorError('the questions were not answered', {
    code: 'INIT_ENDED',
    remedy: 'Answer them, or run init with --yes to take what was found.',
  });
}
