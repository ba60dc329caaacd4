import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { splitPrefix } from '../../lines/prefix.ts';
import { outsideSpans } from '../../lines/spans.ts';
import { readAttributes } from '../attributes.ts';
import { attribute, dataAttribute } from '../call.ts';
import { changedLines, type Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import { frontMatterText } from '../preparation.ts';
import { optionsIn } from './myst-options.ts';

interface Props {
  attributes: MdxJsxAttribute[];
  /** Lines of the YAML block below the opening line. */
  lines: number;
  /** Why nothing was read of the YAML block. */
  problem?: string | undefined;
}

const longestBlock = 200;

/** Props in braces, and in the YAML block that may follow the opening line. */
export function readProps(
  text: readonly string[],
  index: number,
  braced: string | undefined,
): Props {
  const attributes = (readAttributes(braced ?? '') ?? []).map(unbound);
  const end =
    text[index + 1]?.trim() === '---'
      ? text.findIndex((line, at) => at > index + 1 && line.trim() === '---')
      : -1;
  if (end === -1 || end - index > longestBlock) return { attributes, lines: 0 };
  const indent = splitPrefix(text[index]!).lead.length;
  const { value, problem } = optionsIn(text.slice(index + 2, end), indent);
  for (const [name, given] of Object.entries(value ?? {})) attributes.push(propOf(name, given));
  return { attributes, lines: end - index, problem };
}

/** `:items='["a", "b"]'` is a list; `:count="3"` is read as text is. */
function unbound(given: MdxJsxAttribute): MdxJsxAttribute {
  if (!given.name.startsWith(':')) return given;
  const name = given.name.slice(1);
  const isList = typeof given.value === 'string' && /^\s*\[/.test(given.value);
  return isList ? dataAttribute(name, given.value as string) : { ...given, name };
}

function propOf(name: string, value: unknown): MdxJsxAttribute {
  const source = JSON.stringify(value);
  if (value !== null && typeof value === 'object') return dataAttribute(name, source);
  return attribute(name, typeof value === 'string' ? value : source);
}

const binding = /\{\{\s*([$\w.]+)(?:\s*\|\|\s*(?:'([^'\n]*)'|"([^"\n]*)"))?\s*\}\}/g;

/**
 * `{{ $doc.version || 'latest' }}` shows a value of the front matter, or what stands behind the bars.
 *
 * https://content.nuxt.com/docs/files/markdown#binding-data-in-markdown
 */
export function prepareBindings(preparation: Preparation): Edits {
  const { text, kind } = preparation.lines;
  return changedLines(text, (line, index) => {
    if (kind[index] !== 'text' || !line.includes('{{')) return undefined;
    return outsideSpans(line, (part) =>
      part.replace(binding, (whole: string, path: string, single?: string, double?: string) => {
        const [root, ...keys] = path.split('.');
        const ofPage = root === '$doc' ? frontMatterText(preparation.frontmatter, keys) : undefined;
        const value = ofPage ?? single ?? double;
        if (value === undefined && path.startsWith('$doc.')) tell(preparation, index, whole);
        return value ?? whole;
      }),
    );
  });
}

function tell(preparation: Preparation, index: number, about: string): void {
  const reason = `\`${about}\` names nothing in the front matter, so it was kept as written`;
  preparation.warn(index, { rule: 'preprocessor-text', about, reason });
}
