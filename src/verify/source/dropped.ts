import { readRegions, withoutSpans } from './regions.ts';
import { endOfElement, readTag, type Tag } from './tag.ts';

/** Names of constructs that the configuration leaves out with all that they hold. */
export interface DroppedNames {
  /** As the tables of the configuration have them: `Name`, `*End`, `.class`, `name.class`, `[attribute]`, `name[attribute]`. */
  components?: readonly string[] | undefined;
  containers?: readonly string[] | undefined;
  macros?: readonly string[] | undefined;
}

/** What is meant for people, and not for language models. */
export const forHumans: readonly string[] = [
  ...['llms-ignore', 'llm-exclude', 'ForHumans', 'HumanContent', 'HumanOnly', 'HumansOnly'],
  'Visibility[for=humans]',
];

/** A text with what the configuration drops blanked out; line numbers stay. */
export function withoutDropped(text: string, names: DroppedNames, mdx: boolean): string {
  let lines = text.split('\n');
  const { containers = [], macros = [] } = names;
  const components = [
    ...(names.components ?? []).filter((row) => text.includes(row.replace(/[[*.].*/, ''))),
    ...(/<(?:label|span)\s[^<>]*\bhidden\b/.test(text) ? ['label[hidden]', 'span[hidden]'] : []),
  ];
  const proseOf = () => readRegions(lines.join('\n'), { mdx }).prose;
  if (containers.length > 0) lines = withoutContainers(lines, containers, proseOf());
  if (macros.length > 0) lines = withoutMacros(lines, macros);
  if (components.length > 0) lines = withoutElements(lines, components, proseOf());
  return lines.join('\n');
}

const container = /^[ \t>]*(:{3,})[ \t]*\{?([\p{L}\w-]*)/u;

/** A container ends at the next line of its colons alone, or at the end of the text. */
function withoutContainers(
  lines: readonly string[],
  names: readonly string[],
  prose: readonly string[],
): string[] {
  let closer: string | undefined;
  return lines.map((line, index) => {
    const [, colons = '', name = ''] = container.exec(prose[index]!) ?? [];
    if (closer !== undefined) {
      if (colons === closer && name === '') closer = undefined;
      return '';
    }
    if (name === '' || !names.includes(name)) return line;
    closer = colons;
    return '';
  });
}

/** Pairs of tags as Hugo, Liquid and Markdoc write them. */
function withoutMacros(lines: readonly string[], names: readonly string[]): string[] {
  const any = names.map((name) => name.replace(/[^\w-]/g, '\\$&')).join('|');
  const pair = new RegExp(
    String.raw`\{(?:\{[<%]|%)-?\s*(${any})\b[^{}]*?[>%]\}\}?[\s\S]*?\{(?:\{[<%]|%)-?\s*(?:/\s*|end)\1\s*-?[>%]\}\}?`,
    'g',
  );
  return lines.join('\n').replace(pair, lineEndsOf).split('\n');
}

const lineEndsOf = (text: string): string => text.replace(/[^\n]+/g, '');

function withoutElements(
  lines: readonly string[],
  names: readonly string[],
  prose: readonly string[],
): string[] {
  const source = withoutSpans(prose.join('\n'));
  const starts: number[] = [];
  for (let at = 0, index = 0; index < prose.length; at += prose[index++]!.length + 1)
    starts.push(at);
  const made = [...lines];
  const placeOf = (at: number): Place => {
    const line = starts.findLastIndex((start) => start <= at);
    return { line, column: at - starts[line]! };
  };
  for (let at = source.indexOf('<'); at !== -1; ) {
    const tag = readTag(source, at);
    const drops = tag && !tag.closing && names.some((name) => fits(tag, name));
    const end = !tag ? at + 1 : drops ? endOfElement(source, tag) : tag.end;
    if (drops) blank(made, placeOf(at), placeOf(end));
    at = source.indexOf('<', end);
  }
  return made;
}

interface Place {
  line: number;
  column: number;
}

function blank(lines: string[], start: Place, end: Place): void {
  const before = lines[start.line]!.slice(0, start.column);
  const after = lines[end.line]!.slice(end.column);
  for (let at = start.line; at <= end.line; at++) lines[at] = '';
  lines[start.line] = before;
  lines[end.line] += after;
}

/** Whether a row of a component table is about an element. */
export function fits({ name, attributes }: Tag, row: string): boolean {
  if (row.endsWith(']'))
    return attributes.some((one) =>
      [one.name, `${one.name}=${one.value}`].some((said) =>
        [`[${said}]`, `${name}[${said}]`].includes(row),
      ),
    );
  if (row.startsWith('*')) return name.endsWith(row.slice(1));
  const dot = row.indexOf('.');
  const classes = attributes.find((one) => one.name === 'class' || one.name === 'className');
  const hasClass = (wanted: string) => classes?.value.split(/\s+/).includes(wanted) === true;
  if (name === row) return true;
  return dot !== -1 && [name, ''].includes(row.slice(0, dot)) && hasClass(row.slice(dot + 1));
}
