import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { readAttributes } from '../attributes.ts';
import { attribute } from '../call.ts';
import type { Preparation } from '../preparation.ts';

export interface ContainerHead {
  name: string;
  attributes: MdxJsxAttribute[];
}

/** A preset may follow the name, `sandpack#vue Title`. */
const named = /^([\p{L}_][\p{L}\p{N}_:-]*)(?:#[\w-]+)?[ \t]*(.*)$/su;

/** Name, title and attributes of an opening line, in any of the ways that they are written. */
export function readHead(rest: string): ContainerHead | undefined {
  if (rest.startsWith('{')) return readBraced(rest);
  const match = named.exec(rest);
  if (match === null) return undefined;
  const [, name, tail] = match as unknown as [string, string, string];
  const { before, attributes } = splitTail(tail);
  const title = bracketed(before) ?? before;
  if (title !== '') attributes.unshift(attribute('title', title));
  return { name, attributes };
}

/** MyST `{note} Title` and Quarto `{.callout-note title="T"}`. */
function readBraced(rest: string): ContainerHead | undefined {
  const end = rest.indexOf('}');
  if (end === -1) return undefined;
  const inside = rest.slice(1, end).trim();
  const after = rest.slice(end + 1).trim();
  const attributes = readAttributes(inside);
  if (attributes === undefined) return undefined;
  const classes = attributes.find(({ name }) => name === 'class');
  const [first] = attributes;
  const plain = first?.value === null && first.name !== 'class' ? first.name : undefined;
  const name = plain ?? String(classes?.value ?? '').split(' ')[0] ?? '';
  if (name === '') return undefined;
  const rests = attributes.filter((entry) => entry !== (plain === undefined ? undefined : first));
  if (after !== '') rests.unshift(attribute('title', after));
  return { name, attributes: rests };
}

/** `title="T" icon="x"`, `name="n" required`, as plugins of VitePress and VuePress read it; more than that is a title. */
const stated =
  /^(?=(?:.*[ \t])?(?:title|name)=)(?:(?:[a-z][\w-]*=(?:"[^"]*"|'[^']*')|required|optional|deprecated)(?:[ \t]+|$))+$/s;

/** A trailing `{…}`, in MDX also `\{…}`, is attributes when it reads as such, else part of the title. */
function splitTail(tail: string): { before: string; attributes: MdxJsxAttribute[] } {
  const all = stated.test(tail) ? readAttributes(tail) : undefined;
  if (all !== undefined) return { before: '', attributes: all };
  const match = /^(.*)(?<!\{)\{([^{}]*?)\\?\}$/s.exec(tail);
  const attributes = match === null ? undefined : readAttributes(match[2]!);
  if (match === null || attributes === undefined) return { before: tail.trim(), attributes: [] };
  return { before: match[1]!.replace(/\\$/, '').trim(), attributes };
}

const bracketed = (text: string): string | undefined =>
  text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1).trim() : undefined;

/** What the dialect makes of a container. */
export function shownAs(name: string, { dialect }: Preparation): string | undefined {
  const { containers = {} } = dialect;
  const spec = Object.hasOwn(containers, name) ? containers[name] : undefined;
  return typeof spec === 'string' ? spec : spec?.as;
}

/** Whether the line after a closing tag ends it by itself; a blank line more would loosen a list. */
export const endsBlock = (next: string | undefined, lead: string): boolean =>
  next === undefined || next.trim() === '' || (lead !== '' && !next.startsWith(lead));
