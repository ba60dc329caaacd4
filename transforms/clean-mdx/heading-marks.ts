import type { Heading, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { paragraph, text } from '../nodes.ts';
import { trimLine } from './line.ts';

/**
 * Takes `[#id]`, `[step]`, `[toc]` and `[!toc]` off a heading. Returns false where the heading exists only to
 * mark a table of contents, as `[[toc]]` does above a line `---`.
 */
export function withoutHeadingMarks(heading: Heading): boolean {
  const last = heading.children.at(-1);
  const written = last === undefined ? '' : lineText(last);
  if (heading.children.length === 1 && tocMark.test(written)) return false;
  const mark = /(?<!\s)\s*\[(?:#[^\][\s]+|!?toc|step)\]\s*$/i.exec(written);
  if (!mark) return true;
  heading.children.pop();
  const rest = written.slice(0, mark.index);
  if (rest) heading.children.push(text(rest));
  trimLine(heading.children);
  if (/\[toc\]/i.test(mark[0])) return false;
  return heading.children.length === 0 || withoutHeadingMarks(heading);
}

/** The text of a node that may hold a mark. */
const lineText = (node: PhrasingContent): string =>
  node.type === 'text'
    ? node.value
    : node.type === 'linkReference'
      ? `[${node.label ?? node.identifier}]`
      : '';

/** `# Title [what it is about]`: takes out of the heading what stands below it. */
export function takeSubheading({ depth, children }: Heading): RootContent[] {
  const last = children.at(-1);
  const at = children.findLastIndex((child) => child.type === 'text' && / \[/.test(child.value));
  const opening = children[at];
  if (depth !== 1 || last?.type !== 'text' || opening?.type !== 'text') return [];
  if (!last.value.endsWith(']')) return [];
  last.value = last.value.slice(0, -1);
  const from = opening.value.lastIndexOf(' [');
  const words = [text(opening.value.slice(from + 2)), ...children.splice(at + 1)];
  opening.value = opening.value.slice(0, from);
  return [paragraph(words.filter((node) => node.type !== 'text' || node.value !== ''))];
}

/** Takes lines `[[toc]]` out of a paragraph, where they ask for a table of contents; gives whether anything is left. */
export function withoutTocMarks(paragraph: Paragraph): boolean {
  const { children } = paragraph;
  if (!children.some((child) => child.type === 'text' && hasTocMark.test(child.value))) return true;
  const isEdge = (child: PhrasingContent | undefined) => !child || child.type === 'break';
  paragraph.children = children.filter((child, at) => {
    if (child.type !== 'text') return true;
    const lines = child.value.split('\n');
    const [isStart, isEnd] = [isEdge(children[at - 1]), isEdge(children[at + 1])];
    const isWhole = (line: number) => (line > 0 || isStart) && (line < lines.length - 1 || isEnd);
    const left = lines.filter((line, n) => !(isWhole(n) && tocMark.test(line)));
    child.value = left.join('\n');
    return left.length > 0;
  });
  while (paragraph.children.at(-1)?.type === 'break') paragraph.children.pop();
  return paragraph.children.length > 0;
}

const hasTocMark = /\[\[toc\]\]/i;
const tocMark = /^\[\[toc\]\]$/i;
