import type { NavigationSection } from '../../../transforms/corpus-stage.ts';
import { inSections, type PublishedPage } from './page.ts';

export interface AgentOptions {
  title: string;
  description?: string | undefined;
  /** The output folder as an agent in the project finds it, such as `.contextor`, forward slashes. */
  outFolder: string;
  pages: readonly PublishedPage[];
  sections: readonly NavigationSection[];
}

/** Most pages that an artefact lists one by one; above it, folders with their counts. */
const maxListed = 60;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What the documentation is and where its pages lie: paths and titles, never their text. */
function pageList({ pages, sections, outFolder }: AgentOptions): string {
  if (pages.length <= maxListed) {
    return inSections(pages, sections)
      .flatMap(({ pages }) => pages)
      .map(({ out, title }) => `- \`${outFolder}/${out}\`: ${oneLine(title)}`)
      .join('\n');
  }
  const folders = new Map<string, number>();
  for (const { out } of pages) {
    const folder = out.includes('/') ? `${out.slice(0, out.indexOf('/'))}/` : '';
    folders.set(folder, (folders.get(folder) ?? 0) + 1);
  }
  return [...folders]
    .map(
      ([folder, count]) =>
        `- \`${outFolder}/${folder}\`: ${count} ${count === 1 ? 'page' : 'pages'}`,
    )
    .join('\n');
}

const about = ({ title, description }: AgentOptions): string =>
  description ? `${title}: ${oneLine(description)}` : title;

const howTo = ({ outFolder }: AgentOptions): string =>
  `Find a page in \`${outFolder}/index.jsonl\` (one JSON line a page: path, out, title, description, outline, tokens), then read only that page.`;

/** The rule for editors that read `.mdc` rules: a description and the paths. */
export function renderIndexRule(options: AgentOptions): string {
  const description = `Where the documentation of ${oneLine(options.title)} is`;
  return `---\ndescription: ${JSON.stringify(description)}\nalwaysApply: false\n---\n\n# ${oneLine(options.title)}\n\n${about(options)}\n\n${howTo(options)}\n\n${pageList(options)}\n`;
}

/** The content of the managed block in AGENTS.md. */
export function renderAgentsBlock(options: AgentOptions): string {
  return `## Documentation: ${oneLine(options.title)}\n\n${about(options)}\n\n${howTo(options)}\n\n${pageList(options)}`;
}

/** A SKILL.md with references to the pages beside it. */
export function renderSkill(options: AgentOptions): string {
  const name = oneLine(options.title)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64);
  const description = oneLine(
    options.description ??
      `The documentation of ${options.title}. Read it before answering questions about it.`,
  );
  const beside = { ...options, outFolder: '.' };
  return `---\nname: ${name || 'docs'}\ndescription: ${JSON.stringify(description)}\n---\n\n# ${oneLine(options.title)}\n\n${howTo(beside)}\n\n## References\n\n${pageList(beside).replaceAll('`./', '`')}\n`;
}
