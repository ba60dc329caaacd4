import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { splitPrefix } from '../lines/prefix.ts';
import { codeSpans, outsideSpans } from '../lines/spans.ts';
import { withoutAttributeLists } from './attribute-lists.ts';
import { attribute, callTag } from './call.ts';
import { Edits } from './edits.ts';
import type { Preparation } from './preparation.ts';

interface Directive {
  index: number;
  marker: string;
  lead: string;
}

const opener = /^(`{3,}|~{3,}|:{3,})\{([\w:-]+)\}[ \t]*(.*)$/;
/** A fence of code, which may be the first thing of a list item. */
const codeFence = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){0,10}(`{3,}|~{3,})(?!.*`)/;
const option = /^:([\w-]+):[ \t]*(.*)$/;
const target = /^\(([^()\s]+)\)=$/;
const roleName = /\{([\w:-]+)\}$/;

/** Directives whose body is code: name -> the language where the argument does not say it. */
const codeDirectives: ReadonlyMap<string, string> = new Map([
  ['code', ''],
  ['code-block', ''],
  ['code-cell', ''],
  ['sourcecode', ''],
  ['math', 'math'],
  ['mermaid', 'mermaid'],
  ['eval-rst', 'rst'],
  ['parsed-literal', 'text'],
  ['graphviz', 'dot'],
  ['doctest', 'python'],
]);

/** Directives whose argument is a file. */
const fileDirectives = new Set(['figure', 'image', 'include', 'literalinclude', 'download']);
/** Directives whose body is a list of pages or settings, no text. */
const listDirectives = new Set(['toctree', 'contents', 'tableofcontents', 'index', 'only']);

/** MyST: directives in fences (```{note} Title), roles ({ref}`x`), targets, comments and block breaks. */
export function prepareMyst(preparation: Preparation): Edits {
  preparation.apply(readDirectives(preparation));
  return readLines(preparation);
}

function readDirectives(preparation: Preparation): Edits {
  const edits = new Edits();
  const open: Directive[] = [];
  const { text } = preparation.lines;
  let verbatim: string | undefined;
  for (let index = 0; index < text.length; index++) {
    const { lead, content } = splitPrefix(text[index]!);
    if (verbatim !== undefined) {
      if (closes(content, verbatim)) verbatim = undefined;
      continue;
    }
    const match = opener.exec(content);
    if (match !== null) {
      const [, marker, name, rest] = match as unknown as [string, string, string, string];
      const code = codeDirectives.get(name);
      if (code === undefined) {
        index = openDirective(preparation, edits, { index, name, rest, lead });
        open.push({ index, marker, lead });
      } else {
        index = openCode(preparation, edits, { index, marker, lang: rest.trim() || code, lead });
        verbatim = marker;
      }
    } else if (open.some(({ marker }) => closes(content, marker))) {
      const at = open.findLastIndex(({ marker }) => closes(content, marker));
      edits.replace(index, ...open.splice(at).reverse().flatMap(closing));
    } else verbatim = codeFence.exec(content)?.[1];
  }
  if (open.length > 0) edits.insertAfter(text.length - 1, ...open.reverse().flatMap(closing));
  return edits;
}

function closes(content: string, marker: string): boolean {
  return content.startsWith(marker) && content === marker[0]!.repeat(content.length);
}

function closing({ lead }: Directive): string[] {
  return [lead.trimEnd(), lead + callTag.close, lead.trimEnd()];
}

interface Opening {
  index: number;
  name: string;
  rest: string;
  lead: string;
}

/** Writes the opening tag and gives the index of the last line of the directive's options. */
function openDirective(
  preparation: Preparation,
  edits: Edits,
  { index, name, rest, lead }: Opening,
): number {
  const { attributes, last } = readOptions(preparation, index);
  if (rest.trim() !== '')
    attributes.unshift(attribute(fileDirectives.has(name) ? 'src' : 'title', rest.trim()));
  const n = preparation.call({ origin: 'container', name, attributes });
  edits.replace(index, lead.trimEnd(), lead + callTag.open(n), lead.trimEnd());
  for (let at = index + 1; at <= last; at++) edits.replace(at);
  return listDirectives.has(name) ? dropBody(preparation, edits, index, last) : last;
}

