import { unified } from 'unified';
import { VFile } from 'vfile';
import { reservedFields } from '../../transforms/declared.ts';
import {
  type AnyStage,
  corpusRules,
  corpusStageSettings,
  defineTransform,
  isFactory,
  isRemarkPlugin,
  type RemarkPlugin,
  stageSettings,
  type Transform,
} from '../../transforms/define.ts';
import type { Document } from '../document/document.ts';
import { describe, isPlainObject } from '../engine/adopt.ts';
import { ContextorError } from '../errors.ts';
import type { ResolvedTransform } from './setup.ts';

/**
 * Takes what a module exports for a stage, under the settings of its entry in the configuration.
 *
 * @throws ContextorError `TRANSFORM_INVALID`, `TRANSFORM_OPTION`
 */
export function stageOf(exported: unknown, resolved: ResolvedTransform): AnyStage {
  const stage = asStage(exported, resolved);
  checkOptions(stage);
  const { name, kind } = stage;
  const settings: Record<string, unknown> = {};
  for (const key of stageSettings) {
    const value = resolved[key] ?? (stage as Transform)[key];
    if (value !== undefined) settings[key] = value;
  }
  // One that is written as a class instance keeps its methods.
  const run = (subject: never, context: never) => stage.run(subject, context);
  if (kind === 'corpus') {
    refuseUnknown(name, Object.keys(settings), corpusStageSettings);
    return { name, kind, run, ...settings };
  }
  settings.output = { ...stage.output, ...resolved.output };
  settings.corpus = { fields: { ...stage.corpus?.fields, ...resolved.corpus?.fields } };
  const transform: Transform = { name, kind, run, ...settings };
  checkFields(transform);
  return transform;
}

function asStage(exported: unknown, resolved: ResolvedTransform): AnyStage {
  if (isStage(exported)) return exported;
  if (typeof exported !== 'function') throw invalid(resolved, lackOf(exported));
  if (isRemarkPlugin(exported) || resolved.remark) {
    return remarkTransform(exported as RemarkPlugin, resolved);
  }
  if (isFactory(exported)) {
    const made: unknown = call(() => exported(resolved.options as never), resolved);
    if (isStage(made)) return made;
    throw invalid(resolved, `what its function makes: ${lackOf(made)}`);
  }
  return unmarked(exported as RemarkPlugin, resolved);
}

/** A function that says of itself neither what it is: what it gives tells, or it is refused. */
function unmarked(exported: RemarkPlugin, resolved: ResolvedTransform): AnyStage {
  const made: unknown = call(() => exported.call({ data: () => ({}) }, resolved.options), resolved);
  if (isStage(made)) return made;
  if (typeof made === 'function') return remarkTransform(exported, resolved);
  throw invalid(resolved, `what its function makes: ${lackOf(made)}`);
}

function call(make: () => unknown, resolved: ResolvedTransform): unknown {
  try {
    return make();
  } catch (cause) {
    throw invalid(resolved, (cause as Error)?.message ?? String(cause), cause);
  }
}

const kinds = ['transform', 'enrich', 'corpus'];

function isStage(value: unknown): value is AnyStage {
  if (typeof value !== 'object' || value === null) return false;
  const { name, kind, run } = value as Partial<AnyStage>;
  return typeof name === 'string' && typeof run === 'function' && kinds.includes(kind as string);
}

/** Why a value is no stage. */
function lackOf(value: unknown): string {
  if (isModule(value)) return 'it has no default export';
  if (typeof value !== 'object' || value === null) return `${describe(value)} is not a stage`;
  const { name, kind, run } = value as Partial<AnyStage>;
  if (typeof name !== 'string') return 'a stage needs a name';
  if (typeof run !== 'function') return `the stage '${name}' has no function 'run'`;
  return `the kind of '${name}' is ${JSON.stringify(kind)}; the kinds are ${kinds.join(', ')}`;
}

const isModule = (value: unknown): boolean =>
  Object.prototype.toString.call(value) === '[object Module]';

function checkOptions(stage: AnyStage): void {
  const { name, kind, cache } = stage;
  if (Object.getPrototypeOf(stage) === Object.prototype) {
    const settings = kind === 'corpus' ? corpusStageSettings : stageSettings;
    refuseUnknown(name, Object.keys(stage), ['name', 'kind', 'run', ...settings]);
  }
  checkLists(name, stage, ['after', 'before']);
  if (kind !== 'corpus') {
    const { output = {}, corpus = {} } = stage;
    checkRecord(name, { output }, '{ frontMatter: [...], index: [...] }');
    checkRecord(name, { corpus }, "{ fields: { name: 'sum' } }");
    checkRecord(name, { 'corpus.fields': corpus.fields ?? {} }, "{ name: 'sum' }");
    refuseUnknown(`${name}: output`, Object.keys(output), ['frontMatter', 'index']);
    checkLists(`${name}: output`, output, ['frontMatter', 'index']);
    refuseUnknown(`${name}: corpus`, Object.keys(corpus), ['fields']);
  }
  if (cache === undefined || cache === false) return;
  if (typeof cache !== 'object' || cache === null) {
    throw badOption(
      `the transform '${name}' has ${JSON.stringify(cache)} for 'cache'`,
      'Give false, or { files, env, key }.',
    );
  }
  const inputs = kind === 'corpus' ? ['files', 'env'] : ['files', 'env', 'key'];
  refuseUnknown(`${name}: cache`, Object.keys(cache), inputs);
  checkLists(`${name}: cache`, cache, ['files', 'env']);
}

