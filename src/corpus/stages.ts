import type { Message } from '../document/message.ts';
import { pipeline, skip } from '../engine/index.ts';
import type { PublishRun } from '../publish/publish.ts';
import {
  writeAgentArtefacts,
  writeBundles,
  writeLlmsFullTxt,
  writeLlmsTxt,
} from '../publish/stages.ts';
import type { ManifestSettings } from './manifest-settings.ts';

/** What the corpus stages work on, when all documents are through. */
export interface CorpusRun {
  /** The merged context of all documents. */
  context: Readonly<Record<string, unknown>>;
  settings: ManifestSettings;
  version: string;
  /** Output of each document, by source path, in path order. */
  outputs: ReadonlyMap<string, string>;
  /** Outputs of earlier builds that this one left alone, such as those of failed documents. */
  kept: readonly { path: string; out: string }[];
  /** What was found about links. */
  linkMessages: readonly Message[];
  /** Puts a file into the output folder. */
  emit(out: string, text: string): Promise<unknown>;
  /** Absent where nothing is published. */
  publish?: PublishRun | undefined;
}

type Links = { pages?: Record<string, string[]>; hosts?: Record<string, number> };

/** The second graph of a run: what is written about all documents together. */
export const corpusGraph = pipeline<CorpusRun>('corpus', { merge: { fields: { files: 'append' } } })
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

async function writeLinkReport({ context, outputs, linkMessages, emit }: CorpusRun) {
  const { pages = {}, hosts = {} } = (context.links ?? {}) as Links;
  const linked = new Set<string>();
  for (const [path, targets] of Object.entries(pages)) {
    for (const target of targets) if (target !== outputs.get(path)) linked.add(target);
  }
  const unlinked = [...outputs].filter(([, out]) => !linked.has(out)).map(([path]) => path);
  const broken = linkMessages.map(({ path, line, column, rule, reason }) => {
    return { path, line, column, rule, reason };
  });
  const report = { broken, unlinked, hosts: sortedByKey(hosts), pages };
  await emit('links.json', json(report));
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
  const { context, settings, version, outputs, kept, emit } = run;
  const { links: _pages, ...shared } = context;
  const manifest = {
    schema: 'contextor-manifest/1',
    generator: `contextor ${version}`,
    settings,
    totals: { documents: outputs.size, tokens: context.tokens ?? { before: 0, after: 0 } },
    context: { ...shared, links: fields.linkTotals },
    files: fields.files,
    ...(kept.length > 0 && { kept }),
  };
  await emit('manifest.json', json(manifest));
}

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
