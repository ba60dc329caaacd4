const cards = /<table\b[^<>]*\bdata-view="cards"[^<>]*>[\s\S]*?<\/table>/g;
const rows = /<tr\b[^<>]*>[\s\S]*?<\/tr>/g;
const cells = /(<t[hd]\b[^<>]*>)([\s\S]*?)(?=<\/?t[hdr]\b)/g;
const linkText = /(<a\b[^<>]*>)[^<>]*(?=<\/a>)/g;

/**
 * The source of GitBook without what its tables of cards do not show: hidden columns, and the name of the file
 * that a card leads to. Lines stay where they are.
 */
export function withoutHiddenCells(source: string): string {
  if (!source.includes('data-view="cards"')) return source;
  return source.replace(cards, (table) => {
    const [head = ''] = table.match(rows) ?? [];
    const columns = Array.from(head.matchAll(cells), ([, tag = '']) => tag);
    return table.replace(rows, (row) => {
      let at = -1;
      return row.replace(cells, (cell, tag: string, content: string) => {
        at++;
        const column = columns[at] ?? '';
        if (/\sdata-card-target\b/.test(column)) return tag + content.replace(linkText, '$1');
        return /\sdata-hidden\b/.test(column) ? tag + content.replace(/[^\n]/g, '') : cell;
      });
    });
  });
}
