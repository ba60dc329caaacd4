import { skip } from '../../engine/index.ts';
import { buildBundle } from './bundle.ts';
import { checkBundleNames } from './bundle-names.ts';
import { renderLlmsFullTxt, renderLlmsTxt } from './llms-txt.ts';
import type { PublishRun } from './publish.ts';

const llmsOptions = ({ title, settings, pages, sections, read }: PublishRun) => {
  const { description } = settings;
  return { title, description, pages, sections, read };
};

/** Writes `llms.txt`. */
export async function writeLlmsTxt(run: PublishRun) {
  if (!run.settings.llmsTxt) return skip('"llmsTxt" is off');
  await run.output.emitShared('llms.txt', renderLlmsTxt(llmsOptions(run)));
  return { files: ['llms.txt'] };
}

/** Writes `llms-full.txt`, a page at a time. */
export async function writeLlmsFullTxt(run: PublishRun) {
  if (!run.settings.llmsFullTxt) return skip('"llmsFullTxt" is off');
  await run.output.emitPieces('llms-full.txt', renderLlmsFullTxt(llmsOptions(run)));
  return { files: ['llms-full.txt'] };
}

/** Writes the bundles and their indexes. */
export async function writeBundles(run: PublishRun) {
  const bundles = Object.entries(run.settings.bundles);
  if (bundles.length === 0) return skip('"bundles" names none');
  checkBundleNames(bundles.map(([name]) => name));
  const { pages, read } = run;
  const count = await run.loadCounter();
  const files: string[] = [];
  for (const [name, options] of bundles) {
    const bundle = await buildBundle({ name, ...options }, { pages, read, count });
    for (const { out, text } of [...bundle.files, bundle.index]) {
      await run.output.emitShared(out, text);
      files.push(out);
    }
    run.messages.push(...bundle.messages);
  }
  return { files };
}
