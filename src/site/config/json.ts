import { createRequire } from 'node:module';
import type { Node } from 'jsonc-parser';
import { noteOrigin, type Place, type StaticData, type StaticObject, Unknown } from './values.ts';

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

/** Offsets are asked in order, so that lines are counted once. */
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
  const object: StaticObject = {};
  const origin = noteOrigin(object, place(node.offset));
  for (const { children, offset } of node.children ?? []) {
    const [key, value] = children ?? [];
    if (key === undefined || value === undefined || key.value === '__proto__') continue;
    origin.members.set(key.value, place(offset));
    object[key.value] = dataOf(value, place);
  }
  return object;
}
