import { expect, it } from 'vitest';
import { blocksOf } from '../../scripts/fuzz/blocks.ts';
import { minimise } from '../../scripts/fuzz/minimise.ts';
import { mutate } from '../../scripts/fuzz/mutate.ts';
import { Random } from '../../scripts/fuzz/random.ts';

const seed = { path: 'a.md', text: '# A\n\nOne two.\n\n- three\n- four\n', dialect: 'generic' };

it('mutates the same way for the same seed, and another way for another', () => {
  const run = (number: number) => {
    const random = new Random(number);
    return Array.from({ length: 20 }, () => mutate(seed, [seed], random).text);
  };
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

it('takes fences, and what is indented below a block, for parts of one block', () => {
  const blocks = ['a\nb', '- c\n\n  d', '```\n\ne\n```', '<pre>\n\nf\n</pre>', 'g'];
  expect(blocksOf(`${blocks.join('\n\n')}\n`)).toEqual(blocks);
});

it('keeps the part of a text that fails, and nothing else', async () => {
  const text = Array.from({ length: 60 }, (_, line) => `line ${line}`).join('\n');
  const fails = async (candidate: string) => candidate.includes('17') && candidate.includes('42');
  expect(await minimise(text, fails)).toBe('1742');
});
