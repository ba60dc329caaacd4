import { outsideSpans } from '../../lines/spans.ts';
import { takeHeadingId, withoutAttributeLists } from '../attribute-lists.ts';
import { attribute, callTag } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation } from '../preparation.ts';
import { abbreviation, expandFirst, takeAbbreviations } from './abbreviations.ts';
import { expandMarks, isMarkLine, withoutLoneIcons } from './mkdocs-marks.ts';

const snippet = /^(\s*)-{1,}8<-{1,}\s+(["'])(.+?)\2\s*$/;
/** `{!file!}` of Markdown-Include and `{* file ln[2:5] hl[3] *}` of its variants. */
const include =
  /^\s*\{([!*])>?[ \t]*(\S+?)(?:[ \t]+ln\[(\d*(?::\d*)?)\])?(?:[ \t]+\w+\[[^\]]*\])*[ \t]*\1\}\s*$/;
/** A semicolon keeps a snippet from being read. */
const escaped = /^(\s*);(?=-{1,}8<)/;
const snippetFence = /^\s*-{1,}8<-{1,}\s*$/;
const definition = /^\s*\[([^^\]][^\]]*)\]:/;

/** Snippets, keys, icons, marks, attribute lists and abbreviations of MkDocs' Markdown extensions. */
export function prepareMkdocsInline(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind, source } = preparation.lines;
  const quick = text.map((line, index) => (kind[index] === 'text' ? line : ''));
  const abbreviations = takeAbbreviations(quick, edits);
  const labels = new Set(quick.flatMap((line) => definition.exec(line)?.[1]?.toLowerCase() ?? []));
  let inSnippets = false;
  for (const [index, line] of quick.entries()) {
    if (abbreviation.test(line)) continue;
    if (snippetFence.test(line)) {
      inSnippets = !inSnippets;
      edits.replace(index, '');
      continue;
    }
    const file = inSnippets ? line.trim() : (snippet.exec(line)?.[3] ?? includedFile(line));
    if (file !== undefined && file !== '') {
      const lead = line.slice(0, line.length - line.trimStart().length);
      if (file.startsWith(';')) edits.replace(index, '');
      else edits.replaceByBlock(index, lead, snippetOf(preparation, file, index));
      continue;
    }
    if (isMarkLine(line)) {
      edits.replace(index, '');
      continue;
    }
    const shown = line.replace(escaped, '$1');
    const apart = shown.includes('][^') ? apartFromFootnotes(shown, labels) : shown;
    const bare = withoutLoneIcons(apart);
    const plain = withoutAttributeLists(takeHeadingId(bare, source[index]!, preparation));
    const made = outsideSpans(plain, (part) =>
      expandFirst(expandMarks(part, preparation), abbreviations),
    );
    if (made !== line) edits.replace(index, made);
  }
  return edits;
}

function includedFile(line: string): string | undefined {
  const [, , path, lines] = line.includes('{') ? (include.exec(line) ?? []) : [];
  if (path === undefined) return undefined;
  const file = path.replace(/^(?:\.{1,2}\/)+/, '').replace(/\[ln:(\d+)(?:-(\d+))?\]$/, ':$1:$2');
  return file + (lines ? `:${lines}` : '');
}

/** `[link][^1]` is a link and a footnote, where CommonMark reads one reference. */
function apartFromFootnotes(line: string, labels: ReadonlySet<string>): string {
  return line.replace(/(?<!\])\[([^[\]]+)\](?=\[\^)/g, (whole, label: string) =>
    labels.has(label.toLowerCase()) ? `${whole}[]` : whole,
  );
}

/** What stands in place of a file; what is at another address is not fetched. */
function snippetOf(preparation: Preparation, file: string, index: number): string {
  if (/^https?:/.test(file)) {
    const reason = `${file} is included, but not fetched; a link to it stands in its place`;
    preparation.warn(index, { rule: 'include-missing', about: file, reason });
    return `[${file}](${file})`;
  }
  const attributes = [attribute('0', file)];
  return callTag.alone(preparation.call({ origin: 'macro', name: 'snippet', attributes }));
}
