import { dialectRecords } from '../../../transforms/dialects/records.ts';
import type { Dialect } from '../../contract/dialect.ts';
import type { Tag } from './tag.ts';

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
const listOfTexts = new RegExp(String.raw`\[(?:\s*(?:${text.source})\s*,?)+\s*\]`, 'g');

type Row = Readonly<Record<string, unknown>>;

function rowIn(dialect: string, name: string): Row | undefined {
  const record: Dialect | undefined = dialectRecords.find((one) => one.name === dialect);
  const components: Readonly<Record<string, unknown>> = record?.components ?? {};
  if (Object.hasOwn(components, name)) return components[name] as Row;
  for (const base of record?.extends ?? []) {
    const row = rowIn(base, name);
    if (row) return row;
  }
  return undefined;
}
