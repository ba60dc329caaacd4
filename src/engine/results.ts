import { ContextorError } from '../errors.ts';
import { adoptFields, describe, isPlainObject, noFields } from './adopt.ts';
import type { JsonObject } from './json.ts';

const brand = Symbol.for('contextor.stage-result');

/** A stage has done its work; `fields` is its contribution. */
export interface Ok<Data extends object> {
  readonly [brand]: true;
  readonly status: 'ok';
  readonly fields: Data;
  /** False: the result must not be stored for later. */
  readonly keep: boolean;
}

/** A stage had nothing to do; its dependents run and see it as absent. */
export interface Skip {
  readonly [brand]: true;
  readonly status: 'skipped';
  readonly reason: string;
  /** False: the result must not be stored for later. */
  readonly keep: boolean;
}

interface ResultOptions {
  /** False if the result must not be stored for later, such as when a service did not answer. Default true. */
  readonly keep?: boolean | undefined;
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
export function ok<Data extends object>(
  fields: Data = {} as Data,
  { keep = true }: ResultOptions = {},
): Ok<Data> {
  return { [brand]: true, status: 'ok', fields, keep };
}

/**
 * The result of a stage that had nothing to do. Dependents run; for them it is absent.
 * @example return skip('the profile is lossless');
 * @example return skip('the service is away', { keep: false });
 */
export function skip(reason = '', { keep = true }: ResultOptions = {}): Skip {
  return { [brand]: true, status: 'skipped', reason, keep };
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
type ReadResult = { readonly status: 'ok'; readonly fields: JsonObject } | Skip | Fail;

/**
 * Reads what the runner of a stage returned: a result, a plain object (ok), or nothing (ok without
 * fields).
 *
 * @throws ContextorError `STAGE_RESULT`, `CONTRIBUTION_UNSAFE_KEY`, `CONTRIBUTION_INVALID`
 */
export function readResult(returned: unknown, stage: string): ReadResult {
  if (returned === undefined || returned === null) return { status: 'ok', fields: noFields };
  if (isStageResult(returned)) {
    return returned.status === 'ok' ? contribution(returned.fields, stage) : returned;
  }
  if (isPlainObject(returned)) return contribution(returned, stage);
  throw new ContextorError(
    `Stage '${stage}' returned ${describe(returned)}, which is not a result`,
    {
      code: 'STAGE_RESULT',
      remedy: 'Return ok(fields), skip(reason), fail(error), a plain object, or nothing.',
    },
  );
}

function contribution(fields: object, stage: string): ReadResult {
  return { status: 'ok', fields: adoptFields(fields, `stage '${stage}'`) };
}

/** Whatever was thrown, as an error. */
export function toError(thrown: unknown): Error {
  try {
    if (thrown instanceof Error) return thrown;
    const message = typeof thrown === 'string' ? thrown : `thrown: ${String(thrown)}`;
    return new ContextorError(message, { code: 'STAGE_FAILED', cause: thrown });
  } catch {
    // It has no text, or does not let itself be looked at.
    return new ContextorError('thrown: a value without a message', {
      code: 'STAGE_FAILED',
      cause: thrown,
    });
  }
}

const isStageResult = (value: unknown): value is StageResult =>
  typeof value === 'object' && value !== null && brand in value;
