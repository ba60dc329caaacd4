import { dialectRecords } from '../../../transforms/dialects/records.ts';
import type { Dialect } from '../../contract/dialect.ts';
import { firstOf } from '../../first-of.ts';
import { attributeExceptions } from '../exceptions.ts';
import type { Tag } from './tag.ts';

/** Attributes that hold words for the reader, on every element. */
const proseAttributes = new Set(
  'title label description caption text alt tip headline summary titleText'.split(' '),
);

/** Attributes that hold words for the reader on some elements only. */
const proseByElement: Record<string, readonly string[]> = {
  File: ['name'],
  Folder: ['name'],
  'FileTree.File': ['name'],
  'FileTree.Folder': ['name'],
  'Tree.File': ['name', 'comment'],
  'Tree.Folder': ['name', 'comment'],
  'Color.Item': ['name', 'value'],
  ResponseField: ['name', 'type'],
  ParamField: ['path', 'query', 'body', 'header', 'type'],
  TeamMember: ['name'],
  TableRow: ['name', 'code'],
  BlogCard: ['date'],
};

/** Attributes that the output shows as code. */
const codeByElement: Record<string, readonly string[]> = {
  Folder: ['name'],
  'FileTree.Folder': ['name'],
  'FileTree.File': ['name'],
  ResponseField: ['name', 'type'],
  ParamField: ['path', 'query', 'body', 'header', 'type'],
};

/** Elements whose attributes are configuration, whatever their names are. */
const noProse = new Set([
  ...['Icon', 'Expandable', 'svg', 'link', 'meta', 'Head', 'path'],
  ...['input', 'button', 'select', 'textarea', 'form'],
]);

/** Words of attributes: strings, and what stands quoted or between tags in expressions. */
export function proseOf(tag: Tag, following: string): string[] {
  if (tag.closing || noProse.has(tag.name)) return [];
  const own = isNamedTab(tag) ? ['value'] : (proseByElement[tag.name] ?? []);
  return tag.attributes
    .filter(({ name }) => proseAttributes.has(name) || own.includes(name))
    .filter((one) => !attributeExceptions.some(({ applies }) => applies(tag, one, following)))
    .flatMap(({ value, expression }) =>
      expression ? literalsOf(value) : [withoutHoles(withoutDrawings(value))],
    );
}

/** A drawing in a title shows no words. */
const withoutDrawings = (value: string): string =>
  value.includes('</svg>') ? value.replace(/<svg\b[\s\S]*?<\/svg>/g, '') : value;

/** What stands in braces, `since {version}`, is filled in. */
const withoutHoles = (value: string): string => value.replace(/\{\w+\}/g, '\u0001');

/** A tab without a label bears the name that its group lists; a title that is not this name is one of what it holds. */
const isNamedTab = ({ name, attributes }: Tag): boolean => {
  const given = (wanted: string) => attributes.find((one) => one.name === wanted)?.value;
  const [value, title] = [given('value'), given('title')].map((one) => one && wordsOf(one));
  return name === 'Tab' && !!value && !!title && value !== title && given('label') === undefined;
};

const wordsOf = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Values of attributes that are code. */
export function codeOf({ name, closing, attributes }: Tag): string[] {
  const own = closing ? [] : (codeByElement[name] ?? []);
  return attributes.flatMap((one) =>
    own.includes(one.name) && !one.expression && !/^$|&/.test(one.value) ? [one.value] : [],
  );
}

/** The title or label, as a string, of a component that holds or leads to something. */
export function labelOf(tag: Tag, following: string): string | undefined {
  if (tag.closing || noProse.has(tag.name) || !/^\p{Lu}/u.test(tag.name)) return undefined;
  if (tag.selfClosing && !tag.attributes.some(({ name }) => name === 'href')) return undefined;
  // What a tooltip says stands in parentheses.
  if (tag.name.endsWith('Tooltip')) return undefined;
  // Beside a name, a title is what somebody does.
  if (tag.attributes.some(({ name }) => name === 'name')) return undefined;
  const found = tag.attributes.find(
    (one) =>
      /^(?:title|label)$/.test(one.name) &&
      !attributeExceptions.some(({ applies }) => applies(tag, one, following)),
  );
  return found === undefined || found.expression ? undefined : withoutDrawings(found.value).trim();
}

/** The text of an expression that is static: a string, a template without holes, or an element. */
function literalsOf(expression: string): string[] {
  const source = expression.trim();
  const text = /^(?:'([^']*)'|"([^"]*)"|`([^`$]*)`)$/s.exec(source);
  if (text) return [text[1] ?? text[2] ?? text[3] ?? ''];
  if (!source.startsWith('<')) return [];
  return [source.replace(/<[^>]*>|\{[^}]*\}/g, ' ')];
}

/** The rows of a table that an element is, as the dialect says. */
export function shownRows({ name, closing, attributes }: Tag, dialect: string): string[][] {
  const row = closing ? undefined : rowIn(dialect, name);
  if (row?.as === 'row') {
    const given = ({ text, code }: Cell) =>
      attributes.find((one) => one.name === (text ?? code) && !one.expression)?.value;
    const cells = ((row.cells ?? []) as Cell[]).map(given);
    return cells.every((cell) => cell !== undefined) ? [cells as string[]] : [];
  }
  if (row?.as !== 'grid') return [];
  const given = attributes.find((one) => (row.rows as string[]).includes(one.name))?.value ?? '';
  const rows = [...given.matchAll(listOfTexts)].map(([list]) =>
    [...list.matchAll(text)].map(([, ...texts]) => texts.find((one) => one !== undefined) ?? ''),
  );
  return [row.columns as string[], ...rows];
}

interface Cell {
  text?: string;
  code?: string;
}

const text = /'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\$])*)`/g;
const listOfTexts = new RegExp(String.raw`\[\s*(?:(?:${text.source})\s*(?:,\s*)?)+\]`, 'g');

type Row = Readonly<Record<string, unknown>>;

function rowIn(dialect: string, name: string): Row | undefined {
  const record: Dialect | undefined = dialectRecords.find((one) => one.name === dialect);
  const components: Readonly<Record<string, unknown>> = record?.components ?? {};
  if (Object.hasOwn(components, name)) return components[name] as Row;
  return firstOf(record?.extends ?? [], (base) => rowIn(base, name) || undefined);
}
