import type { PythonNode } from './parse.ts';
import { converted, formatted, partsOfLiteral, unescaped } from './text.ts';
import { NotKnown, type Value } from './value.ts';

type Evaluate = (node: PythonNode) => Value;

/** The text of `f"…{value}…"`. */
export function filledText({ text, children }: PythonNode, evaluate: Evaluate): string {
  const { prefix, body, start } = partsOfLiteral(text);
  const end = start + body.length;
  const plain = (from: number, to: number) =>
    unescaped(text.slice(from, to), prefix).replace(/\{\{|\}\}/g, (sign) => sign[0]!);
  let made = '';
  let at = start;
  for (const part of children.filter(isReplacement)) {
    made += plain(at, part.at) + replaced(part, evaluate);
    at = part.at + part.text.length;
  }
  return made + plain(at, end);
}

const isReplacement = ({ type }: PythonNode): boolean => type === 'FormatReplacement';

function replaced({ children }: PythonNode, evaluate: Evaluate): string {
  const inner = children.slice(1, -1);
  const [value, ...how] = inner;
  const values = inner.filter(({ type }) => !/^Format/.test(type) || type === 'FormatString');
  const conversion = how.find(({ type }) => type === 'FormatConversion')?.text.slice(1);
  const format = how.find(({ type }) => type === 'FormatSpec');
  if (values.length !== 1 || how.some(({ type }) => type === 'FormatSelfDoc')) throw new NotKnown();
  return formatted(converted(evaluate(value!), conversion), formatOf(format, evaluate));
}

function formatOf(format: PythonNode | undefined, evaluate: Evaluate): string {
  if (format === undefined) return '';
  let made = '';
  let at = 1;
  for (const part of format.children.filter(isReplacement)) {
    made += format.text.slice(at, part.at) + replaced(part, evaluate);
    at = part.at + part.text.length;
  }
  return made + format.text.slice(at);
}
