import type { Figures } from './measure.ts';

/** A tree by its name, in each profile. */
export interface Row {
  name: string;
  balanced: Figures;
  compact: Figures;
}

/** What each page says above its table. */
const mark = '<!-- Written by `npm run figures`. -->';

const count = (value: number): string => value.toLocaleString('en-GB');
const share = ({ before, after }: Figures): string => `${((100 * after) / before).toFixed(1)} %`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');

/** For the README: how much shorter a site becomes. */
export const shortTable = (rows: readonly Row[]): string =>
  table(
    ['Site', 'Pages', 'Tokens of the sources', '`balanced`', '`compact`'],
    rows.map(({ name, balanced, compact }) => [
      name,
      count(balanced.documents),
      count(balanced.before),
      `${count(balanced.after)} (${share(balanced)})`,
      `${count(compact.after)} (${share(compact)})`,
    ]),
  );

/** For the page on the output: where the tokens of the default profile go. */
export const fullTable = (rows: readonly Row[]): string =>
  table(
    ['Tree', 'Sources', 'Of it included', 'Output', 'Of it front matter', 'Output of sources'],
    rows.map(({ name, balanced }) => [
      name,
      count(balanced.before),
      count(balanced.included),
      count(balanced.after),
      count(balanced.front),
      share(balanced),
    ]),
  );

const below = new RegExp(`(${mark.replace(/[.`]/g, '\\$&')}\n\n)(?:\\|.*\n)*`);

/** The page with another table below its mark. */
export function withTable(page: string, rows: string): string {
  if (!below.test(page)) throw new Error(`The page has no ${mark}`);
  return page.replace(below, (_, lead: string) => lead + rows);
}

/** The rows of the table below the mark of a page, by their first cell; figures as numbers. */
export function readTable(page: string): Map<string, number[]> {
  const [, , ...rows] = below.exec(page)?.[0].trim().split('\n').slice(2) ?? [];
  return new Map(
    rows.map((row) => {
      const [name = '', ...cells] = row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      return [name, cells.map((cell) => Number.parseFloat(cell.replaceAll(',', '')))];
    }),
  );
}
