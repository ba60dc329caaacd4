import * as prompts from '@clack/prompts';
import type { Config } from '../../config/settings.ts';
import { ContextorError } from '../../errors.ts';
import type { CliIo } from '../io.ts';
import { configOf, type FoundSite, type Survey } from '../survey/survey.ts';

type Streams = Pick<prompts.TextOptions, 'input' | 'output'>;

/** Where questions are asked: the terminal. */
export function streamsOf({ stdin, stderr }: Pick<CliIo, 'stdin' | 'stderr'>): Streams {
  return { input: stdin, output: stderr } as Streams;
}

/** Asks which of several sites is meant; does not ask where there is one. */
export async function chooseSite(
  { sites }: Survey,
  streams: Streams,
): Promise<FoundSite | undefined> {
  if (sites.length < 2) return sites[0];
  const chosen = await prompts.select({
    ...streams,
    message: 'Which site?',
    options: sites.map((site, value) => ({
      value,
      label: site.src.value,
      hint: [site.title?.value, site.sign].filter(Boolean).join(': '),
    })),
  });
  return sites[answered(chosen)];
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
export async function askMissing(site: FoundSite, streams: Streams): Promise<Config> {
  const config = configOf(site);
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
