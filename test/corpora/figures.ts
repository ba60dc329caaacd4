import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Figures } from '../../scripts/figures/measure.ts';
import { readTable } from '../../scripts/figures/tables.ts';

const rowsOf = (page: string) => readTable(readFileSync(page, 'utf8'));
const [readme, output] = [rowsOf('README.md'), rowsOf('docs/output.md')];

/** From one `npm run figures` to the next, a figure may move by a fiftieth. */
const near = (said: number, is: number) => Math.abs(said - is) <= Math.max(2, is / 50);

const differing = (said: readonly number[], are: readonly number[]) =>
  are.flatMap((is, at) => (near(said[at]!, is) ? [] : [[said[at], is]]));

/** What the default profile may give above its sources: pages that a template of the site makes of others. */
const made = 1.02;

/** The default profile gives no more tokens than the sources have, and as many as the pages say. */
export function checkFigures(name: string, figures: Figures): void {
  const { documents, before, included, after, front } = figures;
  expect(after).toBeLessThanOrEqual(before * made);
  const said = output.get(name)!;
  expect(differing(said, [before, included, after, front])).toEqual([]);
  expect(Math.abs(said[4]! - (100 * after) / before)).toBeLessThan(1);
  const short = [documents, before, after];
  expect(differing(readme.get(name) ?? short, short)).toEqual([]);
}

/** The picture of a run shows this tree. */
export function checkPicture(figures: Figures): void {
  const picture = readFileSync('docs/images/run.svg', 'utf8').replace(/<[^>]+>/g, '');
  const shown = /Tokens +([\d,]+) -> ([\d,]+)/.exec(picture)!.slice(1);
  const said = shown.map((text) => Number(text.replaceAll(',', '')));
  expect(differing(said, [figures.before, figures.after])).toEqual([]);
}
