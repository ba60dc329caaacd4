import type { Nodes } from 'mdast';
import { type Piece, type Word, wordKey } from '../evidence.ts';
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

/** Labels that are names of files, and no code in the output. */
export function compareFileNames(labels: readonly Piece[], output: Output): Piece[] {
  const names = labels.flatMap(({ text = '', line }) =>
    fileName.test(text) ? [{ key: `code ${text}`, line }] : [],
  );
  return comparePieces(names, output.marks.filter(isCode), () => false).losses;
}

const managers = /^(?:npm|npx|pnpm|yarn|bun|deno|cargo)$/i;

/** Names of package managers above a block of code that are no line of the source's text and have no mark. */
export function* plainLabels(source: readonly Word[], { tree, bodyLine }: Output) {
  const said = linesOf(source);
  for (const { above, text } of linesAboveCode(tree)) {
    if (!managers.test(text) || said.has(wordKey(text))) continue;
    yield { line: above + bodyLine - 1, what: `label without a mark: "${text}"` };
  }
}

function linesOf(words: readonly Word[]): ReadonlySet<string> {
  const lines = new Map<number, string[]>();
  for (const { text, line, aside } of words)
    if (!aside) lines.set(line, [...(lines.get(line) ?? []), text]);
  return new Set([...lines.values()].map((line) => line.join(' ')));
}

const isCode = ({ key }: Piece) => key.startsWith('code ');
const restOf = (key: string) => key.slice(key.indexOf(' ') + 1);
/** `Node.js` is the name of a program, `crates.io` one of a site. */
const fileName =
  /^(?![A-Z][a-z]+\.js$|[\w-]+\.(?:io|com|org|net|dev|ai)$)[\w@.[\]()/-]*[\w\])]\.[a-z]\w{0,4}$/;

function* linesAboveCode(node: Nodes): Generator<{ above: number; text: string }> {
  if (!('children' in node)) return;
  const children: readonly Nodes[] = node.children;
  for (const [at, child] of children.entries()) {
    const [only, more] = 'children' in child ? child.children : [];
    if (child.type === 'paragraph' && children[at + 1]?.type === 'code')
      if (only?.type === 'text' && !more && !only.value.includes('\n'))
        yield { above: child.position?.start.line ?? 1, text: only.value };
    if (child.type !== 'paragraph') yield* linesAboveCode(child);
  }
}
