import type { Code, Heading, InlineCode, Nodes, Paragraph, Parents, Root, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import {
  defaultHandlers,
  type Handle,
  type Handlers,
  type Info,
  type Options,
  type State,
  toMarkdown,
} from 'mdast-util-to-markdown';
import { flowHandlers, tableHandler, withJoinedTexts } from './render/blocks.ts';
import { escapeText } from './render/escape.ts';
import { fastPhrasing } from './render/fast.ts';
import { imageHandler, linkHandler } from './render/link.ts';
import { withLiteralLinks } from './render/literal-links.ts';
import { classify, type Surroundings, surroundingsOf } from './render/surroundings.ts';
import { holds } from './walk.ts';

/**
 * Renders a tree as GitHub-flavoured Markdown in the house style; ends with one line end.
 * What it gives parses back to the same tree, and renders to the same text again.
 */
export const renderBody = (tree: Root): string =>
  toMarkdown(tree, houseOptions(tree, { fast: true }));

/** The same text by the general way alone, which `renderBody` is held to. */
export const renderReference = (tree: Root): string =>
  toMarkdown(tree, houseOptions(tree, { fast: false }));

/** All of GFM as one extension: five, one below another, would be put together for each document. */
const gfm = flattened(gfmToMarkdown());

function flattened(extension: Options): Options {
  const parts = [...(extension.extensions ?? []).map(flattened), extension];
  return Object.assign({}, ...parts, {
    extensions: [],
    unsafe: parts.flatMap(({ unsafe }) => unsafe ?? []),
    join: parts.flatMap(({ join }) => join ?? []),
    handlers: Object.assign({}, ...parts.map(({ handlers }) => handlers)),
  });
}

/**
 * The house style as options of mdast-util-to-markdown (what remark-stringify calls), for one tree.
 * This is the reference: what is written faster elsewhere must be the same.
 */
function houseOptions(root: Nodes, { fast }: { fast: boolean }): Options {
  const around = surroundingsOf(root, fast);
  return {
    bullet: '-',
    emphasis: '_',
    strong: '*',
    fence: '`',
    fences: true,
    rule: '-',
    listItemIndent: 'one',
    extensions: [
      gfm,
      { handlers: houseHandlers(around) },
      ...(fast ? [{ handlers: flowHandlers }] : []),
    ],
  };
}

function houseHandlers(around: Surroundings): Partial<Handlers> {
  return {
    text: textHandler(around),
    emphasis: emphasisHandler(around),
    link: linkHandler(around),
    image: imageHandler(around),
    table: tableHandler(around),
    heading: headingHandler(around),
    paragraph: paragraphHandler(around),
    break: breakHandler(around),
    inlineCode: inlineCodeHandler(around),
    code: (node: Code, parent, state, info) =>
      defaultHandlers.code(node.lang ? node : { ...node, meta: null }, parent, state, info),
  };
}

function textHandler(around: Surroundings): Handle {
  return (node: Text, _parent, state, { before, after }) =>
    escapeText({
      value: node.value,
      before,
      after,
      inLabel: state.stack.includes('label'),
      around,
    });
}

function headingHandler(around: Surroundings): Handle {
  return (source: Heading, _parent, state, info) => {
    const node = onOneLine(source);
    const outer = around.block;
    around.block = node;
    around.inHeading = true;
    const fast = around.fast && fastPhrasing(node, { before: ' ', after: '\n', around });
    const value = fast || headingContent(node, state, { info, around });
    around.inHeading = false;
    around.block = outer;
    const marks = '#'.repeat(Math.min(6, Math.max(1, node.depth)));
    return `${marks} ${value.trim()}`.trimEnd();
  };
}

function headingContent(
  source: Heading,
  state: State,
  { info, around }: { info: Info; around: Surroundings },
): string {
  const node = withLiteralLinks(source);
  around.block = node;
  const leaveHeading = state.enter('headingAtx');
  const leavePhrasing = state.enter('phrasing');
  const value = state.containerPhrasing(node, { ...info, before: ' ', after: '\n' });
  leavePhrasing();
  leaveHeading();
  return value;
}

function paragraphHandler(around: Surroundings): Handle {
  return (source: Paragraph, parent, state, info) => {
    const node = withJoinedTexts(source);
    const outer = around.block;
    around.block = node;
    const fast = around.fast && fastPhrasing(node, { before: '\n', after: '\n', around });
    const value = fast || paragraphContent(node, state, { info, around });
    around.block = outer;
    return checkbox(node, parent) + value;
  };
}

/**
 * What is written as it is, such as maths, and begins a line goes on in the line above. The renderer
 * sees to that, too, but then renders anew all that stands before.
 */
function withInlineVerbatim(node: Paragraph): Paragraph {
  const { children } = node;
  const isVerbatim = (child?: Nodes) => child?.type === 'html' && !child.value.startsWith('<');
  const goesOn = (child: Nodes, at: number): child is Text =>
    child.type === 'text' && child.value.endsWith('\n') && isVerbatim(children[at + 1]);
  if (!children.some(goesOn)) return node;
  const joined = children.map((child, at) =>
    goesOn(child, at) ? { ...child, value: `${child.value.slice(0, -1)} ` } : child,
  );
  return { ...node, children: joined };
}

function paragraphContent(
  node: Paragraph,
  state: State,
  { info, around }: { info: Info; around: Surroundings },
): string {
  const block = withInlineVerbatim(withLiteralLinks(node));
  around.block = block;
  return defaultHandlers.paragraph(block, undefined, state, info);
}

/** A task list item shows its state before its first paragraph. */
function checkbox(node: Paragraph, parent: Parents | undefined): string {
  if (parent?.type !== 'listItem' || typeof parent.checked !== 'boolean') return '';
  if (parent.children.find((child) => child.type !== 'definition') !== node) return '';
  return parent.checked ? '[x] ' : '[ ] ';
}

function breakHandler(around: Surroundings): Handle {
  return () => {
    if (around.inCell) return '<br>';
    return around.inHeading ? ' ' : '\\\n';
  };
}

function inlineCodeHandler(around: Surroundings): Handle {
  const inlineCode: Handle & { peek?: Handle } = (node: InlineCode, parent, state) => {
    const value = node.value.replace(/\r?\n|\r/g, ' ');
    const code = defaultHandlers.inlineCode({ ...node, value }, parent, state);
    return around.inCell ? code.replace(/(?<!\\)((?:\\\\)*)\|/g, '$1\\|') : code;
  };
  inlineCode.peek = () => '`';
  return inlineCode;
}

/** The heading on one line, as it reads again: breaks are spaces, and the text around them is one. */
function onOneLine<T extends Nodes>(node: T): T {
  if (!holds(node, isLineEnd) || !('children' in node)) return node;
  const children: Nodes[] = [];
  for (const child of node.children as Nodes[]) {
    const next: Nodes = child.type === 'break' ? { type: 'text', value: ' ' } : onOneLine(child);
    const last = children.at(-1);
    if (next.type === 'text' && last?.type === 'text') last.value = spaced(last.value + next.value);
    else children.push(next.type === 'text' ? { ...next, value: spaced(next.value) } : next);
  }
  return { ...node, children };
}

const spaced = (value: string): string =>
  value.replace(/\s+/g, (blanks) => (/^[ \n\r]+$/.test(blanks) ? ' ' : blanks));

const isLineEnd = (node: Nodes): boolean =>
  node.type === 'break' || (node.type === 'text' && /[\r\n]/.test(node.value));

/**
 * Emphasis with the house's `_`; beside a letter with `*`, since there `_` forms nothing, and its
 * neighbours would have to be written as character references. Languages without blanks need it.
 */
function emphasisHandler(around: Surroundings): Handle {
  const { emphasis } = defaultHandlers;
  let read: Nodes | undefined;
  let inWords = new Set<Nodes>();
  const attention: typeof emphasis.attention = (node, state) => {
    const usual = emphasis.attention(node, state);
    if (read !== around.block) {
      read = around.block;
      inWords = new Set(read && besideWords(read));
    }
    return inWords.has(node) ? { ...usual, markers: ['*', '_'] } : usual;
  };
  return Object.assign(((...given) => emphasis(...given)) as Handle, {
    attention,
    peek: emphasis.peek,
  });
}

function* besideWords(parent: Nodes): Generator<Nodes> {
  const children: readonly Nodes[] = 'children' in parent ? parent.children : [];
  for (const [index, node] of children.entries()) {
    yield* besideWords(node);
    const [before, after] = [children[index - 1], children[index + 1]];
    const letters = [
      before?.type === 'text' ? before.value.slice(-1) : '',
      after?.type === 'text' ? after.value.charAt(0) : '',
    ];
    if (letters.some((letter) => classify(letter) === 'word')) yield node;
  }
}
