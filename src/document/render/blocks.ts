import type { AlignType, Code, Paragraph, PhrasingContent, Root, Table, TableCell } from 'mdast';
import { defaultHandlers, type Handle, type Handlers, type State } from 'mdast-util-to-markdown';
import { fastPhrasing } from './fast.ts';
import { withLiteralLinks } from './literal-links.ts';
import type { Surroundings } from './surroundings.ts';

/** Places in the output are not tracked: nothing of the house style depends on them. */
const nowhere = { now: { line: 1, column: 1 }, lineShift: 0 } as const;

const tracker = {
  move: (value: string | null | undefined) => value ?? '',
  current: () => nowhere,
  shift: () => undefined,
};

/** What never stands in a line of text. */
const flowTypes: ReadonlySet<string> = new Set(
  'blockquote code footnoteDefinition heading list paragraph table thematicBreak'.split(' '),
);

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

const delimiters: Readonly<Record<NonNullable<AlignType>, string>> = {
  left: ':-',
  right: '-:',
  center: ':-:',
};

/** Tables without padding: `| a | b |` over `| - | - |`; an empty cell is one space. */
export function tableHandler(around: Surroundings): Handle {
  return function table(node: Table, _parent, state) {
    const rows = node.children.map((row) =>
      row.children.map((cell) => renderCell(cell, { state, around })),
    );
    const head = rows[0] ?? [];
    const columns = node.align?.length || Math.max(0, ...rows.map((row) => row.length));
    while (head.length < columns) head.push('');
    const delimiter = head.map((_, index) => delimiterOf(node.align?.[index]));
    return [head, delimiter, ...rows.slice(1)].map(renderRow).join('\n');
  };
}

const delimiterOf = (align: AlignType | undefined): string => (align ? delimiters[align] : '-');

const renderRow = (cells: readonly string[]): string =>
  `|${cells.map((cell) => (cell === '' ? ' |' : ` ${cell} |`)).join('')}`;

function renderCell(
  source: TableCell,
  { state, around }: { state: State; around: Surroundings },
): string {
  const outer = around.block;
  around.inCell = true;
  around.block = source;
  const fast = around.fast ? fastPhrasing(source, { before: ' ', after: ' ', around }) : undefined;
  const value = fast ?? renderCarefully(source, { state, around });
  around.inCell = false;
  around.block = outer;
  // A row is one line; soft breaks of the text read as blanks.
  return value.trim().replace(/(?:(?<![ \t])[ \t]+)?[\r\n]+[ \t]*/g, ' ');
}

function renderCarefully(
  source: TableCell,
  { state, around }: { state: State; around: Surroundings },
): string {
  const cell = withLiteralLinks(source);
  around.block = cell;
  const leaveCell = state.enter('tableCell');
  const leavePhrasing = state.enter('phrasing');
  const value = state.containerPhrasing(cell, { before: ' ', after: ' ', ...nowhere });
  leavePhrasing();
  leaveCell();
  return value;
}

/** A paragraph whose texts beside each other are one: `1` and `. kiln` would begin a list. */
export function withJoinedTexts(node: Paragraph): Paragraph {
  const isText = (at: number) => node.children[at]?.type === 'text';
  if (!node.children.some((_, at) => isText(at) && isText(at + 1))) return node;
  const children: PhrasingContent[] = [];
  for (const child of node.children) {
    const last = children.at(-1);
    if (child.type === 'text' && last?.type === 'text') last.value += child.value;
    else children.push(child.type === 'text' ? { ...child } : child);
  }
  return { ...node, children };
}