function checkLists(where: string, options: object, names: readonly string[]): void {
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined || Array.isArray(value) || !names.includes(option)) continue;
    throw badOption(
      `the transform '${where}' has ${JSON.stringify(value)} for '${option}'`,
      `Give a list: ${option}: [${JSON.stringify(value)}].`,
    );
  }
}

function checkRecord(where: string, options: object, example: string): void {
  for (const [option, value] of Object.entries(options)) {
    if (isPlainObject(value)) continue;
    throw badOption(
      `the transform '${where}' has ${JSON.stringify(value)} for '${option}'`,
      `Give an object: ${example}.`,
    );
  }
}

function refuseUnknown(where: string, given: readonly string[], names: readonly string[]): void {
  const unknown = given.find((key) => !names.includes(key));
  if (unknown === undefined) return;
  throw badOption(
    `the transform '${where}' has an unknown option '${unknown}'`,
    `The options are ${names.join(', ')}.`,
  );
}

const rules: readonly string[] = [...corpusRules, 'off'];

/** Names that contextor uses itself, and rules that there are not. */
function checkFields({ name, output = {}, corpus = {} }: Transform): void {
  const { frontMatter = [], index = [] } = output;
  const folded = Object.entries(corpus.fields ?? {});
  const names = [...frontMatter, ...index, ...folded.map(([path]) => path.split('.')[0]!)];
  for (const field of names) {
    if (typeof field !== 'string' || field === '') {
      throw badOption(
        `the transform '${name}' declares ${JSON.stringify(field)}, which is not a field`,
        "List names of fields: output: { frontMatter: ['owner'] }.",
      );
    }
    if (!reservedFields.has(field)) continue;
    throw badOption(
      `the transform '${name}' declares the field '${field}', which is contextor's own`,
      `Choose another name; reserved are ${[...reservedFields].join(', ')}.`,
    );
  }
  const odd = folded.find(([, rule]) => !rules.includes(rule));
  if (odd === undefined) return;
  throw badOption(
    `the transform '${name}' folds '${odd[0]}' by '${String(odd[1])}', which is not a rule`,
    `The rules are ${rules.join(', ')}.`,
  );
}

const badOption = (message: string, remedy: string): ContextorError =>
  new ContextorError(message, { code: 'TRANSFORM_OPTION', remedy });

function invalid({ name }: ResolvedTransform, why: string, cause?: unknown): ContextorError {
  return new ContextorError(`'${name}' exports no transform and no remark plugin: ${why}`, {
    code: 'TRANSFORM_INVALID',
    remedy:
      'Export `defineTransform({ name, kind, run })`, `defineTransform((options) => ...)` or `remarkPlugin(plugin)` as default. A plugin that extends the parser cannot be a stage.',
    cause,
  });
}

/**
 * A remark plugin that rewrites the tree, as a stage.
 *
 * @throws ContextorError `TRANSFORM_INVALID` where it does nothing to a tree
 */
function remarkTransform(
  plugin: RemarkPlugin,
  { name, options }: Pick<ResolvedTransform, 'name' | 'options'>,
): Transform {
  let rewrites = false;
  const processor = unified()
    .use(function (this: unknown) {
      const transformer = plugin.call(this, options);
      rewrites = typeof transformer === 'function';
      return transformer as never;
    })
    .freeze();
  if (!rewrites) {
    throw new ContextorError(`the remark plugin '${name}' does nothing to a tree`, {
      code: 'TRANSFORM_INVALID',
      remedy:
        'Only plugins that return a function for the tree can be stages; a plugin that extends the parser cannot.',
    });
  }
  return defineTransform<Transform>({
    name,
    kind: 'transform',
    async run(document: Document) {
      const file = new VFile({ path: document.path, value: document.text });
      document.tree = (await processor.run(document.tree, file)) as Document['tree'];
      for (const { reason, place } of file.messages) {
        const start = place && ('start' in place ? place.start : place);
        const at = start && { position: { start } };
        document.report({ severity: 'warning', rule: name, reason, ...(at && { at }) });
      }
    },
  });
}
