import { createRequire } from 'node:module';
import type { Node } from 'jsonc-parser';
import { ContextorError } from '../errors.ts';
import { endOfCell } from './closed-cell.ts';
import { loadedLate } from './load-late.ts';

const require = createRequire(import.meta.url);

/** Whether a path is that of a Jupyter notebook. */
export const isNotebook = (path: string): boolean => /\.ipynb$/i.test(path);

/** A line of Markdown, and the line of the notebook that it comes from. */
interface Line {
  text: string;
  from: number;
}

/**
 * A notebook as Markdown: the text of its cells as it is, code in fences of the kernel's language, and
 * what cells printed in fences `output`. What is drawn (pictures, widgets, scripts) has no text and is
 * left out, as is what the tags `remove-cell`, `remove-input` and `remove-output` keep from the page.
 *
 * @param json format 4, https://nbformat.readthedocs.io/en/latest/format_description.html
 * @returns the text, and for each of its lines the line of the notebook, both counted from 1
 * @throws ContextorError `DOCUMENT_UNREADABLE` where it is not a notebook
 * @example
 * notebookText('{ "cells": [{ "cell_type": "markdown", "source": ["# A"] }] }').text // '# A\n'
 */
export function notebookText(json: string): { text: string; lineOf: (line: number) => number } {
  if (json.trim() === '') return { text: '', lineOf: (line) => line };
  const { root, place } = parsed(json);
  const language = languageOf(member(root, 'metadata'));
  const lines: Line[] = [];
  for (const cell of member(root, 'cells')!.children ?? []) {
    for (const block of blocksOf(cell, { language, place, isFirst: lines.length === 0 })) {
      if (block.every(({ text }) => text.trim() === '')) continue;
      if (lines.length > 0) lines.push({ text: '', from: block[0]!.from });
      for (const line of block) lines.push(line);
    }
  }
  const titled = [...matterOf(member(root, 'metadata'), lines), ...lines];
  return {
    text: titled.map(({ text }) => `${text.replaceAll('\r', ' ')}\n`).join(''),
    lineOf: (line) => titled[line - 1]?.from ?? line,
  };
}

const jsonParser = loadedLate((): typeof import('jsonc-parser') => require('jsonc-parser'));

function parsed(json: string): { root: Node; place: (offset: number) => number } {
  const { parseTree, printParseErrorCode } = jsonParser();
  const errors: Parameters<typeof parseTree>[1] = [];
  const place = placer(json);
  let root: Node | undefined;
  try {
    root = parseTree(withoutNaN(json), errors, { disallowComments: true });
  } catch {
    throw unreadable('its data nests too deeply');
  }
  const [error] = errors;
  if (error !== undefined) {
    // `CommaExpected` in words.
    const words = printParseErrorCode(error.error).replace(/\B[A-Z]/g, (letter) => ` ${letter}`);
    throw unreadable(`${words.toLowerCase()} in line ${place(error.offset)}`);
  }
  if (member(root, 'cells')?.type !== 'array') throw unreadable('it has no list `cells`');
  return { root: root!, place };
}

/** Python writes numbers that JSON does not have; what comes after them keeps its place. */
const withoutNaN = (json: string) =>
  /[:[,]\s*-?(?:NaN|Infinity)/.test(json)
    ? json.replace(/"(?:[^"\\]+|\\.)*"|-?(?:NaN|Infinity)/g, (found) =>
        found.startsWith('"') ? found : '0'.padEnd(found.length),
      )
    : json;

const unreadable = (what: string) =>
  new ContextorError(`The file is not a notebook of format 4: ${what}`, {
    code: 'DOCUMENT_UNREADABLE',
    remedy: 'Save it with Jupyter, or name it in `exclude`.',
  });

/** Counts lines from the offset that was asked for last: what a cell holds stands close together. */
function placer(text: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    for (; at < offset; at++) if (text.charCodeAt(at) === 10) line++;
    for (; at > offset; at--) if (text.charCodeAt(at - 1) === 10) line--;
    return line;
  };
}

function member(node: Node | undefined, key: string): Node | undefined {
  if (node?.type !== 'object') return undefined;
  return node.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[1];
}

