import type { Data, Nodes } from 'mdast';
import { attributeNamed, type ElementNode } from '../../src/contract/element.ts';
import { parseExpression } from '../../src/document/expression.ts';
import { walk } from '../../src/document/walk.ts';
import { isScalar } from '../static-value.ts';
import { parameters } from './own-slots.ts';
import type { Place } from './place.ts';
import { expressionValue } from './values.ts';

/** Vue's `{{ 'literal' }}` reads as the literal; other interpolations stay as they are written. */
export const interpolated = (value: string): string =>
  value.replace(/\{\{\s*(['"`])((?:(?!\1).)*)\1\s*\}\}/g, '$2');

/**
 * `{{ name }}` and the like with what the scripts of the page give: VitePress does so in code, too,
 * but for names of its own. What they give only when they run stays as it is written, and is noted
 * `at` its place, which Markdown's code has none of.
 */
export function withNames(value: string, place: Place, at?: Nodes): string {
  return value.replace(/\{\{(\s*[^{}\s][^{}]*)\}\}/g, (whole, source: string) => {
    const isGlobal = source.trimStart().startsWith('$');
    const expression = parseExpression(source);
    if (expression === undefined || expression.type === 'Literal') return whole;
    if (at === undefined && isGlobal) return whole;
    const known = expressionValue(source, place);
    if (isScalar(known)) return String(known);
    if (at && (isGlobal || at.data?.scoped || isOfPage(source, place)))
      place.loseExpression(`{${source}}`, at, 'it stays as it is written');
    return whole;
  });
}

/** Marks what Vue leaves as it is written, in `v-pre` as an attribute or a container, and what a slot fills in. */
export function markForVue(element: ElementNode): void {
  if (element.name === 'v-pre' || attributeNamed(element, 'v-pre'))
    mark(element, { verbatim: true });
  if (parameters(element)) mark(element, { scoped: true });
}

const mark = (element: ElementNode, data: Data) =>
  walk(element, (node) => Object.assign(node, { data: { ...node.data, ...data } }));

/** Whether the scripts of the page work out what an expression names, or it makes a value anew. What is in a `ref` is what the reader of a demo changes. */
function isOfPage(source: string, { scope }: Place): boolean {
  const [name = ''] = /[\w$]+/.exec(source) ?? [];
  const isMade = new RegExp(
    `(?<![\\w$.])${name.replaceAll('$', '\\$')}\\s*=\\s*(?!(?:shallowRef|ref|reactive)\\b)[\\w.]+\\(`,
  );
  return (
    name === 'new' ||
    scope.imported(name) !== undefined ||
    scope.esm.some((text) => isMade.test(text))
  );
}
