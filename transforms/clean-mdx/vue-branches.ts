import type { RootContent } from 'mdast';
import { attributeNamed } from '../../src/contract/element.ts';
import { isElement } from '../nodes.ts';
import type { Place } from './place.ts';

/** Nodes without the elements of which the page's scripts or its front matter say that Vue does not show them. */
export function withoutHidden(nodes: RootContent[], place: Place): RootContent[] {
  if (!nodes.some((node) => conditionOf(node))) return nodes;
  /** Whether a branch of the last `v-if` is shown; undefined where that is not known. */
  let isDone: boolean | undefined;
  return nodes.filter((node) => {
    const condition = conditionOf(node);
    if (condition === undefined) return true;
    const { name, value } = condition;
    if (name === 'v-if') isDone = false;
    if (isDone) return false;
    const test = typeof value === 'string' ? place.own.isTrue(value, place) : name === 'v-else';
    if (test !== false) isDone = test;
    return test !== false;
  });
}

const conditions = /^v-(?:if|else-if|else)$/;

const conditionOf = (node: RootContent) =>
  isElement(node) ? attributeNamed(node, conditions) : undefined;
