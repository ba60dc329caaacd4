import { statSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import type { Corpus } from '../../../transforms/corpus-stage.ts';
import { skip } from '../../engine/index.ts';
import { ContextorError } from '../../errors.ts';
import { slashed } from '../../files/source-name.ts';
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
import { bodyOf, type PublishedPage, publishedPages, type ReadPage } from './page.ts';
import { context7, settleProjectFile } from './project-file.ts';
import type { Publication } from './publisher.ts';
import { skillName } from './skill.ts';

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

/** One of our files, recognised by its last line. Without content it is removed. */
function ownFile(path: string, content: string | undefined): Change {
  return (text) => {
    const isTheirs = text !== undefined && !text.endsWith(managedNote);
    if (content === undefined) return isTheirs ? text : undefined;
    if (isTheirs) {
      throw new ContextorError(`${path} exists, and contextor did not write it`, {
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
  const outFolder = slashed(relative(cwd, output.outRoot)) || '.';
  const wanted = agents.indexRule || agents.copilot;
  const except = [outFolder, ...sourceFolders];
  const globs = wanted ? await sourceGlobs({ pages, read, cwd, except }) : [];
  return { title, description, outFolder, pages, sections, llmsTxt, globs };
}

interface SourceGlobOptions {
  pages: readonly PublishedPage[];
  read: ReadPage;
  /** Absolute folder of the project. */
  cwd: string;
  /** Folders whose files are not code: the sources of the documentation and its output. */
  except: readonly string[];
}

const mostGlobs = 20;
const codePath = /`((?:[\w@.-]+\/)+[\w.-]+\.\w{1,5})`/g;

/** Globs of the folders of the project that the pages name files in, such as `src/engine/**`. */
async function sourceGlobs(options: SourceGlobOptions): Promise<string[]> {
  const { pages, read, cwd, except } = options;
  const named = new Set<string>();
  for (const page of pages) {
    for (const [, path] of bodyOf(await read(page)).matchAll(codePath)) named.add(path!);
  }
  const isOut = (path: string) =>
    path.split('/').some((part) => part === '..' || part === 'node_modules') ||
    except.some((folder) => path.startsWith(`${folder}/`));
  const found = [...named].filter(
    (path) => !isOut(path) && statSync(join(cwd, path), { throwIfNoEntry: false })?.isFile(),
  );
  let folders = [...new Set(found.map((path) => posix.dirname(path)))].sort();
  // Of many, those that hold others.
  for (let depth = 4; folders.length > mostGlobs && depth > 0; depth--) {
    const cut = folders.map((folder) => folder.split('/').slice(0, depth).join('/'));
    folders = [...new Set(cut)];
  }
  return folders
    .filter((folder) => !folders.some((other) => folder.startsWith(`${other}/`)))
    .slice(0, mostGlobs)
    .map((folder) => `${folder}/**`);
}

const begin = '<!-- contextor:begin -->';
const end = '<!-- contextor:end -->';

/**
 * Puts `content` between contextor's markers in a text that others own, or takes the block out
 * when `content` is undefined. Everything outside the markers stays as it is; doing it twice
 * changes nothing.
 *
 * @throws ContextorError `BROKEN_MARKERS` where the markers are no single pair in order.
 */
export function setManagedBlock(text: string, content: string | undefined, file: string): string {
  const found = findBlock(text, file);
  const block = content === undefined ? '' : `${begin}\n${content.trim()}\n${end}\n`;
  if (found === undefined) {
    if (block === '') return text;
    const gap = text === '' || text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n';
    return `${text}${gap}${block}`;
  }
  const before = text.slice(0, found.start);
  const after = text.slice(found.end);
  if (block !== '') return `${before}${block}${after}`;
  if (after.trim() === '') return before.trim() === '' ? '' : `${before.trimEnd()}\n`;
  return `${before}${after.replace(/^\n/, '')}`;
}

function findBlock(text: string, file: string): { start: number; end: number } | undefined {
  const starts = text.split(begin).length - 1;
  const ends = text.split(end).length - 1;
  if (starts === 0 && ends === 0) return undefined;
  const start = text.indexOf(begin);
  const close = text.indexOf(end);
  if (starts !== 1 || ends !== 1 || close < start) {
    const line = text.slice(0, Math.max(start, close)).split('\n').length;
    throw new ContextorError(
      `${file}:${line}: contextor's markers are not a single pair: ${starts} × "${begin}", ${ends} × "${end}"`,
      {
        code: 'BROKEN_MARKERS',
        remedy: `Leave one "${begin}" with one "${end}" below it, or remove them all, and run again.`,
      },
    );
  }
  const after = close + end.length;
  return { start, end: text[after] === '\n' ? after + 1 : after };
}
