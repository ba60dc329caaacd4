import type { Nodes } from 'mdast';
import { wordKey } from '../evidence.ts';
import type { Output } from '../output/read.ts';
import type { Sides } from './order.ts';

/**
 * Lines of the output that are a name out of the source's markup (an element, a slot, a value, a
 * language) and no words of its text: labels, which have a mark.
 */
export function* plainNames(source: string, { tree, bodyLine }: Output, sides: Sides) {
  const lines = [...paragraphsOf(tree)].filter(({ text }) => wordKey(text) !== '');
  if (lines.length === 0) return;
  const names = namesIn(source);
  const own = new Set<number>(sides.pairs);
  const said = new Set(sides.output.filter((_, at) => own.has(at)).map(({ line }) => line));
  for (const { text, line } of lines) {
    if (names.has(wordKey(text).toLowerCase()) && !said.has(line + bodyLine - 1))
      yield { line: line + bodyLine - 1, what: `label without a mark: "${text}"` };
  }
}

function* paragraphsOf(node: Nodes): Generator<{ text: string; line: number }> {
  if (node.type === 'paragraph') {
    const [only, more] = node.children;
    const start = node.position?.start.line ?? 1;
    if (only?.type !== 'text' || more) return;
    // The box of an alert says its kind in a line of its own.
    const [, kind = '', text = ''] = /^(\[!\w+\]\n)?([^[\n\d]+)$/.exec(only.value) ?? [];
    if (text !== '') yield { text, line: start + (kind === '' ? 0 : 1) };
  } else if ('children' in node) for (const child of node.children) yield* paragraphsOf(child);
}

const names =
  /<([A-Z][\w.]*)|\b(?:title|label|name|slot|file|filename|tab|class|(?<=<TabItem[^<>\n]*)value)=(?:"([^"\n]{1,80})"|'([^'\n]{1,80})'|([\w.%-]{2,80}))/g;

function namesIn(source: string): ReadonlySet<string> {
  const found = [...source.matchAll(names)].flatMap((groups) => groups.slice(1).filter(Boolean));
  return new Set(found.map((name) => wordKey(name.replaceAll('%20', ' ')).toLowerCase()));
}
