import type { Scope } from '../static/scope.ts';
import { componentIn, Opaque, Unknown, type Value, type ValueMap } from '../static/value.ts';
import { camelCase, pascalCase } from './component.ts';
import type { Reader } from './reader.ts';

/** The name of an element, and what it stands for; of `<component :is="…">` those that it is given. */
export function targetOf(
  written: string,
  props: ValueMap,
  { scope, reader }: { scope: Scope; reader: Reader },
): [tag: string, target: Value] {
  const is = written === 'component' ? props.get('is') : undefined;
  if (is instanceof Opaque && !(is instanceof Unknown)) return ['Dynamic', is];
  const tag = typeof is === 'string' ? is : written;
  const target = valueNamed(tag, scope, reader);
  const prose = target === undefined && reader.host.framework === 'mdc' ? proseElement(tag) : '';
  return [prose || tag, target];
}

/** The element that a component of MDC stands for: https://github.com/nuxt-content/mdc#prose-components */
const proseElement = (tag: string): string =>
  /^Prose(A|Blockquote|Code|Em|H[1-6]|Hr|Img|Li|Ol|P|Strong|T(?:able|body|d|h|head|r)|Ul)(?:Inline)?$/
    .exec(tag)?.[1]
    ?.toLowerCase() ?? '';

/** A name of the script (`Card`), a member of one (`motion.p`), else a component that the site registers. */
function valueNamed(tag: string, scope: Scope, reader: Reader): Value {
  if (/^[a-z][a-z\d]*$/.test(tag)) return undefined;
  const [first = '', ...members] = tag.split('.');
  if (members.length > 0 && scope.has(first))
    return members.reduce(componentIn, scope.value(first));
  for (const name of [tag, pascalCase(tag), camelCase(tag)])
    if (scope.has(name)) return scope.value(name);
  return reader.registered(tag);
}
