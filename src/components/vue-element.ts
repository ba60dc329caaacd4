import { Callable, fn, isScalar, Unknown, type Value, type ValueMap } from '../static/value.ts';
import { createElement } from './libraries.ts';
import type { Reader } from './reader.ts';

/** Vue's `h(type, data, children)`: https://vuejs.org/api/render-function.html#h, in version 2 with `attrs` and `props` in the data. */
export function elementMaker(reader: Reader): Callable {
  const create = createElement(reader);
  return fn((type, data, ...more) => {
    const isData = data instanceof Map;
    const children = isData || data === undefined || data === null ? more : [data, ...more];
    const props = isData ? propsOf(data) : new Map<string, Value>();
    const html = props.get('innerHTML');
    const text = props.get('textContent');
    for (const name of ['innerHTML', 'textContent']) props.delete(name);
    const parsed = isScalar(html) ? reader.content(reader.parse(String(html))) : html;
    return create.call([type, props, ...children.map(shownBy), parsed ?? text], undefined);
  });
}

function propsOf(data: ValueMap): ValueMap {
  const props: ValueMap = new Map();
  for (const [name, value] of data) {
    if (/^(?:attrs|props|domProps)$/.test(name) && value instanceof Map) {
      for (const [inner, one] of value) props.set(inner, one);
    } else if (!/^(?:on|nativeOn|style|directives|scopedSlots)$/.test(name)) {
      props.set(name, name === 'class' ? classOf(value) : value);
    }
  }
  return props;
}

/** Slots as functions, one or several by name. */
function shownBy(child: Value): Value {
  if (child instanceof Callable) return child.call([], undefined);
  return child instanceof Map ? [...child.values()].map(shownBy) : child;
}

function classOf(value: Value): Value {
  if (!Array.isArray(value)) return value instanceof Map || value instanceof Unknown ? '' : value;
  return value.filter((one) => typeof one === 'string').join(' ');
}
