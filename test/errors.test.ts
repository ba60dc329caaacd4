import { readFileSync } from 'node:fs';
import fastGlob from 'fast-glob';
import { expect, test } from 'vitest';
import { ContextorError } from '../src/errors.ts';

test('a known error carries its code, remedy and cause', () => {
  const cause = new Error('below');
  const error = new ContextorError('wrong', { code: 'X', remedy: 'fix it', cause });
  expect(error).toMatchObject({ name: 'ContextorError', code: 'X', remedy: 'fix it', cause });
});

test('what stands after "error: " has no full stop: a cause or a remedy may follow', () => {
  const message = /new ContextorError\(\s*([`'"])((?:(?!\1).)*)\1/gs;
  const texts = fastGlob
    .sync(['src/**/*.ts', 'transforms/**/*.ts'])
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(message)].map(([, , text]) => text!),
    );
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.filter((text) => text.endsWith('.') && !text.startsWith('It took'))).toEqual([]);
});
