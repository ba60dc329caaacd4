import { oneLine } from '../../contract/safe-text.ts';
import { writeYaml } from '../../document/yaml-writer.ts';
import { asName, byFolder, fitting, folderLines, size } from './folder-index.ts';
import { inSections, type NavigationSection, type PublishedPage } from './page.ts';
import { clipped, skillHead } from './skill.ts';

export interface AgentOptions {
  title: string;
  description?: string | undefined;
  /** The output folder as an agent in the project finds it, such as `.contextor`, forward slashes. */
  outFolder: string;
  pages: readonly PublishedPage[];
  sections: readonly NavigationSection[];
  /** Whether `llms.txt` is in the output folder. */
  llmsTxt: boolean;
  /** Globs of the sources that the pages name. */
  globs: readonly string[];
  /** How the files of pages end; default: `.mdc`. */
  extension?: string | undefined;
}

/** Most bytes of what agents get with every prompt, or whenever a rule applies. */
export const limits = { block: 8_192, rule: 6_000 } as const;

/** What the documentation is, where its pages are, and what to read first. */
function guide(options: AgentOptions, most: number): string {
  const { outFolder, pages, sections, extension = '.mdc' } = options;
  const about = clipped(oneLine(options.description ?? ''), 300);
  const head = `${about === '' ? '' : `${about}\n\n`}Read a page before you write code or answer questions about it. In the index below \`guide/{a,b}\` stands for the files \`${outFolder}/guide/a${extension}\` and \`${outFolder}/guide/b${extension}\`.

${more(options)}

Index:

`;
  const index = pageIndex({ pages, sections, budget: most - Buffer.byteLength(head) });
  return head + index;
}

/** The cheapest file first. */
function more({ outFolder, llmsTxt, pages }: AgentOptions): string {
  const search = `search \`${outFolder}/index.jsonl\` (one JSON line a page: path, out, title, description, outline), and never read it whole`;
  const listed = pages.length <= 500 && llmsTxt;
  return listed
    ? `What each page is about: \`${outFolder}/llms.txt\`. For a heading or a word, ${search}.`
    : `For what the index does not tell, ${search}.`;
}

const heading = ({ title }: AgentOptions): string => `Documentation: ${oneLine(title)}`;

/** The content of the managed block in AGENTS.md. */
export function renderAgentsBlock(options: AgentOptions): string {
  const head = `## ${heading(options)}\n\n`;
  return head + guide(options, limits.block - Buffer.byteLength(head) - 64);
}

const ruleDescription = ({ title }: AgentOptions): string =>
  `Where the documentation of ${clipped(oneLine(title), 100)} is, and how to read it`;

/** The rule for Cursor: asked for by its description, and with the sources that the pages name. */
export function renderCursorRule(options: AgentOptions): string {
  const globs = options.globs.length > 0 ? `globs: ${options.globs.join(',')}\n` : '';
  const description = writeYaml({ description: ruleDescription(options) });
  return rule(`${description}${globs}alwaysApply: false\n`, options);
}

/** Instructions for Copilot, for the sources that the pages name, else for all files. */
export function renderCopilotInstructions(options: AgentOptions): string {
  const applyTo = options.globs.length > 0 ? options.globs.join(',') : '**';
  return rule(writeYaml({ description: ruleDescription(options), applyTo }), options);
}

/** The rule for Windsurf, asked for by its description. */
export function renderWindsurfRule(options: AgentOptions): string {
  return rule(
    writeYaml({ trigger: 'model_decision', description: ruleDescription(options) }),
    options,
  );
}

/** The rule for Cline; it has no front matter that all versions read. */
export const renderClineRule = (options: AgentOptions): string =>
  `# ${heading(options)}\n\n${guide(options, limits.rule - 200)}\n`;

function rule(front: string, options: AgentOptions): string {
  const head = `---\n${front}---\n\n# ${heading(options)}\n\n`;
  return `${head}${guide(options, limits.rule - Buffer.byteLength(head) - 100)}\n`;
}

/** A SKILL.md; `outFolder` is as seen from it. */
export function renderSkill(options: AgentOptions): string {
  const { title, description } = options;
  const head = `${skillHead({ title, description })}\n# ${oneLine(title)}\n\n`;
  return `${head}${guide(options, limits.block)}\n`;
}

interface PageIndexOptions {
  pages: readonly PublishedPage[];
  sections: readonly NavigationSection[];
  /** Most bytes of UTF-8. */
  budget: number;
}

/** Above so many pages the index begins with the sections. */
const maxPages = 500;

/**
 * All pages in few bytes, a line a folder: `guide/{auth,keys}` stands for `guide/auth.mdc` and
 * `guide/keys.mdc`; then what single pages say, as far as the budget goes. Where not even the names
 * have room, folders in other languages, then those with most pages, are named with their counts.
 */
export function pageIndex({ pages, sections, budget }: PageIndexOptions): string {
  const isLarge = pages.length > maxPages;
  const named = isLarge ? sectionLines(pages, sections) : [];
  const head = named.length === 0 ? '' : `${fitting(named, budget / 3)}\n\n`;
  const left = budget - size(head);
  // Of that many, what the first ones are about helps more than the names of the last.
  const index = head + folderLines(pages, isLarge ? left / 2 : left);
  const inOrder = inSections(pages, sections).flatMap((section) => section.pages);
  return described(index, inOrder, budget);
}

/** Sections of the navigation with the folder that most of their pages are in. */
function sectionLines(
  pages: readonly PublishedPage[],
  sections: readonly NavigationSection[],
): string[] {
  const known = new Set(sections.flatMap(({ paths }) => paths));
  const inNavigation = pages.filter(({ path }) => known.has(path));
  return inSections(inNavigation, sections).map(({ title, pages: own }) => {
    const counts = [...byFolder(own)].sort((a, b) => b[1].names.length - a[1].names.length);
    const folders = counts.slice(0, 3).map(([folder]) => folder || './');
    const more = counts.length > 3 ? ', ...' : '';
    return `${asName(title)} (${own.length} pages): ${folders.join(', ')}${more}`;
  });
}

const allHead = 'What they are about:';
const someHead = 'What some of them are about:';

function described(index: string, pages: readonly PublishedPage[], budget: number): string {
  const lines = pages
    .filter(({ description }) => description !== '')
    .map(({ out, description }) => `- ${oneLine(out)}: ${oneLine(description)}`);
  const kept: string[] = [];
  let bytes = size(`${index}\n\n${someHead}\n`);
  for (const line of lines) {
    bytes += size(line) + 1;
    if (bytes > budget) break;
    kept.push(line);
  }
  if (kept.length === 0) return index;
  const head = kept.length === pages.length ? allHead : someHead;
  return [index, head, kept.join('\n')].join('\n\n');
}
