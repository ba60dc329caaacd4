import { ContextorError } from '../../errors.ts';
import { describe, isPlainObject } from '../adopt.ts';
import { type Json, type JsonObject, own } from '../json.ts';
import type { MappedField, MergeSpec } from './types.ts';

/** A field mapping, resolved. */
export interface Mapping {
  /** For each listed stage: the fields that it merges, with their new names. */
  readonly byStage: ReadonlyMap<string, readonly (readonly [from: string, to: string])[]>;
  /** For each mapped field: the stage that owns it. */
  readonly owners: ReadonlyMap<string, string>;
}

interface MappingPlace {
  readonly where: string;
  readonly stages: readonly string[] | undefined;
}

export function compileMapping(
  fieldMapping: MergeSpec['fieldMapping'],
  place: MappingPlace,
): Mapping | undefined {
  if (fieldMapping === undefined) return undefined;
  if (!isPlainObject(fieldMapping)) {
    throw badMapping(place, `fieldMapping is ${describe(fieldMapping)}`);
  }
  const byStage = new Map<string, readonly (readonly [string, string])[]>();
  const owners = new Map<string, string>();
  for (const [stage, fields] of Object.entries(fieldMapping)) {
    checkStage(stage, place);
    if (!Array.isArray(fields)) throw badMapping(place, `the fields of '${stage}' are not a list`);
    const pairs = fields.map((field: MappedField) => pairOf(field, place));
    for (const [, to] of pairs) claim(owners, { field: to, stage, place });
    byStage.set(stage, pairs);
  }
  return { byStage, owners };
}

/** The fields of one contribution that a mapping lets through, under their new names. */
export function mapFields(
  mapping: Mapping | undefined,
  stage: string,
  fields: JsonObject,
): JsonObject {
  const pairs = mapping?.byStage.get(stage);
  if (pairs === undefined) return fields;
  const result: { [key: string]: Json } = {};
  for (const [from, to] of pairs) {
    const value = own(fields, from);
    if (value !== undefined) result[to] = value;
  }
  return result;
}

function pairOf(field: MappedField, place: MappingPlace): readonly [string, string] {
  const [from, to] = isPlainObject(field) ? [field.from, field.to] : [field, field];
  for (const name of [from, to]) {
    if (typeof name !== 'string' || name === '' || name.startsWith('_')) {
      throw badMapping(place, `${JSON.stringify(field) ?? describe(field)} is not a field`);
    }
  }
  return [from as string, to as string];
}

function claim(
  owners: Map<string, string>,
  { field, stage, place }: { field: string; stage: string; place: MappingPlace },
): void {
  const owner = owners.get(field);
  if (owner !== undefined) {
    throw new ContextorError(
      `${place.where}: fieldMapping gives the field '${field}' to two owners, '${owner}' and '${stage}'`,
      {
        code: 'MERGE_TWO_OWNERS',
        remedy: `Name one owner for '${field}', or rename one of the two.`,
      },
    );
  }
  owners.set(field, stage);
}

function checkStage(stage: string, { where, stages }: MappingPlace): void {
  if (stages === undefined || stages.includes(stage)) return;
  throw new ContextorError(`${where}: fieldMapping names an unknown stage '${stage}'`, {
    code: 'MERGE_UNKNOWN_STAGE',
    remedy: `The stages are ${stages.join(', ')}.`,
  });
}

function badMapping({ where }: MappingPlace, problem: string): ContextorError {
  return new ContextorError(`${where}: ${problem}`, {
    code: 'MERGE_BAD_SPEC',
    remedy: "List the top-level fields of each stage: { stage: ['field', { from: 'a', to: 'b' }] }",
  });
}
