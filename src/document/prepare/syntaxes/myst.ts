import { splitPrefix } from '../../lines/prefix.ts';
import { codeSpans, outsideSpans } from '../../lines/spans.ts';
import { withoutAttributeLists } from '../attribute-lists.ts';
import { attribute, callTag } from '../call.ts';
import { changedLines, Edits } from '../edits.ts';
import type { Preparation, SourceSyntax } from '../preparation.ts';
import { prepareBlocks } from './indented.ts';
import { readDirectives } from './myst-directives.ts';

const target = /^\(([^()\s]+)\)=$/;
const roleName = /\{([\w:+-]+)\}$/;

/** MyST: directives in fences (```{note} Title), roles ({ref}`x`), targets, comments and block breaks. */
export const myst: SourceSyntax = {
  name: 'myst',
  sign: /\{[\w:-]+\}|\)=$|^%|^\+\+\+|^:\w[^:\n]*:\s/m,
  prepare,
};

/** A definition that begins with a directive or a comment. */
const defined = /^ *: +(?:[`~:]{3,}\{|% )/;

function prepare(preparation: Preparation): Edits {
  if (preparation.lines.text.some((line) => defined.test(line)))
    preparation.apply(prepareBlocks(preparation, { boxes: false }));
  preparation.apply(readDirectives(preparation));
  preparation.apply(readFields(preparation));
  return readLines(preparation);
}

const field = /^:([A-Za-z][^:`\n]{0,60}):(?:[ \t]+(.*))?$/;

/** Fields of a page that Sphinx reads for itself: https://www.sphinx-doc.org/en/master/usage/restructuredtext/field-lists.html */
const ofSphinx = /^(?:orphan|nocomments|no-?search|tocdepth)$/;

/** Fields are a list: https://myst-parser.readthedocs.io/en/latest/syntax/optional.html#field-lists */
function readFields({ lines: { text, kind } }: Preparation): Edits {
  let isInFields = false;
  return changedLines(text, (line, index) => {
    const { lead, content } = splitPrefix(line);
    const match = kind[index] === 'text' ? field.exec(content) : null;
    const isBegin = splitPrefix(text[index - 1] ?? '').content === '';
    isInFields = match !== null && (isInFields || isBegin);
    const [, name = '', value = ''] = match ?? [];
    if (isInFields && ofSphinx.test(name)) return '';
    return isInFields ? `${lead}- **${name}**${value && `: ${value}`}` : undefined;
  });
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
    const last = endOfRole(preparation.lines, index);
    edits.remove(index + 1, last);
    const whole = [
      line,
      ...text.slice(index + 1, last + 1).map((next) => splitPrefix(next).content),
    ];
    const made = expandRoles(whole.join(' '), preparation);
    const plain = attributes.test(made) ? withoutAttributes(made) : made;
    if (plain !== line) edits.replace(index, plain);
    index = last;
  }
  return edits;
}

/** A role that its line leaves open: name, backticks and the first words. */
const openRole = /\{[\w:+-]+\}(`+)[^`]+$/;
const mostLines = 5;

/** Index of the last line of a role that goes on in the next lines of its paragraph; else of the line itself. */
function endOfRole({ text, kind }: Preparation['lines'], index: number): number {
  const line = text[index]!;
  const rest = line.slice(codeSpans(line).at(-1)?.[1] ?? 0);
  const marks = openRole.exec(rest)?.[1];
  if (marks === undefined) return index;
  for (let at = index + 1; at <= index + mostLines; at++) {
    const next = text[at]?.trim() ?? '';
    if (next === '' || kind[at] !== 'text') break;
    if (next.includes(marks)) return at;
  }
  return index;
}

/** A role is a code span with the role's name right before it; in a code span, braces are text. */
function expandRoles(line: string, preparation: Preparation): string {
  let made = '';
  let at = 0;
  for (const [start, end] of codeSpans(line)) {
    const before = line.slice(at, start);
    const [whole = '', name] = roleName.exec(before) ?? [];
    const span = line.slice(start, end);
    if (name === undefined) made += before + span;
    else {
      const ticks = /^`+/.exec(span)![0].length;
      const given = [attribute('0', span.slice(ticks, -ticks))];
      const source = whole + span;
      const call = preparation.call({ origin: 'macro', name, attributes: given, source });
      made += before.slice(0, -whole.length) + callTag.inText(call);
    }
    at = end;
  }
  return made + line.slice(at);
}

const attributes = /\{[^{}]*[#.=]/;
const span = /(?<!!)\[([^[\]]+)\]\{[^{}]*[#.=][^{}]*\}/g;

/** Attributes on a line of their own, after links and images, and of spans: `[words]{.class}`. */
const withoutAttributes = (line: string): string =>
  withoutAttributeLists(outsideSpans(line, (text) => text.replace(span, '$1')));
