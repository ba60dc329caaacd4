import ignore from 'ignore';
import type { Message } from '../../contract/message.ts';
import { oneLine } from '../../contract/safe-text.ts';
import { scanLines } from '../../document/lines/lines.ts';
import { bodyOf, type PublishedPage, type ReadPage } from './page.ts';

/** A named set of documents, as the configuration has it. */
interface BundleOptions {
  name: string;
  /** Globs of source paths, in ignore-file syntax. */
  include: readonly string[];
  exclude?: readonly string[] | undefined;
  /** Maximum tokens of one file; default: no limit. */
  maxTokens?: number | undefined;
}

interface BundleFile {
  /** Path relative to the output root: `bundles/NAME.mdc`, or `bundles/NAME-1.mdc` where there are several. */
  out: string;
  text: string;
  tokens: number;
}

interface Bundle {
  files: BundleFile[];
  /** `bundles/NAME.md`: the files and the pages in them. */
  index: BundleFile;
  messages: Message[];
}

interface Part {
  page: PublishedPage;
  text: string;
  tokens: number;
}

/** The pages of a bundle, in the given order. */
export function selectPages(
  pages: readonly PublishedPage[],
  { include, exclude = [] }: Pick<BundleOptions, 'include' | 'exclude'>,
): PublishedPage[] {
  const included = ignore().add([...include]);
  const excluded = ignore().add([...exclude]);
  return pages.filter(({ path }) => included.ignores(path) && !excluded.ignores(path));
}

/**
 * Builds one bundle: whole pages as long as they fit, else cut at sections. A section that is
 * larger than the budget stands alone, with a message that names it and the budget that would do.
 */
export async function buildBundle(
  options: BundleOptions,
  source: { pages: readonly PublishedPage[]; read: ReadPage; count: CountTokens },
): Promise<Bundle> {
  const maxTokens = options.maxTokens ?? Number.POSITIVE_INFINITY;
  const messages: Message[] = [];
  const files: Part[][] = [];
  let open: Part[] = [];
  let filled = 0;
  const selected = selectPages(source.pages, options);
  if (selected.length === 0) messages.push(withoutPages(options));
  for (const page of selected) {
    const body = `${sourceLine(page)}${bodyOf(await source.read(page)).trimEnd()}`;
    for (const part of splitSections(body, { maxTokens, count: source.count })) {
      if (part.tokens > maxTokens) messages.push(tooLarge(options, { page, ...part }));
      if (open.length > 0 && filled + part.tokens > maxTokens) {
        files.push(open);
        open = [];
        filled = 0;
      }
      open.push({ page, ...part });
      filled += part.tokens;
    }
  }
  if (open.length > 0) files.push(open);
  return { ...renderFiles(options.name, files), messages };
}

const sourceLine = ({ url, path }: PublishedPage): string => `Source: ${oneLine(url ?? path)}\n\n`;

function withoutPages({ name, include }: BundleOptions): Message {
  return {
    severity: 'warning',
    rule: 'setting-unmatched',
    about: `bundles.${name}`,
    path: '.',
    reason: `bundle "${name}": no page matches ${include.map((glob) => JSON.stringify(glob)).join(', ')}; globs start at the source folder`,
  };
}

function tooLarge({ name, maxTokens }: BundleOptions, { page, text, tokens }: Part): Message {
  const heading = /^#+ .*$/m.exec(text)?.[0] ?? 'its text';
  return {
    severity: 'warning',
    rule: 'bundle-budget',
    path: page.path,
    reason: `bundle "${name}": the section "${heading}" alone has ${tokens} tokens, over maxTokens ${maxTokens}; raise maxTokens to at least ${tokens}, or cut the section`,
  };
}

function renderFiles(name: string, parts: readonly Part[][]): Omit<Bundle, 'messages'> {
  const files = parts.map((file, index): BundleFile => {
    const number = parts.length === 1 ? '' : `-${index + 1}`;
    const description = `${name}${parts.length === 1 ? '' : ` (${index + 1} of ${parts.length})`}`;
    const body = file.map(({ text }) => text).join('\n\n---\n\n');
    return {
      out: `bundles/${name}${number}.mdc`,
      text: `---\ndescription: ${JSON.stringify(description)}\nalwaysApply: false\n---\n\n${body}\n`,
      tokens: file.reduce((sum, { tokens }) => sum + tokens, 0),
    };
  });
  const lines = files.map((file, index) => {
    const pages = [...new Set(parts[index]?.map(({ page }) => page.path))];
    return `- [${file.out.slice('bundles/'.length)}](${file.out.slice('bundles/'.length)}) (${file.tokens} tokens): ${pages.map((path) => `\`${oneLine(path)}\``).join(', ')}`;
  });
  const text = `# ${name}\n\n${lines.length === 0 ? 'No document matches.' : lines.join('\n')}\n`;
  return { files, index: { out: `bundles/${name}.md`, text, tokens: 0 } };
}

/** A heading and what follows it, up to the next heading of the same or a higher level. */
interface Section {
  text: string;
  tokens: number;
}

type CountTokens = (text: string) => number;

function cutAt(text: string, level: number): string[] {
  const lines = scanLines(text, 'mdx');
  const heading = new RegExp(`^#{1,${level}} `);
  const starts = [...lines.prose()].filter(({ index, line }) => index > 0 && heading.test(line));
  return [0, ...starts.map(({ index }) => index)].map((first, index) =>
    lines.text.slice(first, starts[index]?.index).join('\n').trimEnd(),
  );
}

/**
 * Cuts a body into sections of at most `maxTokens`, at the highest headings that do: a section
 * that is still too large is cut at its own subheadings. What has no heading left stays whole.
 */
export function splitSections(
  text: string,
  options: { maxTokens: number; count: CountTokens; level?: number },
): Section[] {
  const { maxTokens, count, level = 2 } = options;
  const tokens = count(text);
  if (tokens <= maxTokens || level > 6) return [{ text, tokens }];
  return cutAt(text, level).flatMap((part) =>
    splitSections(part, { maxTokens, count, level: level + 1 }),
  );
}
