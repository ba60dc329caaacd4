import { splitPrefix } from '../lines/prefix.ts';
import { codeSpans, outsideSpans } from '../lines/spans.ts';
import { withoutAttributeLists } from './attribute-lists.ts';
import { attribute, callTag } from './call.ts';
import { Edits } from './edits.ts';
import { inlineOptions, readOptions } from './myst-options.ts';
import type { Preparation } from './preparation.ts';

interface Directive {
  name: string;
  marker: string;
  lead: string;
}

/** Marker, name, options and argument. */
const opener = /^(`{3,}|~{3,}|:{3,})\{([\w:+-]+)((?:[ \t][^{}]*)?)\}[ \t]*(.*)$/;
/** A fence of code, which may be the first thing of a list item. */
const codeFence = /^(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){0,10}(`{3,}|~{3,})(?!.*`)/;
const target = /^\(([^()\s]+)\)=$/;
const roleName = /\{([\w:+-]+)\}$/;
/** What divides the header and the footer of a card from what stands between. */
const cardRule = /^(?:\^{3,}|\+{3,})$/;

/** Directives whose body is code: name -> the language where the argument does not say it. */
const codeDirectives: ReadonlyMap<string, string> = new Map([
  ['code', ''],
  ['code-block', ''],
  ['code-cell', ''],
  ['ipython', 'python'],
  ['prompt', 'bash'],
  ['testcode', 'python'],
  ['sourcecode', ''],
  ['math', 'math'],
  ['mermaid', 'mermaid'],
  // A sample of MyST; what it looks like stands beside it.
  ['myst', 'markdown'],
  ['csv-table', 'csv'],
  ['eval-rst', 'rst'],
  ['parsed-literal', 'text'],
  ['graphviz', 'dot'],
  ['doctest', 'python'],
]);

/** Directives whose argument is a file. */
const fileDirectives = new Set([
  ...['figure', 'image', 'include', 'literalinclude', 'download', 'iframe', 'anywidget'],
]);
/** Directives whose body is a list of pages or settings, no text. */
const listDirectives = new Set([
  ...['toctree', 'contents', 'tableofcontents', 'index', 'toc', 'raw:latex', 'raw:tex'],
  ...['raw:typst', 'raw:typ', 'testsetup', 'testcleanup', 'py-config'],
]);

/** Whether no reader of the site sees the body; some is for other formats than HTML. */
const isUnseen = (name: string, given: string): boolean =>
  listDirectives.has(name) ||
  (/^(?:raw|only)$/.test(name) && !/html/.test(given) && !/^not\b/.test(given));

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
      if (!closes(content, verbatim)) continue;
      // What colons open, a fence of backticks stands for.
      if (verbatim.startsWith(':')) edits.replace(index, lead + content.replaceAll(':', '`'));
      verbatim = undefined;
      continue;
    }
    const match = opener.exec(content);
    if (match !== null) {
      const [marker, name, options, given] = match.slice(1) as [string, string, string, string];
      const opening: Opening = { index, marker, name, options, given: given.trim(), lead };
      const isCode = codeDirectives.has(name);
      index = isCode
        ? openCode(preparation, edits, opening)
        : openDirective(preparation, edits, opening);
      if (isCode) verbatim = marker;
      else open.push({ name, marker, lead });
    } else if (open.some(({ marker }) => closes(content, marker))) {
      const at = open.findLastIndex(({ marker }) => closes(content, marker));
      edits.replace(index, ...open.splice(at).reverse().flatMap(closing));
    } else if (cardRule.test(content) && open.at(-1)?.name.includes('card')) {
      edits.replace(index, lead.trimEnd());
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
  marker: string;
  name: string;
  /** What stands beside the name in its braces. */
  options: string;
  /** The argument. */
  given: string;
  lead: string;
}

/** Writes the opening tag and gives the index of the last line of the directive's options. */
function openDirective(
  preparation: Preparation,
  edits: Edits,
  { index, marker, name, options, given, lead }: Opening,
): number {
  const { text } = preparation.lines;
  const { attributes, last } = readOptions(text, index);
  attributes.unshift(...inlineOptions(options));
  if (given !== '')
    attributes.unshift(attribute(fileDirectives.has(name) ? 'src' : 'title', given));
  const n = preparation.call({ origin: 'container', name, attributes });
  edits.replace(index, lead.trimEnd(), lead + callTag.open(n), lead.trimEnd());
  let end = last;
  if (isUnseen(name, given))
    while (end + 1 < text.length && !closes(splitPrefix(text[end + 1]!).content, marker)) end++;
  for (let at = index + 1; at <= end; at++) edits.replace(at);
  return end;
}

function openCode(
  { lines: { text } }: Preparation,
  edits: Edits,
  { index, marker, name, options, given, lead }: Opening,
): number {
  const { attributes, last } = readOptions(text, index);
  const titled = [...inlineOptions(options), ...attributes].find((one) =>
    /^(?:caption|filename)$/.test(one.name),
  )?.value;
  const isTable = name === 'csv-table';
  const lang = (isTable ? '' : given) || codeDirectives.get(name)!;
  const caption = isTable ? given : titled;
  const title =
    typeof caption === 'string' && caption !== ''
      ? ` title="${caption.replace(/["`]/g, "'")}"`
      : '';
  const fence = marker.startsWith(':') ? '`'.repeat(marker.length) : marker;
  edits.replace(index, `${lead}${fence}${lang}${title}`);
  for (let at = index + 1; at <= last; at++) edits.replace(at);
  return last;
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
