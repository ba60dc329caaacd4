import type { Nodes } from 'mdast';
import { walk } from '../walk.ts';

/** What the whole block of a text says about characters that only mean something in pairs. */
interface BlockFacts {
  /** Markers (`*`, `_`, `~`) of which text of this block could form a pair. */
  pairs: ReadonlySet<string>;
  /** A `>` may follow a `<` somewhere in the block. */
  closesTags: boolean;
  /** A run of backticks in text may pair with another one. */
  ticks: boolean;
}

/** Where the renderer is: what its handlers need to know beyond their own node. */
export interface Surroundings {
  /** The innermost paragraph, heading or table cell. */
  block: Nodes | undefined;
  inCell: boolean;
  inHeading: boolean;
  /** Write what is certain straight away; without it the reference alone is used. */
  readonly fast: boolean;
  /** Computed when first asked for, once a block. */
  facts(): BlockFacts;
  /** Labels that `[label]` would refer to, normalised; footnotes begin with `^`. */
  labels(): ReadonlySet<string>;
}

export function surroundingsOf(root: Nodes, fast: boolean): Surroundings {
  let factsOf: Nodes | undefined;
  let facts: BlockFacts | undefined;
  let labels: ReadonlySet<string> | undefined;
  const surroundings: Surroundings = {
    block: undefined,
    inCell: false,
    inHeading: false,
    fast,
    facts() {
      const block = surroundings.block ?? root;
      if (!facts || factsOf !== block) {
        facts = blockFacts(block);
        factsOf = block;
      }
      return facts;
    },
    labels() {
      labels ??= definedLabels(root);
      return labels;
    },
  };
  return surroundings;
}

/** Facts about a piece of text that is a block of its own, such as the alternative text of an image. */
export const factsOfText = (value: string): BlockFacts => blockFacts({ type: 'text', value });

interface Tally {
  /** The block as it will read, as far as pairs are concerned; markup is a neutral punctuation. */
  flat: string;
  pairs: Set<string>;
  code: boolean;
  closesTags: boolean;
  /** How a hard break reads in this block. */
  lineBreak: string;
}

const markup = '"';
/** Half a surrogate pair, which counts as anything: some markup is only there in some places. */
const unsure = '\ud800';
const lineBreaks: Readonly<Record<string, string>> = { heading: ' ', tableCell: markup };

const markersOf: Readonly<Record<string, readonly string[]>> = {
  emphasis: ['*', '_'],
  strong: ['*', '_'],
  delete: ['~'],
};

const plain: ReadonlySet<string> = new Set(['text', 'inlineCode', 'paragraph', 'heading']);

function blockFacts(block: Nodes): BlockFacts {
  const tally: Tally = {
    flat: '',
    pairs: new Set(),
    code: false,
    closesTags: false,
    lineBreak: lineBreaks[block.type] ?? `${markup}\n`,
  };
  flatten(block, tally);
  const tickRuns = tally.flat.match(/`+/g)?.length ?? 0;
  countPairs(tally);
  return {
    pairs: tally.pairs,
    closesTags: tally.closesTags || tally.flat.includes('>'),
    ticks: tickRuns > 1 || (tickRuns > 0 && tally.code),
  };
}

function flatten(node: Nodes, tally: Tally): void {
  const markers = markersOf[node.type];
  for (const marker of markers ?? []) tally.pairs.add(marker);
  if (!markers && !isPlain(node, tally)) tally.closesTags = true;
  if (node.type === 'text') {
    tally.flat += node.value;
    return;
  }
  if (node.type === 'inlineCode') tally.code = true;
  if ('value' in node && node.value.includes('>')) tally.closesTags = true;
  if (node.type === 'break') {
    tally.flat += tally.lineBreak;
    return;
  }
  const around = markupAround(node);
  tally.flat += around;
  if ('alt' in node) tally.flat += node.alt ?? '';
  if ('url' in node) tally.flat += `"${node.url}"${node.title ?? ''}"`.replace(/[^`>"]/g, '');
  if ('children' in node) for (const child of node.children) flatten(child, tally);
  tally.flat += around;
}

/** Whether what is written for a node holds a `>` only where its text does. */
const isPlain = (node: Nodes, { lineBreak }: Tally): boolean =>
  node.type === 'break' ? lineBreak !== markup : plain.has(node.type);

function markupAround(node: Nodes): string {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') return '';
  return node.type === 'link' || node.type in markersOf ? unsure : markup;
}

function countPairs({ flat, pairs }: Tally): void {
  const opened = new Set<string>();
  for (const { 0: run, index } of flat.matchAll(/\*+|_+|~+/g)) {
    const marker = run.charAt(0);
    const before = classify(flat.charAt(index - 1));
    const { opens, closes } = flanks(marker, before, classify(flat.charAt(index + run.length)));
    if (closes && opened.has(marker)) pairs.add(marker);
    if (opens) opened.add(marker);
  }
}

function definedLabels(root: Nodes): ReadonlySet<string> {
  const labels = new Set<string>();
  walk(root, (node) => {
    if (node.type === 'definition') labels.add(normalizeLabel(node.label ?? node.identifier));
    else if (node.type === 'footnoteDefinition') {
      labels.add(normalizeLabel(`^${node.label ?? node.identifier}`));
    }
  });
  return labels;
}

export const normalizeLabel = (label: string): string =>
  label.replace(/\s+/g, ' ').trim().toLowerCase();

/** How a character counts beside a run of `*`, `_` or `~` (CommonMark's flanking rules). */
export type CharacterClass = 'space' | 'punctuation' | 'word' | 'unknown';

const space = /^\s$/u;
const punctuation = /^[\p{P}\p{S}]$/u;

const attention: ReadonlySet<string> = new Set('*_~');

/** Other markers and halves of surrogate pairs are `unknown`: parsers differ on them. */
export function classify(character: string): CharacterClass {
  const code = character.charCodeAt(0);
  if (Number.isNaN(code)) return 'space';
  if (code < 128) {
    if (code <= 32) return 'space';
    if (code >= 97 ? code <= 122 : code >= 65 ? code <= 90 : code >= 48 && code <= 57)
      return 'word';
    return attention.has(character) ? 'unknown' : 'punctuation';
  }
  if (code >= 0xd800 && code <= 0xdfff) return 'unknown';
  if (space.test(character)) return 'space';
  return punctuation.test(character) ? 'punctuation' : 'word';
}

interface Flanks {
  opens: boolean;
  closes: boolean;
}

/** Whether a run of `marker` between two characters can open or close attention; `true` when unsure. */
export function flanks(marker: string, before: CharacterClass, after: CharacterClass): Flanks {
  if (before === 'unknown' || after === 'unknown') {
    return { opens: after !== 'space', closes: before !== 'space' };
  }
  const left =
    after !== 'space' &&
    (after !== 'punctuation' || before === 'space' || before === 'punctuation');
  const right =
    before !== 'space' &&
    (before !== 'punctuation' || after === 'space' || after === 'punctuation');
  if (marker !== '_') return { opens: left, closes: right };
  return {
    opens: left && (!right || before === 'punctuation'),
    closes: right && (!left || after === 'punctuation'),
  };
}
