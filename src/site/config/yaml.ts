import { createRequire } from 'node:module';
import type { ScalarTag } from 'yaml';
import { noteOrigin, type Place, type StaticData, type StaticObject, Unknown } from './values.ts';

const require = createRequire(import.meta.url);

/** More than any configuration holds and refers to; what aliases multiply ends here. */
const maxNodes = 200_000;
const maxAliases = 500;

/**
 * YAML with the tags of MkDocs: of `!ENV [NAME, default]` the default, of `!ENV NAME` nothing, and
 * what a tag of Python makes is not known.
 */
export function readYaml(text: string, file: string): StaticData {
  const yaml: typeof import('yaml') = require('yaml');
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, {
    lineCounter: lines,
    logLevel: 'silent',
    prettyErrors: false,
    merge: true,
    uniqueKeys: false,
    customTags: environmentTags,
  });
  const [error] = document.errors;
  if (error !== undefined && document.contents === null) {
    const { line } = lines.linePos(error.pos[0]);
    return new Unknown({ file, line }, `YAML that is not valid (${error.message})`);
  }
  let nodes = 0;
  let aliases = 0;
  const place = (node: unknown): Place => {
    const [offset] = (node as { range?: [number] } | null)?.range ?? [0];
    return { file, line: Math.max(1, lines.linePos(offset).line) };
  };
  const dataOf = (node: unknown, depth: number): StaticData => {
    if (nodes++ > maxNodes || depth > 60)
      return new Unknown(place(node), 'data that nests too deeply');
    if (yaml.isAlias(node)) {
      if (aliases++ > maxAliases) return new Unknown(place(node), 'an alias too many');
      return dataOf(node.resolve(document), depth + 1);
    }
    const tag = yaml.isNode(node) ? (node.tag ?? '') : '';
    if (/^!(?!ENV)|python\//.test(tag)) return new Unknown(place(node), `a value tagged ${tag}`);
    if (yaml.isSeq(node)) {
      if (tag === '!ENV')
        return dataOf(node.items.length > 1 ? node.items.at(-1) : null, depth + 1);
      const list: StaticData[] = [];
      noteOrigin(list, place(node));
      for (const item of node.items) list.push(dataOf(item, depth + 1));
      return list;
    }
    if (!yaml.isMap(node)) return scalarOf(node, tag, place(node));
    const object: StaticObject = {};
    const origin = noteOrigin(object, place(node));
    for (const { key, value } of node.items) {
      const name = String(yaml.isScalar(key) ? key.value : key);
      if (name === '__proto__') continue;
      origin.members.set(name, place(key));
      object[name] = dataOf(value, depth + 1);
    }
    return object;
  };
  const scalarOf = (node: unknown, tag: string, at: Place): StaticData => {
    if (!yaml.isScalar(node)) return null;
    if (tag === '!ENV') return new Unknown(at, `the environment variable ${node.source ?? ''}`);
    const { value } = node;
    return value instanceof Date || typeof value === 'bigint'
      ? String(node.source)
      : (value as StaticData);
  };
  try {
    return dataOf(document.contents, 0);
  } catch {
    return new Unknown({ file, line: 1 }, 'data that cannot be resolved');
  }
}

const environmentTags: ScalarTag[] = [];
