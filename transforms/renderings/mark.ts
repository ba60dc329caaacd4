import type { PhrasingContent } from 'mdast';
import { inParentheses } from '../clean-mdx/line.ts';
import { emphasis, inlineCode, strong, text } from '../nodes.ts';
import { defineRendering, type Names } from './rendering.ts';

/** Markdown marks by the name that a table gives them. */
const marks: Readonly<Record<string, (nodes: PhrasingContent[]) => PhrasingContent[]>> = {
  strong: (nodes) => [strong(nodes)],
  emphasis: (nodes) => [emphasis(nodes)],
  delete: (nodes) => [{ type: 'delete', children: nodes }],
  quote: (nodes) => [text('"'), ...nodes, text('"')],
  power: (nodes) => [text('^'), ...nodes],
};

/** An inline element as a Markdown mark: `strong`, `emphasis`, `delete`, `quote`, `power` or `code`. */
export const mark = defineRendering<{ mark?: string }>({ mark: 'text' }, (element, spec, env) => {
  if (spec.mark === 'code') {
    const value = env.code(element).replace(/\s*\n\s*/g, ' ');
    return value === '' ? [] : [inlineCode(value)];
  }
  const nodes = env.children(element);
  const wrap = spec.mark && Object.hasOwn(marks, spec.mark) ? marks[spec.mark] : undefined;
  const isLine = nodes.every((node) => node.type !== 'paragraph');
  if (!wrap || nodes.length === 0) return nodes;
  return isLine ? wrap(nodes as PhrasingContent[]) : wrapLines(nodes, wrap);
});

function wrapLines(
  nodes: ReturnType<Parameters<typeof defineRendering>[1]>,
  wrap: (nodes: PhrasingContent[]) => PhrasingContent[],
) {
  return nodes.map((node) =>
    node.type === 'paragraph' ? { ...node, children: wrap(node.children) } : node,
  );
}

/** Words with an explanation in an attribute: `QA (Quality Assurance)`. */
export const explained = defineRendering<{ tip?: Names }>(
  { tip: 'names' },
  (element, spec, env) => {
    const words = env.children(element);
    const tip = env.prose(element, spec.tip);
    return tip ? [...words, ...inParentheses(tip)] : words;
  },
);

/** A line break; within blocks a break says nothing. */
export const lineBreak = defineRendering<Record<never, never>>({}, (_element, _spec, env) =>
  env.flow ? [] : [{ type: 'break' }],
);

/** A rule between blocks, a break within a line. */
export const rule = defineRendering<Record<never, never>>({}, (_element, _spec, env) => [
  env.flow ? { type: 'thematicBreak' } : { type: 'break' },
]);

/** Keys pressed together, as `ctrl+alt+del`. */
export const keys = defineRendering<{ keys?: Names }>({ keys: 'names' }, (element, spec, env) => {
  const pressed = (env.text(element, spec.keys) ?? env.code(element)).split('+').filter(Boolean);
  return pressed.flatMap((key, index) => {
    const shown = inlineCode(
      key.length > 1 ? (key[0] as string).toUpperCase() + key.slice(1) : key.toUpperCase(),
    );
    return index === 0 ? [shown] : [text(' + '), shown];
  });
});
