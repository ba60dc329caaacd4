import { expect, test } from 'vitest';
import { ContextorError } from '../src/errors.ts';

test('a known error carries its code, remedy and cause', () => {
  const cause = new Error('below');
  const error = new ContextorError('wrong', { code: 'X', remedy: 'fix it', cause });
  expect(error).toMatchObject({ name: 'ContextorError', code: 'X', remedy: 'fix it', cause });
});
