import * as z from 'zod';
import {
  type AnyStage,
  corpusRules,
  type StageInputs,
  type stageSettings,
} from '../../transforms/define.ts';
import type { MergeOption } from '../engine/index.ts';
import { count } from './formats.ts';

const names = z.array(z.string());

const retries = z.strictObject({
  times: z.int().min(0),
  delayMs: z.number().min(0).optional(),
  factor: z.number().min(1).optional(),
  jitter: z.number().min(0).max(1).optional(),
  seed: z.number().optional(),
});

/** What an entry of `transforms` says of its stage; the same names as in the module. */
const settings = {
  options: z.unknown().optional(),
  remark: z.boolean().optional(),
  after: names.optional(),
  before: names.optional(),
  merge: z.custom<MergeOption>().optional(),
  timeoutMs: z.number().min(1).optional(),
  retries: z.union([z.int().min(0), retries]).optional(),
  onError: z.enum(['fail', 'skip']).optional(),
  concurrency: count.optional(),
  output: z.strictObject({ frontMatter: names.optional(), index: names.optional() }).optional(),
  corpus: z
    .strictObject({ fields: z.record(z.string(), z.enum([...corpusRules, 'off'])).optional() })
    .optional(),
  cache: z
    .union([
      z.literal(false),
      z.strictObject({
        files: names.optional(),
        env: names.optional(),
        key: z.custom<NonNullable<StageInputs['key']>>(isFunction).optional(),
      }),
    ])
    .optional(),
} satisfies Record<(typeof stageSettings)[number] | 'options' | 'remark', z.ZodType>;

const entry = z.strictObject({ module: z.union([z.string(), z.instanceof(URL)]), ...settings });

/** A transform that is written in the configuration, a plugin or a factory that is marked as one. */
const inline = z.custom<AnyStage | ((options: never) => unknown)>(isInline);

/** One entry of `transforms`. */
export const stageEntry = z.union([z.string(), entry, z.instanceof(URL), inline]);

function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

function isInline(value: unknown): boolean {
  if (typeof value === 'function') return true;
  return typeof value === 'object' && value !== null && 'run' in value;
}
