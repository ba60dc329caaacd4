import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { type Savings, save } from '../../src/contract/savings.ts';
import { isNote } from './blocks.ts';
import { isWarning } from './sections.ts';

interface Page {
  savings: Savings;
  /** Names that the prose of the page has said: code, numbers of several digits, links to other pages. */
  said: Set<string>;
  /** Sentences left out so far. */
  count: number;
}

/**
 * Leaves out sentences that name nothing new. The first sentence of each section, list item, quote
 * and cell stays, and so does one that ends with a colon or stands in a warning.
 *
 * @returns how many were left out
 */
export function withoutPlainSentences(root: Nodes, savings: Savings): number {
  const page: Page = { savings, said: new Set(), count: 0 };
  visit(root, page);
  return page.count;
}

function visit(parent: Nodes, page: Page): void {
  if (!('children' in parent)) return;
  const children = parent.children as RootContent[];
  let isFirst = true;
  const kept = children.filter((node) => {
    if (node.type === 'heading') isFirst = true;
    else if (node.type !== 'paragraph') {
      if (node.type === 'tableCell') shorten(node, page, true);
      else if (!isWarning(node)) visit(node, page);
    } else if (!isNote(node)) {
      const isLabel = node.children.at(-1)?.type === 'strong';
      if (!isLabel) shorten(node, page, isFirst);
      isFirst = false;
      return node.children.length > 0;
    }
    return true;
  });
  parent.children = kept as never;
}

/** Keeps the sentences of a block that name something new, and its first one if it opens a section. */
function shorten(block: { children: PhrasingContent[] }, page: Page, isOpening: boolean): void {
  const sentences = inSentences(block.children);
  const kept = sentences.filter((sentence, index) => {
    const isNews = saysNames(sentence, page.said);
    if (isNews || (isOpening && index === 0) || /[:：]\s*$/.test(textOf(sentence))) return true;
    page.count++;
    save(page.savings, 'plain-sentences', textOf(sentence).length);
    return false;
  });
  if (kept.length === sentences.length) return;
  block.children = kept.flat();
  const last = block.children.at(-1);
  if (last?.type === 'text') last.value = last.value.trimEnd();
}

const textOf = (nodes: readonly PhrasingContent[]): string =>
  nodes.map((node) => plainText(node)).join('');

/** Whether a sentence names something that was not named before; it has been from now on. */
function saysNames(sentence: readonly PhrasingContent[], said: Set<string>): boolean {
  const names = sentence.flatMap(namesIn);
  const isNews = names.some((name) => !said.has(name));
  for (const name of names) said.add(name);
  return isNews;
}

function namesIn(node: PhrasingContent): string[] {
  if (node.type === 'text') return node.value.match(/\d[\d.,]*\d/g) ?? [];
  if (node.type === 'inlineCode') return [plainText(node)];
  if (node.type === 'footnoteReference') return [`^${node.identifier}`];
  const own = node.type === 'html' ? [node.value] : [];
  if (node.type === 'link' && !/^[a-z][a-z\d+.-]*:/i.test(node.url)) own.push(node.url);
  return 'children' in node ? [...own, ...node.children.flatMap(namesIn)] : own;
}

/** The nodes of each sentence. Sentences end in the text of a block, not inside of what it holds. */
function inSentences(children: readonly PhrasingContent[]): PhrasingContent[][] {
  const line = children.map((node) => (node.type === 'text' ? node.value : '\uFFFC')).join('');
  const ends = sentencesOf(line).map((sentence) => sentence.length);
  const sentences: PhrasingContent[][] = [[]];
  let left = ends.shift() ?? 0;
  for (const node of children) {
    let rest: PhrasingContent | undefined = node;
    while (rest !== undefined) {
      const length: number = rest.type === 'text' ? rest.value.length : 1;
      if (left === 0 && ends.length > 0) {
        sentences.push([]);
        left = ends.shift()!;
      }
      const taken = Math.min(length, left);
      sentences
        .at(-1)!
        .push(rest.type === 'text' ? { ...rest, value: rest.value.slice(0, taken) } : rest);
      rest =
        rest.type === 'text' && taken < length
          ? { ...rest, value: rest.value.slice(taken) }
          : undefined;
      left -= taken;
    }
  }
  return sentences;
}

const ending = /(?<![.!?…])[.!?…]+["'”’)\]]*(?=\s+[^\p{Ll}\s])|[。！？]["”’）」』]*/gu;
const abbreviation =
  /(?:^|[\s(])(?:etc|vs|cf|approx|no|fig|mr|mrs|ms|dr|st|al|(?:\p{L}\.)*\p{L})\.$/iu;

/** More than an abbreviation and the blank before it. */
const longestAbbreviation = 40;

/** The sentences of a line, each with the blanks after it. */
export function sentencesOf(line: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { index, 0: mark } of line.matchAll(ending)) {
    const end = index + mark.length;
    if (abbreviation.test(line.slice(Math.max(start, end - longestAbbreviation), end))) continue;
    const next = end + (/^\s*/.exec(line.slice(end))?.[0].length ?? 0);
    sentences.push(line.slice(start, next));
    start = next;
  }
  return [...sentences, line.slice(start)].filter((sentence) => sentence !== '');
}
