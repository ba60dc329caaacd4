import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { isForScreenReaders, showsSomething } from './accessible.ts';

const opening = /[\s([{¿¡]$/;
const closing = /^(?:[\s)\]}]|[,;:.!?…]+(?:[\s)\]}]|$))/;

/** The text of a node; that of links, buttons, code and components has no blanks at its ends. */
const wordsOf = (node: RootContent): string =>
  'name' in node && /^(?:a|button|code|\p{Lu}.*)$/u.test(node.name ?? '')
    ? plainText(node).trim()
    : plainText(node);

/** Nodes with a blank before them if only styles keep them apart from the last one, not a blank or a sign. */
export function withGap(left: RootContent, right: readonly RootContent[]): RootContent[] {
  const isJoined = opening.test(wordsOf(left)) || closing.test(wordsOf(right[0]!));
  return isJoined ? [...right] : [{ type: 'text', value: ' ', data: { gap: true } }, ...right];
}

/** Whether styles keep two nodes apart where JSX drops the line break between: words, not parts of a drawing. */
export const areWords = (left: RootContent | undefined, right: RootContent | undefined): boolean =>
  isWord(left) && (isWord(right) ? [left!, right!].some(showsSomething) : isSign(left!, right));

/** A pictograph before words that are no element: `<span>🔥</span>` above `{title}`. */
const isSign = (left: RootContent, right: RootContent | undefined): boolean =>
  right?.type === 'text' && /^(?:\p{Extended_Pictographic}|\u200d|\ufe0f)+$/u.test(plainText(left));

/** An element in a line that reads as a word of its own: `<code>a</code>`, not `<sup>1</sup>`. */
const isWord = (node: RootContent | undefined): boolean =>
  node?.type === 'mdxJsxTextElement' && !/^(?:sup|sub|br|wbr)$/.test(node.name ?? '');

/** One of a list; single letters are parts of a word that is moved or coloured. */
const isLongWord = (node: RootContent): boolean => isWord(node) && plainText(node).length > 1;

/** What a list shows; styles keep apart what is nothing but words. */
export const ofList = (nodes: readonly RootContent[]): RootContent[] =>
  nodes.every(isLongWord)
    ? nodes.flatMap((node, index) => (index === 0 ? [node] : withGap(nodes[index - 1]!, [node])))
    : [...nodes];

/** A word of its own that is shown: styles keep it apart from the next, where Vue drops the line break between. */
export const isShownWord = (node: RootContent | undefined): boolean =>
  node !== undefined && isWord(node) && showsSomething(node) && !isForScreenReaders(node);

/** The white space of a text in markup: JSX drops line breaks with the blanks around them, HTML makes one blank of all. */
export function collapse(value: string, space: 'jsx' | 'html'): string {
  if (space === 'html') return value.replace(/[ \t\n\r]+/g, ' ');
  return value
    .split('\n')
    .map((line, index, lines) => {
      const start = index > 0 ? line.trimStart() : line;
      return index < lines.length - 1 ? start.trimEnd() : start;
    })
    .filter(Boolean)
    .join(' ');
}
