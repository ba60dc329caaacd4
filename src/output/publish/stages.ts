import { relative } from 'node:path';
import { skip } from '../../engine/index.ts';
import { renderAgentsBlock, renderIndexRule, renderSkill } from './agents.ts';
import { buildBundle } from './bundle.ts';
import { checkBundleNames } from './bundle-names.ts';
import { renderLlmsFullTxt, renderLlmsTxt } from './llms-txt.ts';
import { setManagedBlock } from './managed-block.ts';
import { forwardSlashes, settleProjectFile } from './project-file.ts';
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

/** Where editors look for rules. */
const indexRulePath = '.cursor/rules/contextor.mdc';
const managedNote = '<!-- Written by contextor; changes are overwritten. -->\n';

/** Writes the artefacts for agents that are on, takes back those that are off, and leaves the others. */
export async function writeAgentArtefacts(run: PublishRun) {
  const { indexRule, agentsMd, skill } = run.settings.agents;
  if ([indexRule, agentsMd, skill].every((on) => on === undefined)) {
    return skip('"agents" names no artefact');
  }
  const { description } = run.settings;
  const { title, pages, sections, cwd, output } = run;
  const outFolder = forwardSlashes(relative(cwd, output.outRoot)) || '.';
  const options = { title, description, outFolder, pages, sections };
  if (indexRule !== undefined) {
    settleProjectFile(run, indexRulePath, (text) => {
      if (indexRule) return `${renderIndexRule(options)}\n${managedNote}`;
      return text?.endsWith(managedNote) ? undefined : text;
    });
  }
  if (agentsMd !== undefined) {
    const block = agentsMd ? renderAgentsBlock(options) : undefined;
    settleProjectFile(run, 'AGENTS.md', (text) => {
      const changed = setManagedBlock(text ?? '', block, 'AGENTS.md');
      return changed === '' ? undefined : changed;
    });
  }
  if (!skill) return { files: [] };
  await run.output.emitShared('SKILL.md', renderSkill(options));
  return { files: ['SKILL.md'] };
}
