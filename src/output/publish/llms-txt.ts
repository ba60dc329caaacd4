import type { NavigationSection } from '../../../transforms/corpus-stage.ts';
import { oneLine } from '../../contract/safe-text.ts';
import { bodyOf, inSections, type PublishedPage, type ReadPage } from './page.ts';

interface LlmsTxtOptions {
  /** The H1. */
  title: string;
  /** The summary in the blockquote below it. */
  description?: string | undefined;
  pages: readonly PublishedPage[];
  sections: readonly NavigationSection[];
  /** What the tokens are counted by. */
  tokenizer: string;
  /** A sentence below these figures. */
  remark?: string | undefined;
}

const linkText = (text: string): string => text.replace(/([[\]\\])/g, '\\$1');
const linkTarget = (target: string): string => {
  const encoded = target.replace(/[<>\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, encodeURIComponent);
  return /[\s()<>]/.test(target) ? `<${encoded}>` : encoded;
};

/** One line of the list: the page's address on the site, else its output. */
function pageLine({ title, description, url, out }: PublishedPage): string {
  const link = `- [${linkText(oneLine(title))}](${linkTarget(url ?? out)})`;
  const about = oneLine(description);
  return about === '' ? link : `${link}: ${about}`;
}

/**
 * `llms.txt` in the form of the llms.txt convention (https://llmstxt.org): an H1, a summary as a
 * blockquote, and lists of links under H2 sections.
 */
export function renderLlmsTxt(options: LlmsTxtOptions): string {
  const { pages, sections, remark = '' } = options;
  const parts = [...headOf(options), ...(remark === '' ? [] : [remark])];
  for (const section of inSections(pages, sections)) {
    parts.push(`## ${section.title}`);
    parts.push(section.pages.map(pageLine).join('\n'));
  }
  return `${parts.join('\n\n')}\n`;
}

/** Title, summary, and what reading all of it takes. */
export function headOf({
  title,
  description = '',
  pages,
  tokenizer,
}: Omit<LlmsTxtOptions, 'sections'>): string[] {
  const about = oneLine(description);
  const tokens = pages.reduce((sum, page) => sum + page.tokens, 0);
  const count = pages.length === 1 ? '1 page' : `${pages.length} pages`;
  const size = `${count}, ${tokens} tokens (${oneLine(tokenizer)}).`;
  return [`# ${oneLine(title)}`, ...(about === '' ? [] : [`> ${about}`]), size];
}

/**
 * `llms-full.txt`: the same head, then every page with its source, a page at a time, so that
 * the whole is never in memory.
 */
export async function* renderLlmsFullTxt(
  options: LlmsTxtOptions & { read: ReadPage },
): AsyncGenerator<string> {
  yield `${headOf(options).join('\n\n')}\n`;
  for (const { pages } of inSections(options.pages, options.sections)) {
    for (const page of pages) {
      const body = bodyOf(await options.read(page)).trimEnd();
      yield `\n---\n\nSource: ${oneLine(page.url ?? page.path)}\n\n${body}\n`;
    }
  }
}
