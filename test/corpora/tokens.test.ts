import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Figures, foreignTrees, measure } from '../../scripts/figures/measure.ts';
import { readTable } from '../../scripts/figures/tables.ts';
import { bin } from '../setup/package.ts';

const rowsOf = (page: string) => readTable(readFileSync(page, 'utf8'));
const [readme, output] = [rowsOf('README.md'), rowsOf('docs/output.md')];

/** From one `npm run figures` to the next, a figure may move by a fiftieth. */
const near = (said: number, is: number) => Math.abs(said - is) <= Math.max(2, is / 50);

test('the pages have figures of 17 trees', () => {
  expect(output.size).toBe(17);
  expect([...output.keys()]).toEqual(expect.arrayContaining([...readme.keys()]));
});

const trees = foreignTrees();
const measured = new Map<string, Figures>();

describe.each(trees)('$name', (tree) => {
  let figures: Figures;
  beforeAll(() => {
    figures = measure(tree, { bin });
    measured.set(tree.name, figures);
  });

  test('the default profile gives no more tokens than the sources have', () => {
    expect(figures.after).toBeLessThanOrEqual(figures.before);
  });

  test.runIf(output.has(tree.name))('the figures of the pages are those of the build', () => {
    const { documents, before, included, after, front } = figures;
    const full = [before, included, after, front];
    const short = [documents, before, after];
    const differ = (said: readonly number[], are: readonly number[]) =>
      are.flatMap((is, at) => (near(said[at]!, is) ? [] : [[said[at], is]]));
    const said = output.get(tree.name)!;
    expect(differ(said, full)).toEqual([]);
    expect(Math.abs(said[4]! - (100 * after) / before)).toBeLessThan(1);
    expect(differ(readme.get(tree.name) ?? short, short)).toEqual([]);
  });
});

test.runIf(trees.some(({ name }) => name === 'vue'))(
  'the figures of the picture are those of the build',
  () => {
    const picture = readFileSync('docs/images/run.svg', 'utf8').replace(/<[^>]+>/g, '');
    const shown = /Tokens +([\d,]+) -> ([\d,]+)/.exec(picture)!.slice(1);
    const [before, after] = shown.map((text) => Number(text.replaceAll(',', '')));
    const vue = measured.get('vue')!;
    expect(near(before!, vue.before) && near(after!, vue.after)).toBe(true);
  },
);
