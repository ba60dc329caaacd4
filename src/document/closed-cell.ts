const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
const colons = /^ {0,3}(:{3,})[ \t]*(\{?[^\s:].*)?$/;

interface Box {
  mark: string;
  isDirective: boolean;
}

/**
 * What ends the fences, boxes and comments that a cell of a notebook leaves open: each cell is a text of its own
 * and nothing of it reaches into the next.
 */
export function endOfCell(lines: readonly string[]): string[] {
  /** What is open, and the longer fences in a directive. */
  const open: string[] = [];
  let isDirective = false;
  const boxes: Box[] = [];
  for (const line of lines) {
    const last = open.at(-1);
    if (last !== undefined) {
      const mark = isDirective ? fenceMark(line) : undefined;
      if (ends(line, last)) open.pop();
      else if (mark?.startsWith(last) && mark !== last) open.push(mark);
      continue;
    }
    const begun = fenceMark(line) ?? (isOpenComment(line) ? '-->' : undefined);
    isDirective = directive.test(line);
    if (begun !== undefined) open.push(begun);
    followBox(boxes, line);
  }
  const directives = boxes.filter(({ isDirective }) => isDirective).map(({ mark }) => mark);
  return [...open.reverse(), ...directives.reverse()];
}

const directive = /^ {0,3}(?:`{3,}|~{3,})\s*\{/;

/** Whether a line ends the comment or the fence that is open. */
function ends(line: string, open: string): boolean {
  if (open === '-->') return line.includes(open);
  const mark = fenceMark(line);
  return mark?.startsWith(open) === true && line.trim() === mark;
}

function fenceMark(line: string): string | undefined {
  const [, ticks, tildes] = fence.exec(line) ?? [];
  return ticks ?? tildes;
}

function followBox(boxes: Box[], line: string): void {
  const [, mark, name] = colons.exec(line) ?? [];
  if (mark === undefined) return;
  if (name) {
    boxes.push({ mark, isDirective: name.startsWith('{') });
    return;
  }
  const ended = boxes.findLastIndex((box) => mark.startsWith(box.mark));
  if (ended !== -1) boxes.splice(ended);
}

const isOpenComment = (line: string): boolean =>
  /^ {0,3}<!--/.test(line) && !line.slice(line.indexOf('<!--') + 4).includes('-->');
