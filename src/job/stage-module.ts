import { reservedFields } from '../../transforms/declared.ts';
import {
  isFactory,
  isRemarkPlugin,
  type RemarkPlugin,
  type StageSettings,
  type Transform,
} from '../../transforms/define.ts';
import { ContextorError } from '../errors.ts';
import { remarkTransform } from './remark-transform.ts';
import type { ResolvedTransform } from './setup.ts';

const settingNames = [
  'after',
  'before',
  'merge',
  'timeoutMs',
  'retries',
  'onError',
  'concurrency',
  'output',
  'corpus',
  'cache',
] as const satisfies readonly (keyof StageSettings)[];

const known: readonly string[] = ['name', 'kind', 'run', ...settingNames];
const corpusRules = [
  'sum',
  'union',
  'append',
  'max',
  'min',
  'or',
  'keep-first',
  'overwrite',
  'off',
];

/**
 * Takes what a module exports for a stage, under the settings of its entry in the configuration.
 *
 * @throws ContextorError `TRANSFORM_INVALID`, `TRANSFORM_OPTION`
 */
export function stageOf(exported: unknown, resolved: ResolvedTransform): Transform {
  const transform = asTransform(exported, resolved);
  checkOptions(transform);
  const { name, kind } = transform;
  const settings: Record<string, unknown> = {};
  for (const key of settingNames) {
    const value = resolved[key] ?? transform[key];
    if (value !== undefined) settings[key] = value;
  }
  settings.output = { ...transform.output, ...resolved.output };
  settings.corpus = { fields: { ...transform.corpus?.fields, ...resolved.corpus?.fields } };
  // One that is written as a class instance keeps its methods.
  const run: Transform['run'] = (document, context) => transform.run(document, context);
  const stage: Transform = { name, kind, run, ...settings };
  checkFields(stage);
  return stage;
}

function asTransform(exported: unknown, resolved: ResolvedTransform): Transform {
  if (isTransform(exported)) return exported;
  if (typeof exported !== 'function') throw invalid(resolved);
  if (isRemarkPlugin(exported) || resolved.remark) {
    return remarkTransform(exported as RemarkPlugin, resolved);
  }
  if (isFactory(exported)) {
    const made: unknown = call(() => exported(resolved.options as never), resolved);
    if (isTransform(made)) return made;
    throw invalid(resolved);
  }
  return unmarked(exported as RemarkPlugin, resolved);
}

/** A function that says of itself neither what it is: what it gives tells, or it is refused. */
function unmarked(exported: RemarkPlugin, resolved: ResolvedTransform): Transform {
  const made: unknown = call(() => exported.call({ data: () => ({}) }, resolved.options), resolved);
  if (isTransform(made)) return made;
  if (typeof made === 'function') return remarkTransform(exported, resolved);
  throw invalid(resolved);
}

function call(make: () => unknown, resolved: ResolvedTransform): unknown {
  try {
    return make();
  } catch (cause) {
    throw invalid(resolved, cause);
  }
}

function isTransform(value: unknown): value is Transform {
  if (typeof value !== 'object' || value === null) return false;
  const { name, kind, run } = value as Partial<Transform>;
  return (
    typeof name === 'string' &&
    typeof run === 'function' &&
    (kind === 'transform' || kind === 'enrich')
  );
}

function checkOptions(transform: Transform): void {
  const { name } = transform;
  if (Object.getPrototypeOf(transform) === Object.prototype) {
    refuseUnknown(name, Object.keys(transform), known);
  }
  const { output = {}, corpus = {}, cache } = transform;
  refuseUnknown(`${name}: output`, Object.keys(output), ['frontMatter', 'index']);
  refuseUnknown(`${name}: corpus`, Object.keys(corpus), ['fields']);
  if (cache === undefined || cache === false) return;
  if (typeof cache !== 'object' || cache === null) {
    throw badOption(`${name}: cache is ${String(cache)}`, 'Give false, or { files, env, key }.');
  }
  refuseUnknown(`${name}: cache`, Object.keys(cache), ['files', 'env', 'key']);
}

function refuseUnknown(where: string, given: readonly string[], names: readonly string[]): void {
  const unknown = given.find((key) => !names.includes(key));
  if (unknown === undefined) return;
  throw badOption(
    `The transform '${where}' has an unknown option '${unknown}'`,
    `The options are ${names.join(', ')}.`,
  );
}

/** Names that contextor uses itself, and rules that there are not. */
function checkFields({ name, output = {}, corpus = {} }: Transform): void {
  const { frontMatter = [], index = [] } = output;
  const folded = Object.entries(corpus.fields ?? {});
  const names = [...frontMatter, ...index, ...folded.map(([path]) => path.split('.')[0]!)];
  for (const field of names) {
    if (typeof field !== 'string' || field === '') {
      throw badOption(
        `The transform '${name}' declares ${JSON.stringify(field)}, which is no field`,
        "List names of fields: output: { frontMatter: ['owner'] }.",
      );
    }
    if (!reservedFields.has(field)) continue;
    throw badOption(
      `The transform '${name}' declares the field '${field}', which is contextor's own`,
      `Choose another name; reserved are ${[...reservedFields].join(', ')}.`,
    );
  }
  const odd = folded.find(([, rule]) => !corpusRules.includes(rule));
  if (odd === undefined) return;
  throw badOption(
    `The transform '${name}' folds '${odd[0]}' by '${String(odd[1])}', which is no rule`,
    `The rules are ${corpusRules.join(', ')}.`,
  );
}

function badOption(message: string, remedy: string): ContextorError {
  return new ContextorError(`${message}.`, { code: 'TRANSFORM_OPTION', remedy });
}

function invalid({ name }: ResolvedTransform, cause?: unknown): ContextorError {
  const why = cause === undefined ? '' : `: ${(cause as Error)?.message ?? String(cause)}`;
  return new ContextorError(`'${name}' exports no transform and no remark plugin${why}.`, {
    code: 'TRANSFORM_INVALID',
    remedy:
      'Export `defineTransform({ name, kind, run })`, `defineTransform((options) => ...)` or `remarkPlugin(plugin)` as default. A plugin that extends the parser cannot be a stage.',
    cause,
  });
}
