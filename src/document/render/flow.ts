import type { Code, Root } from 'mdast';
import { defaultHandlers, type Handle, type Handlers, type State } from 'mdast-util-to-markdown';

/** Places in the output are not tracked: nothing of the house style depends on them. */
export const nowhere = { now: { line: 1, column: 1 }, lineShift: 0 } as const;

const tracker = {
  move: (value: string | null | undefined) => value ?? '',
  current: () => nowhere,
  shift: () => undefined,
};

/** What never stands in a line of text. */
const flowTypes: ReadonlySet<string> = new Set([
  'blockquote',
  'code',
  'footnoteDefinition',
  'heading',
  'list',
  'paragraph',
  'table',
  'thematicBreak',
]);

const root: Handle = (node: Root, parent, state, info) => {
  state.createTracker = () => tracker;
  state.indentLines = indentLines;
  const isFlow = node.children.every(({ type }) => flowTypes.has(type));
  return isFlow ? state.containerFlow(node, info) : defaultHandlers.root(node, parent, state, info);
};

/** As the original, but blank lines aside it looks for no line ends other than `\n`. */
const indentLines: State['indentLines'] = (value, map) => {
  const lines = value.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    lines[index] = map(line, index, line === '');
  }
  return lines.join('\n');
};

const code: Handle = (node: Code, parent, state, info) => {
  if (node.value.includes('```') || /[^\w+#.-]/.test(node.lang ?? '') || (node.lang && node.meta)) {
    return defaultHandlers.code(node.lang ? node : { ...node, meta: null }, parent, state, info);
  }
  return `\`\`\`${node.lang ?? ''}\n${node.value}${node.value === '' ? '' : '\n'}\`\`\``;
};

export const flowHandlers: Partial<Handlers> = { root, code };
