import type { Root } from 'mdast';
import { toMarkdown } from 'mdast-util-to-markdown';
import { houseOptions } from './render/house.ts';

/**
 * Renders a tree as GitHub-flavoured Markdown in the house style; ends with one line end.
 * What it gives parses back to the same tree, and renders to the same text again.
 */
export function renderBody(tree: Root): string {
  return toMarkdown(tree, houseOptions(tree, { fast: true }));
}

/** The same text by the general way alone, which `renderBody` is held to. */
export function renderReference(tree: Root): string {
  return toMarkdown(tree, houseOptions(tree, { fast: false }));
}
