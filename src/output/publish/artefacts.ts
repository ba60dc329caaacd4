import { posix, relative } from 'node:path';
import type { Corpus } from '../../../transforms/corpus-stage.ts';
import { skip } from '../../engine/index.ts';
import { ContextorError } from '../../errors.ts';
import { blockFiles } from '../../loader/own-files.ts';
import type { Output } from '../output.ts';
import {
  type AgentOptions,
  renderAgentsBlock,
  renderClineRule,
  renderCopilotInstructions,
  renderCursorRule,
  renderSkill,
  renderWindsurfRule,
} from './agents.ts';
import { context7 } from './context7.ts';
import { setManagedBlock } from './managed-block.ts';
import { publishedPages } from './page.ts';
import { forwardSlashes, settleProjectFile } from './project-file.ts';
import type { Publication } from './publisher.ts';
import { skillName } from './skill.ts';
import { sourceGlobs } from './source-globs.ts';

const managedNote = '<!-- Written by contextor; changes are overwritten. -->\n';

type Change = (text: string | undefined) => string | undefined;

/** Files that are wholly ours, by the setting that asks for them. */
const ownFiles = {
  indexRule: { path: '.cursor/rules/contextor.mdc', render: renderCursorRule },
  copilot: {
    path: '.github/instructions/contextor.instructions.md',
    render: renderCopilotInstructions,
  },
  windsurf: { path: '.windsurf/rules/contextor.md', render: renderWindsurfRule },
  cline: { path: '.clinerules/contextor.md', render: renderClineRule },
} as const;

/** Blocks between markers in files of others, by the setting that asks for them. */
const blocks = {
  agentsMd: { path: blockFiles.agentsMd, render: renderAgentsBlock },
  claudeMd: { path: blockFiles.claudeMd, render: () => '@AGENTS.md' },
} as const;

export interface Place {
  output: Output;
  /** Absolute folder of the project. */
  cwd: string;
}

/** Writes the artefacts for agents that are on, takes back those that are off, and leaves the others. */
export async function writeAgentArtefacts(corpus: Corpus, publication: Publication, place: Place) {
  const { agents } = publication.settings;
  if (Object.values(agents).every((on) => on === undefined)) {
    return skip('"agents" names no artefact');
  }
  const options = await agentOptions(corpus, publication, place);
  for (const [path, change] of changes(publication, options))
    settleProjectFile(place, path, change);
  if (agents.skill === true) {
    const text = renderSkill({ ...options, outFolder: '../..' });
    await corpus.write(`skills/${skillName(options.title)}/SKILL.md`, text);
  }
  return undefined;
}

function changes(
  { settings, sourceFolders }: Publication,
  options: AgentOptions,
): [path: string, change: Change][] {
  const { agents } = settings;
  const { title, description } = options;
  const made: [string, Change][] = [];
  for (const [setting, { path, render }] of Object.entries(ownFiles)) {
    const on = agents[setting as keyof typeof ownFiles];
    if (on !== undefined) made.push([path, ownFile(path, on ? render(options) : undefined)]);
  }
  for (const [setting, { path, render }] of Object.entries(blocks)) {
    const on = agents[setting as keyof typeof blocks];
    if (on === undefined) continue;
    const block = on ? render(options) : undefined;
    made.push([path, (text) => setManagedBlock(text ?? '', block, path) || undefined]);
  }
  if (typeof agents.skill === 'object') {
    const path = posix.join(agents.skill.dir, skillName(title), 'SKILL.md');
    const up = posix.relative(posix.dirname(path), options.outFolder);
    const text = agents.skill.remove ? undefined : renderSkill({ ...options, outFolder: up });
    made.push([path, ownFile(path, text)]);
  }
  if (agents.context7 !== undefined) {
    const about = { title, description, folders: sourceFolders };
    made.push(['context7.json', (text) => context7(text, agents.context7 ? about : undefined)]);
  }
  return made;
}

/** A file of ours: told by its last line. Without content it is taken back. */
function ownFile(path: string, content: string | undefined): Change {
  return (text) => {
    const isTheirs = text !== undefined && !text.endsWith(managedNote);
    if (content === undefined) return isTheirs ? text : undefined;
    if (isTheirs) {
      throw new ContextorError(`${path} is there, and contextor did not write it`, {
        code: 'AGENT_FILE_FOREIGN',
        remedy: 'Rename it, or remove this entry from "agents".',
      });
    }
    return `${content.trimEnd()}\n\n${managedNote}`;
  };
}

async function agentOptions(
  corpus: Corpus,
  { settings, sourceFolders }: Publication,
  { output, cwd }: Place,
): Promise<AgentOptions> {
  const { title, description, sections } = corpus;
  const { llmsTxt, agents } = settings;
  const { pages, read } = await publishedPages(corpus);
  const outFolder = forwardSlashes(relative(cwd, output.outRoot)) || '.';
  const wanted = agents.indexRule || agents.copilot;
  const except = [outFolder, ...sourceFolders];
  const globs = wanted ? await sourceGlobs({ pages, read, cwd, except }) : [];
  return { title, description, outFolder, pages, sections, llmsTxt, globs };
}
