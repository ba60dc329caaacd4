import { unified } from 'unified';
import { VFile } from 'vfile';
import { defineTransform, type RemarkPlugin, type Transform } from '../../transforms/define.ts';
import type { Document } from '../document/document.ts';
import { ContextorError } from '../errors.ts';
import type { ResolvedTransform } from './setup.ts';

/**
 * A remark plugin that rewrites the tree, as a stage.
 *
 * @throws ContextorError `TRANSFORM_INVALID` where it does nothing to a tree
 */
export function remarkTransform(
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
    throw new ContextorError(`The remark plugin '${name}' does nothing to a tree.`, {
      code: 'TRANSFORM_INVALID',
      remedy:
        'Only plugins that give a function for the tree can be stages; one that extends the parser cannot.',
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
