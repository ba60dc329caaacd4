import { decodeHTMLStrict } from 'entities/decode';
import type { JSXAttribute, JSXElement, JSXSpreadAttribute, Node } from 'estree-jsx';
import { evaluate } from '../static/evaluate.ts';
import { type Scope, sourceOf } from '../static/scope.ts';
import type { Value, ValueMap } from '../static/value.ts';
import { addressIn } from './accessible.ts';
import { isHandler } from './choices.ts';
import { isUnseenAttribute } from './unseen.ts';

/** What an element is given by its attributes; the handlers of a component of the site count, those of others do not. */
export function propsOf(node: JSXElement, scope: Scope, { isOwn }: { isOwn: boolean }): ValueMap {
  const props: ValueMap = new Map();
  for (const attribute of node.openingElement.attributes) {
    if (attribute.type === 'JSXSpreadAttribute') spread(attribute, props, scope);
    else {
      const name = sourceOf(attribute.name, scope.reading);
      if (!isUnseenAttribute(name) || (isOwn && isHandler(name)))
        props.set(name, valueIn(attribute, scope, name));
    }
  }
  return props;
}

/** The value of an attribute. */
export function valueIn({ value }: JSXAttribute, scope: Scope, name = ''): Value {
  if (!value) return true;
  if (value.type === 'Literal')
    return decodeHTMLStrict(sourceOf(value, scope.reading).slice(1, -1));
  const { expression } = value.type === 'JSXExpressionContainer' ? value : { expression: value };
  const given = evaluate(expression as Node, scope);
  return /^(?:href|to)$/.test(name) ? addressIn(expression as Node, given, scope) : given;
}

function spread(attribute: JSXSpreadAttribute, props: ValueMap, scope: Scope): void {
  const value = evaluate(attribute.argument, scope);
  if (value instanceof Map) for (const [key, item] of value) props.set(key, item);
}
