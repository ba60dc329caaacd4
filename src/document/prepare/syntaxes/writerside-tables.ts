import type { Lines } from '../../lines/lines.ts';
import { changedLines, type Edits } from '../edits.ts';
import { OpenFence } from './open-fence.ts';

const tableTag = /<(\/?)table\b/g;

/** How many tables a line leaves open; closed ones count the other way. */
export function tablesIn(line: string): number {
  let open = 0;
  for (const [, closes] of line.matchAll(tableTag)) open += closes ? -1 : 1;
  return open;
}

const partOfTable = /<(\/?)(table|tr|td)\b([^<>]*)>/g;
const withoutHead = /\bstyle="(?:none|header-column)"/;

/** The first row of a table is its head, unless it says otherwise: https://www.jetbrains.com/help/writerside/tables.html */
export function headRows({ text }: Lines): Edits {
  const fence = new OpenFence();
  const open: Table[] = [];
  return changedLines(text, (line) => {
    fence.track(line);
    if (fence.isOpen) return undefined;
    return line.replace(partOfTable, (whole, closes: string, name: string, given: string) => {
      const isHead = name === 'td' && open.at(-1) === 'in';
      follow(open, closes + name, given);
      return isHead ? `<${closes}th${given}>` : whole;
    });
  });
}

/** How far an open table is: its first row is to come, is being read or has ended. */
type Table = 'before' | 'in' | 'below';

/** What a tag makes of the tables that are open. */
function follow(open: Table[], tag: string, given: string): void {
  const table = open.at(-1);
  if (tag === 'table') open.push(withoutHead.test(given) ? 'below' : 'before');
  else if (tag === '/table') open.pop();
  else if (tag === 'tr' && table === 'before') open[open.length - 1] = 'in';
  else if (tag === '/tr' && table === 'in') open[open.length - 1] = 'below';
}
