import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { verifyDocument } from '../../src/verify/verify.ts';

interface Example {
  input: string;
  expected: string;
  dialect: string;
  parser: 'mdx' | 'md';
}

const file = process.env.CONTEXTOR_EXAMPLES ?? '../shared/examples/tricky.json';
const examples: Example[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];

it.skipIf(examples.length === 0)('nothing is found in the renditions wanted', () => {
  const findings = examples.flatMap(({ input, expected, dialect, parser }, index) => {
    const path = `${index}.${parser}`;
    return verifyDocument({ path, source: input, output: expected, dialect }).findings;
  });
  expect(findings).toEqual([]);
});
