import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { notebookText } from '../../src/document/notebook.ts';
import { cpuSeconds } from '../setup/cpu-seconds.ts';

const folder = 'fixtures/notebooks';

/** One folder a rule: `input.ipynb` becomes `expected.md`. */
it.each(readdirSync(folder))('reads notebooks: %s', (rule) => {
  const read = (name: string) => readFileSync(`${folder}/${rule}/${name}`, 'utf8');
  expect(notebookText(read('input.ipynb')).text).toBe(read('expected.md'));
});

const cell = (source: unknown, rest = '') =>
  `{ "cells": [{ "cell_type": "markdown", ${rest} "source": ${JSON.stringify(source)} }] }`;

test.each([
  ['one string', 'a\nb\n', 'a\nb\n'],
  ['a string of several lines in a list', ['a\nb\n', 'c'], 'a\nb\nc\n'],
  ['strings that are not whole lines', ['a', 'b\n', 'c'], 'ab\nc\n'],
  ['line ends of Windows', ['a\r\n', 'b'], 'a\nb\n'],
  ['nothing', [], ''],
  ['an open fence', '````md\n```\na', '````md\n```\na\n````\n'],
  ['an open comment', 'a\n<!-- b\nc', 'a\n<!-- b\nc\n-->\n'],
  [
    'open boxes',
    '::::{tip}\n:::{note}\n:::\n:::{a}',
    '::::{tip}\n:::{note}\n:::\n:::{a}\n:::\n::::\n',
  ],
  [
    'what is closed',
    '```\n<!--\n```\n<!-- a -->\n:::{a}\n::::',
    '```\n<!--\n```\n<!-- a -->\n:::{a}\n::::\n',
  ],
  ['numbers among the lines', [1, 'a'], 'a\n'],
  ['no text at all', { a: 1 }, ''],
])('takes a source of %s', (_, source, text) => {
  expect(notebookText(cell(source)).text).toBe(text);
});

test.each([
  [
    'the first one with front matter is front matter',
    ['---\na: 1\n---', 'b'],
    '---\na: 1\n---\n\n```\nb\n```\n',
  ],
  [
    'a later one is text as it is',
    ['b', '---\na: 1\n---'],
    '```\nb\n```\n\n```\n---\na: 1\n---\n```\n',
  ],
  ['one that only begins with a rule, likewise', ['---\nb'], '```\n---\nb\n```\n'],
])('of raw cells %s', (_, sources, text) => {
  const cells = sources.map((source) => ({ cell_type: 'raw', source }));
  expect(notebookText(JSON.stringify({ cells })).text).toBe(text);
});

test('lines are told as those of the file, whichever comes first in it', () => {
  const { text, lineOf } = notebookText(readFileSync(`${folder}/outputs/input.ipynb`, 'utf8'));
  const file = readFileSync(`${folder}/outputs/input.ipynb`, 'utf8').split('\n');
  const found = ['run()', 'done', 'frame', '0  7', '**bold** words', 'x**2'].map((line) => {
    return [line, file[lineOf(text.split('\n').indexOf(line) + 1) - 1]?.trim()];
  });
  expect(found).toEqual([
    ['run()', '"run()"'],
    ['done', '"\\u001b[31mdone\\u001b[0m\\n"'],
    ['frame', '"frame"'],
    ['0  7', '"0  7"'],
    ['**bold** words', '"**bold** words"'],
    ['x**2', '"x**2"'],
  ]);
});

const many = (text: string) => Array.from({ length: 20_000 }, () => text);
const printing = (text: string) => [{ output_type: 'stream', name: 'stdout', text: [text] }];

test.each<[string, object]>([
  ['lines in a cell', { source: 'a\n'.repeat(300_000) }],
  ['fences in code', { source: '```a``` '.repeat(300_000) }],
  ['tags and outputs', { metadata: { tags: many('a') }, outputs: many('').map(() => ({})) }],
  ['marks of an escape that does not end', { outputs: printing(`\u001b${';#'.repeat(200_000)}`) }],
  ['escapes that do not end', { outputs: printing('\u001b]1'.repeat(200_000)) }],
  ['states of a line', { outputs: printing(`${'\r'.repeat(300_000)}a`) }],
])('takes linear time and no stack for many %s', async (_, rest) => {
  const json = JSON.stringify({ cells: [{ cell_type: 'code', source: 'last', ...rest }] });
  const seconds = await cpuSeconds(() => expect(notebookText(json).text).toMatch(/last|a/));
  expect(seconds).toBeLessThan(5);
});

test('of what terminals do not show, nothing stands in outputs', () => {
  const shown =
    '\u001b[1;31mred\u001b[0m \u001b]8;;https://a.b\u0007link\u001b]8;;\u001b\\ \u001b(B10%\r\u001b[K20%\r';
  const cells = [{ cell_type: 'code', source: 'x', outputs: printing(`red\n${shown}`) }];
  expect(notebookText(JSON.stringify({ cells })).text).toContain('```output\nred\n20%\n```');
  const link = shown.slice(0, shown.indexOf(' \u001b('));
  const one = [{ cell_type: 'code', source: 'x', outputs: printing(link) }];
  expect(notebookText(JSON.stringify({ cells: one })).text).toContain('\nred link\n');
});

describe('what is not a notebook', () => {
  test.each([
    ['a conflict', '{\n<<<<<<< HEAD\n}', /invalid symbol in line 2/],
    ['format 3', '{ "worksheets": [] }', /no list `cells`/],
    ['another type', '[]', /no list `cells`/],
    ['cells that are no list', '{ "cells": 1 }', /no list `cells`/],
    ['endless lists', '['.repeat(100_000), /nests too deeply/],
  ])('%s', (_, json, message) => {
    expect(() => notebookText(json)).toThrow(message);
  });

  test('cells of other kinds and without a source are left out', () => {
    const json =
      '{ "cells": [1, null, {}, { "cell_type": "heading", "source": "a" }, { "cell_type": "code" }] }';
    expect(notebookText(json).text).toBe('');
  });
});
