import type { Code, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { labelsOf, readMeta } from '../code/meta.ts';
import { markerLine } from '../nodes.ts';
import { boldLine } from './content.ts';
import { defineRendering, type RenderEnv } from './rendering.ts';

const styles: ReadonlySet<string> = new Set(['css', 'scss', 'sass', 'less', 'pcss']);

/**
 * The files of a running example, one below the other. The rules `hidden-files` and `demo-css`
 * leave out what its reader does not see or need, and name it after the files that stand together.
 */
export const sandbox = defineRendering({ title: 'names' }, (element, { title }, env) => {
  const children = namedFiles(element.children as RootContent[]);
  const runs = runsOf(children).map((run) => withoutUnseen(run, env));
  const shown = runs.flatMap(({ kept, left }) =>
    left.length === 0 ? env.render(kept) : [...env.render(kept), markerLine(left.join(', '))],
  );
  return [...boldLine(env.prose(element, title)), ...shown];
});

/** A line of its own above a file says its name, or what its data are: `@file src/App.vue`, `@setting`. */
const fileLine = /^@(?:file[ \t]+)?([\w@./-]+)$/;

/** The content without lines that name files, and with the names on the files. */
function namedFiles(children: readonly RootContent[]): RootContent[] {
  return children.filter((child, index) => {
    if (child.type === 'code') nameFile(child);
    const next = children[index + 1];
    const name = child.type === 'paragraph' && fileLine.exec(plainText(child))?.[1];
    if (!name || next?.type !== 'code') return true;
    next.meta = `title="${name}" ${next.meta ?? ''}`.trim();
    return false;
  });
}

/** `/src/App.vue [active]`: the name of a file, and how it is shown. */
const fileMeta = /^([\w@./-]*\.\w+)(?:\s+\[([\w\s,]*)\])?/;

function nameFile(node: Code): void {
  if (node.meta) node.meta = node.meta.replace(fileMeta, 'title="$1" $2').trim();
}

/** The files that stand together, and what stands between such: text of the page has come into the example. */
function runsOf(children: readonly RootContent[]): RootContent[][] {
  const runs: RootContent[][] = [];
  children.forEach((child, index) => {
    const isFile = child.type === 'code';
    if (index > 0 && isFile === (children[index - 1]!.type === 'code')) runs.at(-1)!.push(child);
    else runs.push([child]);
  });
  return runs;
}

function withoutUnseen(run: readonly RootContent[], env: RenderEnv) {
  const withoutHidden = env.rule('hidden-files') !== false;
  const withoutStyles = env.rule('demo-css') !== false;
  const left: string[] = [];
  const kept = run.filter((child) => {
    if (child.type !== 'code') return true;
    const isStyle = withoutStyles && styles.has(child.lang ?? '');
    const isHidden = withoutHidden && wordsOf(child).includes('hidden');
    if (!isStyle && !isHidden) return true;
    env.save(isHidden ? 'hidden-files' : 'demo-css', [child]);
    left.push(nameOf(child, env));
    return false;
  });
  return { kept, left };
}

const wordsOf = ({ meta }: Code): readonly string[] => (meta ? readMeta(meta).words : []);

function nameOf(node: Code, env: RenderEnv): string {
  const [label] = node.meta ? labelsOf(readMeta(node.meta), env.document.dialect.fences ?? {}) : [];
  return label ?? `a ${styles.has(node.lang ?? '') ? 'style sheet' : 'hidden file'}`;
}
