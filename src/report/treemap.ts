import { type HierarchyRectangularNode, hierarchy, treemap } from 'd3-hierarchy';
import type { TokenPair } from './data.ts';
import { type Section, size } from './sections.ts';
import { formatCount, formatSaving, html, type SafeHtml } from './table.ts';

/** Units of the picture; the style sheet keeps its proportions. */
const [width, height] = [1_000, 500];
/** Height of a section's name. */
const nameHeight = 26;
/** More parts than these are one. */
const maxParts = 40;

/**
 * Tokens by section as areas, with the folders or pages in them. A section is a link to its pages in
 * the table; the script shows those alone.
 */
export function treemapOf(sections: readonly Section[]): SafeHtml {
  const whole: Section = { ...merged('', sections), parts: capped(sections) };
  const root = hierarchy(whole, ({ path, parts }) => (path === '' ? parts : capped(parts)))
    .sum(({ parts, tokens }) => (parts.length === 0 ? Math.max(size(tokens), 1) : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const layout = treemap<Section>()
    .size([width, height])
    .paddingInner(3)
    .paddingTop((node) => (node.depth === 1 ? nameHeight : 0));
  return html`<div class="treemap">${(layout(root).children ?? []).map(sectionTile)}</div>`;
}

function sectionTile(node: HierarchyRectangularNode<Section>): SafeHtml {
  const { path, name, pages, tokens } = node.data;
  const label = `${nameOf(name)}: ${formatCount(pages)} ${pages === 1 ? 'page' : 'pages'}, ${figuresOf(tokens)}`;
  const inner = (node.children ?? []).map((child) => partTile(child, node));
  return html`<a class="tile ${shade(tokens)}" href="#pages" data-folder="${path}" title="${label}" style="${place(node)}"><b>${nameOf(name)}</b> ${formatSaving(tokens)}${inner}</a>\n`;
}

function partTile(
  node: HierarchyRectangularNode<Section>,
  outer: HierarchyRectangularNode<Section>,
): SafeHtml {
  const { name, tokens } = node.data;
  return html`<span class="tile ${shade(tokens)}" aria-hidden="true" title="${name}: ${figuresOf(tokens)}" style="${place(node, outer)}">${name}</span>`;
}

/** Where a tile lies in the one around it. */
function place(
  { x0, y0, x1, y1 }: HierarchyRectangularNode<Section>,
  outer = { x0: 0, y0: 0, x1: width, y1: height },
): string {
  const [w, h] = [outer.x1 - outer.x0, outer.y1 - outer.y0];
  const percent = (value: number, of: number) =>
    `${of === 0 ? 0 : Number(((100 * value) / of).toFixed(2))}%`;
  return [
    `left:${percent(x0 - outer.x0, w)}`,
    `top:${percent(y0 - outer.y0, h)}`,
    `width:${percent(x1 - x0, w)}`,
    `height:${percent(y1 - y0, h)}`,
  ].join(';');
}

function capped(sections: readonly Section[]): readonly Section[] {
  if (sections.length <= maxParts) return sections;
  const rest = sections.slice(maxParts - 1);
  return [...sections.slice(0, maxParts - 1), merged(`${rest.length} more`, rest)];
}

function merged(name: string, sections: readonly Section[]): Section {
  const add = (value: (section: Section) => number) =>
    sections.reduce((total, section) => total + value(section), 0);
  return {
    path: '',
    name,
    pages: add(({ pages }) => pages),
    tokens: {
      before: add(({ tokens }) => tokens.before),
      after: add(({ tokens }) => tokens.after),
    },
    parts: [],
  };
}

/** A section as people read it. */
export const nameOf = (name: string): string => (name === '.' ? 'beside the folders' : name);

const figuresOf = ({ before, after }: TokenPair): string =>
  `${formatCount(before)} tokens before, ${formatCount(after)} after`;

/** Shares of what was saved, from which on a tile is darker. */
const steps = [0.02, 0.1, 0.25, 0.5];

function shade({ before, after }: TokenPair): string {
  if (after > before) return 'grew';
  const saved = before === 0 ? 0 : (before - after) / before;
  return `saved-${steps.filter((step) => saved >= step).length}`;
}
