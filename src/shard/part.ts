import { createHash } from 'node:crypto';
import type { CorpusOptions } from '../corpus/corpus.ts';
import type { CorpusContents } from '../corpus/gather.ts';
import type { ManifestSettings } from '../corpus/manifest-settings.ts';
import type { Message } from '../document/message.ts';
import type { Plan } from '../loader/plan.ts';
import type { Publication } from '../publish/publisher.ts';
import type { Shard } from './shard.ts';

/** Name of the partial manifest, in the output folder of a shard. */
export const partName = 'part.json';

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
  linkMessages: readonly Message[];
  publication?: Publication | undefined;
}

export interface PartOptions
  extends Pick<CorpusOptions, 'settings' | 'version' | 'linkMessages' | 'emit' | 'adopt'> {
  shard: Shard;
  plan: Plan;
  publication: Publication | undefined;
}

/** Writes the index lines of a shard and its partial manifest. */
export async function writePart(
  { files, context }: CorpusContents,
  { settings, version, linkMessages, emit, adopt, shard, plan, publication }: PartOptions,
): Promise<void> {
  adopt(files.indexFile, 'index.jsonl');
  const part: Part = {
    schema: 'contextor-part/1',
    version,
    shard,
    agreement: agreementOf({ settings, publication }, plan),
    settings,
    context,
    documents: plan.files.length + plan.refused.length,
    linkMessages: [...linkMessages],
    publication,
  };
  await emit(partName, `${JSON.stringify(part, undefined, 2)}\n`);
}

function agreementOf(shaping: unknown, { all, site, dialect }: Plan): string {
  const files = all.map(({ path, bytes }) => [path, bytes]);
  const agreed = JSON.stringify([shaping, dialect.name, files, site]);
  return createHash('sha256').update(agreed).digest('hex');
}
