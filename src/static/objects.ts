import type { ObjectExpression, SpreadElement } from 'estree-jsx';
import { evaluate, keyOf } from './evaluate.ts';
import { copyInto, originAt } from './origin.ts';
import { mostParts, Registry } from './registry.ts';
import type { Scope } from './scope.ts';
import { Callable, textOf, unknown, type Value, type ValueMap } from './value.ts';

/** What an object literal is. */
export function objectOf(node: ObjectExpression, scope: Scope): Value {
  const registry = registryOf(node, scope);
  if (registry) return registry;
  const map: ValueMap = new Map();
  const origin = originAt(node, map, scope);
  for (const property of node.properties) {
    if (property.type !== 'Property') {
      if (!copyInto(map, evaluate((property as SpreadElement).argument, scope))) return unknown;
      continue;
    }
    const key = property.computed ? textOf(evaluate(property.key, scope)) : keyOf(property.key);
    if (key === undefined && origin === undefined) return unknown;
    if (key === undefined || key === '__proto__' || property.kind === 'set') continue;
    const value = evaluate(property.value, scope);
    const isGetter = property.kind === 'get' && value instanceof Callable;
    map.set(key, isGetter ? value.call([], map) : value);
    if (scope.reading.place) origin?.members.set(key, scope.reading.place(property));
  }
  return map;
}

/** An object that has many parts, where these are shown: reading all would take more than a page may spend. */
function registryOf({ properties }: ObjectExpression, scope: Scope): Registry | undefined {
  const { shown } = scope.reading;
  if (shown === undefined || properties.length <= mostParts) return undefined;
  const parts = new Map<string, () => Value>();
  for (const property of properties) {
    const isPlain = property.type === 'Property' && property.kind === 'init' && !property.computed;
    const key = isPlain ? keyOf(property.key) : undefined;
    if (!isPlain || key === undefined || key === '__proto__') return undefined;
    parts.set(key, () => shown.shared(() => evaluate(property.value, scope)));
  }
  return new Registry(parts);
}
