import { parse } from 'smol-toml';
import { noteOrigin, type StaticData, type StaticObject, Unknown } from './values.ts';

/** TOML; places are those of keys by their names, since the reader gives none. */
export function readToml(text: string, file: string): StaticData {
  let data: unknown;
  try {
    data = parse(text);
  } catch (error) {
    const { line = 1, message } = error as { line?: number; message: string };
    return new Unknown({ file, line }, `TOML that is not valid (${message.split('\n')[0]})`);
  }
  const places = linesOf(text);
  const lineOf = (path: readonly string[]): number => places.get(path.join('.')) ?? 1;
  const dataOf = (value: unknown, path: readonly string[]): StaticData => {
    if (Array.isArray(value)) return value.map((item) => dataOf(item, path));
    if (value instanceof Date) return value.toISOString();
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'object' || value === null) return value as StaticData;
    const object: StaticObject = {};
    const origin = noteOrigin(object, { file, line: path.length === 0 ? 1 : lineOf(path) });
    for (const [key, inner] of Object.entries(value)) {
      if (key === '__proto__') continue;
      origin.members.set(key, { file, line: lineOf([...path, key]) });
      object[key] = dataOf(inner, [...path, key]);
    }
    return object;
  };
  return dataOf(data, []);
}

/** Lines by the names of tables and keys, joined by dots; the first of each. */
function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  let table = '';
  for (const [at, line] of text.split('\n').entries()) {
    const [, header, key] = /^\s*(?:\[+([^\]]+)\]|([\w.-]+|"[^"]*"|'[^']*')\s*=)/.exec(line) ?? [];
    if (header === undefined && key === undefined) continue;
    if (header !== undefined) table = header.replaceAll(/["'\s]/g, '');
    const inside = key?.replaceAll(/["']/g, '');
    const name = [table, inside].filter(Boolean).join('.');
    if (!lines.has(name)) lines.set(name, at + 1);
  }
  return lines;
}
