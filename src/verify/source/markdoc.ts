import { schemaFolders } from '../../includes/markdoc-schema.ts';
import { fenced } from './fence.ts';
import type { ReadPart } from './parts.ts';
import { withoutBlocks, withSiteValues } from './site-values.ts';

const conditionTag = /\{%\s*(?:(if)\b[^\n]*?|(?:\/\s*|end)if\s*)%\}/g;
/** Fences that ask not to be read, and code in a line. */
const asWritten =
  /^[ \t]*(`{3,})[^\n]*(?:process=false|(?<=`)(?:markdoc|markdown|mdoc|mdx?)\b)[\s\S]*?^[ \t]*\1|(?<!`)`(?!`)[^`\n]*`/gm;
/** Of GitBook: words with a note, and values. */
const annotated = /\[((?:[^[\]\n]|\[[^[\]\n]*\])*)\]\(#user-content-fn-([\w-]+)\)(?=\[\^\2\])/g;
const expression = /<code class="expression">([^\n]*?)<\/code>/g;
const printing = /\{%\s*(\$[^{}\n]*?|\w+\([^{}\n]*?\))\s*%\}/g;

/**
 * A source of Markdoc or GitBook as its site shows it: with what the output has in place of variables, and without
 * conditions that the output does not name, where the site's schema may decide them.
 */
export function asShownByMarkdoc(
  source: string,
  output: string,
  read: (file: string) => ReturnType<ReadPart>,
): string {
  const hasSchema = schemaFiles(read).some((file) => read(file) !== undefined);
  const shown = withoutBlocks(withoutHiddenCells(source), conditionTag, (tag) => {
    const [, condition = ''] = /if\s+(.*?)\s*%\}$/.exec(tag) ?? [];
    const mayBeKnown = hasSchema || /\$(?:markdoc|frontmatter)\b/.test(condition);
    return !mayBeKnown || output.includes(`If \`${condition}\``) || output.includes(tag);
  });
  const literal = shown
    .replace(annotated, '$1')
    .replace(asWritten, (part) => part.replaceAll('{%', '{\0%'));
  const filled = withSiteValues(literal, output, printing).replaceAll('{\0%', '{%');
  return filled.replace(expression, (whole, inner: string) =>
    output.includes(inner) ? whole : ' ',
  );
}

/** Where a site may state its variables. */
function schemaFiles(read: (file: string) => ReturnType<ReadPart>): string[] {
  const folders = schemaFolders((path) => {
    const found = read(path);
    return found ? { ok: true, ...found } : { ok: false, reason: 'missing', path };
  });
  const names = folders.flatMap((folder) => [`${folder}/config`, `${folder}/variables`]);
  return [...names, '/markdoc.config'].flatMap((name) =>
    ['.js', '.ts', '.mjs', '.mts'].map((ending) => name + ending),
  );
}

const cards = /<table\b[^<>]*\bdata-view="cards"[^<>]*>[\s\S]*?<\/table>/;
/** Samples show all that they have. */
const cardsOutsideCode = new RegExp(`${fenced.source}|${cards.source}`, 'gm');
const rows = /<tr\b[^<>]*>[\s\S]*?<\/tr>/g;
const cells = /(<t[hd]\b[^<>]*>)([\s\S]*?)(?=<\/?t[hdr]\b)/g;
const linkText = /(<a\b[^<>]*>)[^<>]*(?=<\/a>)/g;

/**
 * The source of GitBook without what its tables of cards do not show: hidden columns, and the name of the file
 * that a card leads to. Lines stay where they are.
 */
function withoutHiddenCells(source: string): string {
  if (!source.includes('data-view="cards"')) return source;
  return source.replace(cardsOutsideCode, (table, _, fence?: string) => {
    if (fence !== undefined) return table;
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
