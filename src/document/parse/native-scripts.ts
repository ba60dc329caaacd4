import { marksOf, NativeReader } from './native-reader.ts';
import type { Read } from './native-tag.ts';

/** A line at which native may begin to read modules; indented, none begins. */
const module = /^(?:im|ex)port\b/gm;

/** Modules up to a blank line that are whole for certain: nothing but imports, or exports of another file. */
const wholeModules =
  /(?:(?:im|ex)port[ \t]+(?:[\w$*{},\s]{1,2000}?\sfrom[ \t]+)?(["'])[^"'\\\n]*\1[ \t]*;?[ \t]*(?:\n|$))+(?=[ \t]*(?:\n|$))/y;

/** From where to where a text may be JavaScript. */
type Span = readonly [start: number, end: number];

/**
 * All of a text that 0.10.5 of native may give to its parser of JavaScript: what it reads from each
 * brace on, wherever that stands, and modules. From the first of them on whose end is not certain,
 * all of the text.
 */
export function scriptsIn(text: string): string {
  const scripts: string[] = [];
  let last = 0;
  for (const [start, end] of spansOf(text)) {
    if (end > last) scripts.push(text.slice(Math.max(start, last), end));
    last = Math.max(last, end);
  }
  return scripts.join('\n');
}

const spansOf = (text: string): Span[] =>
  [...expressionsOf(text), ...modulesOf(text)].sort(([a], [b]) => a - b);

function* expressionsOf(text: string): Generator<Span> {
  const marks = marksOf(text);
  const reader = new NativeReader(text, marks);
  for (let mark = marks.length - 2; mark >= 0; mark--) {
    const start = marks[mark]!;
    if (text[start] === '{')
      yield [start, reader.isSpent ? text.length : endOf(reader.read(mark), text)];
  }
}

const endOf = ({ isWhole, end, work }: Read, text: string): number =>
  isWhole && work < Infinity ? end : text.length;

function* modulesOf(text: string): Generator<Span> {
  for (const { index } of text.matchAll(module)) {
    wholeModules.lastIndex = index;
    yield [index, wholeModules.test(text) ? wholeModules.lastIndex : text.length];
  }
}
