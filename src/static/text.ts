import type { Node, TemplateLiteral } from 'estree-jsx';
import { boundedText } from './budget.ts';
import { evaluate } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { textOf, Unknown, unknown, type Value } from './value.ts';

/** The text of a template; where a part is not known, what is known of it in a reading with places. */
export function template(node: TemplateLiteral, scope: Scope): Value {
  const { place } = scope.reading;
  let text = '';
  let missing: Value;
  for (const [index, quasi] of node.quasis.entries()) {
    text += quasi.value.cooked ?? quasi.value.raw;
    const expression = node.expressions[index];
    if (expression === undefined) continue;
    const value = evaluate(expression, scope);
    const part = textOf(value);
    if (part === undefined) {
      if (place === undefined) return unknown;
      missing ??= value;
    }
    text = boundedText(text + (part ?? knownPart(value)));
  }
  if (missing === undefined || place === undefined) return text;
  return new Unknown(place(node), missing instanceof Unknown ? missing.why : 'a text', text);
}

/** The same for the sum of a known and an unknown value. */
export function knownSum(node: Node, sides: readonly Value[], { reading }: Scope): Value {
  const { place } = reading;
  if (place === undefined) return unknown;
  return new Unknown(place(node), 'a computed value', boundedText(sides.map(knownPart).join('')));
}

const knownPart = (value: Value): string =>
  value instanceof Unknown ? value.known : (textOf(value) ?? '');
