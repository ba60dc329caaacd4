import {
  type CodeBlock,
  type Evidence,
  linkKey,
  type Word,
  wordKey,
  wordsOf,
} from '../evidence.ts';
import { documentFences, elementExceptions } from '../exceptions.ts';
import { type DroppedNames, withoutDropped } from './dropped.ts';
import { readInline } from './inline.ts';
import { tabOf, titleOf } from './labels.ts';
import { stripLineMarks } from './line-marks.ts';
import { readRegions } from './regions.ts';
import { proseOf } from './tables.ts';

export interface SourceOptions {
  /** Braces are expressions, and lines that begin with import or export are ESM. */
  mdx: boolean;
  /** What the configuration leaves out. */
  drops?: DroppedNames | undefined;
}

const tables = {
  prose: proseOf,
  dropped: (tag: Parameters<typeof proseOf>[0]) =>
    elementExceptions.some((exception) => exception.applies(tag)),
};

/** What a source holds, by the checker's own reading: no syntax tree, and tolerant of everything. */
export function readSource(text: string, { mdx, drops }: SourceOptions): Evidence {
  const {
    body: whole,
    bodyLine,
    title,
  } = splitFrontmatter(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  const body = drops === undefined ? whole : withoutDropped(whole, drops, mdx);
  const { blocks, prose } = readRegions(body, { mdx });
  const code: CodeBlock[] = [];
  for (const block of blocks) {
    if (documentFences.has(block.lang)) {
      const inner = readRegions(block.lines.join('\n'), { mdx });
      prose.splice(block.line, block.lines.length, ...inner.prose);
      code.push(
        ...inner.blocks.map((one) => ({ ...one, line: one.line + block.line + bodyLine - 1 })),
      );
    } else code.push({ ...block, line: block.line + bodyLine - 1 });
  }
  const source = prose.map(stripLineMarks).join('\n');
  const plain = readInline(source, { mdx, tables });
  const at = (line: number) => line + bodyLine - 1;
  const lines = plain.text.split('\n');
  return {
    code,
    headings: headingsOf(prose, lines).map(({ key, line }) => ({ key, line: at(line) })),
    cells: cellsOf(prose, lines).map(({ key, line }) => ({ key, line: at(line) })),
    links: plain.links.map(({ url, line, uses }) => ({
      ...{ key: linkKey(url), line: at(line) },
      ...(uses && { places: uses.map(at) }),
    })),
    words: [
      ...(isSaid(title, lines) ? [] : wordsOf(title, 1)),
      ...wordsOf(plain.text, bodyLine),
      ...plain.asides.flatMap(({ text: aside, line }) =>
        wordsOf(aside.replace(/&#?\w+;/g, ' '), at(line)).map((word) => ({
          ...word,
          line: at(line),
          aside: true as const,
        })),
      ),
      ...labelsOf(code),
    ],
  };
}

/** A title that a line of the page says, as its heading does, is needed once. */
function isSaid(title: string, plain: readonly string[]): boolean {
  const key = wordKey(title);
  const word = key.split(' ', 1)[0]!;
  return plain.some((line) => line.includes(word) && wordKey(line) === key);
}

function splitFrontmatter(text: string) {
  const match = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text);
  if (!match) return { body: text, bodyLine: 1, title: '' };
  const title = /^title:[ \t]*(.*)$/m.exec(match[1] ?? '')?.[1] ?? '';
  return {
    body: text.slice(match[0].length),
    bodyLine: match[0].split('\n').length,
    title: /^[|>]/.test(title) ? '' : title.replace(/\s#.*$/, '').replace(/\\[nrt]/g, ' '),
  };
}

const headingPattern = /^[ \t>]*(?:[-*+][ \t]+|\d+[.)][ \t]+)*(#{1,6})[ \t]+\S/;
const setextPattern = /^[ \t]*(?:=+|-{2,})[ \t]*$/;
function headingsOf(prose: readonly string[], plain: readonly string[]) {
  const headings: { key: string; line: number }[] = [];
  prose.forEach((line, index) => {
    const setext = setextPattern.test(prose[index + 1] ?? '') && isParagraphLine(prose, index);
    if (!headingPattern.test(line) && !setext) return;
    const key = wordKey(plain[index] ?? '');
    if (key !== '') headings.push({ key, line: index + 1 });
  });
  return headings;
}

function isParagraphLine(prose: readonly string[], index: number): boolean {
  const line = prose[index]!;
  const before = prose[index - 1] ?? '';
  return before.trim() === '' && /^ {0,3}[^\s#>|<{*+-]/.test(line) && !line.includes('|');
}

const delimiterRow = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** Cells of pipe tables: the row above a delimiter row, and the rows below it. */
function cellsOf(prose: readonly string[], plain: readonly string[]) {
  const cells: { key: string; line: number }[] = [];
  const take = (index: number) => {
    for (const cell of (plain[index] ?? '').split('|')) {
      const key = wordKey(cell);
      if (key !== '') cells.push({ key, line: index + 1 });
    }
  };
  prose.forEach((line, index) => {
    if (!line.includes('|') || !line.includes('-') || !delimiterRow.test(line)) return;
    if (!(prose[index - 1] ?? '').includes('|')) return;
    take(index - 1);
    for (let row = index + 1; (prose[row] ?? '').includes('|'); row++) take(row);
  });
  return cells;
}

/** The words of fences' labels: title, file name, tab. A tab of several fences is named once. */
function labelsOf(code: readonly CodeBlock[]): Word[] {
  let tab: string | undefined;
  return code.flatMap((block) => {
    const before = tab;
    tab = tabOf(block);
    const label = [tab === before ? '' : tab, titleOf(block)].join(' ');
    return wordsOf(label, block.line).map((word) => ({ ...word, line: block.line, aside: true }));
  });
}
