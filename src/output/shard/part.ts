import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Dropped, Shard } from '../../contract/build.ts';
import type { Message } from '../../contract/message.ts';
import { hashOfFile } from '../../files/mark.ts';
import type { Plan } from '../../loader/plan.ts';
import type { OwnRules } from '../corpus/contribution.ts';
import type { CorpusContents } from '../corpus/corpus.ts';
import type { CorpusRunOptions } from '../corpus/corpus-run.ts';
import type { ManifestSettings } from '../corpus/manifest-settings.ts';
import type { Publication } from '../publish/publisher.ts';
import { documentsName, type ShardDocument, writeDocuments } from './shard-documents.ts';

/** Name of the partial manifest, in the output folder of a shard. */
export const partName = 'part.json';

/** Name of the file with the whole context of each of its documents, where a stage asks for them. */
export const contextsName = 'contexts.jsonl';

/** What a shard leaves beside its documents and their index lines, for `contextor merge`. */
export interface Part {
  schema: 'contextor-part/1';
  version: string;
  shard: Shard;
  /** SHA-256 over settings, documents and site scan: the parts of one build agree in it. */
  agreement: string;
  settings: ManifestSettings;
  /** The merged context of the shard's documents. */
  context: CorpusContents['context'];
  /** Documents that this shard was to build, those that failed included. */
  documents: number;
  /** How the fields of the user's stages fold. */
  rules?: OwnRules | undefined;
  dropped?: readonly Dropped[] | undefined;
  /** Names of the user's stages of all documents together, which run when the parts are joined. */
  corpusStages?: readonly string[] | undefined;
  linkMessages: readonly Message[];
  publication?: Publication | undefined;
  /** Hash of each output, its front matter included, which the hash in the index is without. */
  hashes: Readonly<Record<string, string>>;
}

interface PartOptions
  extends Pick<
    CorpusRunOptions,
    'contents' | 'settings' | 'version' | 'linkMessages' | 'output' | 'publication'
  > {
  plan: Plan & { shard: Shard };
  rules: OwnRules;
  corpusStages: readonly string[];
  /** Those of the shard that have an output, in path order; absent where no stage may drop one. */
  documents: readonly ShardDocument[] | undefined;
}

/** Writes the index lines of a shard and its partial manifest. */
export async function writePart(options: PartOptions): Promise<void> {
  const { contents, settings, version, linkMessages, output, plan, publication } = options;
  const { rules, corpusStages, documents } = options;
  const { dropped, contextsFile } = contents;
  output.adopt(contents.indexFile, 'index.jsonl');
  if (contextsFile !== undefined) output.adopt(contextsFile, contextsName);
  if (documents !== undefined) {
    const file = join(output.scratch, documentsName);
    writeDocuments(file, documents);
    output.adopt(file, documentsName);
  }
  const part: Part = {
    schema: 'contextor-part/1',
    version,
    shard: plan.shard,
    agreement: agreementOf({ settings, publication, corpusStages }, plan),
    settings,
    context: contents.context,
    documents: plan.files.length + plan.refused.length,
    ...(Object.keys(rules).length > 0 && { rules }),
    ...(dropped.length > 0 && { dropped }),
    ...(corpusStages.length > 0 && { corpusStages }),
    linkMessages: [...linkMessages],
    publication,
    hashes: Object.fromEntries(
      [...contents.outputs.values()].map((out) => [out, hashOfFile(join(output.outRoot, out))]),
    ),
  };
  await output.emitShared(partName, `${JSON.stringify(part, undefined, 2)}\n`);
}

/** What the parts of one build agree in. */
export function agreementOf(
  {
    settings,
    publication,
    corpusStages,
  }: Pick<PartOptions, 'settings' | 'publication' | 'corpusStages'>,
  { all, sources }: Plan,
): string {
  const files = all.map(({ path, bytes }) => [path, bytes]);
  const read = sources.map(({ settings, site }) => [settings, site]);
  const agreed = JSON.stringify([settings, publication, corpusStages, files, read]);
  return createHash('sha256').update(agreed).digest('hex');
}
