import type { Message } from '../document/message.ts';
import { pipeline, skip } from '../engine/index.ts';
import type { PublishRun } from '../publish/publish.ts';
import {
  writeAgentArtefacts,
  writeBundles,
  writeLlmsFullTxt,
  writeLlmsTxt,
} from '../publish/stages.ts';
import { readPieces } from '../text-file.ts';
import type { CorpusFiles } from './corpus-files.ts';
import { JsonText, jsonPieces } from './json-pieces.ts';
import type { ManifestSettings } from './manifest-settings.ts';

/** What the corpus stages work on, when all documents are through. */
export interface CorpusRun {
  /** Finished, in the scratch folder. */
  files: CorpusFiles;
  /** The merged context of all documents. */
  context: Readonly<Record<string, unknown>>;
  settings: ManifestSettings;
  version: string;
  /** Outputs of earlier builds that this one left alone, such as those of failed documents. */
  kept: readonly { path: string; out: string }[];
  /** What was found about links. */
  linkMessages: Iterable<Message>;
  /** Of the link report in the output folder, where it can be no other. */
  knownLinks?: LinkTotals | undefined;
  /** Leaves a file in the output folder as it is. */
  keep(out: string): void;
  /** Puts a file into the output folder. */
  emit(out: string, text: string): Promise<unknown>;
  /** Puts a file there that grows with the documents. */
  emitPieces(out: string, pieces: Iterable<string>): Promise<unknown>;
  /** Puts a finished file of the output's scratch folder in its place. */
  adopt(finished: string, out: string): unknown;
  /** Absent where nothing is published. */
  publish?: PublishRun | undefined;
}

/** What the manifest says of links. */
export interface LinkTotals {
  broken: number;
  /** Documents that no other one links to. */
  unlinked: number;
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
  .stage('manifest', writeManifest, {
    after: ['index', 'link-report', 'statistics', 'llms-txt', 'llms-full-txt', 'bundles', 'agents'],
  })
  .build();

function publishing<Result>(write: (run: PublishRun) => Promise<Result>) {
  return async ({ publish }: CorpusRun) =>
    publish === undefined ? skip('nothing is published') : write(publish);
}

async function writeLinkReport(run: CorpusRun) {
  const { files, context, linkMessages, knownLinks, keep, emitPieces } = run;
  if (knownLinks !== undefined) {
    keep('links.json');
    return { files: ['links.json'], linkTotals: { ...knownLinks } };
  }
  const { hosts = {} } = (context.links ?? {}) as Links;
  const unlinked = [...files.outputs]
    .filter(([, out]) => !files.linked.has(out))
    .map(([path]) => path);
  const broken = Array.from(linkMessages, ({ path, line, column, rule, reason }) => {
    return { path, line, column, rule, reason };
  });
  const pages = new JsonText(readPieces(files.pagesFile));
  const report = { broken, unlinked, hosts: sortedByKey(hosts), pages };
  await emitPieces('links.json', jsonPieces(report));
  return {
    files: ['links.json'],
    linkTotals: { broken: broken.length, unlinked: unlinked.length },
  };
}

async function writeStatistics({ context, emit }: CorpusRun) {
  const { documents = 0, tokens, stats, code, topics, savings, unknownComponents } = context;
  const statistics = { documents, tokens, stats, code, topics, savings, unknownComponents };
  await emit('statistics.json', json(statistics));
  return { files: ['statistics.json'] };
}

async function writeManifest(
  run: CorpusRun,
  { fields }: { fields: Readonly<Record<string, unknown>> },
) {
  const { files, context, settings, version, kept, adopt, emit } = run;
  const { links: _pages, ...shared } = context;
  const manifest = {
    schema: 'contextor-manifest/1',
    generator: `contextor ${version}`,
    settings,
    totals: { documents: files.outputs.size, tokens: context.tokens ?? { before: 0, after: 0 } },
    context: { ...shared, links: fields.linkTotals },
    files: fields.files,
    ...(kept.length > 0 && { kept }),
  };
  adopt(files.indexFile, 'index.jsonl');
  await emit('manifest.json', json(manifest));
}

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
