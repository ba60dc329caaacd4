import type { Paragraph, PhrasingContent, RootContent, Text } from 'mdast';
import { text } from '../nodes.ts';
import { configOf } from './names.ts';
import type { Walk } from './walk.ts';

/** `{{ name }}` and other expressions of Jinja; one that holds code goes on after it. */
const expression = /(\{\{[^{}]*(?:\}\}|$))/;
const named = /^\{\{\s*([\w.-]+)\s*\}\}$/;

/** The text with the values of `{{ name }}` in it; undefined where it has none that are known. */
export function substituted(node: Text, walk: Walk): RootContent[] | undefined {
  if (!node.value.includes('{{')) return undefined;
  let isChanged = false;
  const parts = node.value.split(expression).map((part): PhrasingContent[] => {
    const value = expression.test(part) ? meaningOf(part, walk, node) : undefined;
    if (value === undefined) return part === '' ? [] : [text(part)];
    isChanged = true;
    return within(part, walk, () => walk.elements.inline(value));
  });
  return isChanged ? parts.flat() : undefined;
}

/** The blocks that a `{{ name }}` stands for that is all that a paragraph says. */
export function substitutedBlocks(
  { children: [only, more] }: Paragraph,
  walk: Walk,
): RootContent[] | undefined {
  if (more || only?.type !== 'text' || !named.test(only.value)) return undefined;
  if (!walk.conventions.has('project-names')) return undefined;
  const value = meaningOf(only.value, walk);
  if (!value?.includes('\n')) return undefined;
  return within(only.value, walk, () => walk.flow(walk.place.parse(value).children));
}

/** The value of an expression. One that is not known is reported, if `at` says where it stands. */
function meaningOf(part: string, walk: Walk, at?: Text): string | undefined {
  const { substitutions, hasSubstitutions } = configOf(walk);
  const { open, budget } = walk.place;
  const value = substitutions.get(named.exec(part)?.[1] ?? '');
  if (value !== undefined && !open.has(keyOf(part))) {
    if (budget.take('included characters', value.length)) return value;
  } else if (hasSubstitutions && at) {
    const reason = `\`${part}\` stands for a value that is not known; it was kept as written`;
    walk.place.report({ severity: 'warning', rule: 'preprocessor-text', about: part, reason, at });
  }
  return undefined;
}

/** A value may name others, and itself. */
function within<T extends RootContent>(part: string, { place }: Walk, render: () => T[]): T[] {
  const key = keyOf(part);
  place.open.add(key);
  const nodes = render();
  place.open.delete(key);
  return nodes;
}

const keyOf = (part: string): string => part.replace(/\s/g, '');
