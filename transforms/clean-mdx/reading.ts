import type { ElementNode } from '../../src/contract/element.ts';
import type { Entry } from '../renderings/rendering.ts';
import { isContent } from './attributes.ts';
import type { Lost } from './place.ts';

/** Names of components: `Tabs`, `Tabs.Tab`, `my-tabs`; others are HTML elements. */
export const isComponentName = (name: string | null): name is string =>
  name !== null && /^[\p{Lu}$_]|^[a-z].*[-.]/u.test(name);

/** Whether a table's row reads every attribute that says something. */
export function readsAll({ attributes }: ElementNode, { spec }: Entry): boolean {
  const read = new Set(Object.values(spec).flat());
  const template = typeof spec.text === 'string' ? spec.text : '';
  return attributes.every(
    (attribute) =>
      attribute.type !== 'mdxJsxAttribute' ||
      !isContent(attribute) ||
      read.has(attribute.name) ||
      template.includes(`{${attribute.name}}`),
  );
}

/** Notes that a component of the site shows something that is not static. */
export function lose(lost: Lost, name: string, sources: readonly string[]): void {
  const entry = lost.get(name) ?? { uses: 0, sources: new Set() };
  entry.uses += 1;
  for (const source of sources) entry.sources.add(source);
  lost.set(name, entry);
}
