const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
const colons = /^ {0,3}(:{3,})[ \t]*(\{?[^\s:].*)?$/;

/**
 * What ends the fences, boxes and comments that a cell of a notebook leaves open: each cell is a text of its own
 * and nothing of it reaches into the next.
 */
export function endOfCell(lines: readonly string[]): string[] {
  let open: string | undefined;
  const boxes: { mark: string; isDirective: boolean }[] = [];
  for (const line of lines) {
    if (open === '-->') {
      if (line.includes(open)) open = undefined;
      continue;
    }
    const [, ticks, tildes] = fence.exec(line) ?? [];
    const mark = ticks ?? tildes;
    if (open !== undefined) {
      if (mark?.startsWith(open) && line.trim() === mark) open = undefined;
      continue;
    }
    open = mark ?? (isOpenComment(line) ? '-->' : undefined);
    const [, box, name] = colons.exec(line) ?? [];
    const inner = name ? -1 : boxes.findLastIndex(({ mark: own }) => box?.startsWith(own));
    if (box && name) boxes.push({ mark: box, isDirective: name.startsWith('{') });
    else if (inner !== -1) boxes.splice(inner);
  }
  const directives = boxes.filter(({ isDirective }) => isDirective).map(({ mark }) => mark);
  return [...(open === undefined ? [] : [open]), ...directives.reverse()];
}

const isOpenComment = (line: string): boolean =>
  /^ {0,3}<!--/.test(line) && !line.slice(line.indexOf('<!--') + 4).includes('-->');
