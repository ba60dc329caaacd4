import { unsafeKeys } from '../src/unsafe-keys.ts';
import { declared } from './declared.ts';
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

/** Which languages the code blocks of a document are in. */
export const codeIndex = defineTransform({
  name: 'code-index',
  ...declared['code-index'],
  kind: 'enrich',
  run(document): CodeFields {
    const counts = new Map<string, number>();
    let blocks = 0;
    visitBlocks(document.tree, (node) => {
      if (node.type !== 'code') return;
      blocks += 1;
      const language = node.lang?.toLowerCase();
      if (language && !unsafeKeys.has(language))
        counts.set(language, (counts.get(language) ?? 0) + 1);
    });
    const languages = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    return { code: { blocks, languages } };
  },
});
