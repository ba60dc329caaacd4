import { expect, test } from 'vitest';
import { JsonText, jsonPieces } from '../../../src/output/corpus/json-pieces.ts';
import fc from '../../setup/properties.ts';

test('the pieces are what JSON.stringify gives', () => {
  const value = fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.constant(undefined)));
  fc.assert(
    fc.property(value, (record) => {
      expect([...jsonPieces(record)].join('')).toBe(`${JSON.stringify(record, undefined, 2)}\n`);
    }),
  );
});

test.each([0, 1, 64, 65, 200])('a list of %i comes in pieces, too', (length) => {
  const list = Array.from({ length }, (_, at) => ({ at, of: [at, undefined, 'line\nbreak'] }));
  const record = { before: 1, list, after: [[]] };
  expect([...jsonPieces(record)].join('')).toBe(`${JSON.stringify(record, undefined, 2)}\n`);
});

test('a record two levels down comes in a piece of its own', () => {
  expect([...jsonPieces({ pages: { a: [1], b: {} } })].slice(1, 4)).toEqual([
    '{\n    "a": ',
    '[\n      1\n    ]',
    ',\n    "b": ',
  ]);
});

test('a text that is there already stands as it is', () => {
  const pages = new JsonText(['{\n    "a": ', '[]\n  }']);
  expect([...jsonPieces({ pages, last: 1 })].join('')).toBe(
    `${JSON.stringify({ pages: { a: [] }, last: 1 }, undefined, 2)}\n`,
  );
});
