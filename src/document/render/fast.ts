import type {
  Delete,
  Emphasis,
  InlineCode,
  Link,
  Nodes,
  Parents,
  PhrasingContent,
  Strong,
} from 'mdast';
import { escapeText } from './escape.ts';
import { literalText, writeImage, writeLink, writeLiteral } from './link.ts';
import { isAngleSafe, mayHoldLinks } from './literal-links.ts';
import type { Surroundings } from './surroundings.ts';

/** A row of phrasing nodes and what stands around it. */
interface Line {
  parent: Parents;
  /** The character before the row; `\n` at the start of a block. */
  before: string;
  after: string;
  inLabel: boolean;
  inAttention: boolean;
  around: Surroundings;
}

/** What mdast-util-to-markdown would have to decide: the row is left to it. */
const undecided = Symbol('undecided');

/**
 * Writes the children of a block straight away, where what they become is certain without the
 * general machinery; undefined where it is not. What it writes is what the handlers would.
 */
export function fastPhrasing(
  block: Parents,
  { before, after, around }: Pick<Line, 'before' | 'after' | 'around'>,
): string | undefined {
  const line: Line = { parent: block, before, after, inLabel: false, inAttention: false, around };
  const written = write(block.children as PhrasingContent[], line);
  return written === undecided ? undefined : written;
}

type Written = string | typeof undecided;
type Writer = (node: never, line: Line) => Written;

const writers: Readonly<Partial<Record<Nodes['type'], Writer>>> = {
  inlineCode: (node: InlineCode) => writeCode(node.value),
  break: (_, { around }) => (around.inCell ? '<br>' : around.inHeading ? undecided : '\\\n'),
  link,
  image: (node: Extract<Nodes, { type: 'image' }>, { before, around }) =>
    writeImage(node, { before, around }),
  emphasis: (node: Emphasis, line) => attention(node, '_', line),
  strong: (node: Strong, line) => attention(node, '**', line),
  delete: (node: Delete, line) => attention(node, '~~', line),
};

function write(nodes: readonly PhrasingContent[], line: Line): Written {
  let result = '';
  // One for the whole row: no writer keeps it.
  const place = { ...line };
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!;
    const next = nodes[index + 1];
    const after = next ? peek(next, line.around) : line.after;
    if (after === undefined) return undecided;
    place.after = after;
    if (node.type === 'text' && next?.type === 'text') return undecided;
    const written = node.type === 'text' ? text(node.value, place) : other(node, place);
    if (written === undecided) return undecided;
    // Of what was written last, not of the result: reading that would copy it each time.
    if (written !== '') place.before = written.charAt(written.length - 1);
    result += written;
  }
  return result;
}

function other(node: PhrasingContent, place: Line): Written {
  const writer = writers[node.type] as ((node: Nodes, line: Line) => Written) | undefined;
  return writer ? writer(node, place) : undecided;
}

/** The first character of what a node becomes; undefined for nodes that are not written here. */
function peek(node: PhrasingContent, { inCell }: Surroundings): string | undefined {
  if (node.type === 'text')
    return /^[\w\s,.;)?'"/-]/.test(node.value) ? node.value.charAt(0) : '\\';
  if (node.type === 'break') return inCell ? '<' : '\\';
  if (node.type !== 'link') return firstCharacters[node.type];
  const literal = literalText(node);
  return literal !== undefined && isAngleSafe(literal) ? literal.charAt(0) : '[';
}

const firstCharacters: Readonly<Partial<Record<Nodes['type'], string>>> = {
  inlineCode: '`',
  emphasis: '_',
  strong: '*',
  delete: '~',
  image: '!',
};

/** Characters and line starts that may need an escape, or a line end that needs care. */
const suspicious = /[\\`*_~[\]<&|@#\r\t]|\n[^A-Za-z\u0080-\uffff]|\n$|^\n| \n/;
/** Characters at the ends of a text, its first and its last, that may need care. */
const suspiciousEnds = /^[ (:]|[ !]$/;
const suspiciousStart = /^[^A-Za-z\u0080-\uffff"'(`]/;

function text(value: string, { before, after, inLabel, around }: Line): Written {
  const ends = value.charAt(0) + value.charAt(value.length - 1);
  const isPlain =
    !suspicious.test(value) && !(suspiciousEnds.test(ends) && edgeMatters(value, before, after));
  if (isPlain && !(before === '\n' && suspiciousStart.test(value))) {
    return !mayHoldLinks(value) || inLabel ? value : undecided;
  }
  if (!inLabel && mayHoldLinks(value)) return undecided;
  return escapeText({ value, before, after, inLabel, around });
}

/** Spaces and `!`, `(`, `:` at the ends of a text only matter beside certain characters. */
function edgeMatters(value: string, before: string, after: string): boolean {
  if (after === '[') return true;
  const startsBlank = value.charAt(0) === ' ' && before === '\n';
  return startsBlank || (value.charAt(value.length - 1) === ' ' && after === '\n');
}

function writeCode(value: string): Written {
  if (/[`\r\n|]/.test(value)) return undecided;
  const padded = value.charAt(0) === ' ' && value.endsWith(' ') && /[^ ]/.test(value);
  return padded ? `\` ${value} \`` : `\`${value}\``;
}

function link(node: Link, { parent, before, after, inLabel, around }: Line): Written {
  const literal = writeLiteral(node, { parent, before, after, inLabel });
  if (literal !== undefined) return literal;
  const label = write(node.children, {
    parent: node,
    before: '[',
    after: ']',
    inLabel: true,
    inAttention: false,
    around,
  });
  return label === undecided ? undecided : writeLink(node, { label, before, around });
}

const outside = /^[\s!"#$%'(),\-./:;=?@[\]^{|}]?$/;
const inside = /^[^\s*_~&]$/;

/** Attention between white space or punctuation, with something solid at both ends. */
function attention(
  node: Emphasis | Strong | Delete,
  sequence: string,
  { before, after, inLabel, inAttention, around }: Line,
): Written {
  if (inAttention || !outside.test(before) || !outside.test(after)) return undecided;
  const marker = sequence.charAt(0);
  const content = write(node.children, {
    parent: node,
    before: marker,
    after: marker,
    inLabel,
    inAttention: true,
    around,
  });
  if (content === undecided || content === '') return undecided;
  const first = content.charAt(0);
  if (!inside.test(first) || !inside.test(content.charAt(content.length - 1))) return undecided;
  return sequence + content + sequence;
}
