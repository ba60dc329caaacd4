interface Cell {
  cell_type?: unknown;
  metadata?: { tags?: unknown; nbsphinx?: unknown } | null;
  source?: unknown;
}

/** Cells that are looked for without success; the places of further ones are guessed. */
const mostMisses = 100;

/**
 * The Markdown of a Jupyter notebook and its code in fences, each line where it stands in the file, so
 * that findings name lines of it. What cells printed is left out: nothing of it must be kept.
 *
 * @returns undefined where it is not a notebook
 */
export function notebookText(json: string): string | undefined {
  const cells = cellsOf(json);
  if (cells === undefined) return undefined;
  const lines: string[] = [];
  let from = 0;
  let above = 0;
  let misses = 0;
  for (const cell of cells) {
    const strings = stringsOf(cell.source);
    const text = strings.join('').split(/\r?\n/);
    if (text.join('').trim() === '') continue;
    const at = misses < mostMisses ? json.indexOf(JSON.stringify(strings[0]), from) : -1;
    if (at === -1) misses++;
    else {
      above += json.slice(from, at).split('\n').length - 1;
      from = at;
    }
    if (isHidden(cell)) continue;
    const isCode = cell.cell_type === 'code';
    const isMatter = lines.length === 0 && text[0] === '---';
    while (!isMatter && lines.length < above - 1) lines.push('');
    if (!isMatter) lines.push(isCode ? '~~~~~~~~~~python' : '');
    for (const line of text) lines.push(line);
    lines.push(isCode ? '~~~~~~~~~~' : endOf(text));
  }
  return lines.join('\n');
}

function isHidden({ cell_type, metadata }: Cell): boolean {
  const tags = stringsOf(metadata?.tags).map((tag) => tag.replaceAll('_', '-'));
  if (tags.includes('remove-cell') || metadata?.nbsphinx === 'hidden') return true;
  return cell_type === 'code' && tags.includes('remove-input');
}

/** What ends a fence or comment that a cell leaves open: nothing of it reaches into the next cell. */
function endOf(text: readonly string[]): string {
  let mark = '';
  let prose = '';
  for (const line of text) {
    const found = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1] ?? '';
    if (mark === '') mark = found;
    else if (found.startsWith(mark) && line.trim() === found) mark = '';
    if (mark === '') prose += `${line}\n`;
  }
  return mark === '' && prose.lastIndexOf('<!--') > prose.lastIndexOf('-->') ? '-->' : mark;
}

const stringsOf = (value: unknown): string[] =>
  [value].flat().filter((one) => typeof one === 'string');

/** Python writes numbers that JSON does not have. */
const withoutNaN = (json: string) =>
  json.replace(/([:[,]\s*)-?(?:NaN|Infinity)(?=\s*[,\]}])/g, '$10');

function cellsOf(json: string): Cell[] | undefined {
  if (json.trim() === '') return [];
  try {
    const { cells } = JSON.parse(withoutNaN(json));
    return Array.isArray(cells) ? cells.filter((cell) => cell !== null) : undefined;
  } catch {
    return undefined;
  }
}
