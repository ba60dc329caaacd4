import { attribute, type Call } from '../call.ts';

const tag = /^@(name|type|default|required|optional|deprecated|description)(?:[ \t]+(\S.*))?$/i;

/**
 * Reads a line of a `::: field` as its plugin does: `@type string`, `@required`. What it says is kept beside the
 * name; gives what is left of the line, which are words of a description.
 *
 * https://theme-plume.vuejs.press/guide/markdown/field/
 */
export function readFieldTag(call: Call, content: string): string | undefined {
  const [, written, said] = tag.exec(content) ?? [];
  if (written === undefined) return undefined;
  const name = written.toLowerCase();
  if (name === 'description') return said ?? '';
  const value = said?.replace(/^`|`$/g, '');
  if (name === 'name') call.attributes = call.attributes.filter((one) => one.name !== 'title');
  call.attributes.push(attribute(name, value || null));
  return '';
}
