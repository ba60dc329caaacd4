import { trimmed } from '../../lines/prefix.ts';
import { attribute } from '../call.ts';
import { readTitle } from './mkdocs-marks.ts';

/** What a line says of the indented block that it begins. */
export interface Head {
  name: string;
  attributes: ReturnType<typeof attribute>[];
  /** The group that it is a member of. */
  group?: 'tabs' | 'dl';
  width?: number;
  /** What stands after the mark of a definition on its line. */
  rest?: string;
}

export const widthOf = ({ width = 4 }: Head): number => width;

/** A blank stands after `===` and before a title; the type of a box may follow its mark at once. */
export const opener = /^([ \t]*)((?:!!!|\?\?\?\+?)(?=[ \p{L}\p{N}_-])|===[+!]?(?=[ ]))[ ]?(.*)$/u;

/** What a line such as `!!! note "Title"` or `=== "Tab"` begins; undefined for other lines. */
export function readOpener(line: string): Head | undefined {
  const [, , mark = '', rest] = opener.exec(line) ?? [];
  if (rest === undefined) return undefined;
  const match = /^((?:[\p{L}\p{N}_-][\p{L}\p{N}_ -]*)?)(?:"(.*)")?$/u.exec(trimmed(rest, ' '));
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
