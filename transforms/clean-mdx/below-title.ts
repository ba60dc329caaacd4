import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Document } from '../../src/document/document.ts';
import { isDescription } from '../metadata/description.ts';
import { paragraph, strong, text } from '../nodes.ts';
import { isPart, textIn } from '../openapi/spec.ts';
import { isSaid } from './named-files.ts';

type Part = readonly [title: string, ...keys: string[]];

/** What themes of MyST show above a page and below it, by the names that front matter has for it. */
const above: readonly Part[] = [
  ['Abstract', 'abstract'],
  ['Key Points', 'keypoints', 'keyPoints', 'key_points', 'key-points'],
  [
    'Plain Language Summary',
    ...['summary', 'plain_language_summary', 'plain-language-summary', 'plainLanguageSummary'],
    ...['lay_summary', 'lay-summary'],
  ],
];
const below: readonly Part[] = [
  [
    'Acknowledgments',
    ...['acknowledgments', 'acknowledgements', 'acknowledgment', 'acknowledgement', 'ack'],
  ],
  [
    'Data Availability',
    ...['data_availability', 'data-availability', 'dataAvailability', 'availability'],
  ],
];

/**
 * A page with what the site shows of its front matter below the title and below all else, not rendered yet: the
 * lead, and the parts of a page of MyST, each below its name.
 */
export function withFrontMatter(document: Document): RootContent[] {
  const { children } = document.tree;
  const lead = [...leadOf(document), ...partsOf(document, above)];
  return [...children.toSpliced(titleEnd(children), 0, ...lead), ...partsOf(document, below)];
}

/**
 * The lead of a page, where the description of the output holds less: it is cut after some sentences, or is
 * another text.
 *
 * - `description`: https://www.mintlify.com/docs/organize/pages, https://fumadocs.dev/docs/ui/layouts/page,
 *   https://ui.nuxt.com/docs/components/page-header, https://www.docsy.dev/docs/content/adding-content/
 * - `excerpt`: https://docs.readme.com/main/docs/editor
 * - `subtitle`: https://buildwithfern.com/learn/docs/configuration/page-level-settings
 */
function leadOf({ dialect, frontmatter, tree, parse }: Document): RootContent[] {
  const key = dialect.lead?.find((one) => textIn(frontmatter, one));
  if (key === undefined || isDescription(key, frontmatter)) return [];
  const words = textIn(frontmatter, key)!.trim();
  // Docsy shows it as Markdown, with HTML in it.
  const isPlain = (dialect.name === 'hugo' ? /\{/ : /[<{]/).test(words);
  const lead = isPlain ? [paragraph([text(words)])] : parse(words).children;
  return isSaid(lead.map((node) => plainText(node)).join('\n\n'), tree.children) ? [] : lead;
}

/** https://mystmd.org/guide/document-parts */
function partsOf({ dialect, frontmatter, parse }: Document, parts: readonly Part[]): RootContent[] {
  if (dialect.name !== 'myst') return [];
  const given = frontmatter.parts ?? frontmatter.part;
  const inner = isPart(given) ? given : {};
  return parts.flatMap(([title, ...keys]): RootContent[] => {
    const words = keys.map((key) => textIn(frontmatter, key) ?? textIn(inner, key)).find(Boolean);
    return words === undefined
      ? []
      : [paragraph([strong([text(title)])]), ...parse(words).children];
  });
}

function titleEnd(children: readonly RootContent[]): number {
  const at = children.findIndex(({ type }) => type !== 'mdxjsEsm');
  const first = children[at];
  return first?.type === 'heading' && first.depth === 1 ? at + 1 : 0;
}
