import type { JSXAttribute, JSXElement } from 'estree-jsx';
import type { RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { attributeNamed } from '../contract/element.ts';
import { isElement } from '../document/parse/node-kinds.ts';
import { walk } from '../document/walk.ts';
import { Choice, type ValueMap } from '../static/value.ts';

/** What an element does when it is pressed. */
export const pressOf = ({ attributes }: JSXElement['openingElement']): JSXAttribute | undefined =>
  attributes.find(
    (one): one is JSXAttribute =>
      one.type === 'JSXAttribute' && /^on(?:Click|MouseEnter|Press)$/.test(String(one.name.name)),
  );

/** The options of a list of which a reader of the page chooses one. */
export function offerOptions(props: ValueMap, inside: () => RootContent[]): void {
  const choice = props.get('value') ?? props.get('defaultValue');
  if (!(choice instanceof Choice)) return;
  walk({ type: 'root', children: inside() }, (node) => {
    if (node.type === 'root' || !isElement(node) || node.name !== 'option') return;
    const text = plainText(node).trim();
    const given = attributeNamed(node, 'value')?.value;
    const value = typeof given === 'object' && given ? given.value : (given ?? text);
    if (value !== '') choice.offer(value, text);
  });
}
