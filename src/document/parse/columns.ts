const tabStop = 4;

/** How many columns the start of a line takes, tabs included. */
export function columnsOf(start: string): number {
  let columns = 0;
  for (const character of start) {
    columns += character === '\t' ? tabStop - (columns % tabStop) : 1;
  }
  return columns;
}
