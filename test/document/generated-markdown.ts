import fc from 'fast-check';
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';

const pieces = [
  ...'*_~`[]()!<>&#-+=|:\\"\'.{}$@',
  '**',
  '__',
  '~~',
  '``',
  '---',
  '===',
  '](',
  '][',
  '[^1]',
  '[!NOTE]',
  '[x]',
  '![',
  '&amp;',
  '&copy',
  'a <b>',
  'b </b>',
  '<https://a.b>',
  'https://a.b/c',
  'www.a.b ',
  'me@a.b',
  '1.',
  '2)',
  '\\*',
  'é',
  '—',
  '😀',
  ' ',
  '  ',
  'a',
  'word',
  'B9',
];

/** Text that is full of characters which mean something in Markdown. */
const markdownText = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...pieces) }, fc.constantFrom(' ', 'a')),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));

/** Whole documents, as lines that begin like blocks. */
export const markdownSource = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        ...'|> |- |1. |  |    |# |```|~~~|| a | b |\n| - | - |'.split('|'),
        '> - ',
        '| ',
      ),
      markdownText,
      fc.constantFrom('\n', '\n', '\n\n', '\\\n', '  \n'),
    ),
    { maxLength: 8 },
  )
  .map((lines) => lines.flat().join(''));

const trimmed = markdownText
  .map((value) => value.replace(/\s+/g, ' ').trim())
  .filter((value) => value !== '');
const text = trimmed.map((value): PhrasingContent => ({ type: 'text', value }));
/** Without backslashes: before a pipe in a table cell, code cannot hold one. */
const inlineCode = trimmed
  .map((value) => value.replaceAll('\\', '/'))
  .map((value): PhrasingContent => ({ type: 'inlineCode', value }));
const url = fc.constantFrom('/a', '/a(b', 'https://a.b/?a=1&copy;=2', '/a b', '<a', '', 'x\\*y');

const apart = (nodes: PhrasingContent[]): PhrasingContent[] =>
  nodes.flatMap((node, index) => (index === 0 ? [node] : [{ type: 'text', value: ' ' }, node]));

const leaf: fc.Arbitrary<PhrasingContent> = fc.oneof(
  { weight: 4, arbitrary: text },
  inlineCode,
  fc.record({
    type: fc.constant('link' as const),
    url,
    title: fc.option(trimmed),
    children: fc.array(fc.oneof(text, inlineCode), { minLength: 1, maxLength: 2 }).map(apart),
  }),
  fc.record({ type: fc.constant('image' as const), url, title: fc.option(trimmed), alt: trimmed }),
);

/** Attention directly in attention has no certain form in Markdown, so there is one level of it. */
const phrasing = fc.oneof(
  { weight: 3, arbitrary: leaf },
  fc.record({
    type: fc.constantFrom('emphasis' as const, 'strong' as const, 'delete' as const),
    children: fc.array(leaf, { minLength: 1, maxLength: 3 }).map(apart),
  }),
);

const spaced = fc.array(phrasing, { minLength: 1, maxLength: 4 }).map(apart);

/** Trees as transforms build them: phrasing apart by spaces, no positions. */
export const markdownTree: fc.Arbitrary<Root> = fc
  .array(
    fc.oneof(
      spaced.map((children): RootContent => ({ type: 'paragraph', children })),
      fc.record({
        type: fc.constant('heading' as const),
        depth: fc.constantFrom(1 as const, 2 as const, 6 as const),
        children: spaced,
      }),
      fc.array(spaced, { minLength: 1, maxLength: 3 }).map(
        (items): RootContent => ({
          type: 'list',
          ordered: false,
          spread: false,
          start: null,
          children: items.map((children) => ({
            type: 'listItem',
            spread: false,
            checked: null,
            children: [{ type: 'paragraph', children }],
          })),
        }),
      ),
      fc.array(spaced, { minLength: 2, maxLength: 2 }).map(
        (cells): RootContent => ({
          type: 'table',
          align: [null, null],
          children: [0, 1].map(() => ({
            type: 'tableRow',
            children: cells.map((children) => ({ type: 'tableCell', children })),
          })),
        }),
      ),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((children) => ({ type: 'root', children }));

/** The tree without what Markdown cannot say: places, split text, links that are written bare. */
export function canonical(node: Nodes): unknown {
  if (!('children' in node)) {
    const { position: _, ...rest } = node;
    return rest;
  }
  const { position: _, children, ...rest } = node;
  const merged: unknown[] = [];
  for (const child of children as Nodes[]) {
    const next = canonical(isBare(child) ? child.children[0]! : child) as {
      type: string;
      value?: string;
    };
    const last = merged.at(-1) as { type: string; value: string } | undefined;
    if (next.type === 'text' && last?.type === 'text') last.value += next.value;
    else if (!(next.type === 'text' && next.value === '')) merged.push(next);
  }
  return { ...rest, children: merged };
}

function isBare(node: Nodes): node is Extract<Nodes, { type: 'link' }> {
  if (node.type !== 'link' || node.children.length !== 1 || node.title) return false;
  const child = node.children[0]!;
  if (child.type !== 'text') return false;
  return [child.value, `mailto:${child.value}`, `http://${child.value}`].includes(node.url);
}
