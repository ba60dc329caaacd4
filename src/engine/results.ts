import { ContextorError } from '../errors.ts';
import { adoptFields, describe, isPlainObject, noFields } from './adopt.ts';
import type { JsonObject } from './json.ts';

const brand = Symbol.for('contextor.stage-result');

/** A stage has done its work; `fields` is its contribution. */
export interface Ok<Data extends object> {
  readonly [brand]: true;
  readonly status: 'ok';
  readonly fields: Data;
}

/** A stage had nothing to do; its dependents run and see it as absent. */
export interface Skip {
  readonly [brand]: true;
  readonly status: 'skipped';
  readonly reason: string;
}

/** A stage could not do its work. */
export interface Fail {
  readonly [brand]: true;
  readonly status: 'failed';
  readonly error: Error;
}

export type StageResult<Data extends object = object> = Ok<Data> | Skip | Fail;

/**
 * The result of a stage that did its work.
 * @param fields JSON data: what `upstream()` gives to dependents, and the stage's vote in merges
 * @example return ok({ title: 'Guide' });
 */
export function ok<Data extends object>(fields: Data = {} as Data): Ok<Data> {
  return { [brand]: true, status: 'ok', fields };
}

/**
 * The result of a stage that had nothing to do. Dependents run; for them it is absent.
 * @example return skip('the profile is lossless');
 */
export function skip(reason = ''): Skip {
  return { [brand]: true, status: 'skipped', reason };
}

/**
 * The result of a stage that failed; the same as to throw the error.
 * @param error an error, or its message
 * @example return fail('no heading');
 */
export function fail(error: unknown): Fail {
  return { [brand]: true, status: 'failed', error: toError(error) };
}

/** What a runner returned, as a result whose fields nobody changes. */
export type ReadResult = { readonly status: 'ok'; readonly fields: JsonObject } | Skip | Fail;

/** What of a stage says how its results are read. */
interface Reading {
  readonly name: string;
  /** Its contributions are taken as they are. */
  readonly trusted: boolean;
}

const nothing: ReadResult = { status: 'ok', fields: noFields };

/**
 * Reads what the runner of a stage returned: a result, a plain object (ok), or nothing (ok without
 * fields).
 *
 * @throws ContextorError `STAGE_RESULT`, `CONTRIBUTION_UNSAFE_KEY`, `CONTRIBUTION_INVALID`
 */
export function readResult(returned: unknown, stage: Reading): ReadResult {
  if (returned === undefined || returned === null) return nothing;
  if (isStageResult(returned)) {
    return returned.status === 'ok' ? contribution(returned.fields, stage) : returned;
  }
  if (isPlainObject(returned)) return contribution(returned, stage);
  throw new ContextorError(
    `Stage '${stage.name}' returned ${describe(returned)}, which is no result`,
    {
      code: 'STAGE_RESULT',
      remedy: 'return ok(fields), skip(reason), fail(error), a plain object, or nothing',
    },
  );
}

function contribution(fields: object, { name, trusted }: Reading): ReadResult {
  if (!trusted) return { status: 'ok', fields: adoptFields(fields, `stage '${name}'`) };
  for (const _key in fields) return { status: 'ok', fields: fields as JsonObject };
  return nothing;
}

export function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const message = typeof thrown === 'string' ? thrown : `thrown: ${String(thrown)}`;
  return new ContextorError(message, { code: 'STAGE_FAILED', cause: thrown });
}

function isStageResult(value: unknown): value is StageResult {
  return typeof value === 'object' && value !== null && brand in value;
}
