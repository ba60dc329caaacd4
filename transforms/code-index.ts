import { defineTransform } from './define.ts';
import { visitBlocks } from './nodes.ts';

export interface CodeFields {
  code: {
    /** Number of code blocks. */
    blocks: number;
    /** Number of code blocks by language; those without one are not among them. */
    languages: Record<string, number>;
  };
}

/** Names that no object of contributed data may have as a key. */
const unsafe = new Set(['__proto__', 'constructor', 'prototype']);

/** Which languages the code blocks of a document are in. */
export const codeIndex = defineTransform({
  name: 'code-index',
  kind: 'enrich',
  run(document): CodeFields {
    const counts = new Map<string, number>();
    let blocks = 0;
    visitBlocks(document.tree, (node) => {
      if (node.type !== 'code') return;
      blocks += 1;
      const language = node.lang?.toLowerCase();
      if (language && !unsafe.has(language)) counts.set(language, (counts.get(language) ?? 0) + 1);
    });
    const languages = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { code: { blocks, languages } };
  },
});
