import { Budget } from './budget.ts';
import { globals, jsonOf } from './globals.ts';
import { Module } from './module.ts';
import { languageOf, parseScript } from './parse-script.ts';
import { Scope } from './scope.ts';
import { Callable, unknown, type Value } from './value.ts';

/** A module that knows no other one. */
class DataModule extends Module {
  protected override imported(): Value {
    return unknown;
  }
}

/** The data that a module exports, or that its function gives; of an object, the parts that are known. */
export function dataOfModule(text: string, path: string): unknown {
  const budget = new Budget();
  const scope = new Scope({ budget, source: text, load: () => unknown });
  for (const [name, value] of globals) scope.define(name, value);
  return budget.within(() => {
    const exported = new DataModule(parseScript(text, languageOf(path)), scope).exported('default');
    const value = exported instanceof Callable ? exported.call([], undefined) : exported;
    if (!(value instanceof Map)) return parsed(value);
    const known = [...value].map(([key, part]) => [key, parsed(part)] as const);
    return Object.fromEntries(known.filter(([, part]) => part !== undefined));
  }, undefined);
}

function parsed(value: Value): unknown {
  const json = jsonOf(value);
  return json === undefined ? undefined : JSON.parse(json);
}
