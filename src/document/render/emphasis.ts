import type { Nodes } from 'mdast';
import { defaultHandlers, type Handle } from 'mdast-util-to-markdown';
import { classify, type Surroundings } from './surroundings.ts';

/**
 * Emphasis with the house's `_`; beside a letter with `*`, since there `_` forms nothing, and its
 * neighbours would have to be written as character references. Languages without blanks need it.
 */
export function emphasisHandler(around: Surroundings): Handle {
  const { emphasis } = defaultHandlers;
  let read: Nodes | undefined;
  let inWords = new Set<Nodes>();
  const attention: typeof emphasis.attention = (node, state) => {
    const usual = emphasis.attention(node, state);
    if (read !== around.block) {
      read = around.block;
      inWords = new Set(read && besideWords(read));
    }
    return inWords.has(node) ? { ...usual, markers: ['*', '_'] } : usual;
  };
  return Object.assign(((...given) => emphasis(...given)) as Handle, {
    attention,
    peek: emphasis.peek,
  });
}

function* besideWords(parent: Nodes): Generator<Nodes> {
  const children: readonly Nodes[] = 'children' in parent ? parent.children : [];
  for (const [index, node] of children.entries()) {
    yield* besideWords(node);
    const [before, after] = [children[index - 1], children[index + 1]];
    const letters = [
      before?.type === 'text' ? before.value.slice(-1) : '',
      after?.type === 'text' ? after.value.charAt(0) : '',
    ];
    if (letters.some((letter) => classify(letter) === 'word')) yield node;
  }
}
