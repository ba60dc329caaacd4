import type { Config } from '../../src/config/settings.ts';
import type { DocumentRecord } from '../../src/contract/record.ts';
import { createProcessor } from '../../src/job/process.ts';
import { workerSetup } from '../../src/loader/setup.ts';
import { planBuild } from '../../src/one-document.ts';
import { project } from '../build/project.ts';

/** The record of one document among others. */
export async function processed(
  path: string,
  files: Record<string, string>,
  config: Config = {},
): Promise<DocumentRecord> {
  const settings = project(files).settings({ dialect: 'generic', ...config });
  const plan = await planBuild(settings);
  const processor = await createProcessor(workerSetup(settings, plan));
  return processor.process({ path, bytes: 0 });
}

/** The merged context of a document on its own. */
export async function enriched(text: string, config: Config = {}) {
  const record = await processed('guides/topic.mdx', { 'guides/topic.mdx': text }, config);
  if (record.status !== 'ok') throw new Error(JSON.stringify(record.messages));
  // biome-ignore lint/suspicious/noExplicitAny: fields are looked at one by one
  return record.context as Record<string, any>;
}
