import type { Nodes } from 'mdast';
import { classify, flanks } from './characters.ts';

/** What the whole block of a text says about characters that only mean something in pairs. */
export interface BlockFacts {
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
  /** Computed when first asked for, once a block. */
  facts(): BlockFacts;
  /** Labels that `[label]` would refer to, normalised; footnotes begin with `^`. */
  labels(): ReadonlySet<string>;
}

export function surroundingsOf(root: Nodes): Surroundings {
  let factsOf: Nodes | undefined;
  let facts: BlockFacts | undefined;
  let labels: ReadonlySet<string> | undefined;
  const surroundings: Surroundings = {
    block: undefined,
    inCell: false,
    inHeading: false,
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

interface Tally {
  opened: Set<string>;
  pairs: Set<string>;
  tickRuns: number;
  closesTags: boolean;
}

const markersOf: Readonly<Record<string, readonly string[]>> = {
  emphasis: ['*', '_'],
  strong: ['*', '_'],
  delete: ['~'],
};

function blockFacts(block: Nodes): BlockFacts {
  const tally: Tally = { opened: new Set(), pairs: new Set(), tickRuns: 0, closesTags: false };
  count(block, tally);
  return { pairs: tally.pairs, closesTags: tally.closesTags, ticks: tally.tickRuns > 1 };
}

function count(node: Nodes, tally: Tally): void {
  for (const marker of markersOf[node.type] ?? []) tally.pairs.add(marker);
  if (node.type === 'text') countRuns(node.value, tally);
  else if (node.type === 'inlineCode') tally.tickRuns += 2;
  else if (node.type !== 'paragraph' && node.type !== 'heading' && !(node.type in markersOf)) {
    tally.closesTags = true;
  }
  if ('value' in node && node.value.includes('>')) tally.closesTags = true;
  if ('children' in node) for (const child of node.children) count(child, tally);
}

const runs = /\*+|_+|~+|`+/g;

function countRuns(value: string, tally: Tally): void {
  for (const { 0: run, index } of value.matchAll(runs)) {
    const marker = run.charAt(0);
    if (marker === '`') {
      tally.tickRuns++;
      continue;
    }
    const end = index + run.length;
    const { opens, closes } = flanks(
      marker,
      index === 0 ? 'unknown' : classify(value.charAt(index - 1)),
      end === value.length ? 'unknown' : classify(value.charAt(end)),
    );
    if (closes && tally.opened.has(marker)) tally.pairs.add(marker);
    if (opens) tally.opened.add(marker);
  }
}

function definedLabels(root: Nodes): ReadonlySet<string> {
  const labels = new Set<string>();
  const visit = (node: Nodes): void => {
    if (node.type === 'definition') labels.add(normalizeLabel(node.label ?? node.identifier));
    else if (node.type === 'footnoteDefinition') {
      labels.add(normalizeLabel(`^${node.label ?? node.identifier}`));
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return labels;
}

export function normalizeLabel(label: string): string {
  return label.replace(/\s+/g, ' ').trim().toLowerCase();
}