function dropBody(preparation: Preparation, edits: Edits, index: number, last: number): number {
  const { text } = preparation.lines;
  const marker = opener.exec(splitPrefix(text[index]!).content)![1]!;
  let at = last;
  while (at + 1 < text.length && !closes(splitPrefix(text[at + 1]!).content, marker))
    edits.replace(++at);
  return at;
}

function openCode(
  preparation: Preparation,
  edits: Edits,
  { index, marker, lang, lead }: { index: number; marker: string; lang: string; lead: string },
): number {
  const { attributes, last } = readOptions(preparation, index);
  const caption = attributes.find(({ name }) => name === 'caption' || name === 'filename')?.value;
  const title = typeof caption === 'string' ? ` title="${caption.replaceAll('"', "'")}"` : '';
  const fence = marker.startsWith(':') ? '`'.repeat(marker.length) : marker;
  edits.replace(index, `${lead}${fence}${lang}${title}`);
  for (let at = index + 1; at <= last; at++) edits.replace(at);
  return last;
}

function readOptions(
  preparation: Preparation,
  index: number,
): { attributes: MdxJsxAttribute[]; last: number } {
  const { text } = preparation.lines;
  const attributes: MdxJsxAttribute[] = [];
  let last = index;
  for (let at = index + 1; at < text.length; at++) {
    const match = option.exec(splitPrefix(text[at]!).content);
    if (match === null) break;
    attributes.push(attribute(match[1]!, match[2] === '' ? null : match[2]!));
    last = at;
  }
  return { attributes, last };
}

/** What stands in single lines: roles, targets (ids of the heading that follows), comments, breaks. */
function readLines(preparation: Preparation): Edits {
  const edits = new Edits();
  const { text, kind, source } = preparation.lines;
  let id: string | undefined;
  for (let index = 0; index < text.length; index++) {
    if (kind[index] !== 'text') continue;
    const line = text[index]!;
    const { content } = splitPrefix(line);
    if (content === '') continue;
    const named = target.exec(content)?.[1];
    if (named !== undefined || /^%\s|^%$|^\+\+\+(?:\s|$)/.test(line)) {
      id = named ?? id;
      edits.replace(index, '');
      continue;
    }
    if (id !== undefined && /^#{1,6}\s/.test(content))
      preparation.headingIds.set(source[index]!, id);
    id = undefined;
    const made = expandRoles(line, preparation);
    const plain = attributes.test(made) ? withoutAttributes(made) : made;
    if (plain !== line) edits.replace(index, plain);
  }
  return edits;
}

/** A role is a code span with the role's name right before it; in a code span, braces are text. */
function expandRoles(line: string, preparation: Preparation): string {
  let made = '';
  let at = 0;
  for (const [start, end] of codeSpans(line)) {
    const before = line.slice(at, start);
    const [whole, name] = roleName.exec(before) ?? [];
    const span = line.slice(start, end);
    if (whole === undefined || name === undefined) made += before + span;
    else {
      const given = [attribute('0', span.replace(/^(`+)(.*)\1$/, '$2'))];
      const call = preparation.call({ origin: 'macro', name, attributes: given });
      made += before.slice(0, -whole.length) + callTag.alone(call);
    }
    at = end;
  }
  return made + line.slice(at);
}

const attributes = /\{[^{}]*[#.=]/;
const span = /(?<!!)\[([^[\]]+)\]\{[^{}]*[#.=][^{}]*\}/g;

/** Attributes on a line of their own, behind links and images, and of spans: `[words]{.class}`. */
function withoutAttributes(line: string): string {
  return withoutAttributeLists(outsideSpans(line, (text) => text.replace(span, '$1')));
}
