import type { PhrasingContent, RootContent } from 'mdast';
import { text } from '../nodes.ts';
import { isScalar } from '../static-value.ts';
import { defineRendering } from './rendering.ts';

const options = {
  values: 'text',
  /** What translators are told, which no page shows. */
  unseen: 'names',
} as const;

/** A text with values in it, `Hello {name}`; a name whose value is not known stays. https://docusaurus.io/docs/docusaurus-core#translate */
export const filled = defineRendering(options, (element, { values = '' }, env) => {
  const given = env.attribute(element, values);
  const known = (name: string) => {
    const value = given instanceof Map ? given.get(name) : undefined;
    return isScalar(value) ? [text(String(value))] : env.valueProse(value);
  };
  const unknown = (name: string) => {
    const reason = `the value of \`${name}\` is not known; its name stands in its place`;
    env.report({
      severity: 'warning',
      rule: 'expression-lost',
      about: name,
      reason,
      at: element,
    });
    return [text(`{${name}}`)];
  };
  const fill = (nodes: readonly RootContent[]): RootContent[] =>
    nodes.flatMap((node): RootContent[] => {
      if (node.type === 'paragraph')
        return [{ ...node, children: fill(node.children) as PhrasingContent[] }];
      if (node.type !== 'text') return [node];
      const parts = node.value.split(/\{(\w+)\}/);
      return parts.flatMap((part, at) =>
        at % 2 === 0 ? [text(part)] : (known(part) ?? unknown(part)),
      );
    });
  return fill(env.children(element));
});
