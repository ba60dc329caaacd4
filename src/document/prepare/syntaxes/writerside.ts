import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { firstOf } from '../../../first-of.ts';
import { dedent, linesOf } from '../../lines/some-lines.ts';
import { readAttributes } from '../attributes.ts';
import { textValue } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import {
  blockTag,
  elementsAtMargin,
  placeElements,
  tagsApart,
  unescaped,
} from './writerside-elements.ts';
import { headRows, tablesIn } from './writerside-tables.ts';

/**
 * Writerside: titles in comments, boxes that a list of attributes below a quote makes, code of files,
 * parts of other topics, and variables. https://www.jetbrains.com/help/writerside/markup-reference.html
 */
export const writerside: SourceSyntax = {
  name: 'writerside',
  prepare,
};

function prepare(preparation: Preparation): Edits {
  for (let depth = 0; depth < deepestPart; depth++) {
    const parts = placeParts(preparation);
    if (parts.size === 0 || preparation.lines.text.length > mostLines) break;
    preparation.apply(parts);
  }
  preparation.apply(placeElements(preparation.lines, (...use) => snippetOf(preparation, ...use)));
  preparation.apply(tagsApart(preparation.lines));
  preparation.apply(elementsAtMargin(preparation.lines));
  preparation.apply(headRows(preparation.lines));
  preparation.apply(placeCode(preparation));
  preparation.apply(placeVariables(preparation));
  return placeBlocks(preparation);
}

const part = /^\s*<include\s+([^<>]*?)(?:\/>|>(?:\s*<\/include>)?)\s*$/;
const partInText = /<include\s+([^<>]*?)\/>/g;
/** Parts stand in parts. */
const deepestPart = 5;
/** Parts that are put in again and again may make any number of them. */
const mostLines = 50_000;

/** `<include from="lib.topic" element-id="note"/>` -> what the element holds. */
function placeParts(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    const given = kind[index] === 'code' ? undefined : readAttributes(part.exec(line)?.[1] ?? '');
    const element = given && partOf(given, preparation);
    if (element !== undefined) {
      const last = /<\/include>|\/>\s*$/.test(line) ? index : endOfPart(text, index);
      const values = variablesIn(text.slice(index + 1, last).join('\n'));
      edits.replace(index, '', ...dedent(withValues(element, values).split('\n')), '');
      edits.remove(index + 1, last);
    } else if (kind[index] === 'text' && line.includes('<include ')) {
      const made = line.replace(partInText, (whole, said: string) => {
        const inner = partOf(readAttributes(said) ?? [], preparation)?.trim();
        return inner === undefined || /\n\s*\n/.test(inner)
          ? whole
          : inner.replace(/\s*\n\s*/g, ' ');
      });
      if (made !== line) edits.replace(index, made);
    }
  }
  return edits;
}

/** The line on which an element ends that gives values to a part; that on which it begins, if it never ends. */
function endOfPart(text: readonly string[], index: number): number {
  const end = text.findIndex((line, at) => at > index && /<\/include>|<include\b/.test(line));
  return /^\s*<\/include>\s*$/.test(text[end] ?? '') ? end : index;
}

function partOf(given: MdxJsxAttribute[], preparation: Preparation): string | undefined {
  const [from, id] = ['from', 'element-id'].map((name) => textValue(given, name));
  if (from === undefined || id === undefined) return undefined;
  const source = fileOf(preparation, from, ['', '../', '../../']);
  return source && elementWith(source, id);
}

/** What the element of an id holds; elements of its name may stand in it. */
function elementWith(source: string, id: string): string | undefined {
  const opening = new RegExp(`<([\\w-]+)\\s(?:[^<>]*\\s)?id="${id.replace(/\W/g, '\\$&')}"[^<>]*>`);
  const start = opening.exec(source);
  if (start === null || start[0].endsWith('/>')) return undefined;
  const tag = new RegExp(`<(/?)${start[1]}(?=[\\s>/])[^<>]*>`, 'g');
  tag.lastIndex = start.index + start[0].length;
  const begin = tag.lastIndex;
  for (let depth = 1, found = tag.exec(source); found !== null; found = tag.exec(source)) {
    depth += found[1] === '/' ? -1 : found[0].endsWith('/>') ? 0 : 1;
    if (depth === 0) return source.slice(begin, found.index);
  }
  return undefined;
}

const list = /^\s*\{([^{}]*\bsrc=[^{}]*)\}\s*$/;

/** Code of a file in an empty fence, by the list below it: `{src="a.kt" include-lines="2-4"}`. */
function placeCode(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind } = preparation.lines;
  for (const [index, line] of text.entries()) {
    const given = kind[index - 1] === 'fence' && readAttributes(list.exec(line)?.[1] ?? '');
    const src = given && textValue(given, 'src');
    const isEmpty = kind[index - 2] === 'fence';
    if (!src || !isEmpty) continue;
    const [lead] = /^[ \t]*/.exec(line)!;
    const code = snippetOf(preparation, src, index);
    if (code === undefined) {
      edits.insertBefore(index - 1, lead + src);
      continue;
    }
    const all = code.trimEnd().split('\n');
    const wanted = textValue(given, 'include-lines');
    const lines = wanted === undefined ? all : linesOf(all, wanted);
    edits.insertBefore(index - 1, ...dedent(lines).map((one) => (lead + one).trimEnd()));
  }
  return edits;
}

