import { builtList } from '../clean-mdx/blocks.ts';
import { listItem } from '../nodes.ts';
import { defineRendering, type Names, namesOf } from './rendering.ts';

/** An answer to choose: an item of a task list, ticked when one of the attributes `correct` is set. */
export const choice = defineRendering<{ correct?: Names }>(
  { correct: 'names' },
  (element, spec, env) => {
    const isCorrect = namesOf(spec.correct).some((name) => {
      const value = env.attribute(element, name);
      return value === true || value === 'true';
    });
    return [builtList([listItem(env.blocks(element), isCorrect)], 'choice')];
  },
);
