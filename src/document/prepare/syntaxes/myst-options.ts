import type { MdxJsxAttribute } from 'mdast-util-mdx';
import { splitPrefix } from '../../lines/prefix.ts';
import { yamlData } from '../../yaml-data.ts';
import { readAttributes } from '../attributes.ts';
import { attribute, textValue } from '../call.ts';

/** The options of a directive, and the index of their last line. */
export interface DirectiveOptions {
  attributes: MdxJsxAttribute[];
  last: number;
  /** Why the YAML of the options was not read. */
  problem?: string | undefined;
}

/** Lines of the longest options that are looked for. */
const mostLines = 200;

const option = /^:([\w-]+):[ \t]*(.*)$/;

/** A value of an option is a scalar of YAML, which may stand in quotes: https://myst-parser.readthedocs.io/en/latest/syntax/roles-and-directives.html */
export const unquoted = (value: string): string => /^(["'])(.*)\1[ \t]*$/.exec(value)?.[2] ?? value;

/** The options after a directive's name (`{note .class key="value"}`). */
export const inlineOptions = (given: string): MdxJsxAttribute[] => readAttributes(given) ?? [];

/** The options below a directive's first line: lines of `:key: value`, or YAML between two rules. */
export function readOptions(text: readonly string[], index: number): DirectiveOptions {
  const contentAt = (at: number) => splitPrefix(text[at] ?? '').content;
  if (contentAt(index + 1) === '---') return yamlOptions(text, index);
  const attributes: MdxJsxAttribute[] = [];
  let last = index;
  for (let at = index + 1; ; at++) {
    const match = option.exec(contentAt(at));
    if (match === null) break;
    attributes.push(attribute(match[1]!, match[2] === '' ? null : unquoted(match[2]!)));
    last = at;
  }
  return { attributes, last };
}

function yamlOptions(text: readonly string[], index: number): DirectiveOptions {
  const { lead } = splitPrefix(text[index + 1]!);
  const below = text.slice(index + 2, index + 2 + mostLines);
  const height = below.findIndex((line) => splitPrefix(line).content === '---');
  if (height === -1) return { attributes: [], last: index };
  const end = index + 2 + height;
  const { value, problem } = optionsIn(below.slice(0, height), lead.length);
  return { attributes: [...valuesIn(value)], last: end, problem };
}

/** The map of YAML lines below an opening line, or why there is none. */
export function optionsIn(
  lines: readonly string[],
  indent: number,
): { value?: object; problem?: string } {
  try {
    const value = yamlData(lines.map((line) => line.slice(indent)).join('\n'));
    return value !== null && typeof value === 'object' ? { value } : {};
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      problem: `The YAML block of this element could not be read (${why}); it was left out.`,
    };
  }
}

/** The scalars of a mapping and of those within it: `mystnb: { figure: { caption } }`. */
function* valuesIn(value: unknown): Generator<MdxJsxAttribute> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === 'string' || typeof inner === 'number')
      yield attribute(name, String(inner));
    else if (inner === null || inner === true) yield attribute(name, null);
    else yield* valuesIn(inner);
  }
}

/** What a block of code is called, as the meta of a fence. */
export function titleOf(name: string, given: string, options: readonly MdxJsxAttribute[]): string {
  const wanted = name === 'math' ? /^(?:label|name)$/ : /^(?:caption|filename)$/;
  const option = options.find((one) => wanted.test(one.name))?.value;
  // A formula goes by its label, as one in dollars does.
  const title = name === 'csv-table' ? given : name === 'math' && option ? `(${option})` : option;
  if (typeof title !== 'string' || title.trim() === '') return '';
  return ` title="${title.replace(/["`]/g, "'").replace(/\s+/g, ' ').trim()}"`;
}

/** The lines of a file that an include asks for, counted from 0 and without the last one, as a range. */
export function linesOf(attributes: readonly MdxJsxAttribute[]): MdxJsxAttribute[] {
  const [start, end] = ['start-line', 'end-line'].map((name) => textValue(attributes, name));
  if (!/^\d*$/.test(`${start ?? ''}${end ?? ''}`) || (start ?? end) === undefined) return [];
  return [attribute('lines', `${Number(start ?? 0) + 1}-${end ?? ''}`)];
}
