import { fn, Opaque, type Value } from '../static/value.ts';
import type { Reader } from './reader.ts';
import type { States } from './states.ts';
import { Ref } from './vue-ref.ts';

/** What stands behind the address of a page, which may be nothing. */
class Query extends Opaque {
  readonly #states: States;

  constructor(states: States) {
    super();
    this.#states = states;
  }

  override member(): Value {
    return this.#states.begun(undefined);
  }
}

const sameRef =
  /^(?:use(?:Debounce|Throttle)|ref(?:Debounced|Throttled)|(?:debounced|throttled)Ref)$/;
const kept = /^use(?:(?:Local|Session)?Storage|RouteQuery)$/;

/** What functions of VueUse give before anybody uses the page: https://vueuse.org/functions.html */
export function vueUseExport(name: string, { states }: Reader): Value {
  if (kept.test(name)) return fn((_key, value) => new Ref(() => states.begun(value)));
  if (sameRef.test(name)) return fn((ref) => ref);
  if (name === 'useMounted') return fn(() => new Ref(() => true));
  return name === 'useUrlSearchParams' ? fn(() => new Query(states)) : undefined;
}
