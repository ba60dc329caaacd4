import type { PhrasingContent } from 'mdast';
import { inlineCode, text } from '../nodes.ts';
import { listOf, type Part } from './spec.ts';

export function enumOf(part: Part): unknown[] | undefined {
  const values = part.const === undefined ? listOf(part.enum) : [part.const];
  return values.length > 0 ? values : undefined;
}

export const plain = (value: unknown) =>
  typeof value === 'string' ? value : JSON.stringify(value);

/** A value of one line, as the sites show it; others are no fact in brackets. */
export function exampleOf(part: Part, given: unknown): PhrasingContent[][] {
  const example = given ?? part.example ?? listOf(part.examples)[0];
  const isShort =
    /^(?:string|number|boolean)$/.test(typeof example) && /^.{1,80}$/.test(`${example}`);
  const isSaid = example === part.default || enumOf(part) !== undefined;
  return isShort && !isSaid ? [[text('example: '), inlineCode(plain(example))]] : [];
}

export function limitsOf(part: Part): PhrasingContent[][] {
  const facts: PhrasingContent[][] = [];
  if (part.default !== undefined) facts.push([text('default: '), inlineCode(plain(part.default))]);
  for (const [key, label] of [
    ['minimum', 'at least'],
    ['maximum', 'at most'],
    ['minLength', 'length at least'],
    ['maxLength', 'length at most'],
    ['pattern', 'pattern'],
  ] as const) {
    const value = part[key];
    if (typeof value === 'number' || (typeof value === 'string' && value !== ''))
      facts.push([text(`${label} `), inlineCode(plain(value))]);
  }
  return facts;
}