function stringMember(node: Node | undefined, key: string): string | undefined {
  const value = member(node, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

function languageOf(metadata: Node | undefined): string {
  const name =
    stringMember(member(metadata, 'kernelspec'), 'language') ??
    stringMember(member(metadata, 'language_info'), 'name') ??
    'python';
  return name.toLowerCase().replace(/[^\w+#.-]/g, '');
}

/** The title and description that mystmd takes from the metadata, unless the first cell has front matter. */
function matterOf(metadata: Node | undefined, lines: readonly Line[]): Line[] {
  if (lines[0]?.text === '---') return [];
  const fields = ['title', 'description'].flatMap((key) => {
    const value = stringMember(metadata, key);
    return value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`];
  });
  if (fields.length === 0) return [];
  return ['---', ...fields, '---', ''].map((text) => ({ text, from: 1 }));
}

interface CellContext {
  language: string;
  place: (offset: number) => number;
  isFirst: boolean;
}

/** What the page shows of a cell, block by block. */
function blocksOf(cell: Node, { language, place, isFirst }: CellContext): Line[][] {
  const metadata = member(cell, 'metadata');
  const tags = member(metadata, 'tags')?.children?.map(({ value }) => String(value)) ?? [];
  const names = new Set(tags.map((tag) => tag.replaceAll('_', '-')));
  const isTagged = (tag: string) => names.has(tag);
  if (isTagged('remove-cell') || stringMember(metadata, 'nbsphinx') === 'hidden') return [];
  const source = linesOf(member(cell, 'source'), place);
  const kind = stringMember(cell, 'cell_type');
  if (kind === 'markdown') {
    const from = source.at(-1)?.from ?? 1;
    const ends = endOfCell(source.map(({ text }) => text));
    return [[...source, ...ends.map((text) => ({ text, from }))]];
  }
  if (kind === 'raw') return [isFirst && isMatter(source) ? source : fenced(source, '')];
  if (kind !== 'code') return [];
  const outputs = isTagged('remove-output') ? [] : (member(cell, 'outputs')?.children ?? []);
  return [
    ...(isTagged('remove-input') ? [] : [fenced(source, language)]),
    ...outputs
      .filter((output) => !isTagged(`remove-${stringMember(output, 'name')}`))
      .map((output) => outputOf(output, place)),
  ];
}

/** Front matter in a raw cell, as Quarto and nbdev have it. */
const isMatter = (lines: readonly Line[]) =>
  lines[0]?.text === '---' && lines.findLast(({ text }) => text.trim() !== '')?.text === '---';

/** The lines of a text, which is one string or a list of strings that follow each other. */
function linesOf(node: Node | undefined, place: (offset: number) => number): Line[] {
  const lines: Line[] = [];
  for (const item of node?.type === 'array' ? node.children! : node ? [node] : []) {
    if (typeof item.value !== 'string') continue;
    const from = place(item.offset);
    const [start = '', ...rest] = item.value.split(/\r?\n/);
    const open = lines.pop();
    lines.push(
      open && open.text !== '' ? { ...open, text: open.text + start } : { text: start, from },
    );
    for (const text of rest) lines.push({ text, from });
  }
  if (lines.at(-1)?.text === '') lines.pop();
  return lines;
}

function fenced(lines: readonly Line[], language: string): Line[] {
  const inside = lines.flatMap(({ text }) => text.match(/`{3,}/g) ?? []);
  const fence = '`'.repeat(inside.reduce((length, run) => Math.max(length, run.length + 1), 3));
  return between(fence + language, lines, fence);
}

/** Lines with a blank one above and below, unless there are no lines. */
function between(above: string, lines: readonly Line[], below: string): Line[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ text: above, from: first.from }, ...lines, { text: below, from: last.from }];
}

/** What a cell printed: its streams, errors, and the best text that stands for a result. */
function outputOf(output: Node, place: (offset: number) => number): Line[] {
  const kind = stringMember(output, 'output_type');
  if (kind === 'stream') return printed(linesOf(member(output, 'text'), place));
  if (kind === 'error') {
    const traceback = member(output, 'traceback')?.children ?? [];
    return printed(traceback.flatMap((item) => linesOf(item, place)));
  }
  const data = member(output, 'data');
  const has = (type: RegExp) =>
    data?.children?.some(({ children }) => type.test(String(children?.[0]?.value)));
  if (has(picture)) return [];
  const text = (type: string) => linesOf(member(data, type), place);
  const found = [text('text/markdown'), formula(text('text/latex')), printed(text('text/plain'))];
  return found.find((lines) => lines.length > 0) ?? markup(text('text/html'));
}

/** Kinds of pictures, and of what scripts draw. */
const picture = /^image\/|^application\/vnd\./;

/** The text that says no more than of which type an object is. */
const onlyType = /^<[\w.]+(?: object)?(?: at 0x[\da-f]+)?>$/i;

/** A text as a terminal shows it: without colours, and of a line that is written anew its last state. */
function printed(lines: readonly Line[]): Line[] {
  const shown = lines.map(({ text, from }) => ({ text: lastState(text), from }));
  return shown.length === 1 && onlyType.test(shown[0]!.text) ? [] : fenced(shown, 'output');
}

const lastState = (text: string) =>
  text
    .replace(escapes, '')
    .split('\r')
    .findLast((one) => one !== '') ?? '';

/** What a terminal does not show as text, such as colours and the targets of links. */
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[ -/]*[0-~])/g;

const formula = (lines: readonly Line[]): Line[] =>
  lines[0]?.text.startsWith('$') ? [...lines] : between('$$', lines, '$$');

/**
 * HTML as one block, which an empty line would end. What a script or a frame shows is no more in the
 * notebook than a picture is.
 */
function markup(lines: readonly Line[]): Line[] {
  const shown = lines.filter(({ text }) => text.trim() !== '');
  const isDrawn = shown.some(({ text }) => /<(?:script|iframe|video|audio)\b/i.test(text));
  return isDrawn ? [] : between('<div>', shown, '</div>');
}
