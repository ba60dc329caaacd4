import type { Corpus, CorpusStage } from '../../../transforms/corpus-stage.ts';
import { tokenizerName } from '../../contract/tokenizer.ts';
import { skip } from '../../engine/index.ts';
import { ContextorError } from '../../errors.ts';
import type { CorpusContents } from '../corpus/corpus.ts';
import { type Place, writeAgentArtefacts } from './artefacts.ts';
import { buildBundle } from './bundle.ts';
import { renderLlmsFullTxt, renderLlmsTxt } from './llms-txt.ts';
import { publishedPages } from './page.ts';
import type { Publication, PublishSettings } from './publisher.ts';
import { writeSearch } from './search.ts';

/**
 * The built-in stages that list pages. They have the shape of a user's own, and use nothing more; only
 * the artefacts for agents also reach for files of the project, and search for what the workers made.
 *
 * @param publication undefined: nothing is published, and all skip themselves
 */
export function publishingStages(
  publication?: Publication | undefined,
  place?: Place & { contents: Pick<CorpusContents, 'entriesFile'> },
): readonly CorpusStage[] {
  const settings = publication?.settings;
  const stage = (
    name: string,
    write: (corpus: Corpus, settings: PublishSettings) => unknown,
  ): CorpusStage => ({
    name,
    kind: 'corpus',
    run: (corpus) =>
      settings === undefined ? skip('nothing is published') : write(corpus, settings),
  });
  return [
    stage('llms-txt', writeLlmsTxt),
    stage('llms-full-txt', writeLlmsFullTxt),
    stage('bundles', writeBundles),
    stage('agents', (corpus) => writeAgentArtefacts(corpus, publication!, place!)),
    stage('search', (corpus, settings) =>
      writeSearch(corpus, settings, place?.contents.entriesFile),
    ),
  ];
}

/** Writes `llms.txt`. */
async function writeLlmsTxt(corpus: Corpus, settings: PublishSettings) {
  if (!settings.llmsTxt) return skip('"llmsTxt" is off');
  await corpus.write('llms.txt', renderLlmsTxt(await llmsOptions(corpus, settings)));
  return undefined;
}

/** Writes `llms-full.txt`, a page at a time. */
async function writeLlmsFullTxt(corpus: Corpus, settings: PublishSettings) {
  if (!settings.llmsFullTxt) return skip('"llmsFullTxt" is off');
  await corpus.write('llms-full.txt', renderLlmsFullTxt(await llmsOptions(corpus, settings)));
  return undefined;
}

async function llmsOptions(corpus: Corpus, settings: PublishSettings) {
  const { title, description, sections } = corpus;
  const tokenizer = tokenizerName(settings.tokenizer);
  return { title, description, sections, tokenizer, ...(await publishedPages(corpus)) };
}

/** Writes the bundles and their indexes. */
async function writeBundles(corpus: Corpus, settings: PublishSettings) {
  const bundles = Object.entries(settings.bundles);
  if (bundles.length === 0) return skip('"bundles" names none');
  checkBundleNames(bundles.map(([name]) => name));
  const source = { ...(await publishedPages(corpus)), count: await corpus.tokenCounter() };
  for (const [name, options] of bundles) {
    const bundle = await buildBundle({ name, ...options }, source);
    for (const { out, text } of [...bundle.files, bundle.index]) await corpus.write(out, text);
    for (const message of bundle.messages) corpus.report(message);
  }
  return undefined;
}

const valid = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/**
 * Checks that the bundles' files can be told apart on every file system.
 *
 * @throws ContextorError `BUNDLE_NAME` for a name that is not a file name, `BUNDLE_COLLISION` for two
 *   names that give one file (`API` and `api`, or `api` split in parts and `api-1`).
 */
export function checkBundleNames(names: readonly string[]): void {
  const taken = new Map<string, string>();
  for (const name of names) {
    if (!valid.test(name)) {
      throw new ContextorError(`bundles: "${name}" cannot be a file name`, {
        code: 'BUNDLE_NAME',
        remedy: 'Use letters, digits, dots, dashes and underscores, such as "api-reference".',
      });
    }
    const key = name.toLowerCase();
    const stem = key.replace(/-\d+$/, '');
    const other = taken.get(key) ?? (stem === key ? undefined : taken.get(stem));
    const part = [...taken].find(([known]) => known.replace(/-\d+$/, '') === key && known !== key);
    const clash = other ?? part?.[1];
    if (clash !== undefined) {
      throw new ContextorError(`bundles: "${clash}" and "${name}" would write one file`, {
        code: 'BUNDLE_COLLISION',
        remedy: 'Give them names that differ in more than case or a closing number.',
      });
    }
    taken.set(key, name);
  }
}
