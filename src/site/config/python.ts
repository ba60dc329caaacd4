import { evaluate } from '../../static/python/expressions.ts';
import { betweenCommas, inBrackets, type PythonNode, splitBy } from '../../static/python/parse.ts';
import { readModule } from '../../static/python/program.ts';
import type { Scope } from '../../static/python/scope.ts';
import { NotKnown, unknown, type Value } from '../../static/python/value.ts';
import { noteOrigin, type Place, type StaticData, type StaticObject, Unknown } from './values.ts';

/**
 * The names that the top level of a Python file gives values, such as `conf.py` of Sphinx. What needs anything from
 * outside is not known; a list or a dictionary with such a part keeps the others.
 *
 * @param file relative to the project root
 */
export function readPython(text: string, file: string): StaticData {
  const data: StaticObject = new Map();
  const { members } = noteOrigin(data, { file, line: 1 });
  const { statements = [], scope } = readModule(text) ?? {};
  for (const statement of statements) {
    if (statement.type !== 'AssignStatement') continue;
    const place = { file, line: lineIn(text, statement.at, 1) };
    const parts = splitBy(statement.children, 'AssignOp');
    const [value, more] = parts.at(-1)!;
    for (const [target, next] of parts.slice(0, -1)) {
      const isName = target?.type === 'VariableName' && (!next || next.type === 'TypeDef');
      if (!isName || target.text === '__proto__') continue;
      const made = scope!.get(target.text);
      const isKnown = made !== unknown || value === undefined || more !== undefined;
      const reading = { scope: scope!, place, parent: statement };
      data.set(target.text, isKnown ? dataOf(made, place) : dataAt(value, reading));
      members.set(target.text, place);
    }
  }
  return data;
}

const lineIn = (text: string, at: number, first: number): number =>
  first + text.slice(0, at).split('\n').length - 1;

/** A value as configurations have it. */
function dataOf(value: Value, place: Place): StaticData {
  if (Array.isArray(value)) {
    const list = value.map((item) => dataOf(item, place));
    noteOrigin(list, place);
    return list;
  }
  if (value instanceof Map) {
    const entries = [...value].filter(([key]) => typeof key === 'string' && key !== '__proto__');
    const object: StaticObject = new Map(
      entries.map(([key, inner]) => [String(key), dataOf(inner, place)]),
    );
    noteOrigin(object, place);
    return object;
  }
  const isPlain = value === null || /^(?:string|number|boolean)$/.test(typeof value);
  return isPlain ? (value as StaticData) : new Unknown(place, 'an expression of Python');
}

interface Reading {
  scope: Scope;
  /** Where the node around it stands. */
  place: Place;
  parent: PythonNode;
}

/** What an expression stands for, with the parts of it that are known. */
function dataAt(node: PythonNode, { scope, place: { file, line }, parent }: Reading): StaticData {
  const place = { file, line: lineIn(parent.text, node.at, line) };
  if (parent.isBroken) return new Unknown(place, 'an expression of Python');
  const reading = { scope, place, parent: node };
  if (/^(?:Array|Set|Tuple)Expression$/.test(node.type)) {
    const list = betweenCommas(inBrackets(node)).map(([item]) => dataAt(item!, reading));
    noteOrigin(list, place);
    return list;
  }
  if (node.type === 'DictionaryExpression') return objectAt(node, reading);
  try {
    return dataOf(evaluate(node, scope), place);
  } catch (error) {
    if (!(error instanceof NotKnown)) throw error;
    return new Unknown(place, `${kinds[node.type] ?? 'an expression'} of Python`, knownPart(node));
  }
}

function objectAt(node: PythonNode, reading: Reading): StaticObject {
  const object: StaticObject = new Map();
  const { members, holes } = noteOrigin(object, reading.place);
  for (const [key, , value] of betweenCommas(inBrackets(node))) {
    const name = value === undefined ? undefined : dataAt(key!, reading);
    if (typeof name !== 'string') holes.push(new Unknown(reading.place, 'a key of Python'));
    else if (name !== '__proto__') {
      object.set(name, dataAt(value!, reading));
      const { file, line } = reading.place;
      members.set(name, { file, line: lineIn(node.text, key!.at, line) });
    }
  }
  return object;
}

/** What is not known is called. */
const kinds: Readonly<Record<string, string>> = {
  CallExpression: 'a call',
  FormatString: 'a text with values in it',
  VariableName: 'a name or a call',
};

/** The text that an expression begins with: `"Kilns " + version`. */
function knownPart(node: PythonNode): string {
  const first = node.type === 'BinaryExpression' ? node.children[0] : undefined;
  return first?.type === 'String' ? first.text.replace(/^\w*["']+|["']+$/g, '') : '';
}
