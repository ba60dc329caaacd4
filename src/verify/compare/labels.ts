import type { Nodes } from 'mdast';
import { type Evidence, type Piece, type Word, wordKey } from '../evidence.ts';
import type { Output } from '../output/read.ts';
import { comparePieces, wordsWithin } from './pieces.ts';

/** Labels of the source (of boxes, tabs, blocks of code, cards) that the output says without any mark. */
export function compareLabels(labels: readonly Piece[], output: Output): Piece[] {
  const marks = output.marks.map(({ key, line }) => ({ key: wordKey(restOf(key)), line }));
  const places = [...marks, ...output.headings, ...output.linked, ...output.cells];
  const inCode = new Set(output.marks.filter(isCode).map(({ key }) => wordKey(restOf(key))));
  const isOther = output.marks.filter((one) => !isCode(one)).map(({ key }) => wordKey(restOf(key)));
  for (const key of isOther) inCode.delete(key);
  const near = (wanted: string, candidate: string) =>
    !inCode.has(candidate) && wordsWithin(wanted, candidate);
  return comparePieces(labels, places, near).losses;
}

/** Labels that are names of files are code in the output, unless they are links, as titles of cards. */
export function fileNames(labels: readonly Piece[], output: Output): Piece[] {
  const linked = new Set(output.linked.map(({ key }) => key));
  return labels.flatMap(({ text = '', line }) =>
    fileName.test(text) && !linked.has(wordKey(text)) ? [{ key: `code ${text}`, line }] : [],
  );
}

const managers = /^(?:npm|npx|pnpm|yarn|bun|deno|cargo)$/i;

/**
 * Labels above blocks of code that have no mark: names of package managers, and what a fence's
 * info says; names of files that are not code. A line of the source's text is not a label.
 */
export function* plainLabels({ words, code }: Evidence, { tree, bodyLine }: Output) {
  const said = linesOf(words);
  const infos = code.map(({ lang, meta }) => wordKey(`${lang} ${meta}`));
  for (const { above, text, strong } of linesAboveCode(tree)) {
    const key = wordKey(text);
    if (key === '' || said.has(key)) continue;
    // `Example:` stands before the example of an API.
    const isOfInfo = !text.endsWith(':') && infos.some((info) => ` ${info} `.includes(` ${key} `));
    const isLabel = managers.test(text) || isOfInfo;
    if (strong ? fileName.test(text) : isLabel)
      yield { line: above + bodyLine - 1, what: `label without a mark: "${text}"` };
  }
}

function linesOf(words: readonly Word[]): ReadonlySet<string> {
  const lines = new Map<number, string>();
  for (const { text, line, aside } of words) {
    const before = lines.get(line);
    if (!aside) lines.set(line, before === undefined ? text : `${before} ${text}`);
  }
  return new Set(lines.values());
}

const isCode = ({ key }: Piece) => key.startsWith('code ');
const restOf = (key: string) => key.slice(key.indexOf(' ') + 1);
/** `Node.js` is the name of a program, `crates.io` one of a site. */
const fileName =
  /^(?![A-Z][a-z]+\.js$|[\w-]+\.(?:io|com|org|net|dev|ai)$)[\w@.[\]()/-]*[\w\])]\.[a-z]\w{0,4}$/;

interface LineAbove {
  /** Line of the body. */
  above: number;
  text: string;
  strong: boolean;
}

function* linesAboveCode(node: Nodes): Generator<LineAbove> {
  if (!('children' in node)) return;
  const children: readonly Nodes[] = node.children;
  for (const [at, child] of children.entries()) {
    if (child.type !== 'paragraph') yield* linesAboveCode(child);
    else if (children[at + 1]?.type === 'code') {
      const [only, more] = child.children;
      const strong = only?.type === 'strong';
      const text = strong && only.children.length === 1 ? only.children[0] : only;
      if (text?.type === 'text' && !more && !text.value.includes('\n'))
        yield { above: child.position?.start.line ?? 1, text: text.value, strong };
    }
  }
}
