import { equalJson, isJsonObject, type Json, type JsonObject, own } from './json.ts';
import { hasChildren } from './merge/rules-tree.ts';
import type { CompiledMerge } from './merge/spec.ts';

/**
 * The fields of a run, as long as no two values of one field can be at odds, wherever they meet: then
 * nothing has to be merged before somebody looks. Graphs in which thousands of joins have thousands of
 * stages above them would take n² otherwise.
 */
export class QuietFields {
  readonly #spec: CompiledMerge;
  readonly #base: JsonObject;
  readonly #values = new Map<string, Json>();

  private constructor(spec: CompiledMerge, base: JsonObject) {
    this.#spec = spec;
    this.#base = base;
  }

  /** @param specs of all joins; undefined where what they make of values is not known without merging */
  static under(specs: Iterable<CompiledMerge>, base: JsonObject): QuietFields | undefined {
    const [spec, ...others] = new Set(specs);
    if (spec === undefined || others.length > 0) return undefined;
    const { plain, strategy, mapping, rules } = spec;
    const isEnhanced = strategy === 'enhanced' && mapping === undefined && !hasChildren(rules);
    return plain || isEnhanced ? new QuietFields(spec, base) : undefined;
  }

  /** Takes what a stage contributed; false where that may be at odds with what others did. */
  takes(fields: JsonObject): boolean {
    return Object.keys(fields).every((key) => this.#take(key, fields[key]!));
  }

  #take(key: string, value: Json): boolean {
    const below = this.#spec.plain ? undefined : own(this.#base, key);
    const known = this.#values.has(key) ? this.#values.get(key) : below;
    this.#values.set(key, value);
    if (this.#spec.plain) return known === undefined || equalJson(known, value);
    const way = this.#wayOf(key, value);
    if (way === 'summed' && Math.abs(value as number) > largest) return false;
    if (known === undefined) return true;
    if (way !== this.#wayOf(key, known)) return false;
    return way !== 'chosen' || (!isJsonObject(value) && equalJson(known, value));
  }

  /** What `enhanced` does with values such as this one. */
  #wayOf(key: string, value: Json): 'united' | 'summed' | 'chosen' {
    const { accumulateCounters, counterFields, deduplicateLists } = this.#spec.config;
    if (deduplicateLists && Array.isArray(value)) return 'united';
    const isCounter = accumulateCounters && counterFields.has(key);
    return isCounter && typeof value === 'number' ? 'summed' : 'chosen';
  }
}

/** So many numbers as a run may have add up to a finite one. */
const largest = 1e290;
