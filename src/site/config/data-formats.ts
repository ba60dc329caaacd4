import { createRequire } from 'node:module';
import type { Node } from 'jsonc-parser';
import { parse } from 'smol-toml';
import { maxDepth } from './nesting.ts';
import { noteOrigin, type Place, type StaticData, type StaticObject, Unknown } from './values.ts';

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
    if (path.length > maxDepth) return new Unknown({ file, line: 1 }, 'data that nests too deeply');
    if (Array.isArray(value)) return value.map((item) => dataOf(item, path));
    if (value instanceof Date) return value.toISOString();
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'object' || value === null) return value as StaticData;
    const object: StaticObject = new Map();
    const origin = noteOrigin(object, { file, line: path.length === 0 ? 1 : lineOf(path) });
    for (const [key, inner] of Object.entries(value)) {
      if (key === '__proto__') continue;
      origin.members.set(key, { file, line: lineOf([...path, key]) });
      object.set(key, dataOf(inner, [...path, key]));
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

const require = createRequire(import.meta.url);

/** JSON, with comments and trailing commas, as configuration files have them. */
export function readJson(text: string, file: string): StaticData {
  const { parseTree }: typeof import('jsonc-parser') = require('jsonc-parser');
  try {
    const tree = parseTree(text, [], { allowTrailingComma: true, allowEmptyContent: true });
    if (tree === undefined) return new Unknown({ file, line: 1 }, 'a file without data');
    return dataOf(tree, placer(text, file));
  } catch {
    return new Unknown({ file, line: 1 }, 'data that nests too deeply');
  }
}

/** Must be called with offsets in ascending order, so that lines are counted once. */
function placer(text: string, file: string): (offset: number) => Place {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (; at < offset; at++) if (text.charCodeAt(at) === 10) line++;
    return { file, line };
  };
}

function dataOf(node: Node, place: (offset: number) => Place): StaticData {
  if (node.type === 'array') {
    const list: StaticData[] = [];
    noteOrigin(list, place(node.offset));
    for (const item of node.children ?? []) list.push(dataOf(item, place));
    return list;
  }
  if (node.type !== 'object') return node.value as StaticData;
  const object: StaticObject = new Map();
  const origin = noteOrigin(object, place(node.offset));
  for (const { children, offset } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (key === undefined || value === undefined || key.value === '__proto__') continue;
    origin.members.set(key.value, place(offset));
    object.set(key.value, dataOf(value, place));
  }
  return object;
}
