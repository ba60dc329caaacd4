import { Callable, isScalar, unknown, type Value, type ValueMap } from '../static/value.ts';
import { Partial } from './content.ts';
import { elementOf, nodesOf } from './emit.ts';
import type { Reader } from './reader.ts';

/** `React.createElement(type, props, ...children)`: https://react.dev/reference/react/createElement */
export function createElement(reader: Reader): Callable {
  return new Callable(([type, given, ...children]) => {
    const props: ValueMap = new Map(given instanceof Map ? given : []);
    if (type instanceof Partial) return reader.content([reader.partial(type, props)]);
    const { emitter } = reader;
    const nodes = children.flatMap((child) => nodesOf(child, () => 'children', emitter));
    if (type instanceof Callable) {
      const slots = new Map<string, Value>(
        nodes.length > 0 ? [['default', reader.children(nodes)]] : [],
      );
      return reader.render(type, props, slots);
    }
    return isScalar(type)
      ? reader.content([elementOf(String(type), props, nodes, emitter)])
      : unknown;
  });
}

/** The text of a template without the indentation of its lines, as `dedent` and its kin give it. */
export function dedented(given: readonly Value[]): Value {
  const [first, ...values] = given;
  const texts: readonly Value[] = Array.isArray(first) ? first : [first];
  let text = '';
  for (const [index, part] of texts.entries()) {
    const value = index < texts.length - 1 ? values[index] : '';
    if (!isScalar(part) || !isScalar(value)) return unknown;
    text += `${part}${value}`;
  }
  const lines = text.replace(/^[ \t]*\n|\n[ \t]*$/g, '').split('\n');
  const indents = lines
    .filter((line) => /\S/.test(line))
    .map((line) => /^[ \t]*/.exec(line)![0].length);
  const indent = Math.min(...indents);
  return Number.isFinite(indent) ? lines.map((line) => line.slice(indent)).join('\n') : '';
}
