import { describe, expect, it } from 'vitest';
import { decodeSource } from '../../src/document/decode.ts';

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(typeof part === 'string' ? part : [part])));

describe('decodeSource', () => {
  it.each([
    ['plain text', bytes('a\nb\n'), 'a\nb\n'],
    ['a byte order mark', bytes(0xef, 0xbb, 0xbf, 'a'), 'a'],
    ['CRLF, CR and LF mixed', bytes('a\r\nb\rc\n\r\n'), 'a\nb\nc\n\n'],
    ['nothing', bytes(), ''],
    ['a y with two dots', bytes(0xc3, 0xbf, 0xc3, 0xbe), 'ÿþ'],
  ])('reads %s without a word', (_, source, text) => {
    expect(decodeSource(source)).toEqual({ text, messages: [] });
  });

  it.each([
    ['invalid UTF-8', bytes('a\nb', 0xff, 'c'), 'a\nb\uFFFDc', 2],
    ['invalid UTF-8 at the start of a line', bytes('a\nb\n', 0xff), 'a\nb\n\uFFFD', 3],
    ['half a character', bytes('a', 0xe2, 0x82), 'a\uFFFD', 1],
    ['NUL', bytes('a\nb\n\0c'), 'a\nb\n\uFFFDc', 3],
    ['invalid UTF-8 at its second byte', bytes('a', 0xff), 'a\uFFFD', 1],
    ['UTF-16 from the higher byte', bytes(0xfe, 0xff, 0, 'a', 0, 'b'), 'ab', 1],
    ['half of the mark of UTF-16', bytes(0xff, 'ab'), '\uFFFDab', 1],
    ['UTF-16', bytes(0xff, 0xfe, 'a', 0, 'b', 0), 'ab', 1],
  ])('reads %s with a warning', (_, source, text, line) => {
    const decoded = decodeSource(source);
    expect(decoded.text).toBe(text);
    expect(decoded.messages).toMatchObject([{ severity: 'warning', rule: 'encoding', line }]);
  });
});

it('gives what was found in the bytes of a notebook no line of its text', () => {
  const json = Buffer.from('{ "cells": [{ "cell_type": "markdown",\n"source": "a\\nb?" }] }');
  json[json.indexOf('?')] = 0xff;
  const { text, messages } = decodeSource(json, 'a.ipynb');
  expect(text).toBe('a\nb\uFFFD\n');
  expect(messages).toEqual([expect.not.objectContaining({ line: expect.anything() })]);
});
