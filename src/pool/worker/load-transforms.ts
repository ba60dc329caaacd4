import { unified } from 'unified';
import { VFile } from 'vfile';
import { defineTransform, type Transform } from '../../../transforms/define.ts';
import type { Document } from '../../document/document.ts';
import { ContextorError } from '../../errors.ts';
import type { ResolvedTransform } from '../protocol.ts';

/**
 * Loads the user's transforms. The default export of a module is a transform, a function that makes
 * one from the options, or a remark plugin.
 *
 * @throws ContextorError `TRANSFORM_LOAD`, `TRANSFORM_INVALID`.
 */
export async function loadTransforms(resolved: readonly ResolvedTransform[]): Promise<Transform[]> {
  return Promise.all(resolved.map(loadTransform));
}

async function loadTransform(resolved: ResolvedTransform): Promise<Transform> {
  const exported = await importDefault(resolved);
  const transform = asTransform(exported, resolved);
  const { after = transform.after, before = transform.before } = resolved;
  return { ...bound(transform), ...(after && { after }), ...(before && { before }) };
}

/** A transform written as a class instance keeps its methods. */
function bound(transform: Transform): Transform {
  const { name, kind, after, before } = transform;
  const run: Transform['run'] = (document, context) => transform.run(document, context);
  return { name, kind, run, ...(after && { after }), ...(before && { before }) };
}

async function importDefault({ name, url }: ResolvedTransform): Promise<unknown> {
  try {
    const module = await import(url);
    return module.default ?? module.transform ?? module;
  } catch (cause) {
    throw new ContextorError(`The transform '${name}' cannot be loaded: ${messageOf(cause)}`, {
      code: 'TRANSFORM_LOAD',
      remedy: 'Run the module with node by itself to see what it lacks.',
      cause,
    });
  }
}

function asTransform(exported: unknown, resolved: ResolvedTransform): Transform {
  if (isTransform(exported)) return exported;
  if (typeof exported !== 'function') throw invalid(resolved);
  const made: unknown = callPlugin(exported as Plugin, resolved);
  if (isTransform(made)) return made;
  return remarkTransform(exported as Plugin, resolved);
}

type Plugin = (this: unknown, options?: unknown) => unknown;

function callPlugin(plugin: Plugin, resolved: ResolvedTransform): unknown {
  try {
    return plugin.call(unified(), resolved.options);
  } catch (cause) {
    throw invalid(resolved, cause);
  }
}

/** A remark plugin that rewrites the tree becomes a stage; one that extends the parser cannot. */
function remarkTransform(plugin: Plugin, { name, options }: ResolvedTransform): Transform {
  const processor = unified()
    .use(plugin as never, options as never)
    .freeze();
  return defineTransform({
    name,
    kind: 'transform',
    async run(document: Document) {
      const file = new VFile({ path: document.path, value: document.text });
      document.tree = (await processor.run(document.tree, file)) as Document['tree'];
      for (const message of file.messages) {
        const { reason, place } = message;
        const start = place && ('start' in place ? place.start : place);
        const at = start && { position: { start } };
        document.report({ severity: 'warning', rule: name, reason, ...(at && { at }) });
      }
    },
  });
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

function invalid({ name }: ResolvedTransform, cause?: unknown): ContextorError {
  return new ContextorError(`'${name}' exports no transform and no remark plugin.`, {
    code: 'TRANSFORM_INVALID',
    remedy: 'Export `defineTransform({ name, kind, run })` as default.',
    cause,
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]! : String(error);
}
