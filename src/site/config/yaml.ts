import type { Alias, Document, Node, ScalarTag, YAMLMap } from 'yaml';
import { asLenientParsers, loadYaml, yamlRefusal } from '../../document/yaml-data.ts';
import { addTo } from '../../maps.ts';
import { noteOrigin, type Place, type StaticData, type StaticObject, Unknown } from './values.ts';

/** More than any configuration has; they bound what aliases multiply. */
const maxNodes = 200_000;
const maxAliases = 500;

/**
 * YAML with the tags of MkDocs: of `!ENV [NAME, default]` the default, of `!ENV NAME` nothing, and
 * what a tag of Python makes is not known. Of text that is not valid, what can be read.
 *
 * @param report called with the first fault of text that is not valid
 */
export function readYaml(
  text: string,
  file: string,
  report?: (problem: Unknown) => void,
): StaticData {
  const refusal = yamlRefusal(text);
  if (refusal !== undefined)
    return new Unknown({ file, line: 1 }, `YAML that is not parsed (${refusal})`);
  const yaml = loadYaml();
  const parsed = (source: string) => {
    const lines = new yaml.LineCounter();
    const document = yaml.parseDocument(source, {
      lineCounter: lines,
      logLevel: 'silent',
      prettyErrors: false,
      merge: true,
      uniqueKeys: false,
      customTags: environmentTags,
    });
    return { lines, document };
  };
  const asWritten = parsed(text);
  const lenient = asLenientParsers(text, asWritten.document.errors[0]?.message);
  const reread = lenient === undefined ? asWritten : parsed(lenient);
  const { lines, document } = reread.document.errors.length === 0 ? reread : asWritten;
  const [error] = document.errors;
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0]);
    const problem = new Unknown({ file, line }, `YAML that is not valid (${error.message})`);
    if (document.contents === null) return problem;
    report?.(problem);
  }
  try {
    const reader = new YamlReader(yaml, document, (offset) => {
      return { file, line: Math.max(1, lines.linePos(offset).line) };
    });
    return reader.read(document.contents);
  } catch {
    return new Unknown({ file, line: 1 }, 'data that cannot be resolved');
  }
}

/** The values of a document, each with its place. */
class YamlReader {
  readonly #yaml: typeof import('yaml');
  readonly #anchors: Anchors;
  readonly #placeAt: (offset: number) => Place;
  #nodes = 0;
  #aliases = 0;

  constructor(
    yaml: typeof import('yaml'),
    document: Document.Parsed,
    placeAt: (offset: number) => Place,
  ) {
    this.#yaml = yaml;
    this.#anchors = new Anchors(yaml, document);
    this.#placeAt = placeAt;
  }

  read(node: unknown, depth = 0): StaticData {
    const yaml = this.#yaml;
    const place = this.#placeOf(node);
    if (this.#nodes++ > maxNodes || depth > 60)
      return new Unknown(place, 'data that nests too deeply');
    if (yaml.isAlias(node)) {
      if (this.#aliases++ > maxAliases) return new Unknown(place, 'an alias beyond the limit');
      return this.read(this.#anchors.find(node), depth + 1);
    }
    const tag = yaml.isNode(node) ? (node.tag ?? '') : '';
    if (/^!(?!ENV)|python\//.test(tag)) return new Unknown(place, `a value tagged ${tag}`);
    if (yaml.isMap(node)) return this.#objectOf(node, depth);
    if (!yaml.isSeq(node)) return this.#scalarOf(node, tag);
    if (tag === '!ENV')
      return this.read(node.items.length > 1 ? node.items.at(-1) : null, depth + 1);
    const list: StaticData[] = [];
    noteOrigin(list, place);
    for (const item of node.items) list.push(this.read(item, depth + 1));
    return list;
  }

  #objectOf(map: YAMLMap, depth: number): StaticObject {
    const object: StaticObject = new Map();
    const origin = noteOrigin(object, this.#placeOf(map));
    for (const { key, value } of map.items) {
      if (key !== null && !this.#yaml.isScalar(key)) continue;
      const name = String(key === null ? key : key.value);
      if (name === '__proto__') continue;
      origin.members.set(name, this.#placeOf(key));
      object.set(name, this.read(value, depth + 1));
    }
    return object;
  }

  #scalarOf(node: unknown, tag: string): StaticData {
    if (!this.#yaml.isScalar(node)) return null;
    const { source, value } = node;
    if (tag === '!ENV')
      return new Unknown(this.#placeOf(node), `the environment variable ${source ?? ''}`);
    return value instanceof Date || typeof value === 'bigint'
      ? String(source)
      : (value as StaticData);
  }

  #placeOf(node: unknown): Place {
    const [offset] = (node as { range?: [number] } | null)?.range ?? [0];
    return this.#placeAt(offset);
  }
}

/** The nodes that aliases refer to, found in one pass: the parser searches all of the text for each alias. */
class Anchors {
  readonly #find: () => Map<string, Node[]>;
  #known: Map<string, Node[]> | undefined;

  constructor(yaml: typeof import('yaml'), document: Document.Parsed) {
    this.#find = () => {
      const known = new Map<string, Node[]>();
      yaml.visit(document, {
        Value(_, node) {
          if (node.anchor) addTo(known, node.anchor, node);
        },
      });
      return known;
    };
  }

  /** The last node with the anchor before the alias. */
  find({ source, range }: Alias): Node | undefined {
    this.#known ??= this.#find();
    const before = (node: Node) => (node.range?.[0] ?? 0) < (range?.[0] ?? 0);
    return this.#known.get(source)?.findLast(before);
  }
}

const environmentTags: ScalarTag[] = [];
