import { firstOf } from '../../../first-of.ts';
import { dedent, linesOf } from '../../lines/some-lines.ts';
import { readAttributes } from '../attributes.ts';
import { textValue } from '../call.ts';
import { Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';

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
  preparation.apply(placeElements(preparation));
  preparation.apply(placeCode(preparation));
  preparation.apply(placeVariables(preparation));
  return placeBlocks(preparation);
}

const part = /^\s*<include\s+([^<>]*?)\/?>(?:\s*<\/include>)?\s*$/;
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
    const [from, id] = ['from', 'element-id'].map((name) => textValue(given ?? [], name));
    if (from === undefined || id === undefined) continue;
    const source = fileOf(preparation, from, ['', '../', '../../']);
    const element = source && elementWith(source, id);
    if (element !== undefined) edits.replace(index, '', ...partLines(element), '');
  }
  return edits;
}

const outer = /^([ \t]*)<(tabs|compare|code-block)\b[^<>]*(?<!\/)>/;

/** Within a table no fence can stand. */
function inCell(_: string, given: string, code: string): string {
  const { lang, lines } = codeOf(given, code);
  const escaped = lines.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<pre lang="${lang}">\n${escaped}\n</pre>`;
}

/** Elements with code in XML, alone or in tabs, become fences. */
function placeElements({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  const open = new Set<string>();
  for (let index = 0; index < text.length; index++) {
    const [, lead = '', name] = kind[index] === 'code' ? [] : (outer.exec(text[index]!) ?? []);
    if (name === undefined || open.has(name)) continue;
    const last = text.findIndex((line, at) => at >= index && line.includes(`</${name}>`));
    if (last === -1) open.add(name);
    const element = text.slice(index, last + 1).join('\n');
    if (!element.includes('</code-block>') || element.includes('```')) continue;
    if (lead.length < 4) {
      const lines = partLines(element).map((line) => (line === '' ? '' : lead + line));
      edits.replace(index, '', ...lines, '');
    } else edits.replace(index, ...element.replace(allCode, inCell).split('\n'));
    edits.remove(index + 1, last);
    index = last;
  }
  return edits;
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

const codeElement = /<code-block\b([^<>]*)>([\s\S]*?)<\/code-block>/;
const allCode = new RegExp(codeElement, 'g');

/** Lines of a topic in XML, whose indentation says nothing outside of code. */
function partLines(source: string): string[] {
  return source
    .replace(/<!--[\s\S]*?-->/g, '')
    .split(/(<code-block\b[^<>]*(?<!\/)>[\s\S]*?<\/code-block>)/)
    .flatMap((piece) => {
      const [, given, code] = codeElement.exec(piece) ?? [];
      if (code !== undefined) {
        const { lang, lines } = codeOf(given!, code);
        return ['', `\`\`\`${lang}`, ...lines, '```', ''];
      }
      const lines = piece.split('\n').map((line) => line.trim());
      return lines.flatMap((line) => (/^<[^<>]*>$/.test(line) ? ['', line, ''] : [line]));
    });
}

/** What a `code-block` shows; in a section of characters nothing is escaped. */
function codeOf(given: string, code: string): { lang: string; lines: readonly string[] } {
  const lang = textValue(readAttributes(given) ?? [], 'lang')?.toLowerCase() ?? '';
  const plain = code.replace(/^\s*<!\[CDATA\[|\]\]>\s*$/g, '');
  const text = plain === code ? unescaped(code) : plain;
  return { lang, lines: dedent(text.replace(/^\s*\n|\s+$/g, '').split('\n')) };
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};
const unescaped = (text: string) =>
  text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => entities[name]!);

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
    const code = fileOf(preparation, src, ['', ...snippetFolders(preparation)]);
    if (code === undefined) {
      const reason = `${src} is included, but there is no such file; its path is shown instead`;
      preparation.warn(index, { rule: 'include-missing', reason, about: src });
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

const projects = ['writerside.cfg', 'project.ihp', '../writerside.cfg', '../project.ihp'];

/** Where the configuration of the module says that code is. */
function snippetFolders(preparation: Preparation): string[] {
  return projects.flatMap((file) => {
    const text = preparation.siteValue(`:file ${file}`) ?? '';
    const [, folder] = /<snippets\s[^<>]*?src="([^"]+)"/.exec(text) ?? [];
    return folder === undefined ? [] : [`${file.startsWith('..') ? '../' : ''}${folder}/`];
  });
}

const fileOf = (
  preparation: Preparation,
  name: string,
  folders: readonly string[],
): string | undefined =>
  firstOf(folders, (folder) => preparation.siteValue(`:file ${folder}${name}`));

const variable = /<var\s+name="([^"]+)"\s+value="([^"]*)"/g;

/** `%name%`, in code as well, by the list of the module and the variables of the page. */
function placeVariables(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text } = preparation.lines;
  if (!text.some((line) => /%[\w.-]+%/.test(line))) return edits;
  const files = ['v.list', '../v.list'].map((file) => preparation.siteValue(`:file ${file}`) ?? '');
  const values = new Map<string, string>();
  for (const source of [...files, text.join('\n')]) {
    for (const [, name, value] of source.matchAll(variable)) values.set(name!, unescaped(value!));
  }
  for (const [index, line] of text.entries()) {
    const made = line.replace(/%([\w.-]+)%/g, (whole, name) => values.get(name) ?? whole);
    if (made !== line) edits.replace(index, made);
  }
  return edits;
}

const titleComment = /^\[\/\/\]: # \(title: (.*)\)\s*$/;
const emptyLink = /<a\s+href="([^"]+)"\s*(?:\/>|>\s*<\/a>)/g;
/** An element that stands as a block, alone on its line. */
const block =
  /^ {0,3}<\/?(?:chapter|compare|def|deflist|if|list|note|procedure|seealso|snippet|step|tab|tabs|tip|tldr|warning)(?:\s[^<>]*)?>\s*$/;
const procedure = /^\s*<procedure\b[^<>]*\btitle="([^"]*)"/;
const styled = /^\s*\{[^{}]*\bstyle\s*=\s*"(note|tip|warning)"[^{}]*\}\s*$/;

/** Titles in comments and of steps, and the styles of quotes: https://www.jetbrains.com/help/writerside/admonitions.html */
function placeBlocks({ lines: { text, kind } }: Preparation): Edits {
  const edits = new Edits();
  for (const [index, line] of text.entries()) {
    if (kind[index] === 'code') continue;
    const [, title] = titleComment.exec(line) ?? [];
    if (title !== undefined) edits.replace(index, `# ${title}`);
    const made = line
      .replace(/<var\s[^<>]*\/>/g, '')
      .replace(emptyLink, '[]($1)')
      .replace(/<title>(.*?)<\/title>/g, '<strong>$1</strong>');
    if (made !== line) edits.replace(index, made);
    if (block.test(line)) {
      if (isText(text[index - 1])) edits.insertBefore(index, '');
      if (isText(text[index + 1])) edits.insertAfter(index, '');
    }
    const [, steps] = procedure.exec(line) ?? [];
    if (steps !== undefined) edits.insertBefore(index, '', `**${steps}**`, '');
    const [, style] = styled.exec(line) ?? [];
    if (style === undefined) continue;
    let first = index;
    while (first > 0 && /^\s*>/.test(text[first - 1]!)) first--;
    if (first === index) continue;
    const [lead = ''] = /^\s*>/.exec(text[first]!) ?? [];
    edits.insertBefore(first, `${lead} [!${style.toUpperCase()}]`);
    edits.replace(index, '');
  }
  return edits;
}

const isText = (line = '') => /^\s*[^\s<]/.test(line);
