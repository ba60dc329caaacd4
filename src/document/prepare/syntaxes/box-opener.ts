import { columnOf, trimmed } from '../../lines/prefix.ts';
import { attribute } from '../call.ts';
import { readTitle } from './mkdocs-marks.ts';

/** What a line says of the indented block that it begins. */
export interface Head {
  name: string;
  attributes: ReturnType<typeof attribute>[];
  /** The group that it is a member of. */
  group?: 'tabs' | 'dl';
  width?: number;
  /** Where it begins, if that is not where its opener stands. */
  indent?: number;
  /** What stands after the mark of a definition on its line. */
  rest?: string;
}

export const widthOf = ({ width = 4 }: Head): number => width;

/** A blank stands after `===` and before a title; the type of a box may follow its mark at once. */
export const opener =
  /^([ \t]*)((?:!!!|\?\?\?\+?)(?=[ \t\p{L}\p{N}_-])|===[+!]?(?=[ \t]))[ \t]?(.*)$/u;

export const definition = /^([ ]*):([ ]{1,4})(\S.*)$/;
/** What cannot be a term. */
export const noTerm =
  /^(?:#{1,6}[ ]|[-*+][ ]|\d{1,9}[.)][ ]|>|\||`{3}|~{3}|<(?!x-call[^<>]*><\/x-call>)|\{(?![\w:+-]+\}`)|:[ ])/;

/** What takes indented blocks below it as its own. */
export const holder = /^(?:[-*+][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]]+\]:)/;

/** How much further right than its term a definition may begin. */
export const isMargin = (columns: number) => columns >= 0 && columns < 4;

/** Whether a line is defined by what stands below it, perhaps behind a blank line. */
export function isTerm(text: readonly string[], index: number, mayPart = true): boolean {
  const indent = columnOf(text[index]!);
  for (let at = index; at < text.length; at++) {
    const line = text[at]!;
    if (line.trim() === '') {
      const next = text[at + 1] ?? '';
      return mayPart && definition.test(next) && isMargin(columnOf(next) - indent);
    }
    if (definition.test(line)) return isMargin(columnOf(line) - indent);
    if (columnOf(line) !== indent || noTerm.test(line.trimStart())) return false;
  }
  return false;
}

/** What a line such as `!!! note "Title"` or `=== "Tab"` begins; undefined for other lines. */
export function readOpener(line: string): Head | undefined {
  const [, , mark = '', rest] = opener.exec(line) ?? [];
  if (rest === undefined) return undefined;
  // Python-Markdown reads each tab as blanks.
  const words = trimmed(rest.replaceAll('\t', ' '), ' ');
  const match = /^((?:[\p{L}\p{N}_-][\p{L}\p{N}_ -]*)?)(?:"(.*)")?$/u.exec(words);
  if (match === null) return undefined;
  const [name, ...classes] = match[1]!.trim().split(/[ ]+/);
  const title = match[2] && readTitle(match[2]);
  const attributes = title === undefined ? [] : [attribute('title', title)];
  if (mark.startsWith('===')) {
    if (title === undefined || name !== '') return undefined;
    return { name: 'tab', attributes, group: 'tabs' };
  }
  if (name === undefined || name === '') {
    // `!!!` needs a type.
    return mark === '!!!' || title === undefined ? undefined : { name: 'details', attributes };
  }
  if (classes.length > 0) attributes.push(attribute('class', classes.join(' ')));
  if (mark.startsWith('???')) attributes.push(attribute('collapsible', null));
  return { name, attributes };
}
