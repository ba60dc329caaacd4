import { isRecord } from '../../is-record.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Provenance } from './types.ts';

/** Who made a value: these stages the whole of it, or others key by key. */
export interface Origin {
  readonly stages: readonly string[];
  readonly keys?: ReadonlyMap<string, Origin>;
}

/** Every stage that made a part of a value. */
export function makersOf({ stages, keys }: Origin): readonly string[] {
  if (keys === undefined) return stages;
  const makers = new Set(stages);
  for (const inner of keys.values()) for (const stage of makersOf(inner)) makers.add(stage);
  return [...makers];
}

/** Spreads origins over every path of a context; the origins of an object are those of its parts. */
export function provenanceOf(
  context: JsonObject,
  origins: ReadonlyMap<string, Origin>,
): Provenance {
  const provenance: Record<string, readonly string[]> = {};
  for (const key of Object.keys(context)) {
    spread(provenance, { path: key, value: context[key]!, origin: origins.get(key) });
  }
  return Object.freeze(provenance);
}

interface Part {
  readonly path: string;
  readonly value: Json;
  readonly origin: Origin | undefined;
}

function spread(provenance: Record<string, readonly string[]>, part: Part): readonly string[] {
  const { path, value, origin } = part;
  const stages = new Set(origin?.stages);
  provenance[path] = [];
  if (isRecord(value)) {
    for (const key of Object.keys(value)) {
      const inner = origin?.keys === undefined ? origin : origin.keys.get(key);
      const made = spread(provenance, {
        path: `${path}.${key}`,
        value: value[key]!,
        origin: inner,
      });
      for (const stage of made) stages.add(stage);
    }
  }
  const result = Object.freeze([...stages]);
  provenance[path] = result;
  return result;
}
