import type { Code, RootContent } from 'mdast';
import { labelsOf, readMeta } from '../code/meta.ts';
import { defineRendering, type RenderEnv } from './rendering.ts';
import { markerLine } from './variants.ts';

const styles: ReadonlySet<string> = new Set(['css', 'scss', 'sass', 'less', 'pcss']);

/**
 * The files of a running example, one below the other. The rules `hidden-files` and `demo-css`
 * leave out what its reader does not see or need, and name it.
 */
export const sandbox = defineRendering<Record<never, never>>({}, (element, _spec, env) => {
  const withoutHidden = env.rule('hidden-files') !== false;
  const withoutStyles = env.rule('demo-css') !== false;
  const children = element.children as RootContent[];
  const left: string[] = [];
  const kept = children.filter((child) => {
    if (child.type !== 'code') return true;
    const isStyle = withoutStyles && styles.has(child.lang ?? '');
    const isHidden = withoutHidden && wordsOf(child).includes('hidden');
    if (!isStyle && !isHidden) return true;
    env.save(isHidden ? 'hidden-files' : 'demo-css', [child]);
    left.push(nameOf(child, env));
    return false;
  });
  if (left.length === 0) return env.children(element);
  return [...env.render(kept), markerLine(left.join(', '))];
});

const wordsOf = ({ meta }: Code): readonly string[] => (meta ? readMeta(meta).words : []);

function nameOf(node: Code, env: RenderEnv): string {
  const [label] = node.meta ? labelsOf(readMeta(node.meta), env.document.dialect.fences ?? {}) : [];
  return label ?? `a ${styles.has(node.lang ?? '') ? 'style sheet' : 'hidden file'}`;
}
