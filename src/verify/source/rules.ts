import { elementExceptions } from '../exceptions.ts';
import type { TagTables } from './cursor.ts';
import { type DroppedNames, fits, forHumans } from './dropped.ts';
import { codeOf, labelOf, proseOf, shownRows } from './tables.ts';
import type { Tag } from './tag.ts';

/** A row of a table of the configuration: a rendering, or one with options. */
type Row = string | Readonly<Record<string, unknown>>;

/** The tables of the configuration, as data: what it renders in its own way, and what it drops. */
export interface OwnRules {
  components?: Readonly<Record<string, Row>> | undefined;
  containers?: Readonly<Record<string, Row>> | undefined;
  macros?: Readonly<Record<string, Row>> | undefined;
  /** What comments in code say that only colour lines, beside the usual ones. */
  magicComments?: readonly string[] | undefined;
}

const renderingOf = (row: Row): unknown => (typeof row === 'string' ? row : row.as);

/** The names that the tables drop, and those of what people alone should read where the tables do not have them. */
export function droppedNames({ components = {}, containers, macros }: OwnRules): DroppedNames {
  const dropped = (table: OwnRules['components'] = {}) =>
    Object.keys(table).filter((name) => renderingOf(table[name]!) === 'drop');
  const isOwn = (row: string) => Object.hasOwn(components, row.replace(/\[.*/, ''));
  return {
    components: [...dropped(components), ...forHumans.filter((row) => !isOwn(row))],
    containers: dropped(containers),
    macros: dropped(macros),
  };
}

/** The tables of a dialect, with the rows of the configuration before them. */
export function tablesOf(dialect: string, rules: OwnRules | undefined): TagTables {
  const own = (tag: Tag) => rules && rowOf(tag, rules);
  return {
    rows: (tag) => (own(tag) ? [] : shownRows(tag, dialect)),
    prose(tag, following) {
      const row = own(tag);
      return row === undefined ? proseOf(tag, following) : tag.closing ? [] : shownBy(row, tag);
    },
    label: (tag, following) => (own(tag) ? undefined : labelOf(tag, following)),
    code: (tag) => (own(tag) ? [] : codeOf(tag)),
    dropped(tag) {
      const row = own(tag);
      return row ? replaces(row) : elementExceptions.some((exception) => exception.applies(tag));
    },
  };
}

/** The row about an element; a name wins over a pattern. */
function rowOf(tag: Tag, { components = {} }: OwnRules): Row | undefined {
  if (Object.hasOwn(components, tag.name)) return components[tag.name];
  const pattern = Object.keys(components).find((name) => fits(tag, name));
  return pattern === undefined ? undefined : components[pattern];
}

/** Renderings that stand in the place of what an element holds. */
const replacing = new Set([
  ...['badge', 'code-block', 'embed', 'icon', 'image', 'include', 'link-to', 'placeholder'],
  ...['package-command', 'reference', 'type-table'],
]);

/** Whether a row shows its attributes alone. */
const replaces = (row: Row): boolean => replacing.has(String(renderingOf(row)));

/** Options that name attributes with words for the reader. */
const wordOptions = ['title', 'label', 'description', 'note', 'caption', 'alt', 'tip', 'comment'];

/** What a row shows of an element's attributes. */
function shownBy(row: Row, { attributes }: Tag): string[] {
  if (typeof row === 'string') return [];
  const values = new Map(
    attributes.flatMap(({ name, value, expression }) =>
      expression ? [] : [[name, value] as const],
    ),
  );
  if (row.as === 'template') return filled(String(row.text ?? ''), values);
  return wordOptions.flatMap((option) => {
    const names = [row[option] ?? []].flat().map(String);
    const name = names.find((one) => values.has(one));
    return name === undefined ? [] : [values.get(name)!];
  });
}

/** The words of a template: none where one of its attributes is missing. What stands in double brackets may go. */
function filled(text: string, values: ReadonlyMap<string, string>): string[] {
  const needed = text.replace(/\[\[.*?\]\]/gs, ' ');
  const holes = [...needed.matchAll(/\{([\w-]+)\}/g)].map(([, name = '']) => name);
  const given = holes.filter((name) => name !== 'children');
  if (given.some((name) => !values.has(name))) return [];
  const words = needed.replace(/\]\([^()\s]*\)/g, ' ');
  return [words.replace(/\{([\w-]+)\}/g, (_, name) => values.get(name) ?? ' ')];
}
