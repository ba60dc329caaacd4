import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { codeExceptions } from '../../src/verify/code-exceptions.ts';
import {
  attributeExceptions,
  elementExceptions,
  lineExceptions,
} from '../../src/verify/exceptions.ts';

const page = readFileSync('docs/verify.md', 'utf8');

it.each([...codeExceptions, ...elementExceptions, ...attributeExceptions, ...lineExceptions])(
  'docs/verify.md lists $name',
  (exception) => {
    expect(page).toContain(`| ${exception.name} | ${exception.reason} |`);
  },
);
