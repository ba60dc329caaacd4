interface Cell {
  cell_type?: string;
  metadata?: { tags?: string[]; nbsphinx?: string };
  source?: string | string[];
}

/**
 * The Markdown of a Jupyter notebook and its code in fences, each line where it stands in the file, so
 * that findings name lines of it. What cells printed is left out: nothing of it must be kept.
 */
export function notebookText(json: string): string {
  const { cells = [] } = JSON.parse(json) as { cells?: Cell[] };
  const lines: string[] = [];
  let from = 0;
  let above = 0;
  for (const { cell_type, metadata, source = '' } of cells) {
    const text = [source].flat().join('').split(/\r?\n/);
    const at = json.indexOf(JSON.stringify([source].flat()[0]), from);
    if (at !== -1) {
      above += json.slice(from, at).split('\n').length - 1;
      from = at;
    }
    const tags = metadata?.tags?.map((tag) => tag.replace('_', '-')) ?? [];
    const isCode = cell_type === 'code';
    if (tags.includes('remove-cell') || metadata?.nbsphinx === 'hidden') continue;
    if (text.join('').trim() === '' || (isCode && tags.includes('remove-input'))) continue;
    const isMatter = lines.length === 0 && text[0] === '---';
    while (!isMatter && lines.length < above - 1) lines.push('');
    if (!isMatter) lines.push(isCode ? '~~~~~~~~~~python' : '');
    lines.push(...text, isCode ? '~~~~~~~~~~' : '');
  }
  return lines.join('\n');
}
