import type { Paragraph, RootContent } from 'mdast';
import { type Savings, save } from '../../src/contract/savings.ts';
import { markerLine } from '../nodes.ts';
import { isNote, lengthOf, withContents } from './blocks.ts';

/** Blocks that are prose; headings, code, tables and warnings always stay. */
const proseTypes: ReadonlySet<string> = new Set(['paragraph', 'list']);

const isProse = (node: RootContent): boolean =>
  (proseTypes.has(node.type) && !isNote(node)) || (node.type === 'blockquote' && !isWarning(node));

/** A warning is what a reader must not miss. */
export function isWarning(node: RootContent): boolean {
  const [first] = 'children' in node ? node.children : [];
  const start = first?.type === 'paragraph' ? first.children[0] : undefined;
  return start?.type === 'text' && /^\[!(?:WARNING|CAUTION|IMPORTANT)\]/.test(start.value);
}

/** A paragraph that leads to what stands below it: a label, or one that ends with a colon. */
export function leads(node: RootContent, next: RootContent | undefined): boolean {
  if (node.type !== 'paragraph' || !next || proseTypes.has(next.type)) return false;
  return node.children.at(-1)?.type === 'strong' || announces(node);
}

function announces(paragraph: Paragraph): boolean {
  const last = paragraph.children.at(-1);
  return last?.type === 'text' && /[:：]\s*$/.test(last.value);
}

/** A list or quote that the paragraph above it announces with a colon. */
const isLedTo = (node: RootContent, before: RootContent | undefined): boolean =>
  node.type !== 'paragraph' && before?.type === 'paragraph' && announces(before);

interface SectionOptions {
  limit: number;
  savings: Savings;
  /** Takes what is left out, for one note at the end of the page; by default, each place has its own. */
  omittedBlocks?: RootContent[] | undefined;
}

/**
 * Keeps the beginning of each section's prose and says how much more there was. What stands right
 * above and right below the only code of a section explains it, and stays.
 */
export function compressSections(
  children: readonly RootContent[],
  { limit, savings, omittedBlocks }: SectionOptions,
): RootContent[] {
  const kept: RootContent[] = [];
  let length = 0;
  let omitted: RootContent[] = [];
  const flush = (): void => {
    if (omitted.length > 0) kept.push(...written(omitted, savings, omittedBlocks));
    omitted = [];
  };
  const explains = explanations(children);
  children.forEach((node, index) => {
    if (node.type === 'heading') {
      flush();
      length = 0;
      kept.push(node);
    } else if (
      isProse(node) &&
      length > limit &&
      !explains.has(node) &&
      !leads(node, children[index + 1]) &&
      !(omitted.length === 0 && isLedTo(node, children[index - 1]))
    ) {
      omitted.push(node);
    } else {
      flush();
      if (isProse(node)) length += lengthOf([node]);
      kept.push(node);
    }
  });
  flush();
  return kept;
}

/** The prose beside the code of each section that holds one block of it. */
function explanations(children: readonly RootContent[]): Set<RootContent> {
  const found = new Set<RootContent>();
  let code: number[] = [];
  const end = () => {
    const [only, more] = code;
    if (only !== undefined && more === undefined) {
      const isLabelled = isLabel(children[only - 1]);
      for (const node of [children[only - (isLabelled ? 2 : 1)], children[only + 1]])
        if (node !== undefined && isProse(node)) found.add(node);
    }
    code = [];
  };
  for (const [index, node] of children.entries()) {
    if (node.type === 'heading') end();
    else if (node.type === 'code') code.push(index);
  }
  end();
  return found;
}

/** A bold line, such as the name of a file. */
const isLabel = (node: RootContent | undefined): boolean =>
  node?.type === 'paragraph' && node.children.length === 1 && node.children[0]?.type === 'strong';

/** A block that is hardly longer than its note stays. */
function written(
  omitted: RootContent[],
  savings: Savings,
  omittedBlocks: RootContent[] | undefined,
): RootContent[] {
  const characters = lengthOf(omitted);
  if (characters < 120 && omittedBlocks === undefined) return omitted;
  save(savings, 'long-sections', characters);
  if (omittedBlocks === undefined) return [markerLine(blocksOfProse(omitted))];
  omittedBlocks.push(...omitted);
  return [];
}

/** `2 blocks of prose, 1 code block` */
export function blocksOfProse(omitted: readonly RootContent[]): string {
  const count = omitted.length;
  return withContents(`${count} ${count === 1 ? 'block' : 'blocks'} of prose`, omitted);
}
