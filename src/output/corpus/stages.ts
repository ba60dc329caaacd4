import type { Message } from '../../contract/message.ts';
import { pipeline, skip } from '../../engine/index.ts';
import { readPieces } from '../../files/text-file.ts';
import type { Output } from '../output.ts';
import { writeAgentArtefacts } from '../publish/artefacts.ts';
import type { PublishRun } from '../publish/publish.ts';
import { writeSearch } from '../publish/search.ts';
import { writeBundles, writeLlmsFullTxt, writeLlmsTxt } from '../publish/stages.ts';
import type { CorpusContents } from './corpus.ts';
import { JsonText, jsonPieces } from './json-pieces.ts';
import type { ManifestSettings } from './manifest-settings.ts';

/** What the corpus stages work on, when all documents are through. */
export interface CorpusRun {
  contents: CorpusContents;
  settings: ManifestSettings;
  version: string;
  /** Outputs of earlier builds that this one left alone, such as those of failed documents. */
  kept: readonly { path: string; out: string }[];
  /** What was found about links. */
  linkMessages: Iterable<Message>;
  output: Output;
  /** Absent where nothing is published. */
  publish?: PublishRun | undefined;
}

type Links = { hosts?: Record<string, number> };

/** The second graph of a run: what is written about all documents together. */
export const corpusGraph = pipeline<CorpusRun>('corpus', {
  merge: { fields: { files: 'append' } },
  findable: false,
})
  .stage('index', () => ({ files: ['index.jsonl'] }))
  .stage('link-report', writeLinkReport)
  .stage('statistics', writeStatistics)
  .stage('llms-txt', publishing(writeLlmsTxt))
  .stage('llms-full-txt', publishing(writeLlmsFullTxt))
  .stage('bundles', publishing(writeBundles))
  .stage('agents', publishing(writeAgentArtefacts))
  .stage('search', publishing(writeSearch))
  .stage('manifest', writeManifest, {
    after: [
      'index',
      'link-report',
      'statistics',
      'llms-txt',
      'llms-full-txt',
      'bundles',
      'agents',
      'search',
    ],
  })
  .build();

function publishing<Result>(write: (run: PublishRun) => Promise<Result>) {
  return async ({ publish }: CorpusRun) =>
    publish === undefined ? skip('nothing is published') : write(publish);
}

async function writeLinkReport(run: CorpusRun) {
  const { contents, linkMessages, output } = run;
  const { hosts = {} } = (contents.context.links ?? {}) as Links;
  const unlinked = [...contents.outputs]
    .filter(([, out]) => !contents.linked.has(out))
    .map(([path]) => path);
  const broken = Array.from(linkMessages, ({ path, line, column, rule, reason }) => {
    return { path, line, column, rule, reason };
  });
  const pages = new JsonText(readPieces(contents.pagesFile));
  const report = { broken, unlinked, hosts: sortedByKey(hosts), pages };
  await output.emitPieces('links.json', jsonPieces(report));
  return {
    files: ['links.json'],
    linkTotals: { broken: broken.length, unlinked: unlinked.length },
  };
}

async function writeStatistics({ contents, output }: CorpusRun) {
  const {
    documents = 0,
    tokens,
    stats,
    code,
    topics,
    savings,
    unknownComponents,
  } = contents.context;
  const statistics = { documents, tokens, stats, code, topics, savings, unknownComponents };
  await output.emitShared('statistics.json', json(statistics));
  return { files: ['statistics.json'] };
}

async function writeManifest(
  run: CorpusRun,
  { fields }: { fields: Readonly<Record<string, unknown>> },
) {
  const { contents, settings, version, kept, output } = run;
  const { links: _hosts, ...shared } = contents.context;
  const tokens = shared.tokens ?? { before: 0, after: 0 };
  const manifest = {
    schema: 'contextor-manifest/1',
    generator: `contextor ${version}`,
    settings,
    totals: { documents: contents.outputs.size, tokens },
    context: { ...shared, links: fields.linkTotals },
    files: fields.files,
    ...(kept.length > 0 && { kept }),
    ...(contents.dropped.length > 0 && { dropped: contents.dropped }),
  };
  output.adopt(contents.indexFile, 'index.jsonl');
  await output.emitShared('manifest.json', json(manifest));
}

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