/** A file of code; where there is none, a warning says so. */
function snippetOf(preparation: Preparation, src: string, index: number): string | undefined {
  const code = fileOf(preparation, src, ['', ...snippetFolders(preparation)]);
  if (code !== undefined) return code;
  const reason = `${src} is included, but there is no such file; its path is shown instead`;
  preparation.warn(index, { rule: 'include-missing', reason, about: src });
  return undefined;
}

const projects = ['writerside.cfg', 'project.ihp', '../writerside.cfg', '../project.ihp'];

/** Where the configuration of the module says that code is. */
function snippetFolders(preparation: Preparation): string[] {
  return projects.flatMap((file) => {
    const text = preparation.site.file(file) ?? '';
    const [, folder] = /<snippets\s[^<>]*?src="([^"]+)"/.exec(text) ?? [];
    return folder === undefined ? [] : [`${file.startsWith('..') ? '../' : ''}${folder}/`];
  });
}

const fileOf = (
  preparation: Preparation,
  name: string,
  folders: readonly string[],
): string | undefined => firstOf(folders, (folder) => preparation.site.file(folder + name));

const variable = /<var\s([^<>]*?)\/?>/g;

/** The variables that a text states; of values for several instances, the first. */
function variablesIn(text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [, given = ''] of text.matchAll(variable)) {
    const attributes = readAttributes(given) ?? [];
    const [name, value] = ['name', 'value'].map((key) => textValue(attributes, key));
    if (name !== undefined && value !== undefined && !values.has(name))
      values.set(name, unescaped(value));
  }
  return values;
}

/** `%name%`, in code as well, by the list of the module and the variables of the page. */
function placeVariables(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text } = preparation.lines;
  if (!text.some((line) => /%[\w.-]+%/.test(line))) return edits;
  const files = ['v.list', '../v.list'].map((file) => preparation.site.file(file) ?? '');
  const values = new Map([...files, text.join('\n')].flatMap((source) => [...variablesIn(source)]));
  for (const [index, line] of text.entries()) {
    const made = withValues(line, values);
    if (made !== line) edits.replace(index, made);
  }
  return edits;
}

const withValues = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replace(/%([\w.-]+)%/g, (whole, name) => values.get(name) ?? whole);

const titleComment = /^\[\/\/\]: # \(title: (.*)\)\s*$/;
const link = /<a\s([^<>]*?)(?:\/>|>([^<>\n]*)<\/a>)/g;
/** An element that stands as a block, alone on its line. */
const block = new RegExp(String.raw`^[ \t]*</?${blockTag}(?:\s[^<>]*)?>\s*$`);
/** The style of the quote above it, or the last line of which it is. */
const styled = /^\s*(>?)\s*\{[^{}]*\bstyle\s*=\s*"([\w-]+)"[^{}]*\}\s*$/;
const kinds = /^(?:note|tip|warning)$/;

/** Titles in comments, and the styles of quotes: https://www.jetbrains.com/help/writerside/admonitions.html */
function placeBlocks({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  let tables = 0;
  for (const [index, line] of text.entries()) {
    if (kind[index] === 'code') continue;
    tables += tablesIn(line);
    const [, title] = titleComment.exec(line) ?? [];
    if (title !== undefined) edits.replace(index, `# ${title}`);
    const made = line
      .replace(/<var\s[^<>]*\/>/g, '')
      .replace(link, linkOf)
      .replace(/<title>(.*?)<\/title>/g, '<strong>$1</strong>');
    if (made !== line) edits.replace(index, made);
    if (tables === 0 && block.test(line)) {
      if (isText(text[index - 1])) edits.insertBefore(index, '');
      if (isText(text[index + 1])) edits.insertAfter(index, '');
    }
    placeStyle(edits, text, index);
  }
  return edits;
}

/** A link that is empty, or leads to the place that another attribute names. */
function linkOf(whole: string, given: string, words = ''): string {
  const attributes = readAttributes(given) ?? [];
  const [href = '', anchor] = ['href', 'anchor'].map((name) => textValue(attributes, name));
  if ((href === '' || words.trim() !== '') && anchor === undefined) return whole;
  return `[${words}](${href}${anchor === undefined ? '' : `#${anchor}`})`;
}

const quote = /^\s*>/;

/** What the style below a quote says, above it. */
function placeStyle(edits: Edits, text: readonly string[], index: number): void {
  const [, mark, style] = styled.exec(text[index]!) ?? [];
  if (style === undefined || (mark && quote.test(text[index + 1] ?? ''))) return;
  let first = index;
  while (first > 0 && quote.test(text[first - 1]!)) first--;
  if (first === index) return;
  const [lead = ''] = quote.exec(text[first]!) ?? [];
  const [, title = ''] = /\btitle="([^"]*)"/.exec(text[index]!) ?? [];
  if (kinds.test(style))
    edits.insertBefore(first, `${lead} [!${style.toUpperCase()}] ${title}`.trimEnd());
  edits.replace(index, mark ? lead : '');
}

const isText = (line = '') => line.trim() !== '' && !block.test(line);
